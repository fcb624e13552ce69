"""Groups of people by whom results are told apart."""

from typing import NamedTuple

import numpy as np

from model.population import DISABILITIES, SEXES, Ints
from model.rows import Table

AGE_BANDS = ((0, 14), (15, 29), (30, 44), (45, 59), (60, 200))
DISTANCE_BANDS = ("near", "middle", "far")
INCOME_TERCILES = ("low income", "middle income", "high income")


class Grouping(NamedTuple):
    """One way to divide the people: each person stands in exactly one group."""

    name: str
    """Such as ``ethnic_group``."""
    labels: tuple[str, ...]
    """Names of the groups."""
    first: int
    """Number of the first group; all groupings are numbered through."""


def group_people(people: Table, cultures: list[str]) -> tuple[tuple[Grouping, ...], Ints]:
    """Divide the people by ethnic group, sex, age, income, disability and distance.

    Income and distance are cut at the terciles of the residents' values; equal values stay together.

    Parameters
    ----------
    people : table of Person
    cultures : list of str
        Names of the ethnic groups.

    Returns
    -------
    tuple of Grouping
        The first, ``came_as``, divides visits by deciding unit and has no column.
    array of int, shape (people, groupings − 1)
        Number of each person's group in each grouping.
    """
    ages = np.zeros(len(people.id), np.int32)
    for band, (low, _) in enumerate(AGE_BANDS):
        ages[people.age >= low] = band
    age_labels = tuple(f"{low}–{high}" if high < 200 else f"{low}+" for low, high in AGE_BANDS)
    divisions = (
        ("ethnic_group", tuple(cultures), people.group),
        ("sex", SEXES, people.sex),
        ("age", age_labels, ages),
        ("income", INCOME_TERCILES, _terciles(people.income)),
        ("disability", DISABILITIES, people.disability),
        ("distance", DISTANCE_BANDS, _terciles(people.minutes)),
    )
    groupings = [Grouping("came_as", ("resident", "family", "tourist"), 0)]
    columns = []
    for name, labels, codes in divisions:
        first = groupings[-1].first + len(groupings[-1].labels)
        groupings.append(Grouping(name, labels, first))
        columns.append(np.asarray(codes, np.int32) + first)
    return tuple(groupings), np.ascontiguousarray(np.stack(columns, axis=1), np.int32)


def _terciles(values: np.ndarray) -> np.ndarray:
    ordered = np.sort(values)
    cuts = (ordered[len(ordered) // 3], ordered[2 * len(ordered) // 3])
    return (values > cuts[0]).astype(np.int32) + (values > cuts[1]).astype(np.int32)
