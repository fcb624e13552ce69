"""P3: adoption is S-shaped."""

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


def _bass(days: np.ndarray, most: float, p: float, q: float) -> np.ndarray:
    """Cumulated adopters of Bass (1969), with q = 0 the saturating exponential."""
    gone = np.exp(-(p + q) * days)
    return most * (1.0 - gone) / (1.0 + q / p * gone)


def _fit(run: Run) -> tuple[float, float]:
    """Innovation p and imitation q of residents reached in the hub's first year, 1/day, by least squares."""
    from scipy.optimize import curve_fit

    reached = run.daily("residents_reached")[OPENS : OPENS + YEAR]
    days = np.arange(1.0, len(reached) + 1)
    start = (max(reached[-1], 1.0), 0.005, 0.01)
    (_, p, q), _ = curve_fit(_bass, days, reached, p0=start, bounds=([0.0, 1e-6, 0.0], [np.inf, 1.0, 2.0]))
    return float(p), float(q)


def _finding(runs: list[Run], remark: str) -> Finding:
    fits = np.array([_fit(run) for run in runs])
    lead = fits[:, 1] - fits[:, 0]
    shares = np.array([run.daily("residents_reached")[OPENS : OPENS + YEAR] / run.model.residents for run in runs])
    passes = lower(lead) > 0.0
    return Finding(
        ours=f"p {in_words(fits[:, 0], 4)}, q {in_words(fits[:, 1], 4)} per day",
        passes=passes,
        numbers={"p": fits[:, 0].mean(), "q": fits[:, 1].mean(), "99 % bound of q − p": lower(lead)},
        picture=Picture(
            "lines",
            list(range(1, YEAR + 1)),
            "days since the hub opened",
            "share of residents who have come",
            {"model": shares.mean(axis=0).tolist()},
        ),
        remark="" if passes else remark,
    )


def _look(arms: Arms) -> Finding:
    why = (
        "The curve rises steeply from the first day: about three in ten inhabitants use the library, see the hub "
        "on their next visit and tell their ties, so that the slow beginning of an S has passed before it opens; the "
        "campaign adds to it. Where nobody knows the place and nobody advertises it (P3b) the same rules give the S."
    )
    return _finding(arms.hub, why)


def _look_unknown(arms: Arms) -> Finding:
    return _finding(arms.arm("people-first", **STAYS, **_NOBODY_KNOWS, days=OPENS + YEAR), "")


_STATISTIC = "imitation q less innovation p of Bass's curve fitted to the residents reached in the hub's first year"
_CRITERION = "lower 99 % bound of mean q − p over replicates is above zero: only then does the curve have an inflection"

PATTERNS = (
    Pattern(
        "P3",
        "Adoption is S-shaped",
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
