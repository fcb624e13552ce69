"""P3: adoption is S-shaped, and where nobody knows the place it is so by word of mouth.

A curve may bend for many reasons: word that takes its time, a board that moves sessions, a season, a crowd at the door.
Imitation is what is left over when the same luck is lived through by people who tell each other nothing.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from experiments.validation.arms import FIXED, OPENS, YEAR, Arms, Run
from experiments.validation.bounds import in_words, lower
from experiments.validation.pattern import TO_BE_SHOWN, Finding, Pattern, Picture

_QUIET: Mapping[str, Any] = {
    "design.outreach.campaign_days": 0,
    "design.outreach.promotion": 0.0,
    "design.outreach.signage": False,
    "design.outreach.endorsement": False,
}
"""Nobody is told but by chance and by acquaintances."""

NOBODY_KNOWS: Mapping[str, Any] = dict(_QUIET) | {
    "settlement.readers_percent": 0.0,
    "behaviour.awareness.library_known": 0.0,
}

SILENT: Mapping[str, Any] = {"behaviour.awareness.weak": 0.0, "behaviour.awareness.strong": 0.0}
"""Nobody tells anybody."""

_EVERY, _MONTH = 7, 30


def _bass(days: np.ndarray, p: float, q: float) -> np.ndarray:
    """Cumulated share of adopters of Bass (1969), in the end all; with q = 0 the saturating exponential."""
    gone = np.exp(-(p + q) * days)
    return (1.0 - gone) / (1.0 + q / p * gone)


def _bass_of_some(days: np.ndarray, p: float, q: float, most: float) -> np.ndarray:
    """Adopters by each day where only so many ever adopt."""
    return most * _bass(days, p, q)


def _joiners(run: Run) -> np.ndarray:
    """Residents who have taken part in a class since the hub opened, by each day of its first year."""
    joined = run.daily("class_joiners")
    return joined[OPENS : OPENS + YEAR] - joined[OPENS - 1]


def _fit_some(adopters: np.ndarray) -> tuple[float, float]:
    """Innovation and imitation, 1/day, of those who ever adopt; how many they will be is fitted, too."""
    from scipy.optimize import curve_fit

    days, most = np.arange(1.0, len(adopters) + 1), max(float(adopters[-1]), 1.0)
    bounds = ([1e-6, 0.0, 0.9 * most], [1.0, 2.0, 3.0 * most])
    (p, q, _), _ = curve_fit(_bass_of_some, days, adopters, p0=(0.003, 0.01, 1.1 * most), bounds=bounds, max_nfev=20000)
    return float(p), float(q)


def _look_adoption(arms: Arms) -> Finding:
    curves = np.array([_joiners(run) for run in arms.hub])
    p, q = np.array([_fit_some(curve) for curve in curves]).T
    months = np.diff(curves[:, _MONTH - 1 :: _MONTH], axis=1, prepend=0.0)
    faster, slower = months[:, 1] - months[:, 0], months[:, 1] - months[:, -1]
    return Finding(
        ours=f"{in_words(months[:, 0], 0)} residents join in the first month, {in_words(months[:, 1], 0)} in the "
        f"second, {in_words(months[:, -1], 0)} in the twelfth; Bass's p {p.mean():.4f}, q {q.mean():.4f} per day",
        passes=lower(faster) > 0.0 and lower(slower) > 0.0,
        numbers={
            "faster, 99 % bound": lower(faster),
            "slower, 99 % bound": lower(slower),
            "faster": faster.mean(),
            "slower": slower.mean(),
            "p": p.mean(),
            "q": q.mean(),
        },
        picture=Picture(
            "lines",
            (np.arange(0, YEAR, _EVERY) + 1).tolist(),
            "days since the hub opened",
            "residents who have taken part in a class",
            {"model": curves.mean(axis=0)[::_EVERY].tolist()},
        ),
    )


def _first_year(run: Run) -> np.ndarray:
    """Share of residents who know of the hub by each day of its first year."""
    return run.daily("aware_share")[OPENS : OPENS + YEAR]


def _fit(share: np.ndarray) -> tuple[float, float]:
    """Innovation p and imitation q of those who have adopted by each day, 1/day, by least squares."""
    from scipy.optimize import curve_fit

    days = np.arange(1.0, len(share) + 1)
    bounds = ([1e-6, 0.0], [1.0, 2.0])
    (p, q), _ = curve_fit(_bass, days, share, p0=(0.003, 0.003), bounds=bounds, max_nfev=5000)
    return float(p), float(q)


def _finding(arms: Arms, start: Mapping[str, Any], remark: str) -> Finding:
    days = OPENS + YEAR
    curves = np.array([_first_year(run) for run in arms.arm("people-first", **FIXED, **start, days=days)])
    silent = np.array([_first_year(run) for run in arms.arm("people-first", **FIXED, **start, **SILENT, days=days)])
    fits, without = np.array([_fit(curve) for curve in curves]), np.array([_fit(curve) for curve in silent])
    p, q = fits.T
    bounds = {"q less p": lower(q - p), "q less q without word of mouth": lower(q - without[:, 1])}
    shown = np.arange(0, YEAR, _EVERY)
    return Finding(
        ours=f"p {in_words(p, 4)}, q {in_words(q, 4)} per day; without word of mouth q {in_words(without[:, 1], 4)}",
        passes=min(bounds.values()) > 0.0,
        numbers={f"{name}, 99 % bound": bound for name, bound in bounds.items()}
        | {"p": p.mean(), "q": q.mean(), "q without word of mouth": without[:, 1].mean()},
        picture=Picture(
            "lines",
            (shown + 1).tolist(),
            "days since the hub opened",
            "share of residents who know it",
            {
                "model": curves.mean(axis=0)[shown].tolist(),
                "without word of mouth": silent.mean(axis=0)[shown].tolist(),
            },
        ),
        remark="" if min(bounds.values()) > 0.0 else remark,
    )


_STATISTIC = (
    "innovation p and imitation q of Bass's curve, by least squares and in the end all, of residents who know of the "
    "hub in its first year; fixed timetable, no outreach; the same without word of mouth, same luck"
)
_CRITERION = "lower 99 % bounds above zero: q less p, and q less its value without word of mouth"
_URL = "https://cris.tau.ac.il/en/publications/talk-of-the-network-a-complex-systems-look-at-the-underlying-proc"
_FIGURE = "an S-curve; p 0.03 and q 0.38 a year for durable goods (Sultan, Farley & Lehmann 1990 [b])"
_NULLS = {"nobody tells anybody": SILENT}

PATTERNS = (
    Pattern(
        name="P3",
        title="Adoption is S-shaped: first slow, then fast, then slow again",
        source="Bass 1969; Goldenberg, Libai & Muller 2001",
        mark="[a]",
        url=_URL,
        published=_FIGURE,
        statistic="residents who take part in a class for the first time, by month of thirty days of the hub's first "
        "year",
        criterion="lower 99 % bounds above zero: second month less first, and second less twelfth",
        error=TO_BE_SHOWN,
        role="calibrated",
        used="rule of awareness and the ranges of its chances; the months compared were chosen with the runs in view",
        look=_look_adoption,
        nulls={"everybody knows at once": {"behaviour.awareness.base": 1.0}},
    ),
    Pattern(
        name="P3b",
        title="Where nobody knows the place, word of it spreads as an S-curve by imitation",
        source="Goldenberg, Libai & Muller 2001, whose networks start without anybody who knows; Bass 1969",
        mark="[a]",
        url=_URL,
        published=_FIGURE,
        statistic=f"{_STATISTIC}; no readers and nobody who knows the library at the start",
        criterion=_CRITERION,
        error=TO_BE_SHOWN,
        role="held out",
        used="",
        look=lambda arms: _finding(arms, NOBODY_KNOWS, ""),
        nulls=_NULLS,
    ),
    Pattern(
        name="P3c",
        title="Word of the hub spreads as an S-curve from the library as it is, too",
        source="none found: published curves start without anybody who knows",
        mark="none",
        url="",
        published="none; asked since hubs are made of libraries",
        statistic=_STATISTIC,
        criterion=_CRITERION,
        error=TO_BE_SHOWN,
        role="held out",
        used="",
        look=lambda arms: _finding(
            arms,
            _QUIET,
            "Three in ten use the library and see the hub on their next visit, so that the curve rises fastest at "
            "once. No value within the published ranges of the chances makes it an S.",
        ),
        nulls=_NULLS,
    ),
)
