"""Households: who lives with whom. Couples, their children, and the others, into homes of the stated sizes."""

import numpy as np
from numpy.typing import NDArray

from agents.compiled import rule
from model.luck import Luck, Stream, code
from model.population import AGE_OF_DECISION, Households, Ints, households_of
from model.scenario.settlement import Settlement
from model.synthesis.couples import ADULT, by_age, draw_couples, race
from model.synthesis.persons import Persons, whole_numbers

_BUCKETS = 256  # technical: more than any age


def form_households(settlement: Settlement, persons: Persons, luck: Luck) -> tuple[Ints, NDArray[np.int64]]:
    """Put the persons into households.

    Couples of childbearing age get the larger homes (`children_score`); then single adults found homes, women likelier
    than men (`founder_weight`, `founder_women`). Children and single adults below `leaves_home_age` live with parents
    of their group who are `mother_youngest` to `mother_oldest` years older (`mother_age` at birth; the age is the
    mother's where there is one), single people from `elder_age` on with grown-up children, all others with a family of
    their group, in that order and as far as places go.

    Parameters
    ----------
    settlement : Settlement
    persons : Persons
    luck : Luck

    Returns
    -------
    household : array of int, shape (people,)
        Number of each person's household.
    couples : array of int, shape (couples, 2)
        Persons who live as couples, man first.
    """
    people = len(persons.age)
    couples = draw_couples(settlement, persons, luck)
    sizes = household_sizes(settlement, people)
    household = np.full(people, -1, np.int32)
    alone = _live_alone(settlement, persons, couples, int((sizes == 1).sum()), luck)
    household[alone] = np.arange(len(alone))
    room = np.concatenate([sizes[sizes == 1], np.sort(sizes[sizes > 1])[::-1]])
    room[: len(alone)] -= 1
    heads = _found_homes(settlement, persons, couples, household, room, len(alone), luck)
    age = persons.age
    off = luck.normals(Stream.HOUSEHOLD, np.arange(people), counter=code("mother's age"))
    youngest, oldest = settlement.mother_youngest, settlement.mother_oldest
    births = settlement.mother_age + settlement.mother_age_sd * off
    older = np.clip(np.rint(births), youngest, oldest).astype(np.int64)
    for name, wanting, years in (
        ("child", age < ADULT, older),
        ("youth", (age >= ADULT) & (age < settlement.leaves_home_age), older),
        ("elder", age >= settlement.elder_age, -older),
    ):
        _move_in(
            persons,
            np.flatnonzero(wanting & (household < 0)),
            years,
            youngest,
            oldest,
            name,
            household,
            room,
            heads,
            luck,
        )
    _fill_up(persons, household, room, heads, luck)
    return household, couples[household[couples[:, 0]] == household[couples[:, 1]]]


def list_households(
    household: Ints, age: Ints, ids: NDArray[np.int64], budget_of: np.ndarray, mother_age: float
) -> tuple[Ints, Households]:
    """Number the households by their smallest id, and list their members, adults before children.

    Those come first whose age is nearest to that of a parent of the youngest member, so that the first two adults of a
    family are the parents where there are parents.

    Parameters
    ----------
    household : array of int, shape (people,)
        Any numbers that tell households apart.
    age, ids, budget_of : arrays, shape (people,)
        Age in years, name, and own disposable income in KZT a day of each person.
    mother_age : float
        Mean age of a mother at birth, years.

    Returns
    -------
    array of int, shape (people,)
        Row of each person's household.
    Households
        In order of their names.
    """
    _, inverse = np.unique(household, return_inverse=True)
    smallest = np.full(inverse.max() + 1, np.iinfo(np.int64).max)
    np.minimum.at(smallest, inverse, ids)
    order = np.argsort(smallest)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    row = rank[inverse].astype(np.int32)
    youngest = np.full(len(order), np.iinfo(np.int64).max)
    np.minimum.at(youngest, row, age)
    unlike = np.abs(age - youngest[row] - mother_age)
    members = np.lexsort((ids, unlike, age < AGE_OF_DECISION, row)).astype(np.int32)
    headcount = np.bincount(row)
    budget = np.zeros(len(headcount))
    by_name = np.argsort(ids)
    np.add.at(budget, row[by_name], budget_of[by_name])
    first = np.concatenate([[0], np.cumsum(headcount)[:-1]])
    adults = first_adults(row, members, age, first)
    return row, households_of(
        members,
        id=smallest[order],
        first=first,
        adult_1=adults[0],
        adult_2=adults[1],
        headcount=headcount,
        children=np.bincount(row, weights=age < AGE_OF_DECISION).astype(np.int32),
        budget=budget,
    )


