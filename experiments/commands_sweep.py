"""The command that makes the runs of a plan."""

import math
from pathlib import Path
from typing import Annotated

import typer

from experiments.printing import print_files, print_json


def sweep(
    plan: Annotated[Path, typer.Argument(help="Plan, a TOML file; see examples/ and docs/sweeps.md.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the results; made if it is not there.")] = Path(
        "sweep"
    ),
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", help="Processes of this machine.", show_default="every core")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", help="Dask scheduler to run on, such as tcp://host:8786.")
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="Put results of another plan or model aside, and start anew.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Go on in spite of another version of the model.")] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Make runs again that could not be made.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check the plan, and say what would be run.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but mistakes.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output.")] = False,
) -> None:
    """Make the runs of a plan, and never lose one.

    Finished runs are kept at once: after Ctrl-C, a crash or a power cut the same command goes on where it stopped, and
    ends with the rows that an undisturbed sweep would have given.

    Example:  shanyraq sweep examples/sweep-cafe-price.toml --out results/cafe-price
    """
    from experiments.checks import at_least
    from experiments.progress import progress
    from experiments.sweeps import load_plan, points_of
    from experiments.sweeps import sweep as make
    from model.scenario import InputError

    at_least(1, jobs=1 if jobs is None else jobs)
    if cluster and jobs:
        raise InputError("--jobs are processes of this machine; a --cluster has its own workers")
    asked = load_plan(plan)
    if dry_run:
        points = points_of(asked)
        typer.echo(
            f"{len(points):,} points × {asked.replicates:,} replicates = {len(points) * asked.replicates:,} runs"
        )
        typer.echo(points.head(10).to_string())
        return
    told = progress(quiet)
    try:
        made = make(
            asked, out, cluster=cluster, jobs=jobs, new=new, force=force, retry=retry, base=plan.parent, progress=told
        )
    except KeyboardInterrupt:
        typer.echo(f"Finished runs are kept in {out}; the same command goes on from there.", err=True)
        raise
    from viz.sweep import draw

    files = [*made.files, *(draw(made) if made.files else [])]
    total = made.points * asked.replicates
    if as_json:
        busy = None if math.isnan(made.busy) else made.busy
        counts = {"points": made.points, "runs": total, "made": made.made, "failed": made.failed, "busy": busy}
        print_json(counts | {"files": files})
    elif not quiet:
        time = "" if math.isnan(made.busy) else f"; {made.busy:.0%} of the workers' time went into the model"
        typer.echo(f"{total:,} runs of {made.points:,} points, {made.made:,} of them made now{time}.")
        if files:
            print_files(files)
    if made.failed:
        typer.echo(f"{made.failed:,} runs failed: see {out / 'failures'}; --retry makes them again.", err=True)
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(sweep)
