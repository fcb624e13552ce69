"""The daily step: nanoseconds per resident-day, beside the same days of the same rules in plain Mesa.

An *ordinary day* is neither the first nor the last of a month: nothing is reviewed. A *whole month* holds its reviews:
on the first ties are forgotten, feelings settle and people are asked; on the last everybody is counted by group.
"""

import itertools
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from benchmarks.plain import Village, census
from benchmarks.reporting import heading, line
from model import HubModel

_HUB = {"settlement": "aul", "design": "people-first", "hub_opens": 10, "partnership_patience": 0}
_WARM_DAYS, _DAYS, _REPEATS = 100, 365, 3

_BOARDS = {"the board learns": {}, "the programme stands": {"governance_board": "top-down"}}
"""A board that learns changes the programme in most months, and draws more visits."""
_BESIDE = {"start": "2026-01-01", "governance_board": "top-down"}
"""The board asks and counts, but the programme stands, so that both sides live the very same days."""
_UNTIL_MAY, _MONTHS = 120, (31, 30)


class Days(NamedTuple):
    """What days in a row took, ns per resident."""

    taken: np.ndarray
    """One entry a day."""
    ordinary: np.ndarray
    """Which of the days are ordinary."""

    @property
    def median_ordinary(self) -> float:
        """Median of the ordinary days."""
        return float(np.median(self.taken[self.ordinary]))

    @property
    def mean_ordinary(self) -> float:
        """Mean of the ordinary days."""
        return float(self.taken[self.ordinary].mean())

    @property
    def mean(self) -> float:
        """Mean of all days, reviews of the months among them."""
        return float(self.taken.mean())


def _population(residents: int) -> int:
    """Inhabitants of the village that has so many residents of 15 or older."""
    model = HubModel(settlement="aul", rng=1)
    return round(residents * model.population / model.residents)


def _ordinary(model: HubModel, first: int, days: int) -> np.ndarray:
    """Tell which days, from a day of the run on, are neither the first nor the last of a month."""
    months = [model.calendar.day(day - 1).date.month for day in range(first - 1, first + days + 1)]
    return np.array(
        [before == day == after for before, day, after in zip(months, months[1:], months[2:], strict=False)]
    )


def _timed(doing: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    doing()
    return time.perf_counter() - begin


class _Clocked(HubModel):
    """The model, which looks at the clock after each day."""

    def __init__(self, **scenario: Any) -> None:
        self.ends: list[float] = []
        super().__init__(**scenario)

    def step(self) -> None:
        super().step()
        self.ends.append(time.perf_counter())


def _alone(inhabitants: int, **governance: str) -> tuple[HubModel, np.ndarray]:
    """Nanoseconds per resident of each day of some runs of the same days; a row a run."""
    runs = []
    for _ in range(_REPEATS):
        model = _Clocked(**_HUB, **governance, population=inhabitants, rng=1)
        model.run_for(_WARM_DAYS)
        model.run_for(_DAYS)
        runs.append(np.diff(model.ends)[-_DAYS:])
    return model, 1e9 * np.array(runs) / model.residents


def _side_by_side(inhabitants: int) -> tuple[Days, Days, tuple[int, int]]:
    """Whole months of the compiled model, then the same days in plain Mesa, each day once; and the visits of both."""
    model = HubModel(**_HUB, **_BESIDE, population=inhabitants, rng=1)
    model.run_for(_UNTIL_MAY)
    plain, days = Village(model), sum(_MONTHS)
    questions, terms = model.board.questionnaire(model.hub.design), model.board.terms
    ordinary = _ordinary(model, model.day + 1, days)
    compiled, lived = [], []
    for _ in range(days):
        compiled.append(_timed(model.step))
        lived.append((model.today, model.offers))
    slow, seen = [], 0
    for number, (today, offers) in enumerate(lived):
        taken = _timed(lambda today=today, offers=offers: plain.live(today, offers))
        date, after = (model.calendar.day(_UNTIL_MAY + number + ahead) for ahead in (0, 1))
        if date.first_of_month:
            taken += _timed(plain.review_month)
            taken += _timed(lambda: plain.survey(questions, terms))
        if after.first_of_month:
            taken += _timed(lambda: (census.by_group(plain), census.ends(plain)))
        slow.append(taken)
        seen += plain.tally["VISITS_RESIDENTS"] + plain.tally["VISITS_FAMILIES"]
    ours = int(model.chronicle.daily[-days:, :2].sum())
    scale = 1e9 / model.residents
    return Days(scale * np.array(compiled), ordinary), Days(scale * np.array(slow), ordinary), (seen, ours)


def run() -> None:
    """Measure the compiled model alone, then both, one after the other, on the same people and days."""
    heading("Daily step of the full model, ten offers in the week, hub open (whole step, one core)")
    for residents, (board, governance) in itertools.product((2_000, 50_000), _BOARDS.items()):
        model, runs = _alone(_population(residents), **governance)
        ordinary = _ordinary(model, _WARM_DAYS + 1, _DAYS)
        quickest = Days(runs.min(axis=0), ordinary)
        visits = model.chronicle.daily[-_DAYS:, :3].sum() / (_DAYS * model.residents)
        share = model.residents / model.population
        named = f"{residents:,} residents, {board}"
        line(f"{named}: offers a week", f"{len(model.plan.design.offers)}")
        line("  median ordinary day, as it came", f"{np.median(runs[:, ordinary]):.0f} ns")
        line("  mean with the months' reviews, as it came", f"{runs.mean():.0f} ns")
        line(
            f"  each day in the quickest of {_REPEATS} runs: ordinary day, median", f"{quickest.median_ordinary:.0f} ns"
        )
        line("  ordinary day, mean", f"{quickest.mean_ordinary:.0f} ns", "held to ≤ 100 ns")
        line("  mean with the months' reviews", f"{quickest.mean:.0f} ns", "held to ≤ 100 ns")
        line("  that mean per inhabitant of any age", f"{share * quickest.mean:.0f} ns")
        line("  visits a resident and day", f"{visits:.4f}")
    heading("The same rules in plain Mesa: the same people and days, each day measured once on both sides")
    compiled, plain, (seen, ours) = _side_by_side(_population(2_000))
    line("ordinary day, median: plain", f"{plain.median_ordinary:,.0f} ns")
    line("ordinary day, median: compiled", f"{compiled.median_ordinary:,.0f} ns")
    line("  plain / compiled", f"{plain.median_ordinary / compiled.median_ordinary:.0f}", "held to ≥ 50")
    months = f"{len(_MONTHS)} whole months with reviews, mean day"
    line(f"{months}: plain", f"{plain.mean:,.0f} ns")
    line(f"{months}: compiled", f"{compiled.mean:,.0f} ns")
    line("  plain / compiled", f"{plain.mean / compiled.mean:.0f}", "held to ≥ 50")
    line("visits in these days: plain, compiled", f"{seen}, {ours}")
