"""One scenario under one seed, with everything that there is to know about it on disk."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from experiments.accounts import accounts_table
from experiments.by_group import months_by_group
from experiments.by_kind import months_by_kind
from experiments.checks import at_least
from experiments.finance import Appraisal, appraise
from experiments.headline import headlines
from experiments.persons import persons_table
from experiments.preparing import prepare, say_if_no_hub_opens, say_of_idle_events
from experiments.progress import Progress
from experiments.replicates import with_keys
from experiments.store import Store
from model import HubModel
from model.scenario import Clock, Scenario, with_levers
from model.seeds import check_seeds
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
    """What the partnership is worth; all ``nan`` where no hub opened."""
    margins: list[Margin]
    """How well the synthetic people meet the settlement's figures."""
    files: list[Path]
    """What was written."""


def run(
    scenario: Scenario, out: str | Path, *, days: int | None = None, seed: int = 1, progress: Progress = _SILENT
) -> Run:
    """Run a scenario and write what it gave.

    Writes ``daily`` (a row a day, all measures), ``months`` (by group), ``kinds`` (months by kind of offer),
    ``sessions`` (how full each item of the week was, by month), ``persons`` (everybody at the end, with visits, loans
    and ties), ``margins`` (how well the synthetic people meet the settlement's figures), ``accounts`` (what each month
    brought to operator and state) and ``ledger`` (every payment, with its date) as Parquet and CSV, the scenario as
    TOML and a manifest.

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
    check_seeds(seed, name="--seed")
    if days is not None:
        at_least(1, days=days)
        scenario = with_levers(scenario, {"clock.days": days})
    design, clock = scenario.design.name, scenario.clock
    facts = {"settlement": scenario.settlement.name, "designs": [design], "seeds": [seed], "days": clock.days}
    store = Store(Path(out), {design: scenario}, facts, resume=False, what="a run")
    say_if_no_hub_opens([scenario], progress)
    say_of_idle_events([scenario], progress)
    prepare(scenario, progress)
    model = HubModel(scenario=scenario, rng=seed)
    fit = margins(scenario.settlement, model.people, model.households, model.couples)  # before events change the people
    with progress.count(clock.days, "Simulating"):
        for first in range(0, clock.days, _STRETCH):
            stretch = min(_STRETCH, clock.days - first)
            model.run_for(stretch)
            progress.step(f"{clock.date_of(first + stretch - 1):%B %Y}", stretch)
    daily = with_keys(design, seed, clock, model.datacollector.get_model_vars_dataframe())
    files = [*store.table("daily", daily), *store.table("months", months_by_group(model))]
    files += store.table("kinds", months_by_kind(model))
    files += store.table("sessions", model.occupancy())
    files += store.table("persons", persons_table(model))
    files += store.table("margins", margins_table(fit))
    files += store.table("accounts", accounts_table(design, seed, model.operation.months))
    files += store.table("ledger", _dated(model.ledger.table(), clock))
    worth = appraise(model.operation.months, scenario.design.partnership, scenario.behaviour.spending.displacement)
    return Run(scenario, seed, headlines(daily, scenario.opens), worth, fit, [*files, store.close(files)])


def _dated(entries: pd.DataFrame, clock: Clock) -> pd.DataFrame:
    """Put the date before the payments; the ledger's days count from 1."""
    dates = pd.Timestamp(clock.start) + pd.to_timedelta(entries["day"] - 1, unit="D")
    return pd.concat([dates.astype("datetime64[ms]").rename("date"), entries], axis=1)
