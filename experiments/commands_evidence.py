"""Commands about what a design's claims are worth: `sceptic`, `evidence`, `report`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from experiments import answer_options as given

_INTERRUPTED = 130

_Seed = Annotated[int, typer.Option("--seed", help="First seed. The same seed means the same people and luck.")]
_Replicates = Annotated[int, typer.Option("--replicates", "-n", help="Runs of each scenario, each under its own seed.")]


def sceptic(
    settlement: given.SettlementOrScenario = None,
    design: given.DesignOrScenario = None,
    scenario: given.Scenario = None,
    replicates: _Replicates = 8,
    seed: _Seed = 1,
    days: given.Days = None,
    out: given.Out = Path("results"),
    jobs: given.Jobs = None,
    quiet: given.Quiet = False,
    as_json: given.Json = False,
) -> None:
    """Hold a design's claims against six objections, on the same people and the same luck.

    Contact does not generalise, neither one's own nor that of friends; coffee and classes make no readers; habit is
    only inclination; only the open-minded come; warmth was high already; the café's money is the village shop's. Says
    which claims survive which objection. Writes the table of claims and all runs into the folder `sceptic` of --out,
    where `shanyraq report` finds them. After Ctrl-C the same command goes on where it was.

    Example:  shanyraq sceptic -s tekeli -d people-first -n 12 --out results/tekeli
    """
    from experiments.printing import print_files, print_json, print_table
    from experiments.progress import progress
    from experiments.sceptic import FOLDER, rule_in_words
    from experiments.sceptic import sceptic as ask
    from experiments.tables_evidence import sceptic_table

    _check(days, replicates)
    chosen = given.one_design(design, scenario)
    with _kept(out / FOLDER):
        found = ask(
            settlement,
            chosen,
            scenario=scenario,
            replicates=replicates,
            seed=seed,
            days=days,
            jobs=jobs,
            out=out,
            progress=progress(quiet),
        )
    table = found.table()
    if as_json:
        told = {"design": found.design, "seeds": found.comparison.seeds, "rule": rule_in_words(found.comparison.seeds)}
        print_json(told | {"claims": table.to_dict("records"), "files": found.files})
    elif not quiet:
        print_table(sceptic_table(table, found.design, found.comparison))
        print_files(list(found.files))


def evidence(
    settlement: given.SettlementOrScenario = None,
    design: given.DesignOrScenario = None,
    scenario: given.Scenario = None,
    replicates: _Replicates = 8,
    seed: _Seed = 1,
    days: given.Days = None,
    out: given.Out = Path("results"),
    jobs: given.Jobs = None,
    quiet: given.Quiet = False,
    as_json: given.Json = False,
) -> None:
    """Show what a design's runs say about UNECE's five outcomes of people-first partnerships, and what they cannot say.

    Each indicator is a number from 0 to 100 between two stated benchmarks, with an interval. They are evidence that an
    assessor can use, not a score of UNECE's method. Runs the design and the status quo as `shanyraq compare` does, and
    writes the table `evidence` beside its results.

    Example:  shanyraq evidence -s chunja -d inclusive-hub -n 8 --out results/chunja
    """
    from experiments.compare import compare, plan_against_reference
    from experiments.evidence import evidence as work_out
    from experiments.indicators import SILENT
    from experiments.printing import print_files, print_json, print_table
    from experiments.progress import progress
    from experiments.tables_evidence import evidence_table, silence_table

    _check(days, replicates)
    chosen = given.one_design(design, scenario)
    scenarios = plan_against_reference(settlement, chosen, days, scenario)
    name = list(scenarios)[1]
    with _kept(out):
        found = compare(
            scenarios,
            replicates=replicates,
            seed=seed,
            jobs=jobs,
            out=out,
            progress=progress(quiet),
            also=lambda comparison: {"evidence": work_out(comparison, name)},
        )
    table = work_out(found, name)
    if as_json:
        silent = [each._asdict() for each in SILENT]
        told = {"design": name, "seeds": found.seeds, "indicators": table.to_dict("records"), "not_simulated": silent}
        print_json(told | {"files": found.files})
    elif not quiet:
        print_table(evidence_table(table, found))
        print_table(silence_table())
        print_files(list(found.files))


def report(
    folder: Annotated[Path, typer.Argument(help="Folder that `shanyraq compare` wrote.")],
    lang: Annotated[str, typer.Option("--lang", "-l", help="en, ru or kk.")] = "en",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write.", show_default="report-<lang>.html in the folder")
    ] = None,
    quiet: given.Quiet = False,
) -> None:
    """Make one page of a comparison that can be read, sent and printed without this software and without internet.

    In English, Russian or Kazakh: a summary in plain words, figures, differences with intervals, money, who is left
    out, people-first evidence, the sceptic's arms if `shanyraq sceptic` wrote into the same folder, assumptions,
    versions and seeds.

    Example:  shanyraq report results/tekeli --lang kk --out tekeli.html
    """
    from viz.report import write_report

    path = write_report(folder, lang, out)
    if not quiet:
        typer.echo(str(path))


def _check(days: int | None, replicates: int) -> None:
    from experiments.checks import at_least

    if days is not None:
        at_least(1, days=days)
    at_least(1, replicates=replicates)


@contextmanager
def _kept(folder: Path) -> Iterator[None]:
    """After Ctrl-C say what is kept, and end with the code of an interrupted command."""
    try:
        yield
    except KeyboardInterrupt:
        from experiments.store import finished_runs

        kept = f"{finished_runs(folder)} finished runs are kept in {folder / 'parts'}"
        typer.echo(f"Stopped. {kept}; the same command goes on from there.", err=True)
        raise typer.Exit(_INTERRUPTED) from None


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (sceptic, evidence, report):
        app.command()(command)
