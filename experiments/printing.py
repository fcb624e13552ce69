"""How commands print tables, files and JSON."""

import json
import math
from pathlib import Path
from typing import Any

import typer


def print_table(table: Any) -> None:
    """Print a table: as wide as the terminal, or wide enough for a program that reads it."""
    from rich.console import Console

    console = Console()
    # A table that is read by a program shall not be folded to a terminal that is not there.
    console.print(table) if console.is_terminal else Console(width=160).print(table)


def print_files(files: list[Path]) -> None:
    """Say what was written, and where."""
    folder = files[0].parent
    typer.echo(f"In {folder}{'' if folder.is_absolute() else '/'}: {', '.join(path.name for path in files)}")


def print_json(value: Any) -> None:
    """Print JSON; what is not a number becomes null."""
    typer.echo(json.dumps(_plain(value), ensure_ascii=False, indent=2))


def _plain(item: Any) -> Any:
    if isinstance(item, float) and math.isnan(item):
        return None
    if isinstance(item, dict):
        return {key: _plain(each) for key, each in item.items()}
    if isinstance(item, list | tuple):
        return [_plain(each) for each in item]
    return str(item) if isinstance(item, Path) else item
