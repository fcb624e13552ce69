"""P9: the week and the year."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from experiments.intervals import half_widths
from experiments.validation.arms import FIXED, OPENS, SNAPSHOTS, STAYS, Arms, Run
from experiments.validation.bounds import in_words, inside, lower, upper
from experiments.validation.pattern import TO_BE_SHOWN, Finding, Pattern, Picture

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKEND = (5, 6)
_SUMMER, _WINTER, _BETWEEN = (5, 6, 7), (11, 0, 1), (2, 3, 4, 8, 9, 10)

_ALWAYS_OPEN: Mapping[str, Any] = {
    "design.offers.reading.days": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "design.offers.reading.slots": ("morning", "afternoon", "evening"),
}
"""Reading room and café without a timetable, open in equal hours on seven days."""
_EVEN_WEEK: Mapping[str, Any] = {"behaviour.choice.weekend": 0.0, "behaviour.family.weekday": 0.0}
_EVEN_YEAR: Mapping[str, Any] = {
    "behaviour.choice.summer": 0.0,
    "behaviour.travel.winter_factor": 1.0,
    "clock.school_breaks": (),
}
_WORK_NO_ONE: Mapping[str, Any] = {
    "settlement.employed_percent": 0.0,
    "settlement.home_percent": 100.0,
    "settlement.rotating_shift_percent": 0.0,
    "settlement.students_percent": 0.0,
}
_ALL_HEAR: Mapping[str, Any] = {"behaviour.tourism.considered": 1.0}
"""Every party hears of the hub, so that there are enough of them to count."""
_MORE = 1.05
"""Weekend over working days, from which there is a rhythm (taken)."""
_HOTELS = 1.46
_AROUND = 0.25
"""Tourists of one place may differ from all hotels by so much (taken)."""


def _of_week(run: Run) -> np.ndarray:
    """Visits a day by weekday over their mean."""
    days = run.model.calendar.days(OPENS, SNAPSHOTS[-1])
    visits = run.daily("visits")[OPENS : SNAPSHOTS[-1]]
    means = np.array([visits[days.weekday == place].mean() for place in range(7)])
    return means / means.mean()


def _of_months(run: Run, measure: str) -> np.ndarray:
    """Visits a day by month over their mean; each weekday weighs alike in each month."""
    days = run.model.calendar.days(OPENS, SNAPSHOTS[-1])
    visits = run.daily(measure)[OPENS : SNAPSHOTS[-1]]
    means = np.array(
        [
            np.mean([visits[(days.month == month) & (days.weekday == day)].mean() for day in range(7)])
            for month in range(1, 13)
        ]
    )
    return means / means.mean()


def _dip(months: np.ndarray) -> np.ndarray:
    """Summer below spring and autumn, %, a number for each replicate."""
    return 100.0 * (1.0 - months[:, _SUMMER].mean(axis=1) / months[:, _BETWEEN].mean(axis=1))


def _bars(places: tuple[str, ...], label: str, unit: str, series: Mapping[str, np.ndarray]) -> Picture:
    means = {name: values.mean(axis=0).tolist() for name, values in series.items()}
    return Picture(
        "bars", places, label, unit, means, {name: half_widths(each).tolist() for name, each in series.items()}
    )


def _look_week(arms: Arms) -> Finding:
    week = np.array([_of_week(run) for run in arms.arm("cafe-only", **STAYS, **_ALWAYS_OPEN)])
    days = [place for place in range(7) if place not in _WEEKEND]
    ratio = week[:, _WEEKEND].mean(axis=1) / week[:, days].mean(axis=1)
    return Finding(
        ours=f"weekend over working days {in_words(ratio)}",
        passes=lower(ratio) > _MORE,
        numbers={"weekend over working days": ratio.mean(), "99 % bound": lower(ratio)},
        picture=_bars(_WEEKDAYS, "weekday", "visits a day over their mean", {"model": week}),
    )


def _look_year(arms: Arms) -> Finding:
    runs = arms.arm("people-first", **FIXED)
    even = arms.arm("people-first", **FIXED, **_EVEN_YEAR)
    months, flat = (np.array([_of_months(run, "visits_residents") for run in some]) for some in (runs, even))
    dip, without = _dip(months), _dip(flat)
    return Finding(
        ours=f"summer {in_words(dip, 1, '%')} below spring and autumn; {in_words(without, 1, '%')} where no season "
        "differs",
        passes=lower(dip) > 0.0 and lower(dip - without) > 0.0,
        numbers={"summer dip, %": dip.mean(), "99 % bound": lower(dip), "beyond the even year": lower(dip - without)},
        picture=_bars(_MONTHS, "month", "visits a day over their mean", {"model": months, "no season differs": flat}),
    )


def _look_tourists(arms: Arms) -> Finding:
    months = np.array([_of_months(run, "visits_tourists") for run in arms.arm("people-first", **FIXED, **_ALL_HEAR)])
    ratio = months[:, _SUMMER].mean(axis=1) / months[:, _WINTER].mean(axis=1)
    low, high = (1.0 - _AROUND) * _HOTELS, (1.0 + _AROUND) * _HOTELS
    return Finding(
        ours=f"summer over winter {in_words(ratio)}",
        passes=inside(ratio, low, high),
        numbers={"summer over winter": ratio.mean(), "bounds below": lower(ratio), "above": upper(ratio)},
        picture=_bars(_MONTHS, "month", "tourists' visits a day over their mean", {"model": months}),
    )


_Look = Callable[[Arms], Finding]

PATTERNS = (
    Pattern(
        name="P9a",
        title="Visits have a weekly rhythm that is not the doors'",
        source="T-Huff (Liang et al. 2020): attraction varies over the week",
        mark="[a]",
        url="https://ar5iv.labs.arxiv.org/html/2003.10857",
        published="direction only",
        statistic="visits to a reading room with a café, both open in equal hours on seven days, weekend over working "
        "days, two years",
        criterion=f"lower 99 % bound of the mean ratio over replicates is above {_MORE}",
        error=TO_BE_SHOWN,
        role="calibrated",
        used="choice.weekend, family.weekday and the hours of work",
        look=_look_week,
        nulls={"no day differs, and nobody works": dict(_EVEN_WEEK) | dict(_WORK_NO_ONE)},
    ),
    Pattern(
        name="P9b",
        title="Residents come less in summer",
        source="none found for residents; school breaks of Kazakhstan",
        mark="none",
        url="",
        published="direction only, assumed",
        statistic="summer's visits a day of residents below those of spring and autumn, %, weekdays weighed alike, two "
        "years of a fixed timetable; the same without seasons and school breaks, same luck",
        criterion="lower 99 % bounds above zero: the dip, and the dip less that of the even year",
        error=TO_BE_SHOWN,
        role="calibrated",
        used="choice.summer, travel.winter_factor",
        look=_look_year,
        nulls={"no season differs": _EVEN_YEAR},
    ),
    Pattern(
        name="P9c",
        title="Tourists come in summer half as much again as in winter",
        source="hotel stays 2015 (wondersofkazakhstan.kz)",
        mark="[d]",
        url="http://wondersofkazakhstan.kz/faq",
        published="193,351 stays in summer to 131,985 in winter: 1.46",
        statistic="tourists' visits a day, June to August over December to February, weekdays weighed alike, two "
        "years; every party hears of the hub, so that there are enough to count",
        criterion=f"99 % bounds of the mean ratio over replicates lie within 1.46 ± {_AROUND:.0%}",
        error="1 %: a ratio at an end of the range passes so often",
        role="calibrated",
        used="tourist_parties by month",
        look=_look_tourists,
        nulls={"as many in every month": {"settlement.tourist_parties": (60.0,) * 12}},
    ),
)
