"""The runs on which the patterns are looked for; each is made once, when the first pattern asks for it."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from experiments.validation.classes import Attendance
from model import HubModel
from model.population import AGE_OF_DECISION
from model.scenario import Scenario
from model.ties import each_tie

SETTLEMENT = "tekeli"
"""Where the patterns are looked for: a mono-town of several groups."""

OPENS = 90
YEAR = 365
SNAPSHOTS = (OPENS, OPENS + YEAR, OPENS + 2 * YEAR)
"""Days after which the runs are looked at: before the hub opens, a year later, two years later."""

STAYS: Mapping[str, Any] = {"design.partnership.patience": 0}
"""The operator stays whatever it loses: patterns of behaviour are looked for while there is a hub."""


FIXED: Mapping[str, Any] = dict(STAYS) | {"design.governance.board": "top-down"}
"""The timetable stays as it is, too: patterns in time are looked for where nobody moves the sessions."""

_NOTHING: Mapping[str, Any] = {}


class Ties(NamedTuple):
    """Ties on a day, one entry each."""

    one: np.ndarray
    """Row of the person whose row is lower."""
    other: np.ndarray
    """Row of the other."""
    last: np.ndarray
    """Day of the last contact."""
    since: np.ndarray
    """Day on which the tie began; 0 or less if it was there at the start."""
    hours: np.ndarray
    """Hours that the tie counts on the day."""


class Moment(NamedTuple):
    """Where a run stood after a day."""

    visits: np.ndarray
    """Visits of each person since the start."""
    loans: np.ndarray
    """Loans of each person since the start."""
    ties: Ties
    """Living ties of residents."""


class Run(NamedTuple):
    """One run, with what was seen on the way."""

    model: HubModel
    moments: dict[int, Moment]
    classes: Attendance
    """Classes of the hub's first year."""
    later: Attendance
    """Classes of its second year."""

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
    without : mapping
        Levers that hold in every arm, whatever the pattern asks for: a world without a mechanism.
    """

    def __init__(
        self, seed: int = 1, replicates: int = 8, population: int = 2000, without: Mapping[str, Any] = _NOTHING
    ) -> None:
        self.seeds = range(seed, seed + replicates)
        self.population = population
        self._without = dict(without)
        self._made: dict[str, list[Run]] = {}
        self._others: dict[str, Arms] = {}

    def without(self, levers: Mapping[str, Any]) -> "Arms":
        """Give the same runs in a world without a mechanism."""
        key = repr(sorted(levers.items()))
        if key not in self._others:
            self._others[key] = Arms(self.seeds[0], len(self.seeds), self.population, levers)
        return self._others[key]

    def arm(self, design: str, *, settlement: str = SETTLEMENT, days: int = SNAPSHOTS[-1], **levers: Any) -> list[Run]:
        """Give the runs of an arm, one for each seed; equal arms are run once."""
        people = {"population": self.population, "clock.hub_opens": OPENS}
        changed = people | levers | self._without
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
        classes, later = Attendance(model), Attendance(model)
        for day in (*(each for each in SNAPSHOTS if each < days), days):
            while model.day < day:
                model.step()
                if OPENS < model.day <= OPENS + YEAR:
                    classes.note(model)
                elif OPENS + YEAR < model.day <= OPENS + 2 * YEAR:
                    later.note(model)
            moments[day] = _moment(model)
        return Run(model, moments, classes, later)


def _moment(model: HubModel) -> Moment:
    rows, ties = model.people.rows, model.ties
    one, slot = each_tie(ties, rows.degree)
    ends = ties[one, slot]
    b, across = model.b, rows.group[one] != rows.group[ends.other]
    fading = np.where(ends.since > 0, b.ties_decay * np.where(across, b.ties_bridge_factor, 1.0), 0.0)
    hours = ends.hours * np.exp(-fading * (model.day - ends["last"]))  # as rule `hours_now`
    return Moment(
        rows.visits.copy(),
        rows.loans.copy(),
        Ties(one, ends.other.copy(), ends["last"].copy(), ends.since.copy(), hours),
    )
