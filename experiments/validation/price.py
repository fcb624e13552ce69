"""P8: demand falls with price."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from experiments.intervals import half_widths
from experiments.validation.arms import OPENS, STAYS, YEAR, Arms
from experiments.validation.bounds import in_words, inside
from experiments.validation.pattern import Finding, Pattern, Picture

PUBLISHED = (0.7, 1.3)

_PRICES = (500, 600, 750)
_DAYS = OPENS + YEAR
_FIXED: Mapping[str, Any] = dict(STAYS) | {"design.governance.board": "top-down"}
"""The timetable stays as it is, so that prices alone differ."""


def _cups(arms: Arms, price: int) -> np.ndarray:
    """Coffees sold in the hub's first year, one number for each replicate."""
    runs = arms.arm("people-first", days=_DAYS, **(dict(_FIXED) | {"design.offers.cafe.price": price}))
    return np.array([run.daily("cafe_sales")[OPENS:].sum() / price for run in runs])


def _look(arms: Arms) -> Finding:
    cups = np.array([_cups(arms, price) for price in _PRICES]).T
    elasticity = np.log(cups[:, 0] / cups[:, -1]) / math.log(_PRICES[-1] / _PRICES[0])
    return Finding(
        ours=f"elasticity {in_words(-elasticity)}",
        passes=inside(elasticity, *PUBLISHED),
        numbers={"elasticity": -elasticity.mean()},
        picture=Picture(
            "lines",
            _PRICES,
            "price of a coffee, KZT",
            "coffees sold in the first year",
            {"model": cups.mean(axis=0).tolist()},
            {"model": half_widths(cups).tolist()},
        ),
    )


PATTERNS = (
    Pattern(
        "P8",
        "Demand falls with price, with an elasticity in the published range",
        "Andreyeva et al. 2010 (160 studies)",
        "food away from home −0.7 to −0.8; single outlets up to −1.3",
        "arc elasticity of the coffees sold in the hub's first year between 500 and 750 KZT, same luck",
        "99 % bounds of its mean over replicates lie within −1.3 and −0.7",
        "1 %: an elasticity at an end of the range passes so often",
        "calibrated",
        "choice.price",
        _look,
    ),
)
