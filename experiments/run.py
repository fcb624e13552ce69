"""One scenario under one seed, with everything that there is to know about it on disk."""

from pathlib import Path
from typing import NamedTuple

from experiments.accounts import accounts_table
from experiments.by_group import months_by_group
from experiments.checks import at_least
from experiments.finance import Appraisal, appraise
from experiments.headline import headlines
from experiments.preparing import prepare
from experiments.progress import Progress
from experiments.replicates import with_keys
from experiments.store import Store
from model import HubModel
from model.scenario import Scenario, with_levers
from model.synthesis.margins import Margin, margins, margins_table

_SILENT = Progress()
_STRETCH = 10


class Run(NamedTuple):
    """What came out of a run."""

    scenario: Scenario
    """What was run."""
    seed: int
    """Its seed."""
    values: dict[str, float]
    """Every measure as one number; see `experiments.headline`."""
    worth: Appraisal
    """What the partnership is worth; all ``nan`` where no operator began."""
    margins: list[Margin]
    """How well the synthetic people meet the settlement's figures."""
    files: list[Path]
    """What was written."""


def run(
    scenario: Scenario, out: str | Path, *, days: int | None = None, seed: int = 1, progress: Progress = _SILENT
) -> Run:
    """Run a scenario and write what it gave.

    Writes ``daily`` (a row a day, all measures), ``months`` (by group), ``margins`` (how well the synthetic people meet
    the settlement's figures), ``accounts`` (what each month brought to operator and state) and ``ledger`` (every
    payment) as Parquet and CSV, the scenario as TOML and a manifest.

    Parameters
    ----------
    scenario : Scenario
        What to run.
    out : path
        Folder for the results.
    days : int, optional
        Length of the run; that of the scenario's clock if none is given.
    seed : int
        Seed.
    progress : Progress
        Is told what happens.

    Raises
    ------
    InputError
        Something that was asked for is not possible.
    """
    at_least(0, seed=seed)
    if days is not None:
        at_least(1, days=days)
        scenario = with_levers(scenario, {"clock.days": days})
    design, clock = scenario.design.name, scenario.clock
    facts = {"settlement": scenario.settlement.name, "designs": [design], "seeds": [seed], "days": clock.days}
    store = Store(Path(out), {design: scenario}, facts, resume=False)
    prepare(scenario, progress)
    model = HubModel(scenario=scenario, rng=seed)
    with progress.count(clock.days, "Simulating"):
        for first in range(0, clock.days, _STRETCH):
            stretch = min(_STRETCH, clock.days - first)
            model.run_for(stretch)
            progress.step(f"{clock.date_of(first + stretch - 1):%B %Y}", stretch)
    daily = with_keys(design, seed, clock, model.datacollector.get_model_vars_dataframe())
    files = [*store.table("daily", daily), *store.table("months", months_by_group(model))]
    fit = margins(scenario.settlement, model.people, model.households, model.couples)
    files += store.table("margins", margins_table(fit))
    files += store.table("accounts", accounts_table(design, seed, model.operation.months))
    files += store.table("ledger", model.ledger.table())
    worth = appraise(model.operation.months, scenario.design.partnership)
    return Run(scenario, seed, headlines(daily, clock.hub_opens), worth, fit, [*files, store.close(files)])
