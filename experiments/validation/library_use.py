"""K1 to K3: Kazakhstan's public libraries, beside the library as it is."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from experiments.intervals import half_widths
from experiments.validation.arms import Arms, Run
from experiments.validation.bounds import in_words
from experiments.validation.pattern import Finding, Pattern, Picture

PEOPLE_A_LIBRARY = 5154
"""20,033,546 people over 3,887 public libraries (Ministry of Culture and Information 2025)."""

SETTLEMENTS = ("aul", "chunja", "kentau", "ridder", "saran", "tekeli")
_DAYS = 730
_USERS = (100.0 * 5_539_969 / 20_033_546, 100.0 * 5_738_039 / 20_033_546)
"""Users, % of people of all ages; 2025 and 2023, both over the people of 2023."""
_ERROR = "5 %: a figure at an end of the range passes so often"
_TOLERANCE = 0.15
"""A figure of the nation holds for no single settlement to the last percent (assumed)."""


def _users(run: Run) -> float:
    return float(run.daily("active_readers")[365:].mean())


def _share(run: Run) -> float:
    return 100.0 * _users(run) / run.model.population


def _visits(run: Run) -> float:
    return float(run.daily("visits")[365:].sum()) / _users(run)


def _loans(run: Run) -> float:
    return float(run.daily("loans")[365:].sum()) / _users(run)


def _look(arms: Arms, value: Callable[[Run], float], low: float, high: float, label: str, unit: str) -> Finding:
    from experiments.validation.bounds import inside

    found = np.array(
        [
            [value(run) for run in arms.arm("status-quo", settlement=name, days=_DAYS, population=PEOPLE_A_LIBRARY)]
            for name in SETTLEMENTS
        ]
    ).T
    means = found.mean(axis=1)
    return Finding(
        ours=in_words(means, 1, unit),
        passes=inside(means, low, high, 0.05),
        numbers={
            "mean": means.mean(),
            "lowest settlement": found.mean(axis=0).min(),
            "highest": found.mean(axis=0).max(),
        },
        picture=Picture(
            "bars",
            SETTLEMENTS,
            f"settlements, {PEOPLE_A_LIBRARY:,} people to a library as in the nation",
            label,
            {"model": found.mean(axis=0).tolist()},
            {"model": half_widths(found).tolist()},
            (low, high),
        ),
    )


def _pattern(
    name: str,
    title: str,
    published: str,
    low: float,
    high: float,
    used: str,
    nulls: Mapping[str, Mapping[str, Any]],
    value: Callable[[Run], float],
    label: str,
    unit: str = "",
) -> Pattern:
    return Pattern(
        name=name,
        title=title,
        source="Ministry of Culture and Information 2025 (kazpravda.kz, 17 January 2026) and 2023 (aqshamnews.kz)",
        mark="[d]",
        url="",
        published=published,
        statistic=f"{label}, second year of the library as it is; mean of the six settlements, each with the people "
        "that one library serves in the nation",
        criterion=f"95 % bounds of the mean over replicates lie within {low:.1f} and {high:.1f}",
        error=_ERROR,
        role="calibrated",
        used=used,
        look=lambda arms: _look(arms, value, low, high, label, unit),
        nulls=nulls,
    )


PATTERNS = (
    _pattern(
        "K1",
        "More than a quarter of the inhabitants use a public library",
        "5,539,969 (2025) and 5,738,039 (2023) users over 20,033,546 people of all ages (2023): 27.7 and 28.6 %",
        _USERS[0],
        _USERS[1],
        "settlement.readers_percent",
        {"a fifth more readers": {"settlement.readers_percent": 35.4}},
        _share,
        "users, % of inhabitants",
        "%",
    ),
    _pattern(
        "K2",
        "A user comes about ten times a year",
        "10.3 visits a user and year (57 of 5.54 million, 2025); ± 15 % taken as range",
        (1.0 - _TOLERANCE) * 10.3,
        (1.0 + _TOLERANCE) * 10.3,
        "choice.home, reading.active",
        {"reading appeals less to readers": {"behaviour.reading.active": 2.8}},
        _visits,
        "visits a user and year",
    ),
    _pattern(
        "K3",
        "A user takes about sixteen books a year",
        "15.9 loans a user and year (88 of 5.54 million, 2025); ± 15 % taken as range",
        (1.0 - _TOLERANCE) * 15.9,
        (1.0 + _TOLERANCE) * 15.9,
        "reading.more_books",
        {"a book at a time": {"behaviour.reading.more_books": 0.0}},
        _loans,
        "loans a user and year",
    ),
)