def first_adults(row: Ints, members: Ints, age: Ints, first: np.ndarray) -> np.ndarray:
    """Places of the first and the second adult in the list of members; −1 where there is none."""
    adults = np.full((2, len(first)), -1)
    grown = np.flatnonzero(age[members] >= ADULT)
    home = row[members[grown]]
    turn = np.arange(len(grown)) - np.searchsorted(home, home)
    for which in range(2):
        adults[which, home[turn == which]] = grown[turn == which]
    return adults


def household_sizes(settlement: Settlement, people: int) -> NDArray[np.int64]:
    """Sizes of the households: the stated shares to the nearest home, then as few single steps as make the sum right.

    Parameters
    ----------
    settlement : Settlement
    people : int
        Sum of the sizes.

    Returns
    -------
    array of int, shape (households,)
    """
    shares = {int(size): share for size, share in settlement.household_size_percent.items() if share > 0.0}
    sizes = np.array(list(shares))
    weights = np.array(list(shares.values())) / sum(shares.values())
    homes = max(1, round(people / float(sizes @ weights)))
    drawn = np.repeat(sizes, whole_numbers(weights * homes))
    missing = people - int(drawn.sum())
    if drawn.max() == 1:
        return np.ones(people, np.int64)
    step = 1 if missing > 0 else -1
    for n in range(abs(missing)):
        able = np.flatnonzero(drawn > 1 if step > 0 else drawn > 2)
        if len(able) == 0:
            return np.concatenate([drawn, np.ones(people - int(drawn.sum()), np.int64)])
        drawn[able[n * 7 % len(able)]] += step
    return drawn


def _live_alone(settlement: Settlement, persons: Persons, couples: np.ndarray, homes: int, luck: Luck) -> np.ndarray:
    """Single adults who live alone, the older the likelier (`alone_weight`); others where there are too few of them."""
    single = np.ones(len(persons.age), np.bool_)
    single[couples.ravel()] = False
    able = np.flatnonzero(single & (persons.age >= ADULT))
    chosen = race(luck, able, "alone", by_age(persons.age[able], settlement.alone_weight))[:homes]
    if len(chosen) < homes:
        rest = np.setdiff1d(np.flatnonzero(persons.age >= ADULT), chosen)
        chosen = np.concatenate([chosen, rest[: homes - len(chosen)]])
    if len(chosen) < homes:
        rest = np.setdiff1d(np.arange(len(persons.age)), chosen)
        oldest = rest[np.argsort(-persons.age[rest], kind="stable")]
        chosen = np.concatenate([chosen, oldest[: homes - len(chosen)]])
    return chosen


def _found_homes(
    settlement: Settlement,
    persons: Persons,
    couples: np.ndarray,
    household: Ints,
    room: np.ndarray,
    first: int,
    luck: Luck,
) -> NDArray[np.int64]:
    """Let couples, then single adults, found the larger homes; gives man and woman of each home, −1 where none is."""
    homes = len(room)
    heads = np.full((homes, 2), -1, np.int64)
    free = couples[(household[couples] < 0).all(axis=1)]
    score = by_age(persons.age[free[:, 1]], settlement.children_score)
    score = score + settlement.children_score_sd * luck.normals(Stream.HOUSEHOLD, free[:, 1], counter=code("children"))
    free = free[np.lexsort((free[:, 0], -score))][: homes - first]
    homes_of_couples = np.arange(first, first + len(free))
    heads[homes_of_couples] = free
    for spouse in range(2):
        household[free[:, spouse]] = homes_of_couples
    room[homes_of_couples] -= 2
    vacant = np.arange(first + len(free), homes)
    single = np.flatnonzero((household < 0) & (persons.age >= ADULT))
    likely = by_age(persons.age[single], settlement.founder_weight)
    by_sex = np.where(persons.sex[single] == 1, settlement.founder_women, 1.0)
    founders = race(luck, single, "founder", by_sex * likely)[: len(vacant)]
    if len(founders) < len(vacant):
        others = np.setdiff1d(np.flatnonzero(household < 0), founders)
        oldest = others[np.argsort(-persons.age[others], kind="stable")]
        founders = np.concatenate([founders, oldest[: len(vacant) - len(founders)]])
    household[founders] = vacant
    heads[vacant, persons.sex[founders]] = founders
    room[vacant] -= 1
    return heads


