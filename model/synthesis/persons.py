"""Persons: age, sex, activity and disability, from margins by iterative proportional fitting; ethnic group by lots."""

import contextlib
import io
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from agents.compiled import rule
from model.luck import Luck, Stream, code
from model.population import DAY_SHIFT, HOME, JOBLESS, PENSION, ROTATING_SHIFT, SCHOOL, Floats, Ints
from model.scenario.settlement import Settlement

OLDEST = 95
"""Oldest age drawn; the open band ends here. No parameter: with `ageing` hardly anybody is left by then."""

_AGES = OLDEST + 1
_INFANT, _PUPIL, _STUDENT, _WORKING, _PENSIONER = range(5)
_CLASSES = 5


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

    Age bands, women in each band and ethnic groups have the nearest whole numbers to their shares. Activity and
    disability follow the joint table of `_fitted`: each person takes the cell that lacks most so far, so that all of
    its margins are met as nearly as whole persons can.

    Parameters
    ----------
    settlement : Settlement
    luck : Luck

    Returns
    -------
    Persons
    """
    ids = np.arange(settlement.population)
    expected = _age_sex(settlement) * settlement.population
    age, sex = _ages_and_sexes(expected, settlement, luck)
    chances = _chances(settlement, expected)
    lacking = luck.uniforms(Stream.PERSON, np.arange(12), counter=code("cell")) - 0.5
    cells = np.empty(len(ids), np.int32)
    _deal_cells(age_classes(age, sex, settlement), sex, chances.reshape(_CLASSES, 2, 12), lacking, cells)
    disability = draw_disability_kinds(settlement, cells >= 6, ids, luck)
    return Persons(age, sex, cells % 6, disability, draw_groups(settlement, luck, ids))


def complete_persons(
    settlement: Settlement, age: Ints, sex: Ints, activity: Ints, disability: Ints, ids: np.ndarray, luck: Luck
) -> tuple[Ints, Ints]:
    """Draw the activities and disabilities that a table of residents leaves open, given all that it tells.

    Parameters
    ----------
    settlement : Settlement
    age, sex : arrays of int, shape (people,)
    activity, disability : arrays of int, shape (people,)
        −1 where not known.
    ids : array of int, shape (people,)
    luck : Luck

    Returns
    -------
    activity, disability : arrays of int, shape (people,)
    """
    chances = _chances(settlement, _age_sex(settlement))[age_classes(age, sex, settlement), sex] + 1e-9
    chances[:, 0][disability > 0] = 0.0
    chances[:, 1][disability == 0] = 0.0
    known = activity >= 0
    chances *= ~known[:, None, None] | (np.arange(6) == activity[:, None])[:, None, :]
    upto = np.cumsum(chances.reshape(-1, 12), axis=1)
    lots = luck.uniforms(Stream.PERSON, ids, counter=code("cell")) * upto[:, -1]
    cells = np.minimum((upto <= lots[:, None]).sum(axis=1), 11).astype(np.int32)
    drawn = draw_disability_kinds(settlement, (cells >= 6) & (disability < 0), ids, luck)
    return np.where(known, activity, cells % 6), np.where(disability < 0, drawn, disability)


def age_classes(age: Ints, sex: Ints, settlement: Settlement) -> Ints:
    """Tell infants (0–5), school age (6–17), students' age (18–22), working and pension age apart: 0 to 4."""
    pension = np.where(sex == 1, settlement.pension_age_women, settlement.pension_age_men)
    return (np.digitize(age, [6, 18, 23]) + (age >= pension)).astype(np.int32)


def draw_groups(settlement: Settlement, luck: Luck, ids: np.ndarray) -> Ints:
    """Give each person an ethnic group by lots; the groups' sizes are the nearest whole numbers to their shares.

    Groups are independent of age and sex (assumed: the sources give no joint table).
    """
    shares = np.array(list(settlement.ethnic_percent.values()))
    return _by_lots(shares, ids, luck, "group")


def draw_disability_kinds(settlement: Settlement, disabled: np.ndarray, ids: np.ndarray, luck: Luck) -> Ints:
    """Give the disabled a kind of disability by lots, in the stated shares; 0 for everybody else."""
    kinds = np.zeros(len(ids), np.int32)
    shares = np.array([settlement.disability_kind_percent[kind] for kind in ("mobility", "sensory", "other")])
    kinds[disabled] = 1 + _by_lots(shares, ids[disabled], luck, "disability")
    return kinds


def whole_numbers(expected: np.ndarray) -> np.ndarray:
    """Round to whole numbers that add up to the same total, by largest remainder."""
    counts = np.floor(expected + 1e-9).astype(np.int64)
    short = round(expected.sum()) - int(counts.sum())
    counts[np.argsort(counts - expected, kind="stable")[:short]] += 1
    return counts


def _by_lots(shares: np.ndarray, ids: np.ndarray, luck: Luck, name: str) -> Ints:
    """Divide people into parts of the nearest whole numbers to the shares."""
    parts = np.empty(len(ids), np.int32)
    lots = luck.uniforms(Stream.PERSON, ids, counter=code(name))
    parts[np.lexsort((ids, lots))] = np.repeat(np.arange(len(shares)), whole_numbers(shares / shares.sum() * len(ids)))
    return parts


def _age_sex(settlement: Settlement) -> Floats:
    """Spread the bands over years of age: evenly, the open band falling by `ageing`; ages × sexes."""
    table = np.zeros((_AGES, 2))
    for band, percent in settlement.age_percent.items():
        years = _years(band)
        weights = np.ones(len(years)) if "-" in band else settlement.ageing ** np.arange(len(years))
        women = settlement.women_percent[band] / 100.0
        table[years] = percent * (weights / weights.sum())[:, None] * np.array([1.0 - women, women])
    return table / table.sum()


