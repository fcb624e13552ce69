"""P9: the week and the year."""

import numpy as np

from experiments.intervals import half_widths
from experiments.validation.arms import OPENS, SNAPSHOTS, YEAR, Arms, Run
from experiments.validation.bounds import lower
from experiments.validation.pattern import SHOWN, Finding, Pattern, Picture

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _means(run: Run, unit: str) -> np.ndarray:
    """Visits a day by weekday or month, second year of the hub, relative to their mean."""
    days = run.model.calendar.days(OPENS + YEAR, SNAPSHOTS[-1])
    visits = run.daily("visits")[OPENS + YEAR : SNAPSHOTS[-1]]
    places = days.weekday if unit == "weekday" else days.month - 1
    means = np.array([visits[places == place].mean() for place in range(places.max() + 1)])
    return means / means.mean()


def _finding(arms: Arms, unit: str, names: tuple[str, ...], label: str) -> Finding:
    from scipy.stats import friedmanchisquare

    means = np.array([_means(run, unit) for run in arms.hub])
    chance = float(friedmanchisquare(*means.T).pvalue) if len(means) > 2 else 1.0
    span = means.max(axis=1) / means.min(axis=1)
    high, low = means.mean(axis=0).argmax(), means.mean(axis=0).argmin()
    return Finding(
        ours=f"most on {names[high]}, fewest on {names[low]}, ratio {span.mean():.2f}"
        if unit == "weekday"
        else f"most in {names[high]}, fewest in {names[low]}, ratio {span.mean():.2f}",
        passes=chance < SHOWN,
        numbers={"p": chance, "largest / smallest": span.mean(), "99 % bound": lower(span)},
        picture=Picture(
            "bars",
            names,
            label,
            "visits a day over their mean",
            {"model": means.mean(axis=0).tolist()},
            {"model": half_widths(means).tolist()},
        ),
    )


PATTERNS = (
    Pattern(
        "P9a",
        "Visits have a weekly rhythm",
        "T-Huff (Liang et al. 2020): attraction varies over the week",
        "direction only",
        "Friedman's test over replicates of visits a day by weekday, second year of the hub",
        "the test rejects equal weekdays at 1 %",
        "1 %: a world without a rhythm passes so often",
        "calibrated",
        "choice.weekend, choice.evening and the timetable",
        lambda arms: _finding(arms, "weekday", _WEEKDAYS, "weekday"),
    ),
    Pattern(
        "P9b",
        "Visits have a seasonal rhythm",
        "school breaks of Kazakhstan; hotel stays 2015 (wondersofkazakhstan.kz): summer over winter 1.46",
        "direction only for residents",
        "Friedman's test over replicates of visits a day by month, second year of the hub",
        "the test rejects equal months at 1 %",
        "1 %: a world without seasons passes so often",
        "calibrated",
        "choice.summer, travel.winter_factor, family.weekday",
        lambda arms: _finding(arms, "month", _MONTHS, "month"),
    ),
)
