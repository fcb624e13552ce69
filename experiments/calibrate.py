"""Which parameters fit what was counted in a real library."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.checks import at_least
from experiments.evaluating import Asking, Notebook, Question
from experiments.factors import Factor, points
from experiments.intervals import LEVEL
from experiments.observed import SERIES, Observed, by_month
from experiments.posterior import Posterior, approximate
from experiments.preparing import prepare
from experiments.progress import Progress
from experiments.replicates import Job, run_one
from experiments.store import Store
from model.scenario import InputError, Scenario, with_levers
from model.scenario.flat import check_each_once
from model.seeds import check_seeds

_SILENT = Progress()


@dataclass(frozen=True)
class MonthlyQuestion(Question):
    """The question of what a run would have counted in the months that were observed."""

    observed: Observed = field(kw_only=True)

    def __call__(self, point: Mapping[str, Any], seed: int) -> list[float]:
        """Make one run; what was counted, in the order of the observed numbers."""
        daily = run_one(Job("", with_levers(self.scenario, dict(point)), seed)).daily
        return by_month(daily, self.observed).tolist()


@dataclass(frozen=True)
class Calibration:
    """What data say about parameters.

    Attributes
    ----------
    scenario : Scenario
        What stayed the same.
    factors : tuple of Factor
        The parameters, even over their ranges beforehand.
    observed : Observed
        The data.
    posterior : Posterior
        What is believed afterwards.
    predicted : array of float, shape (draws, numbers)
        What runs with parameters drawn from the posterior count, each under a seed of its own.
    first_seed : int
        Simulation k of the search has seed ``first_seed + k``; predictive runs follow.
    files : tuple of Path
        What was written.
    """

    scenario: Scenario
    factors: tuple[Factor, ...]
    observed: Observed
    posterior: Posterior
    predicted: np.ndarray
    first_seed: int
    files: tuple[Path, ...] = ()

    def parameters(self) -> pd.DataFrame:
        """What the data say about each parameter.

        Returns
        -------
        pandas.DataFrame
            Columns ``parameter``, ``unit``, ``prior_low``, ``prior_high``, ``median``, ``low``, ``high`` (95 % credible
            interval), ``contraction``, ``distance`` and ``says_nothing``, ``presses``; see
            `experiments.posterior.Posterior`.
        """
        rows = []
        for number, each in enumerate(self.factors):
            post = self.posterior
            ends = (post.quantile(number, 0.5), *post.interval(number))
            told = (post.contraction(number), post.distance(number), post.says_nothing(number), post.presses(number))
            rows.append((each.name, each.unit, each.low, each.high, *(each.value(end) for end in ends), *told))
        heads = ("parameter", "unit", "prior_low", "prior_high", "median", "low", "high")
        return pd.DataFrame(rows, columns=[*heads, "contraction", "distance", "says_nothing", "presses"])

    def check(self) -> pd.DataFrame:
        """Posterior-predictive check, month by month.

        Returns
        -------
        pandas.DataFrame
            Columns ``series``, ``month``, ``observed``, ``predicted`` (median), ``low``, ``high`` (95 % of predictive
            runs), ``within`` and ``surprise``: two-sided share of the predictive runs that are at least as far out.
        """
        low, middle, high = np.quantile(self.predicted, [0.5 - LEVEL / 2, 0.5, 0.5 + LEVEL / 2], axis=0)
        flat = self.observed.flat
        above = (self.predicted >= flat).mean(axis=0)
        below = (self.predicted <= flat).mean(axis=0)
        table = pd.DataFrame(self.observed.keys, columns=["series", "month"])
        table["observed"], table["predicted"], table["low"], table["high"] = flat, middle, low, high
        table["within"] = (low <= flat) & (flat <= high)
        table["surprise"] = np.minimum(1.0, 2 * np.minimum(above, below))
        return table

    def warnings(self) -> list[str]:
        """What one should know before using the posterior, in sentences."""
        said = []
        for row in self.parameters().to_dict("records"):
            name = row["parameter"]
            if row["says_nothing"]:
                said.append(
                    f"The data say nothing about {name}: its posterior is its prior (distance {row['distance']:.2f}, "
                    "0 to 1; see `experiments.posterior`). Do not report its median as a finding."
                )
            elif row["presses"]:
                said.append(f"The posterior of {name} presses against a bound of its range: widen the range.")
        table = self.check()
        for name in self.observed.values:
            share = table.loc[table["series"] == name, "within"].mean()
            if share < 0.8:
                said.append(
                    f"The calibrated model does not reproduce {name}: only {share:.0%} of the months lie within "
                    "its 95 % band."
                )
        return said

    def draws(self) -> pd.DataFrame:
        """Draws from the posterior with their weights, in the parameters' units."""
        table = pd.DataFrame(points(self.factors, self.posterior.shares))
        return table.assign(weight=self.posterior.weights)


