"""The runs on which the patterns are looked for; each is made once, when the first pattern asks for it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from model import HubModel
from model.population import AGE_OF_DECISION
from model.scenario import Scenario

SETTLEMENT = "tekeli"
"""Where the patterns are looked for: a mono-town of several groups."""

OPENS = 90
YEAR = 365
SNAPSHOTS = (OPENS, OPENS + YEAR, OPENS + 2 * YEAR)
"""Days after which the runs are looked at: before the hub opens, a year later, two years later."""

STAYS: Mapping[str, Any] = {"design.partnership.patience": 0}
"""The operator stays whatever it loses: patterns of behaviour are looked for while there is a hub."""


class Moment(NamedTuple):
    """Where a run stood after a day."""

    visits: np.ndarray
    """Visits of each person since the start."""
    loans: np.ndarray
    """Loans of each person since the start."""
    ties: dict[tuple[int, int], tuple[int, int]]
    """Day of the last contact and day of birth of each tie of two residents, by rows of the two."""


class Run(NamedTuple):
    """One run, with what was seen on the way."""

    model: HubModel
    moments: dict[int, Moment]

    @property
    def residents(self) -> np.ndarray:
        """Rows of those who are 15 or older."""
        return np.flatnonzero(self.model.people.rows.age >= AGE_OF_DECISION)

    def daily(self, measure: str) -> np.ndarray:
        """A measure of the catalogue, a value a day."""
        from model.measures import CATALOGUE

        return CATALOGUE[measure].series(self.model.chronicle)

    def visits(self, first: int, last: int) -> np.ndarray:
        """Visits of each resident between two moments."""
        return (self.moments[last].visits - self.moments[first].visits)[self.residents]


class Arms:
    """Runs by what is changed in them, under the same seeds.

    Parameters
    ----------
    seed : int
        First seed.
    replicates : int
        Runs of each arm.
    population : int
        People of the settlement.
    """

    def __init__(self, seed: int = 1, replicates: int = 8, population: int = 2000) -> None:
        self.seeds = range(seed, seed + replicates)
        self.population = population
        self._made: dict[str, list[Run]] = {}

    def arm(self, design: str, *, settlement: str = SETTLEMENT, days: int = SNAPSHOTS[-1], **levers: Any) -> list[Run]:
        """Give the runs of an arm, one for each seed; equal arms are run once."""
        people = {"population": self.population, "clock.hub_opens": OPENS}
        changed = people | {name.replace("__", "."): value for name, value in levers.items()}
        key = repr((design, settlement, days, sorted(changed.items())))
        if key not in self._made:
            self._made[key] = [self._run(design, settlement, days, changed, seed) for seed in self.seeds]
        return self._made[key]

    @cached_property
    def hub(self) -> list[Run]:
        """The people-first hub, whose operator stays."""
        return self.arm("people-first", **STAYS)

    @cached_property
    def library(self) -> list[Run]:
        """The library as it is."""
        return self.arm("status-quo")

    @staticmethod
    def _run(design: str, settlement: str, days: int, levers: dict[str, Any], seed: int) -> Run:
        model = HubModel(scenario=Scenario(settlement=settlement, design=design), rng=seed, **levers)  # type: ignore[arg-type]
        moments = {}
        for day in (*(each for each in SNAPSHOTS if each < days), days):
            model.run_for(day - model.day)
            moments[day] = _moment(model)
        return Run(model, moments)


def _moment(model: HubModel) -> Moment:
    rows, ties = model.people.rows, model.ties
    held = np.arange(ties.shape[1]) < rows.degree[:, None]
    one, slot = np.nonzero(held & (np.arange(len(rows))[:, None] < ties.other))
    ends = ties[one, slot]
    pairs = zip(one.tolist(), ends.other.tolist(), strict=True)
    days = zip(ends["last"].tolist(), ends["since"].tolist(), strict=True)
    return Moment(rows.visits.copy(), rows.loans.copy(), dict(zip(pairs, days, strict=True)))
