"""The command `shanyraq app`."""

from pathlib import Path
from typing import Annotated

import typer


def app(
    port: Annotated[int, typer.Option("--port", help="Port on this machine.")] = 8765,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    results: Annotated[
        Path | None, typer.Option("--results", help="Folder of results that the page may show; it reads no other.")
    ] = None,
) -> None:
    """Open the application in a browser: the settlement alive, designs side by side, a link to share.

    It listens on this machine alone and asks no other host for anything.

    Example:  shanyraq app --results results/chunja
    """
    from experiments.preparing import prepare
    from experiments.progress import progress
    from model.scenario import InputError, Scenario

    if not 1 <= port <= 65535:
        raise InputError(f"--port: {port} must be from 1 to 65535")
    if results is not None and not results.is_dir():
        raise InputError(f"--results: no such folder: {results}")
    try:
        from viz.server import serve
    except ModuleNotFoundError as missing:
        raise InputError(
            f'{missing.name} is not installed; the application needs `pip install "shanyraq[app]"`'
        ) from None
    prepare(Scenario.model_validate({"settlement": "aul", "design": "people-first"}), progress())
    typer.echo(f"Shanyraq is at http://localhost:{port}/  (Ctrl-C stops it)")
    serve(port, open_browser=not no_open, results=results)
