"""Commands about what results rest on: `ablate`, `converge`."""

from pathlib import Path
from typing import Annotated

import typer

from experiments import answer_options as given
from experiments.printing import print_files, print_json, print_table

_Replicates = Annotated[int, typer.Option("--replicates", "-n", help="Runs of each scenario, each under its own seed.")]


def ablate(
    settlement: given.Settlement,
    design: given.Design = "people-first",
    measure: given.Measures = None,
    replicates: _Replicates = 8,
    days: given.Days = None,
    seed: given.Seed = 1,
    out: given.Out = Path("ablation"),
    jobs: given.Jobs = None,
    quiet: given.Quiet = False,
    as_json: given.Json = False,
) -> None:
    """Switch off one mechanism after the other, and see what becomes of a design's effects.

    Word of mouth, habit, prices, families, the board and so on, on the same people and the same luck, each time beside
    the status quo. Takes 50 × replicates runs; finished ones are kept, and after Ctrl-C the same command goes on.

    Example:  shanyraq ablate -s aul -d people-first -m visits -m cross_ethnic_ties -n 8
    """
    from experiments.ablation import MEASURES
    from experiments.ablation import ablate as switch_off
    from experiments.progress import progress
    from experiments.tables_standing import ablation_table

    made = switch_off(
        settlement,
        design,
        measure or MEASURES,
        replicates=replicates,
        seed=seed,
        days=days,
        jobs=jobs,
        out=out,
        progress=progress(quiet),
    )
    from viz.ablation import draw

    files = [*made.files, *draw(made, out)]
    if as_json:
        print_json({"seeds": made.seeds, "effects": made.table().to_dict("records"), "files": files})
    elif not quiet:
        for name in made.measures:
            print_table(ablation_table(made, name))
        print_files(files)


def converge(
    settlement: given.Settlement,
    design: given.Design = "people-first",
    measure: given.Measures = None,
    replicates: _Replicates = 32,
    few: Annotated[int, typer.Option("--few", help="Replicates at each size and each step.")] = 8,
    days: given.Days = None,
    seed: given.Seed = 1,
    out: given.Out = Path("convergence"),
    jobs: given.Jobs = None,
    quiet: given.Quiet = False,
    as_json: given.Json = False,
) -> None:
    """Say how many replicates are enough, and how results move with the size of the settlement and the time step.

    Takes 2 × replicates + 30 × few runs, the largest of 8,000 people. Finished ones are kept, and after Ctrl-C the same
    command goes on.

    Example:  shanyraq converge -s aul -d people-first -n 32 --few 8
    """
    from experiments.ablation import MEASURES
    from experiments.convergence import converge as ask
    from experiments.progress import progress
    from experiments.tables_standing import replicates_table

    made = ask(
        settlement,
        design,
        measure or MEASURES,
        replicates=replicates,
        few=few,
        seed=seed,
        days=days,
        jobs=jobs,
        out=out,
        progress=progress(quiet),
    )
    from viz.convergence import draw

    files = [*made.files, *draw(made, out)]
    if as_json:
        tables = {"replicates": made.replicates(), "sizes": made.by_size(), "steps": made.by_step()}
        told = {name: table.to_dict("records") for name, table in tables.items()}
        print_json({"seeds": made.seeds, **told, "files": files})
    elif not quiet:
        print_table(replicates_table(made))
        print_files(files)


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (ablate, converge):
        app.command()(command)
