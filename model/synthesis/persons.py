"""Persons: age, sex, activity and disability, from margins by iterative proportional fitting; ethnic group by lots."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from model.luck import Luck, Stream, code
from model.population import DAY_SHIFT, HOME, JOBLESS, PENSION, ROTATING_SHIFT, SCHOOL, Ints
from model.scenario.settlement import Settlement

OLDEST = 95
"""Oldest age drawn; the open band ends here (assumed)."""

_AGES = OLDEST + 1
_STUDENTS = (18, 22)
_PUPILS = (6, 17)
_AGEING = 0.85


class Persons(NamedTuple):
    """Drawn persons; arrays of one entry a person, in order of their ids."""

    age: Ints
    """Years."""
    sex: Ints
    """0 man, 1 woman."""
    activity: Ints
    """Index into `model.population.ACTIVITIES`."""
    disability: Ints
    """Index into `model.population.DISABILITIES`."""
    group: Ints
    """Index into the settlement's ethnic groups."""


def draw_persons(settlement: Settlement, luck: Luck) -> Persons:
    """Draw the persons of a settlement.

    The joint table of age, sex, activity and disability is fitted to its margins; persons are drawn from it
    systematically with one random start, so that margins are met as nearly as whole persons can.

    Parameters
    ----------
    settlement : Settlement
    luck : Luck

    Returns
    -------
    Persons
    """
    people = settlement.population
    cells = _joint(
        tuple(settlement.age_percent.items()),
        tuple(settlement.women_percent.values()),
        (settlement.pension_age_men, settlement.pension_age_women),
        settlement.students_percent,
        (settlement.employed_percent, settlement.rotating_shift_percent, settlement.home_percent),
        tuple(settlement.disability_percent.values()),
    )
    start = luck.uniforms(Stream.PERSON, np.zeros(1, np.int64), counter=code("cell"))[0]
    disabled, activity, age, sex = _systematic(cells, people, start)
    ids = np.arange(people)
    kinds = np.cumsum(list(settlement.disability_kind_percent.values())) / 100.0
    kind = 1 + np.searchsorted(kinds[:-1], luck.uniforms(Stream.PERSON, ids, counter=code("disability")))
    return Persons(
        age.astype(np.int32),
        sex.astype(np.int32),
        activity.astype(np.int32),
        np.where(disabled == 1, kind, 0).astype(np.int32),
        draw_groups(settlement, luck, ids),
    )


def draw_groups(settlement: Settlement, luck: Luck, ids: np.ndarray) -> Ints:
    """Give each person an ethnic group by lots; the groups' sizes are the nearest whole numbers to their shares.

    Groups are independent of age and sex (assumed: the sources give no joint table).
    """
    shares = np.array(list(settlement.ethnic_percent.values()))
    sizes = whole_numbers(shares / shares.sum() * len(ids))
    groups = np.empty(len(ids), np.int32)
    groups[np.argsort(luck.uniforms(Stream.PERSON, ids, counter=code("group")), kind="stable")] = np.repeat(
        np.arange(len(shares)), sizes
    )
    return groups


def whole_numbers(expected: np.ndarray) -> np.ndarray:
    """Round to whole numbers that add up to the same total, by largest remainder."""
    counts = np.floor(expected + 1e-9).astype(np.int64)
    short = round(expected.sum()) - int(counts.sum())
    counts[np.argsort(counts - expected, kind="stable")[:short]] += 1
    return counts


def _systematic(cells: np.ndarray, people: int, start: float) -> tuple[np.ndarray, ...]:
    """Draw whole persons from a table of probabilities, at equal steps through its cumulated sum."""
    steps = (np.arange(people) + start) / people
    flat = np.searchsorted(np.cumsum(cells.ravel()) / cells.sum(), steps, side="right")
    return np.unravel_index(np.minimum(flat, cells.size - 1), cells.shape)


@lru_cache(maxsize=64)
def _joint(
    bands: tuple[tuple[str, float], ...],
    women: tuple[float, ...],
    pension_ages: tuple[int, int],
    students: float,
    work: tuple[float, float, float],
    disability: tuple[float, float, float],
) -> np.ndarray:
    """Fit the joint table of disability (2) × activity (6) × age × sex (2); its sum is 1."""
    from ipfn import ipfn  # brings pandas along; imported late for a quick start

    by_age_sex = _age_sex(bands, women)
    by_age_activity = np.zeros((2, 6, _AGES))
    for sex in range(2):
        for age in range(_AGES):
            by_age_activity[sex, :, age] = by_age_sex[age, sex] * _activities(age, pension_ages[sex], students, work)
    rates = np.array([_disability_rate(age, pension_ages, disability) for age in range(_AGES)])
    by_age_disability = np.stack([(1.0 - rates) * by_age_sex.sum(axis=1), rates * by_age_sex.sum(axis=1)])
    # People with a disability work less often and stay at home more often (assumed odds of one half).
    seed = np.ones((2, 6, _AGES, 2))
    seed[1, DAY_SHIFT] = seed[1, ROTATING_SHIFT] = 0.5
    seed *= np.moveaxis(by_age_activity > 0.0, 0, -1)[None]
    by_activity = by_age_activity.sum(axis=(0, 2))
    fitted = ipfn.ipfn(
        seed, [by_age_sex, by_activity, by_age_disability], [[2, 3], [1], [0, 2]], convergence_rate=1e-6, verbose=0
    ).iteration()
    return fitted / fitted.sum()


def _age_sex(bands: tuple[tuple[str, float], ...], women: tuple[float, ...]) -> np.ndarray:
    """Spread the five-year bands over years of age: evenly, the open band falling by 15 % a year (assumed)."""
    table = np.zeros((_AGES, 2))
    for (band, percent), of_women in zip(bands, women, strict=True):
        low = int(band.split("-")[0].rstrip("+"))
        years = np.arange(low, low + 5) if "-" in band else np.arange(low, _AGES)
        weights = np.ones(len(years)) if "-" in band else _AGEING ** np.arange(len(years))
        spread = percent / 100.0 * weights / weights.sum()
        table[years, 0] = spread * (1.0 - of_women / 100.0)
        table[years, 1] = spread * of_women / 100.0
    return table / table.sum()


def _activities(age: int, pension_age: int, students: float, work: tuple[float, float, float]) -> np.ndarray:
    """Shares of the six activities at an age."""
    shares = np.zeros(6)
    employed, rotating, home = (share / 100.0 for share in work)
    if age < _PUPILS[0]:
        shares[HOME] = 1.0
    elif age <= _PUPILS[1]:
        shares[SCHOOL] = 1.0
    elif age >= pension_age:
        shares[PENSION] = 1.0
    else:
        studying = students / 100.0 if age <= _STUDENTS[1] else 0.0
        shares[SCHOOL] = studying
        shares[DAY_SHIFT] = (1.0 - studying) * employed * (1.0 - rotating)
        shares[ROTATING_SHIFT] = (1.0 - studying) * employed * rotating
        shares[HOME] = (1.0 - studying) * home
        shares[JOBLESS] = (1.0 - studying) * max(0.0, 1.0 - employed - home)
    return shares


def _disability_rate(age: int, pension_ages: tuple[int, int], percent: tuple[float, float, float]) -> float:
    if age <= _PUPILS[1]:
        return percent[0] / 100.0
    return (percent[2] if age >= sum(pension_ages) / 2 else percent[1]) / 100.0
