"""S8: publicity matters before word of mouth has taken off, hardly after it."""

from typing import Any

import numpy as np

from experiments.intervals import half_widths
from experiments.validation.adoption import NOBODY_KNOWS, SILENT
from experiments.validation.arms import FIXED, OPENS, YEAR, Arms, Run
from experiments.validation.bounds import in_words, lower
from experiments.validation.pattern import TO_BE_SHOWN, Finding, Pattern, Picture

_CAMPAIGN = 30
_STARTS = {"at the opening": OPENS, "after the take-off": OPENS + YEAR}
_LATER = 30
"""Days after a campaign at which its yield is counted."""
_DAYS = OPENS + YEAR + _CAMPAIGN + _LATER


def _knowing(run: Run, day: int) -> float:
    return 100.0 * float(run.daily("aware_share")[day - 1])


def _yield(arms: Arms, start: int, plain: list[Run]) -> np.ndarray:
    """Residents who know of the hub thirty days after a campaign, above those without it, points; per replicate."""
    event: dict[str, Any] = {"events": ({"kind": "campaign", "day": start, "days": _CAMPAIGN},)}
    runs = arms.arm("people-first", days=_DAYS, **FIXED, **NOBODY_KNOWS, **event)
    day = start + _CAMPAIGN + _LATER
    return np.array([_knowing(one, day) - _knowing(two, day) for one, two in zip(runs, plain, strict=True)])


def _look(arms: Arms) -> Finding:
    plain = arms.arm("people-first", days=_DAYS, **FIXED, **NOBODY_KNOWS)
    gains = np.array([_yield(arms, start, plain) for start in _STARTS.values()]).T
    early, late = gains.T
    return Finding(
        ours=f"{in_words(early, 1)} points more know it after a campaign at the opening, {in_words(late, 1)} a year "
        "later",
        passes=lower(early / 3.0 - late) > 0.0,
        numbers={"early, points": early.mean(), "late, points": late.mean(), "99 % bound": lower(early / 3.0 - late)},
        picture=Picture(
            "bars",
            list(_STARTS),
            "campaign of thirty days",
            "points of residents who know the hub",
            {"model": gains.mean(axis=0).tolist()},
            {"model": half_widths(gains).tolist()},
        ),
    )


PATTERNS = (
    Pattern(
        name="S8",
        title="The effect of advertising vanishes after take-off",
        source="Goldenberg, Libai & Muller 2001",
        mark="[a]",
        url="https://cris.tau.ac.il/en/publications/talk-of-the-network-a-complex-systems-look-at-the-underlying-proc",
        published="direction only; less than a third of the early effect is taken as vanished",
        statistic="residents who know of the hub thirty days after a campaign of thirty, above those without it, same "
        "luck; campaign at the opening and a year later, where nobody knows the place at first",
        criterion="lower 99 % bound of the mean over replicates of a third of the early gain less the late one is "
        "above zero",
        error=TO_BE_SHOWN,
        role="held out",
        used="",
        look=_look,
        nulls={"nobody tells anybody": SILENT},
    ),
)