def observed_scenario(scenario: Scenario, observed: Observed, lead: int) -> Scenario:
    """Let a scenario run over the observed months, and `lead` days before them; the hub opens with the first month.

    Raises
    ------
    InputError
        The calendar cannot hold it.
    """
    at_least(1, lead=lead)
    start = observed.first_day - dt.timedelta(days=lead)
    days = (observed.last_day - start).days + 1
    return with_levers(scenario, {"clock.start": start, "clock.days": days, "clock.hub_opens": lead})


def calibrate(
    scenario: Scenario,
    factors: Sequence[Factor],
    observed: Observed,
    *,
    draws: int = 200,
    generations: int = 5,
    most: int = 3000,
    checks: int = 100,
    seed: int = 1,
    jobs: int | None = None,
    out: str | Path | None = None,
    progress: Progress = _SILENT,
) -> Calibration:
    """Fit parameters to observed months; see `experiments.posterior.approximate`.

    The same call gives the same posterior. Simulations are made one after the other in this process; the runs of the
    posterior-predictive check use all processes.

    Parameters
    ----------
    scenario : Scenario
        What stays the same; its clock covers the observed months, see `observed_scenario`.
    factors : sequence of Factor
        The parameters, each even over its range beforehand.
    observed : Observed
        The data.
    draws, generations, most : int
        Draws in a generation, generations, and simulations after which no further generation begins.
    checks : int
        Runs of the posterior-predictive check.
    seed : int
        First seed; it also fixes all draws.
    jobs : int, optional
        Processes of the check.
    out : str or Path, optional
        Folder that keeps the runs; the same call made again goes on from them.
    progress : Progress
        Is told what happens.

    Raises
    ------
    InputError
        Something that was asked for is not possible.
    """
    at_least(20, draws=draws, checks=checks)
    at_least(1, generations=generations, most=most)
    check_seeds(seed, most + checks, "--seed")
    if not factors:
        raise InputError("--factor: give one or more, such as choice_appeal=0:0.8")
    if len({each.name for each in factors}) < len(factors):
        raise InputError("--factor: each factor may be given once")
    check_each_once(scenario, [each.name for each in factors])
    clock = scenario.clock
    if observed.first_day < clock.start or clock.date_of(clock.days - 1) < observed.last_day:
        last = clock.date_of(clock.days - 1)
        raise InputError(
            f"the months {observed.months[0]} to {observed.months[-1]} do not lie in {clock.start} to {last}"
        )
    asked = tuple(f"{SERIES[name][0]} in {month}" for name, month in observed.keys)
    question = MonthlyQuestion(scenario, asked, observed=observed)
    notebook = Notebook(question, out)
    prepare(scenario, progress)
    names = [each.name for each in factors]

    def simulate(shares: np.ndarray, number: int) -> np.ndarray:
        (point,) = points(factors, shares[None])
        found = notebook.find(point, seed + number)
        if found is None:
            found = question(point, seed + number)
            notebook.note(point, seed + number, found)
        return np.array(found)

    how = {"draws": draws, "generations": generations, "most": most, "seed": seed}
    with progress.count(most, "Simulating") as counted:

        def told(number: int) -> None:
            if number <= most:  # the last generation may go on beyond
                counted.step(f"seed {seed + number - 1}")

        posterior = approximate(simulate, observed.flat, names, **how, told=told)
    luck = np.random.default_rng(seed)
    chosen = points(factors, posterior.shares[luck.choice(len(posterior.weights), size=checks, p=posterior.weights)])
    first = seed + posterior.simulations
    with Asking(notebook, jobs, progress) as ask:
        predicted = ask.each(chosen, range(first, first + checks))
    made = Calibration(scenario, tuple(factors), observed, posterior, predicted, seed)
    if out is None:
        return made
    facts = how | {"checks": checks, "simulations": posterior.simulations, "tolerances": list(posterior.tolerances)}
    facts |= {"factors": [each._asdict() for each in factors], "warnings": made.warnings()}
    store = Store(out, {scenario.design.name: scenario}, facts, resume=False)
    files = [*store.table("parameters", made.parameters()), *store.table("check", made.check())]
    return replace(made, files=(*files, *store.table("posterior", made.draws()), store.close(files)))
