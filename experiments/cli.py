"""The command `shanyraq`.

The command line is the front door: it may call every room, so it alone here reaches up to `viz` for figures. Whatever
is slow to import is imported by the command that needs it.
"""

import gc
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from experiments import answer_options as given
from experiments.commands_answers import register as register_answers
from experiments.commands_app import app as open_application
from experiments.commands_evidence import register as register_evidence
from experiments.commands_lists import register as register_lists
from experiments.commands_standing import register as register_standing
from experiments.commands_sweep import register as register_sweep
from experiments.commands_validation import register as register_validation
from experiments.ctrl_c import is_ctrl_c
from experiments.printing import print_files, print_json, print_table
from experiments.provenance import package_version

if TYPE_CHECKING:
    from model.scenario import Design

_INTERRUPTED = 130


class _Commands(TyperGroup):
    """Turns what the user got wrong into a message and an exit code; everything else stays a traceback."""

    def invoke(self, ctx: Any) -> Any:
        from model.scenario.errors import InputError

        try:
            return super().invoke(ctx)
        except InputError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(2) from None
        except (KeyboardInterrupt, SystemError) as error:
            if not is_ctrl_c(error):
                raise
            typer.echo("Stopped.", err=True)
            raise typer.Exit(_INTERRUPTED) from None


class _Command(TyperCommand):
    """Says of what only a run shows to be wrong where it stands in the scenario's file."""

    def invoke(self, ctx: Any) -> Any:
        from model.scenario import InputError, at_its_line

        try:
            return super().invoke(ctx)
        except InputError as error:
            path = ctx.params.get("scenario")
            if path is None:
                raise
            raise at_its_line(error, path, with_design=not ctx.params.get("design")) from None


class _App(typer.Typer):
    """Has commands of that kind."""

    def command(self, *args: Any, **how: Any) -> Any:
        return super().command(*args, **{"cls": _Command} | how)


