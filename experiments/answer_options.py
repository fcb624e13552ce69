"""The options that the commands of answers share."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from model.scenario import Design as ScenarioDesign

Settlement = Annotated[
    str, typer.Option("--settlement", "-s", help="Name (see `shanyraq settlements`) or path of a TOML file.")
]
Design = Annotated[str, typer.Option("--design", "-d", help="Name (see `shanyraq designs`) or path of a TOML file.")]
Scenario = Annotated[
    Path | None,
    typer.Option(
        "--scenario",
        help="TOML file of a scenario: its settlement, behaviour, clock, events and kinds hold for every design. Its "
        "own design is taken where no --design is named.",
    ),
]
SettlementOrScenario = Annotated[
    str | None,
    typer.Option(
        "--settlement",
        "-s",
        help="Name (see `shanyraq settlements`) or path of a TOML file; may be left out with --scenario.",
    ),
]
DesignOrScenario = Annotated[
    str | None,
    typer.Option(
        "--design",
        "-d",
        help="Name (see `shanyraq designs`) or path of a TOML file; may be left out with --scenario.",
    ),
]
DesignsOrScenario = Annotated[
    list[str] | None,
    typer.Option(
        "--design",
        "-d",
        help="Name (see `shanyraq designs`) or path of a TOML file; two or more. None with --scenario: its own beside "
        "the library as it is.",
    ),
]
Factors = Annotated[
    list[str] | None, typer.Option("--factor", "-f", help="What is varied, as name=low:high; see `shanyraq params`.")
]
Measures = Annotated[
    list[str] | None, typer.Option("--measure", "-m", help="Measure that is asked for; several may be given.")
]
Days = Annotated[int | None, typer.Option("--days", help="Length of a run in days.", show_default="730")]
Seed = Annotated[int, typer.Option("--seed", help="First seed; it fixes samples, draws and luck.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder for the results; made if it is not there.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", help="Processes.", show_default="every core")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but mistakes (and what --json asks for).")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output, for scripts.")]


def one_design(design: str | None, scenario: Path | None, otherwise: str | None = None) -> "str | ScenarioDesign":
    """Give the design that was asked for: the named one, the scenario's own, or the command's default.

    Raises
    ------
    InputError
        None was asked for, and the command has no default.
    """
    from model.scenario import InputError, load_scenario

    if design is not None:
        return design
    if scenario is not None:
        return load_scenario(scenario).design
    if otherwise is None:
        raise InputError("--design or --scenario is needed")
    return otherwise


def several_designs(designs: list[str] | None, scenario: Path | None) -> "list[str | ScenarioDesign]":
    """Give the designs that were asked for; a scenario's own is held against its library.

    Raises
    ------
    InputError
        None was asked for.
    """
    if designs:
        return list(designs)
    from model.scenario import load_scenario

    own = one_design(None, scenario)
    return [load_scenario(scenario).library, own] if scenario is not None else [own]
