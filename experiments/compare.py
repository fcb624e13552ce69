"""Designs side by side, on the same people and the same luck."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.accounts import months_of
from experiments.best import chance_best
from experiments.checks import at_least
from experiments.finance import FIGURES, LEAST, OF_THE_STATE, Appraisal, appraise, chance, distribution
from experiments.goals import known_measure
from experiments.headline import headlines, summary_of
from experiments.intervals import KIND, Interval
from experiments.measured import difference_of, interval_of
from experiments.preparing import prepare, say_if_no_hub_opens, say_of_idle_events
from experiments.progress import Progress
from experiments.replicates import TABLES, Job, Outcome, cores, run_jobs, workers
from experiments.store import Store
from model.measures import CATALOGUE
from model.month_account import MonthAccount
from model.scenario import Design, InputError, Scenario, Settlement, list_designs, load_scenario, with_levers
from model.scenario.errors import Problem, nearest
from model.scenario.shipped import at_home
from model.seeds import check_seeds

REFERENCE = "status-quo"
"""Name under which the library as it is runs; in a scenario of one's own it is that scenario's library."""

_SILENT = Progress()


@dataclass(frozen=True)
class Comparison:
    """What came out of running several designs under the same seeds.

    Attributes
    ----------
    scenarios : dict of str to Scenario
        What was run, by name of the design; the first is what the others are held against.
    seeds : tuple of int
        Seeds, shared by all designs.
    daily : pandas.DataFrame
        Columns ``design``, ``seed``, ``day``, ``date`` and the measures; a row for each design, seed and day.
    accounts : pandas.DataFrame
        The months' accounts of all runs; see `experiments.accounts`.
    groups : pandas.DataFrame
        The months by group of people of all runs; see `experiments.by_group`.
    changes : pandas.DataFrame
        What changed in people during each run; see `experiments.changes`.
    files : tuple of Path
        What was written.
    """

    scenarios: dict[str, Scenario]
    seeds: tuple[int, ...]
    daily: pd.DataFrame
    accounts: pd.DataFrame
    groups: pd.DataFrame
    changes: pd.DataFrame
    files: tuple[Path, ...] = ()

    @property
    def designs(self) -> tuple[str, ...]:
        """Names of the designs, the reference first."""
        return tuple(self.scenarios)

    @property
    def reference(self) -> str:
        """Name of the design that the others are held against."""
        return self.designs[0]

    @property
    def scenario(self) -> Scenario:
        """Scenario of the reference."""
        return self.scenarios[self.reference]

    @property
    def basis(self) -> str:
        """What the numbers rest on, in a sentence for captions."""
        return basis_of(self.seeds)

    def series(self, measure: str, design: str) -> np.ndarray:
        """A measure by day.

        Returns
        -------
        array of float, shape (seeds, days)
        """
        rows = self.daily[self.daily["design"] == design]
        return rows[measure].to_numpy(float).reshape(len(self.seeds), -1)

    @cached_property
    def runs(self) -> pd.DataFrame:
        """One number for each run and measure; see `experiments.headline`.

        Returns
        -------
        pandas.DataFrame
            Columns ``design``, ``seed`` and the measures.
        """
        opening = self.scenario.opens
        rows = [
            {"design": design, "seed": seed} | headlines(run, opening)
            for (design, seed), run in self.daily.groupby(["design", "seed"], sort=False)
        ]
        return pd.DataFrame(rows)

    def value(self, measure: str, design: str) -> Interval:
        """Mean of a measure under a design, with its interval.

        Raises
        ------
        InputError
            There is no such measure, or the design was not compared.
        """
        return interval_of(measure, self._values(measure, design))

    def difference(self, measure: str, design: str) -> Interval:
        """Mean difference from the reference under the same luck, with its own interval; raises as `value`."""
        return difference_of(measure, self._values(measure, design), self._values(measure, self.reference))

    def chance_best(self, measure: str) -> dict[str, float]:
        """Probability of each design that its mean is the best of all; see `experiments.best`.

        Better is what the catalogue says of the measure. Not a number where it says neither, where all designs are
        alike in every run, so that none is better, and for designs that have no such value, such as a library's profit.
        """
        columns = {design: self._values(measure, design) for design in self.designs}
        known = {design: values for design, values in columns.items() if np.isfinite(values).all()}
        better, none = CATALOGUE[measure].better, dict.fromkeys(self.designs, math.nan)
        if better == "neither" or not known:
            return none
        values = np.column_stack(list(known.values()))
        if len(self.designs) > 1 and (values == values[:, :1]).all():  # a single one that is known, too
            return none
        chances = chance_best(values, highest=better == "higher", draws=_DRAWS)
        return none | dict(zip(known, chances.tolist(), strict=True))

    def summary(self) -> pd.DataFrame:
        """Means, differences and intervals of all measures and designs.

        Returns
        -------
        pandas.DataFrame
            Columns ``measure``, ``title``, ``unit``, ``summary``, ``design``, ``replicates``, ``mean``, ``low``,
            ``high``, ``reference``, ``difference``, ``difference_low``, ``difference_high``; these three are empty
            for the reference; ``chance_best``: probability that the design's mean is the best of all.
        """
        runs = self.runs
        values = {design: runs[runs["design"] == design] for design in self.designs}
        rows = []
        for name, measure in CATALOGUE.items():
            reference = values[self.reference][name].to_numpy()
            chances = self.chance_best(name)
            for design in self.designs:
                own = values[design][name].to_numpy()
                mean = interval_of(name, own)
                off = difference_of(name, own, reference) if design != self.reference else Interval(*[np.nan] * 3)
                head = (name, measure.title, measure.unit, summary_of(name), design, len(self.seeds))
                rows.append((*head, *mean, self.reference, *off, chances[design]))
        return pd.DataFrame(rows, columns=list(_SUMMARY))

    @cached_property
    def months(self) -> dict[str, list[list[MonthAccount]]]:
        """Accounts of the months of each run, by design, for each seed."""
        runs = {key: months_of(rows) for key, rows in self.accounts.groupby(["design", "seed"], sort=False)}
        return {name: [runs[name, seed] for seed in self.seeds] for name in self.designs}

    @cached_property
    def appraisals(self) -> dict[str, list[Appraisal]]:
        """What the partnership is worth, by design, for each seed; see `experiments.finance`."""
        return {
            name: [
                appraise(run, scenario.design.partnership, scenario.behaviour.spending.displacement)
                for run in self.months[name]
            ]
            for name, scenario in self.scenarios.items()
        }

    def finance(self) -> pd.DataFrame:
        """Spread of each figure of the appraisal over the replicates.

        Returns
        -------
        pandas.DataFrame
            Columns ``figure``, ``title``, ``unit``, ``meaning``, ``missing`` (why the figure may not exist),
            ``design``, ``replicates``, ``p5``, ``median``, ``p95`` (over the replicates in which the figure exists),
            ``exists`` (their share), ``least`` and ``chance``: the share of the replicates in which the figure is at
            least that much. Designs under which no hub opened, such as the library as it is, have no rows, and those
            that the state runs itself only the figures of the state.
        """
        opened = {
            design: each
            for design, each in self.appraisals.items()
            if not all(math.isnan(one.state_npv) for one in each)
        }
        rows = []
        for name, figure in FIGURES.items():
            least = LEAST.get(name, math.nan)
            for design, each in opened.items():
                if name not in OF_THE_STATE and all(math.isnan(one.npv) for one in each):
                    continue
                odds = chance(each, name, least) if name in LEAST else math.nan
                spread = distribution(each).loc[name]
                rows.append((name, *figure, design, len(self.seeds), *spread, least, odds))
        return pd.DataFrame(rows, columns=list(_FINANCE))

    def _values(self, measure: str, design: str) -> np.ndarray:
        known_measure(measure, "measure")
        if design not in self.scenarios:
            raise InputError(f'no design "{design}" was compared{nearest(design, self.designs)}')
        runs = self.runs
        return runs.loc[runs["design"] == design, measure].to_numpy(float)


_DRAWS = 20_000
_WHAT = "a comparison"

_SUMMARY = (
    *("measure", "title", "unit", "summary", "design", "replicates", "mean", "low", "high"),
    *("reference", "difference", "difference_low", "difference_high", "chance_best"),
)


_FINANCE = (
    *("figure", "title", "unit", "meaning", "missing", "design", "replicates"),
    *("p5", "median", "p95", "exists", "least", "chance"),
)


type Also = Callable[[Comparison], Mapping[str, pd.DataFrame]]
"""Makes further tables of a comparison."""


def basis_of(seeds: Sequence[int]) -> str:
    """Say how many replicates and which seeds stand behind a number, and what its interval is."""
    if len(seeds) == 1:
        return f"1 replicate (seed {seeds[0]}), so no interval"
    return f"{len(seeds)} replicates (seeds {seeds[0]} to {seeds[-1]}), {KIND}"


def plan(
    settlement: str | Path | Settlement | None,
    designs: Sequence[str | Path | Design],
    days: int | None = None,
    scenario: str | Path | Scenario | None = None,
) -> dict[str, Scenario]:
    """Make one scenario for each design, alike in everything else.

    Parameters
    ----------
    settlement : str, Path or Settlement, optional
        Name of a settlement that ships, path of a file, or the settlement; that of `scenario` if none is given.
    designs : sequence of str, Path or Design
        As for the settlement; the first is the reference. The name of the scenario's library, and ``status-quo``, stand
        for that library; the name of its design stands for it, unless a design of that name ships.
    days : int, optional
        Length of the runs; that of the clock if none is given.
    scenario : str, Path or Scenario, optional
        Scenario, or path of its file, in which the designs stand: its behaviour, clock, events, library and settlement.

    Raises
    ------
    InputError
        A name is unknown, a file is wrong, or two designs have the same name.
    """
    base = load_scenario(scenario) if isinstance(scenario, str | Path) else scenario
    if base is None and settlement is None:
        raise InputError("--settlement or --scenario is needed")
    scenarios: dict[str, Scenario] = {}
    for design in [designs] if isinstance(designs, str | Path | Design) else designs:
        scenario = _with_design(base, settlement, design)
        name = scenario.design.name
        if name in scenarios:
            raise InputError(f'"{name}" is there twice: designs are held against each other by names of their own')
        scenarios[name] = scenario if days is None else with_levers(scenario, {"clock.days": days})
    return scenarios


def plan_against_reference(
    settlement: str | Path | Settlement | None,
    design: str | Path | Design,
    days: int | None = None,
    scenario: str | Path | Scenario | None = None,
) -> dict[str, Scenario]:
    """Make the scenarios of the status quo and of one design; parameters and errors as for `plan`."""
    if design == REFERENCE:
        raise InputError(Problem("is what designs are held against; name another", "--design", f'"{design}"'))
    return plan(settlement, [REFERENCE, design], days, scenario)


def _with_design(
    base: Scenario | None, settlement: str | Path | Settlement | None, design: str | Path | Design
) -> Scenario:
    given: dict[str, Any] = {} if base is None else dict(base)
    given["design"] = design
    if base is not None and design in (base.library.name, REFERENCE):
        # The library of this world, which need not be the one that ships.
        given["design"] = base.library.model_copy(update={"name": design})
    elif base is not None and design == base.design.name and design not in list_designs():
        given["design"] = base.design
    if settlement is not None:
        given["settlement"] = settlement
    try:
        return Scenario(**given)
    except InputError as error:
        if isinstance(design, Path) or (isinstance(design, str) and design.endswith(".toml")):
            raise at_home(error, "design", design) from None
        raise


def compare(
    scenarios: dict[str, Scenario],
    *,
    replicates: int = 8,
    seed: int = 1,
    jobs: int | None = None,
    out: str | Path | None = None,
    resume: bool = True,
    progress: Progress = _SILENT,
    also: Also | None = None,
) -> Comparison:
    """Run every design under the same seeds.

    Parameters
    ----------
    scenarios : dict of str to Scenario
        What to run, by name; see `plan`. The first is the reference.
    replicates : int
        Runs of each design.
    seed : int
        First seed; the others follow it.
    jobs : int, optional
        Processes; every core if none is given, 1 stays in this process. The outcome does not depend on it.
    out : path, optional
        Folder that keeps the results; finished runs are there even if the rest never comes, and the same call made
        again goes on from them.
    resume : bool
        Go on from runs that an earlier call with the same `out` left finished.
    progress : Progress
        Is told what happens.
    also : callable, optional
        Gives further tables to be written with the results, by name.

    Returns
    -------
    Comparison

    Raises
    ------
    InputError
        Something that was asked for is not possible.
    """
    at_least(1, replicates=replicates, **({} if jobs is None else {"jobs": jobs}))
    check_seeds(seed, replicates, "--seed")
    if not scenarios:
        raise InputError("at least one design is needed")
    seeds = tuple(range(seed, seed + replicates))
    asked = [Job(name, scenario, each) for each in seeds for name, scenario in scenarios.items()]
    store = None if out is None else Store(Path(out), scenarios, _facts(scenarios, seeds), resume, _WHAT)
    parts: dict[tuple[str, int], Outcome] = {}
    if store is not None and store.finished():
        found = ((job, store.kept(job.design, job.seed)) for job in asked)
        parts = {(job.design, job.seed): outcome for job, outcome in found if outcome is not None}
        progress.say(f"{len(parts)} of {len(asked)} runs were finished before.")
    say_if_no_hub_opens(scenarios.values(), progress)
    say_of_idle_events(scenarios.values(), progress)
    missing = [job for job in asked if (job.design, job.seed) not in parts]
    if missing:
        prepare(missing[-1].scenario, progress)
        with (
            progress.count(len(asked), "Simulating", done=len(parts)),
            workers(min(jobs or cores(), len(missing))) as executor,
        ):
            for outcome in run_jobs(missing, executor):
                if store is not None:
                    store.keep(outcome)
                parts[outcome.design, outcome.seed] = outcome
                progress.step(f"{outcome.design}, seed {outcome.seed}")
    outcomes = [parts[name, each] for name in scenarios for each in seeds]
    daily = pd.concat([each.daily for each in outcomes], ignore_index=True)
    others = {name: pd.concat([getattr(each, name) for each in outcomes], ignore_index=True) for name in TABLES}
    comparison = Comparison(dict(scenarios), seeds, daily, **others)
    if store is None:
        return comparison
    made = {"summary": comparison.summary(), "finance": comparison.finance()} | dict(also(comparison) if also else {})
    files = [file for name, table in ({"daily": daily} | others | made).items() for file in store.table(name, table)]
    return replace(comparison, files=(*files, store.close(files)))


def _facts(scenarios: dict[str, Scenario], seeds: Sequence[int]) -> dict[str, object]:
    first = next(iter(scenarios.values()))
    return {
        "settlement": first.settlement.name,
        "designs": list(scenarios),
        "reference": next(iter(scenarios)),
        "seeds": list(seeds),
        "days": first.clock.days,
        "intervals": KIND if len(seeds) > 1 else "none: one replicate",
    }
