"""P3: adoption is S-shaped.

What is new is a class; many know the house, and use it, before there are any.
"""

from typing import Any

import numpy as np

from experiments.validation.arms import OPENS, STAYS, YEAR, Arms, Run
from experiments.validation.bounds import in_words, lower
from experiments.validation.pattern import TO_BE_SHOWN, Finding, Pattern, Picture

_NOBODY_KNOWS: dict[str, Any] = {
    "settlement.readers_percent": 0.0,
    "awareness_library_known": 0.0,
    "design.outreach.campaign_days": 0,
    "design.outreach.promotion": 0.0,
    "design.outreach.signage": False,
    "design.outreach.endorsement": False,
}


_ADOPTERS = {"a class": "class_joiners", "the house": "residents_reached"}
_MONTH = 28
_ENDS = {"first": 0, "last": -1}


def _bass(days: np.ndarray, most: float, p: float, q: float) -> np.ndarray:
    """Cumulated adopters of Bass (1969), with q = 0 the saturating exponential."""
    gone = np.exp(-(p + q) * days)
    return most * (1.0 - gone) / (1.0 + q / p * gone)


def _first_year(run: Run, measure: str) -> np.ndarray:
    return run.daily(measure)[OPENS : OPENS + YEAR]


def _fit(adopters: np.ndarray) -> tuple[float, float]:
    """Innovation p and imitation q of those who have adopted by each day, 1/day, by least squares."""
    from scipy.optimize import curve_fit

    days = np.arange(1.0, len(adopters) + 1)
    start = (max(adopters[-1], 1.0), 0.005, 0.01)
    (_, p, q), _ = curve_fit(_bass, days, adopters, p0=start, bounds=([0.0, 1e-6, 0.0], [np.inf, 1.0, 2.0]))
    return float(p), float(q)


def _by_month(curve: np.ndarray) -> np.ndarray:
    """New adopters of each four weeks of the year."""
    return np.diff(curve[_MONTH - 1 :: _MONTH], prepend=0.0)


def _finding(runs: list[Run]) -> Finding:
    curves = {name: np.array([_first_year(run, measure) for run in runs]) for name, measure in _ADOPTERS.items()}
    fits = {name: np.array([_fit(curve) for curve in found]) for name, found in curves.items()}
    months = {name: np.array([_by_month(curve) for curve in found]) for name, found in curves.items()}
    joined, busiest = months["a class"], int(months["a class"].mean(axis=0).argmax())
    residents = np.array([[len(run.residents)] for run in runs])
    bounds = {f"peak less {end} four weeks": lower(joined[:, busiest] - joined[:, k]) for end, k in _ENDS.items()}
    house = months["the house"]
    return Finding(
        ours=f"first class in weeks 1–4: {in_words(joined[:, 0], 0)} residents, "
        f"most in weeks {4 * busiest + 1}–{4 * busiest + 4}: {in_words(joined[:, busiest], 0)}, "
        f"in the last four: {in_words(joined[:, -1], 0)}; "
        f"p {in_words(fits['a class'][:, 0], 4)}, q {in_words(fits['a class'][:, 1], 4)} per day",
        passes=min(bounds.values()) > 0.0,
        numbers={f"{name}, 99 % bound": bound for name, bound in bounds.items()}
        | {f"{letter}, {name}": fit[:, j].mean() for name, fit in fits.items() for j, letter in enumerate("pq")},
        picture=Picture(
            "lines",
            list(range(1, YEAR + 1)),
            "days since the hub opened",
            "share of residents who have come",
            {name: (curve / residents).mean(axis=0).tolist() for name, curve in curves.items()},
        ),
        remark="The house itself is reached fastest at once and shows no S: readers know it already and see the hub on "
        "their next visit."
        if lower(house[:, 0] - house[:, 1]) > 0.0
        else "",
    )


def _look(arms: Arms) -> Finding:
    return _finding(arms.hub)


def _look_unknown(arms: Arms) -> Finding:
    return _finding(arms.arm("people-first", **STAYS, **_NOBODY_KNOWS, days=OPENS + YEAR))


_STATISTIC = (
    "residents who join a first class in each four weeks of the hub's first year; beside it p and q of Bass's curve by "
    "least squares, whose q the spread of tastes pulls down"
)
_CRITERION = "lower 99 % bounds above zero: the four weeks with most, less the first and less the last four weeks"

PATTERNS = (
    Pattern(
        "P3",
        "Adoption of what is new, a class, is S-shaped",
        "Goldenberg, Libai & Muller 2001; Bass 1969",
        "q far above p (0.38 to 0.03 a year for durable goods)",
        _STATISTIC,
        _CRITERION,
        TO_BE_SHOWN,
        "calibrated",
        "rule of awareness and the ranges of its chances",
        _look,
    ),
    Pattern(
        "P3b",
        "Adoption is S-shaped where nobody knows the place at first and nobody advertises it",
        "Goldenberg, Libai & Muller 2001, whose networks start without anybody who knows",
        "q far above p",
        f"{_STATISTIC}; no readers at the start, no outreach",
        _CRITERION,
        TO_BE_SHOWN,
        "held out",
        "",
        _look_unknown,
    ),
)