def _years(band: str) -> np.ndarray:
    low = int(band.split("-")[0].rstrip("+"))
    return np.arange(low, low + 5 if "-" in band else _AGES)


def _ages_and_sexes(expected: Floats, settlement: Settlement, luck: Luck) -> tuple[Ints, Ints]:
    """Draw whole persons: bands and women in each band to the nearest, years of age by lots; in order of age."""
    bands = list(settlement.age_percent)
    sizes = whole_numbers(np.array([expected[_years(band)].sum() for band in bands]))
    starts = luck.uniforms(Stream.PERSON, np.arange(2 * len(bands)), counter=code("age")).reshape(-1, 2)
    counts = np.zeros((_AGES, 2), np.int64)
    for band, size, start in zip(bands, sizes, starts, strict=True):
        years = _years(band)
        women = round(size * settlement.women_percent[band] / 100.0)
        for sex, count in ((0, size - women), (1, women)):
            wanted = expected[years, sex]
            if count:
                upto = np.cumsum(wanted) / wanted.sum() * count if wanted.sum() else np.full(len(years), count)
                upto[-1] = count
                counts[years, sex] = np.diff(np.floor(upto + start[sex]), prepend=0.0).astype(np.int64)
    cells = np.repeat(np.arange(2 * _AGES), counts.ravel())
    return (cells // 2).astype(np.int32), (cells % 2).astype(np.int32)


def _chances(settlement: Settlement, expected: Floats) -> Floats:
    """Joint chances of disability (2) and activity (6) by age class (5) and sex (2), each table summing to 1."""
    ages = np.arange(_AGES, dtype=np.int32)
    weights = np.zeros((_CLASSES, 2))
    for sex in range(2):
        classes = age_classes(ages, np.full(_AGES, sex, np.int32), settlement)
        weights[:, sex] = np.bincount(classes, weights=expected[:, sex], minlength=_CLASSES)
    return _fitted(
        settlement.disability_work_odds,
        tuple((weights / weights.sum()).ravel().tolist()),
        settlement.students_percent / 100.0,
        (settlement.employed_percent / 100.0, settlement.rotating_shift_percent / 100.0, settlement.home_percent / 100),
        tuple(settlement.disability_percent[each] / 100.0 for each in ("children", "working", "pension")),
    )


@lru_cache(maxsize=256)
def _fitted(
    odds: float,
    weights: tuple[float, ...],
    students: float,
    work: tuple[float, float, float],
    disabled: tuple[float, ...],
) -> Floats:
    """Fit the table of disability × activity × age class × sex to its margins (Deming & Stephan 1940).

    Within a class the margins do not depend on the year of age, so that classes stand for years.
    """
    from ipfn import ipfn  # brings pandas along; imported late for a quick start

    by_class_sex = np.maximum(np.array(weights).reshape(_CLASSES, 2), 1e-12)
    by_activity_class = np.stack([_activities(each, students, *work) for each in range(_CLASSES)], axis=1)
    by_activity_class *= by_class_sex.sum(axis=1)
    rates = np.array([disabled[0], disabled[0], disabled[1], disabled[1], disabled[2]])[:, None]
    by_disability_class_sex = np.stack([(1.0 - rates) * by_class_sex, rates * by_class_sex])
    # People with a disability work less often and stay at home more often.
    start = np.ones((2, 6, _CLASSES, 2))
    start[1, DAY_SHIFT] = start[1, ROTATING_SHIFT] = odds
    start *= (by_activity_class > 0.0)[None, :, :, None]
    margins = [by_activity_class, by_disability_class_sex]
    # It prints how it went; and a cell that must be empty has no ratio to its margin.
    with contextlib.redirect_stdout(io.StringIO()), np.errstate(invalid="ignore"):
        fitted = ipfn.ipfn(start, margins, [[1, 2], [0, 2, 3]], convergence_rate=1e-9, verbose=0).iteration()
    chances = np.ascontiguousarray(np.moveaxis(fitted, (0, 1), (2, 3)))
    chances /= chances.sum(axis=(2, 3), keepdims=True)
    chances.flags.writeable = False
    return chances


def _activities(age_class: int, students: float, employed: float, rotating: float, home: float) -> Floats:
    """Shares of the six activities in an age class."""
    shares = np.zeros(6)
    if age_class == _INFANT:
        shares[HOME] = 1.0
    elif age_class == _PUPIL:
        shares[SCHOOL] = 1.0
    elif age_class == _PENSIONER:
        shares[PENSION] = 1.0
    else:
        studying = students if age_class == _STUDENT else 0.0
        shares[SCHOOL] = studying
        shares[DAY_SHIFT] = (1.0 - studying) * employed * (1.0 - rotating)
        shares[ROTATING_SHIFT] = (1.0 - studying) * employed * rotating
        shares[HOME] = (1.0 - studying) * home
        shares[JOBLESS] = (1.0 - studying) * max(0.0, 1.0 - employed - home)
    return shares


@rule
def _deal_cells(
    classes: np.ndarray, sex: np.ndarray, chances: np.ndarray, lacking: np.ndarray, cells: np.ndarray
) -> None:
    """Let one person after the other take the cell that lacks most of what was due so far."""
    for person in range(len(cells)):
        due = chances[classes[person], sex[person]]
        best = -1
        for cell in range(len(lacking)):
            lacking[cell] += due[cell]
            if due[cell] > 0.0 and (best < 0 or lacking[cell] > lacking[best]):
                best = cell
        lacking[best] -= 1.0
        cells[person] = best
