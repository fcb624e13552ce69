"""Groups of people by whom results are told apart."""

from typing import NamedTuple

import numpy as np

from model.population import AGE_OF_DECISION, DISABILITIES, SEXES, Ints, Keys
from model.rows import Table

AGE_BANDS = ((0, 14), (15, 29), (30, 44), (45, 59), (60, 200))
DISTANCE_BANDS = ("near", "middle", "far")
INCOME_TERCILES = ("low income", "middle income", "high income")
TOURIST = "tourist"


class Grouping(NamedTuple):
    """One way to divide those who come: each person stands in exactly one group, tourists in the last."""

    name: str
    """Such as ``ethnic_group``."""
    labels: tuple[str, ...]
    """Names of the groups."""
    first: int
    """Number of the first group; all groupings are numbered through."""

    @property
    def end(self) -> int:
        """Number after that of the last group."""
        return self.first + len(self.labels)

    @property
    def tourists(self) -> int:
        """Number of the tourists' group."""
        return self.end - 1


def group_people(people: Table, cultures: list[str]) -> tuple[tuple[Grouping, ...], Ints]:
    """Divide the people by ethnic group, sex, age, income, disability and distance; tourists stand apart in each.

    Income and distance are cut at the terciles of all people's values, children among them; equal values stay together.

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
    groupings = [Grouping("came_as", ("resident", "family", TOURIST), 0)]
    columns = []
    for name, labels, codes in divisions:
        first = groupings[-1].end
        groupings.append(Grouping(name, (*labels, TOURIST), first))
        columns.append(np.asarray(codes, np.int32) + first)
    return tuple(groupings), np.ascontiguousarray(np.stack(columns, axis=1), np.int32)


class _Division(NamedTuple):
    """What `Groups` gives."""

    ways: tuple[Grouping, ...]
    cells: Ints
    inhabitants: Keys
    residents: Keys


class Groups:
    """The people in groups, as of the start or of the last time that the user wrote.

    Parameters
    ----------
    people : table of Person
    cultures : list of str
        Names of the ethnic groups.

    Attributes
    ----------
    outdated : bool
        The user has written; set by whoever takes note of it.
    """

    def __init__(self, people: Table, cultures: list[str]) -> None:
        self._people, self._cultures = people, cultures
        self.outdated = True

    @property
    def ways(self) -> tuple[Grouping, ...]:
        """The ways to divide the people; the first, ``came_as``, has no column in the cells."""
        return self._now.ways

    @property
    def cells(self) -> Ints:
        """Number of each person's group in each of the other ways; people × ways."""
        return self._now.cells

    @property
    def inhabitants(self) -> Keys:
        """People by ethnic group."""
        return self._now.inhabitants

    @property
    def residents(self) -> Keys:
        """Those who decide, by ethnic group."""
        return self._now.residents

    @property
    def _now(self) -> _Division:
        if self.outdated:
            self.outdated = False
            self._division = _divide(self._people, self._cultures)
        return self._division


def _divide(people: Table, cultures: list[str]) -> _Division:
    ways, cells = group_people(people, cultures)
    grown = people.group[people.age >= AGE_OF_DECISION]
    return _Division(ways, cells, *(np.bincount(groups, minlength=len(cultures)) for groups in (people.group, grown)))


def _terciles(values: np.ndarray) -> np.ndarray:
    ordered = np.sort(values)
    cuts = (ordered[len(ordered) // 3], ordered[2 * len(ordered) // 3])
    return (values > cuts[0]).astype(np.int32) + (values > cuts[1]).astype(np.int32)
