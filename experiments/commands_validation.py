"""The command that holds what is known of the world against the model."""

from pathlib import Path
from typing import Annotated

import typer


def validate(
    pattern: Annotated[
        list[str] | None, typer.Option("--pattern", "-p", help="Pattern by its name, such as P1; all if none is named.")
    ] = None,
    replicates: Annotated[int, typer.Option("--replicates", "-n", help="Runs of each arm, each under its seed.")] = 8,
    population: Annotated[int, typer.Option("--population", help="People of the settlement.")] = 2000,
    seed: Annotated[int, typer.Option("--seed", help="First seed.")] = 1,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Folder for page, figures and tables; made if it is not there.")
    ] = Path("validation"),
    nulls: Annotated[
        bool,
        typer.Option("--nulls", help="Look in worlds without each mechanism, too, where its criterion must fail."),
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with code 1 if a pattern does not hold.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but mistakes.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON on standard output.")] = False,
) -> None:
    """Hold published patterns and Kazakhstan's library statistics against the model.

    Each pattern has a criterion with a stated error rate, and says whether a default was set by it. What does not hold
    is shown as failing. Writes a page (HTML), figures (PNG, SVG, PDF), a summary (Markdown), tables (CSV, Parquet) and
    a manifest.

    Example:  shanyraq validate --out validation
    """
    from experiments.checks import at_least, folder_for_results
    from experiments.preparing import prepare
    from experiments.printing import print_files, print_json, print_table
    from experiments.progress import progress
    from experiments.tables_validation import validation_table
    from experiments.validation.holding import hold
    from model.scenario import Scenario
    from viz.validation import write_page

    at_least(2, replicates=replicates)
    at_least(200, population=population)
    folder_for_results(out)
    told = progress(quiet)
    prepare(Scenario.model_validate({"settlement": "tekeli", "design": "people-first"}), told)
    found = hold(pattern or (), seed=seed, replicates=replicates, population=population, nulls=nulls, progress=told)
    files = write_page(found, out)
    if as_json:
        print_json(
            {
                "findings": found.table().to_dict("records"),
                "failing": found.failing,
                "blind": found.blind,
                "files": files,
            }
        )
    elif not quiet:
        print_table(validation_table(found))
        print_files(files)
    if strict and found.failing:
        typer.echo(f"Patterns that do not hold: {', '.join(found.failing)}", err=True)
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(validate)