app = _App(
    name="shanyraq",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("app")(open_application)

_Out = Annotated[Path, typer.Option("--out", "-o", help="Folder for the results; made if it is not there.")]
_Seed = Annotated[int, typer.Option("--seed", help="First seed. The same seed means the same people and luck.")]
_Days = Annotated[int | None, typer.Option("--days", help="Length of a run in days.", show_default="730")]
_Jobs = Annotated[int | None, typer.Option("--jobs", "-j", help="Processes.", show_default="every core")]
_Replicates = Annotated[int, typer.Option("--replicates", "-n", help="Runs of each design, each under its own seed.")]
_Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but mistakes (and what --json asks for).")]
_Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON on standard output, for scripts.")]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"shanyraq {package_version()}")
        raise typer.Exit


@app.callback()
def _shanyraq(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Turn a half-empty library into a sociocultural hub, and see who comes, who meets and who reads.

    [bold]Start here[/]

      shanyraq demo                                  a real town under three designs, in about a minute

      shanyraq settlements                           where it can play

      shanyraq designs                               what can be built there

      shanyraq compare -s kentau -d status-quo -d people-first -n 8 --out results

    Every command explains itself: [bold]shanyraq compare --help[/].
    """


@app.command()
def demo(
    settlement: Annotated[str, typer.Option("--settlement", "-s", help="Settlement to simulate.")] = "tekeli",
    replicates: _Replicates = 8,
    seed: _Seed = 1,
    days: _Days = None,
    out: _Out = Path("demo"),
    jobs: _Jobs = None,
    quiet: _Quiet = False,
    as_json: _Json = False,
) -> None:
    """Simulate a real town for two years under three designs, on the same luck.

    The library as it is, a hub planned from above, a people-first hub: what changes, with 95 % intervals, as a table, a
    figure (PNG, SVG), data (Parquet, CSV) and a page to read (report-en.html).

    Example:  shanyraq demo --settlement kentau --replicates 4 --out kentau
    """
    designs = ["status-quo", "top-down", "people-first"]
    _compare(settlement, designs, replicates, seed, days, out, jobs, quiet, as_json, None, afresh=True)
    from viz.report import write_report

    page = write_report(out)
    if not quiet and not as_json:
        typer.echo(f"To read in a browser: {page}")


@app.command()
def compare(
    settlement: given.SettlementOrScenario = None,
    design: given.DesignsOrScenario = None,
    scenario: given.Scenario = None,
    replicates: _Replicates = 8,
    seed: _Seed = 1,
    days: _Days = None,
    out: _Out = Path("results"),
    jobs: _Jobs = None,
    quiet: _Quiet = False,
    as_json: _Json = False,
) -> None:
    """Hold designs against the first one named, on the same people and the same luck.

    With --scenario they meet in that file's settlement, with its behaviour, clock, events and kinds of offers.

    Writes daily and summary tables (Parquet, CSV), the scenarios (TOML), a manifest and a figure (PNG, SVG). Each
    finished run is on disk at once: after Ctrl-C the same command goes on where it was.

    Example:  shanyraq compare -s chunja -d status-quo -d my-hub.toml -n 20 --days 365 --out results/chunja
    """
    designs = given.several_designs(design, scenario)
    _compare(settlement, designs, replicates, seed, days, out, jobs, quiet, as_json, scenario)


@app.command()
def run(
    scenario: Annotated[Path, typer.Argument(help="TOML file of a scenario.")],
    days: _Days = None,
    seed: _Seed = 1,
    out: _Out = Path("results"),
    quiet: _Quiet = False,
    as_json: _Json = False,
) -> None:
    """Run one scenario once, and write everything that it gave.

    Writes daily measures, months by group of people, the accounts of the months, every payment, and how well the
    synthetic people meet the settlement's figures (Parquet, CSV), the full scenario (TOML) and a manifest.

    The least scenario is two lines of TOML, each field of `shanyraq params` may follow:

      settlement = "chunja"

      design = "people-first"

    Example:  shanyraq run my-scenario.toml --days 365 --seed 7 --out results/mine
    """
    from experiments.progress import progress
    from experiments.run import run as run_scenario
    from experiments.tables import margins_table, run_table
    from model.scenario import load_scenario

    made = run_scenario(load_scenario(scenario), out, days=days, seed=seed, progress=progress(quiet))
    if as_json:
        told = {"seed": seed, "days": made.scenario.clock.days, "values": made.values, "finance": made.worth._asdict()}
        print_json(told | {"files": made.files})
    elif not quiet:
        title = (
            f"{made.scenario.settlement.name}, {made.scenario.design.title}, seed {seed}: 1 replicate, so no interval"
        )
        print_table(run_table(made.values, made.worth, title, seed))
        print_table(margins_table(made.margins, read=made.scenario.settlement.residents is not None))
        print_files(made.files)


@app.command()
def params(
    table_format: Annotated[str, typer.Option("--format", "-f", help="md or csv.")] = "md",
) -> None:
    """Print every parameter: name, unit, default, what is allowed, source, meaning.

    Example:  shanyraq params --format csv > parameters.csv
    """
    from model.scenario import InputError, parameter_table
    from model.scenario.table import to_csv, to_markdown

    writers = {"md": to_markdown, "csv": to_csv}
    if table_format not in writers:
        raise InputError(f'--format: "{table_format}" must be md or csv')
    typer.echo(writers[table_format](parameter_table()), nl=False)


@app.command()
def settlements(
    of: Annotated[
        str | None,
        typer.Option("--margins", help="Settlement: say how well its synthetic people meet each of its figures."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Seed of the people.")] = 1,
    as_json: _Json = False,
) -> None:
    """List the settlements that ship, or say how well the synthetic people of one meet its figures.

    A settlement of your own is a TOML file of the same fields; see `shanyraq params`.

    Example:  shanyraq settlements --margins kentau
    """
    from experiments.listings import settlement_table
    from model.scenario import list_settlements, load_settlement

    if of is not None:
        _print_margins(of, seed, as_json)
        return
    found = {name: load_settlement(name) for name in list_settlements()}
    if as_json:
        print_json({name: each.model_dump(mode="json") for name, each in found.items()})
    else:
        print_table(settlement_table(found))


def _print_margins(settlement: str, seed: int, as_json: bool) -> None:
    from experiments.settlement_fit import margins_of
    from experiments.tables import margins_table

    found = margins_of(settlement, seed)
    if as_json:
        print_json([each._asdict() | {"error": each.error} for each in found])
    else:
        print_table(margins_table(found))


@app.command()
def designs(as_json: _Json = False) -> None:
    """List the designs that ship, with their intent.

    A design of your own is a TOML file of the same fields; see `shanyraq params`.
    """
    from experiments.listings import design_table
    from model.scenario import list_designs, load_design

    found = {name: load_design(name) for name in list_designs()}
    if as_json:
        print_json({name: each.model_dump(mode="json") for name, each in found.items()})
    else:
        print_table(design_table(found))


def _compare(
    settlement: str | None,
    designs: "Sequence[str | Design]",
    replicates: int,
    seed: int,
    days: int | None,
    out: Path,
    jobs: int | None,
    quiet: bool,
    as_json: bool,
    scenario: Path | None,
    afresh: bool = False,
) -> None:
    from experiments import compare as comparing
    from experiments.checks import at_least
    from experiments.progress import progress
    from experiments.store import finished_runs
    from model.scenario.errors import InputError, Problem

    if days is not None:
        at_least(1, days=days)
    at_least(1, replicates=replicates)
    scenarios = comparing.plan(settlement, designs, days, scenario)
    if len(scenarios) < 2:
        (alone,) = scenarios
        raise InputError(Problem("is alone; name another to hold it against", "--design", f'"{alone}"'))
    how: Any = {"replicates": replicates, "seed": seed, "jobs": jobs, "out": out, "resume": not afresh}
    try:
        found = comparing.compare(scenarios, progress=progress(quiet), **how)
    except KeyboardInterrupt:
        kept = f"{finished_runs(out)} of {len(scenarios) * replicates} runs are finished and kept in {out / 'parts'}"
        again = "" if afresh else "; the same command goes on from there"
        typer.echo(f"Stopped. {kept}{again}.", err=True)
        raise typer.Exit(_INTERRUPTED) from None
    from viz.comparison import draw, draw_money

    files = [*found.files, *draw(found, out), *draw_money(found, out)]
    if as_json:
        summary = found.summary().astype(object)
        print_json(
            {
                "settlement": found.scenario.settlement.name,
                "days": found.scenario.clock.days,
                "designs": found.designs,
                "reference": found.reference,
                "seeds": found.seeds,
                "basis": found.basis,
                "summary": summary.where(summary.notna(), None).to_dict("records"),
                "finance": found.finance().to_dict("records"),
                "files": files,
            }
        )
    elif not quiet:
        from textwrap import fill

        from experiments.headline import MONEY_HEADLINES, PEOPLE_HEADLINES
        from experiments.money_words import money_in_words
        from experiments.reach import left_out_in_words
        from experiments.tables import comparison_table, finance_table
        from viz.report.words import Words

        print_table(comparison_table(found))
        print_table(comparison_table(found, PEOPLE_HEADLINES, "who comes, and is it what they wish"))
        print_table(comparison_table(found, MONEY_HEADLINES, "what it earns and costs"))
        if worth := finance_table(found):
            print_table(worth)
        typer.echo("In short:")
        left_out = left_out_in_words(found, lambda group: Words("en").term("group", group, group))
        for sentence in (*left_out, *money_in_words(found)):
            typer.echo(fill(sentence, 118, initial_indent="  ", subsequent_indent="    "))
        print_files(files)


register_validation(app)
register_lists(app)
register_evidence(app)
register_sweep(app)
register_answers(app)
register_standing(app)


def main() -> None:
    """Run the command line.

    Two thousand modules are loaded for a run, and none of what they make is rubbish: to look for it ten times less
    often saves about a tenth of the start.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console may know fewer letters than we print
    soonest, *later = gc.get_threshold()
    gc.set_threshold(10 * soonest, *later)
    app()
