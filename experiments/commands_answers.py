"""The commands that answer questions: which design, which factor, what in a bad future, which parameters fit."""

from pathlib import Path
from typing import Annotated, Any

import typer

from experiments import answer_options as given
from experiments.printing import print_files, print_json, print_table


def select(
    settlement: given.Settlement,
    design: given.Designs,
    goal: Annotated[str, typer.Option("--goal", "-g", help="Measure; add :lowest where less is better.")],
    least_difference: Annotated[
        float, typer.Option("--least-difference", help="Smallest difference that matters, in the measure's unit.")
    ],
    confidence: Annotated[float, typer.Option("--confidence", help="Probability of a right choice.")] = 0.95,
    first: Annotated[int, typer.Option("--first", help="Replicates of each design to begin with.")] = 10,
    most: Annotated[int, typer.Option("--most", help="Replicates of a design at which to give up.")] = 200,
    days: given.Days = None,
    seed: given.Seed = 1,
    out: given.Out = Path("selection"),
    jobs: given.Jobs = None,
    quiet: given.Quiet = False,
    as_json: given.Json = False,
) -> None:
    """Choose the best design: add replicates until the choice is right with 95 %.

    The procedure of Kim and Nelson (2001) on the same luck: designs that are clearly behind leave the race early.
    Finished runs are kept; after Ctrl-C the same command goes on.

    Example:  shanyraq select -s aul -d status-quo -d top-down -d people-first -g returning_readers
    --least-difference 2 --out best
    """
    from experiments.answer_tables import selection_table
    from experiments.compare import plan
    from experiments.goals import goal as read_goal
    from experiments.progress import progress
    from experiments.select import select as choose

    _days(days)
    wanted = read_goal(goal)
    how: Any = {"confidence": confidence, "first": first, "most": most, "seed": seed, "jobs": jobs, "out": out}
    made = choose(plan(settlement, design, days), wanted, least_difference, progress=progress(quiet), **how)
    from viz.selection import draw

    files = [*made.files, *draw(made, out)]
    if as_json:
        facts = {"best": made.best, "decided": made.choice.decided, "verdict": made.verdict}
        print_json(facts | {"summary": made.summary().to_dict("records"), "files": files})
    elif not quiet:
        print_table(selection_table(made))
        print_files(files)


def _days(days: int | None) -> None:
    from experiments.checks import at_least

    if days is not None:
        at_least(1, days=days)


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (select,):
        app.command()(command)