def _move_in(
    persons: Persons,
    wanting: np.ndarray,
    older: np.ndarray,
    youngest: int,
    oldest: int,
    name: str,
    household: Ints,
    room: np.ndarray,
    heads: np.ndarray,
    luck: Luck,
) -> None:
    """Give people a home of their group whose mother, or else father, is so many years older, or nearly."""
    wanting = race(luck, wanting, name, np.ones(len(wanting)))
    parent = np.where(heads[:, 1] >= 0, heads[:, 1], heads[:, 0])
    homes, groups = [], []
    for side in range(2):
        known = np.flatnonzero((room > 0) & (heads[:, side] >= 0))
        group = persons.group[heads[known, side]]
        if side == 1:
            new = (heads[known, 0] < 0) | (persons.group[heads[known, 0]] != group)
            known, group = known[new], group[new]
        homes.append(known)
        groups.append(group)
    home = np.concatenate(homes)
    key = np.concatenate(groups).astype(np.int64) * _BUCKETS + persons.age[parent[home]]
    order = np.lexsort((home, key))
    begins = np.searchsorted(key[order], np.arange((int(persons.group.max()) + 1) * _BUCKETS + 1))
    _take_in(
        wanting,
        persons.age.astype(np.int64),
        persons.group.astype(np.int64),
        older,
        youngest,
        oldest,
        home[order],
        begins[:-1],
        begins[1:].copy(),
        begins[:-1].copy(),
        household,
        room,
    )


@rule
def _take_in(
    wanting: np.ndarray,
    age: np.ndarray,
    group: np.ndarray,
    older: np.ndarray,
    youngest: int,
    oldest: int,
    homes: np.ndarray,
    begins: np.ndarray,
    ends: np.ndarray,
    turns: np.ndarray,
    household: np.ndarray,
    room: np.ndarray,
) -> None:
    """Seek a home for one person after the other, the parent's age nearest to the sought first.

    Homes stand in buckets by group and parent's age, and take turns; a full one makes way for the last of its bucket.
    """
    for person in wanting:
        sign = 1 if older[person] > 0 else -1
        for reach in range(2 * (oldest - youngest) + 2):
            years = sign * older[person] + ((reach + 1) // 2 if reach % 2 == 1 else -(reach // 2))
            parent = age[person] + sign * years
            if years < youngest or years > oldest or not 0 <= parent < _BUCKETS:
                continue
            bucket = group[person] * _BUCKETS + parent
            while ends[bucket] > begins[bucket] and household[person] < 0:
                if turns[bucket] >= ends[bucket]:
                    turns[bucket] = begins[bucket]
                place = turns[bucket]
                home = homes[place]
                if room[home] > 0:
                    household[person] = home
                    room[home] -= 1
                    turns[bucket] += 1
                else:
                    ends[bucket] -= 1
                    homes[place] = homes[ends[bucket]]
            if household[person] >= 0:
                break


def _fill_up(persons: Persons, household: Ints, room: np.ndarray, heads: np.ndarray, luck: Luck) -> None:
    """Fill the last places: people with a family of their group, then wherever there is a place."""
    rest = np.flatnonzero(household < 0)
    rest = race(luck, rest, "rest", np.ones(len(rest)))
    head = np.where(heads[:, 0] >= 0, heads[:, 0], heads[:, 1])
    places = np.repeat(np.arange(len(room)), np.maximum(room, 0))
    place_group = np.where(head[places] >= 0, persons.group[head[places]], -1)
    for group in range(int(persons.group.max()) + 1):
        waiting, open_places = rest[persons.group[rest] == group], places[place_group == group]
        matched = min(len(waiting), len(open_places))
        household[waiting[:matched]] = open_places[:matched]
        room -= np.bincount(open_places[:matched], minlength=len(room))
    rest = rest[household[rest] < 0]
    places = np.repeat(np.arange(len(room)), np.maximum(room, 0))
    household[rest] = places[: len(rest)]
