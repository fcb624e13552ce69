"""Households: who lives with whom. Couples, their children, and the others, into homes of the stated sizes."""

import numpy as np
from numpy.typing import NDArray

from agents.compiled import rule
from model.luck import Luck, Stream, code
from model.population import AGE_OF_DECISION, Households, Ints, households_of
from model.scenario.settlement import Settlement
from model.synthesis.persons import Persons, whole_numbers

_ADULT = 18
_YOUNGEST_MOTHER, _OLDEST_MOTHER, _TYPICAL_MOTHER = 18, 42, 27


def form_households(settlement: Settlement, persons: Persons, luck: Luck) -> tuple[Ints, NDArray[np.int64]]:
    """Put the persons into households.

    Adults marry by age and lots, within their group but for the stated share of mixed couples; couples of childbearing
    age get the larger homes; children come to parents of a plausible age and of their own group; single adults live
    alone, with a family of their group, or together.

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
    ids = np.arange(len(persons.age))
    couples = _marry(settlement, persons, luck)
    sizes = _sizes(settlement, len(ids))
    household = np.full(len(ids), -1, np.int32)
    alone = _live_alone(persons, couples, int((sizes == 1).sum()), luck)
    household[alone] = np.arange(len(alone))
    sizes = np.concatenate([sizes[sizes == 1], np.sort(sizes[sizes > 1])[::-1]])
    room = sizes.copy()
    room[: len(alone)] -= 1
    heads = _found(persons, couples, household, room, len(alone), luck)
    _place_children(persons, household, room, heads, luck)
    _place_rest(persons, household, room, heads, luck)
    return household, couples


def list_households(
    household: Ints, age: Ints, ids: NDArray[np.int64], budget_of: np.ndarray
) -> tuple[Ints, Households]:
    """Number the households by their smallest id, and list their members, adults before children.

    Parameters
    ----------
    household : array of int, shape (people,)
        Any numbers that tell households apart.
    age, ids, budget_of : arrays, shape (people,)
        Age in years, name, and own disposable income in KZT a day of each person.

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
    members = np.lexsort((ids, age < AGE_OF_DECISION, row)).astype(np.int32)
    headcount = np.bincount(row)
    budget = np.zeros(len(headcount))
    by_name = np.argsort(ids)
    np.add.at(budget, row[by_name], budget_of[by_name])
    first = np.concatenate([[0], np.cumsum(headcount)[:-1]])
    grown = np.flatnonzero(age[members] >= _ADULT)
    homes, begins = np.unique(row[members[grown]], return_index=True)
    adults = np.full((2, len(headcount)), -1)
    adults[0, homes] = grown[begins]
    seconds = np.minimum(begins + 1, len(grown) - 1)
    paired = row[members[grown[seconds]]] == homes
    adults[1, homes[paired & (seconds > begins)]] = grown[seconds[paired & (seconds > begins)]]
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


def _race(luck: Luck, ids: np.ndarray, name: str, weights: np.ndarray) -> np.ndarray:
    """Order ids by lots in which a weight twice as large is drawn twice as early (exponential race)."""
    clocks = -np.log(luck.uniforms(Stream.HOUSEHOLD, ids, counter=code(name))) / np.maximum(weights, 1e-12)
    return ids[np.argsort(clocks, kind="stable")]


def _marry(settlement: Settlement, persons: Persons, luck: Luck) -> NDArray[np.int64]:
    """Pair men and women; marriage by age is assumed (rising to 30, falling from 65)."""
    adults = np.flatnonzero(persons.age >= _ADULT)
    weight = np.interp(persons.age, [18, 20, 25, 30, 64, 75, 95], [0.05, 0.2, 0.7, 1.0, 1.0, 0.7, 0.4])
    men, women = adults[persons.sex[adults] == 0], adults[persons.sex[adults] == 1]
    wanted = round(settlement.couples_percent / 100.0 * len(adults) / 2.0)
    wanted = min(wanted, len(men), len(women))
    men = _race(luck, men, "groom", weight[men])[:wanted]
    women = _race(luck, women, "bride", weight[women])[:wanted]
    groups = int(persons.group.max()) + 1
    grooms, brides = (np.bincount(persons.group[each], minlength=groups) for each in (men, women))
    within = np.minimum(grooms, brides)
    mixed = round(settlement.mixed_couples_percent / 100.0 * wanted)
    spare = max(0, mixed - (wanted - int(within.sum())))
    # A group loses in-group couples to mixed ones in proportion to its couples and to the others around it.
    pull = within * (1.0 - within / max(1, within.sum()))
    if pull.sum() > 0.0:
        within = within - np.minimum(within, np.floor(spare * pull / pull.sum()).astype(int))
    pairs, left_men, left_women = [], [], []
    for group in range(groups):
        him = men[persons.group[men] == group]
        her = women[persons.group[women] == group]
        pairs.append(_by_age(persons, him[: within[group]], her[: within[group]]))
        left_men.append(him[within[group] :])
        left_women.append(her[within[group] :])
    pool = _by_age(persons, *(_first(np.concatenate(side), mixed) for side in (left_men, left_women)))
    _mix(pool, persons.group.astype(np.int64))
    return np.concatenate([*pairs, pool])


def _first(pool: np.ndarray, count: int) -> np.ndarray:
    """Take some out of a pool, evenly from all of its groups."""
    if len(pool) <= count:
        return pool
    return pool[np.linspace(0, len(pool) - 1, count).round().astype(int)] if count else pool[:0]


def _by_age(persons: Persons, men: np.ndarray, women: np.ndarray) -> np.ndarray:
    """Pair men and women by the rank of their age."""
    count = min(len(men), len(women))
    him = men[:count][np.argsort(persons.age[men[:count]], kind="stable")]
    her = women[:count][np.argsort(persons.age[women[:count]], kind="stable")]
    return np.stack([him, her], axis=1)


@rule
def _mix(pairs: np.ndarray, group: np.ndarray) -> None:
    """Swap wives between the nearest couples until as few as possible are of one group."""
    count = len(pairs)
    for i in range(count):
        if group[pairs[i, 0]] != group[pairs[i, 1]]:
            continue
        for reach in range(1, count):
            found = False
            for j in (i - reach, i + reach):
                if not 0 <= j < count:
                    continue
                apart = group[pairs[i, 0]] != group[pairs[j, 1]] and group[pairs[j, 0]] != group[pairs[i, 1]]
                if apart:
                    pairs[i, 1], pairs[j, 1] = pairs[j, 1], pairs[i, 1]
                    found = True
                    break
            if found:
                break


def _sizes(settlement: Settlement, people: int) -> NDArray[np.int64]:
    """Sizes of the households: the stated shares, made to add up to the people by single steps up or down."""
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


def _live_alone(persons: Persons, couples: np.ndarray, homes: int, luck: Luck) -> np.ndarray:
    """Single adults who live alone, the older the likelier (assumed)."""
    single = np.ones(len(persons.age), np.bool_)
    single[couples.ravel()] = False
    able = np.flatnonzero(single & (persons.age >= _ADULT))
    chosen = _race(luck, able, "alone", np.interp(persons.age[able], [18, 25, 60, 80], [0.2, 1.0, 2.0, 4.0]))[:homes]
    if len(chosen) < homes:
        rest = np.setdiff1d(np.flatnonzero(persons.age >= _ADULT), chosen)
        chosen = np.concatenate([chosen, rest[: homes - len(chosen)]])
    if len(chosen) < homes:
        rest = np.setdiff1d(np.arange(len(persons.age)), chosen)
        chosen = np.concatenate([chosen, rest[::-1][: homes - len(chosen)]])
    return chosen


def _found(
    persons: Persons, couples: np.ndarray, household: Ints, room: np.ndarray, first: int, luck: Luck
) -> NDArray[np.int64]:
    """Let couples, then single adults, found the larger homes; gives man and woman of each home, −1 where none is."""
    homes = len(room)
    heads = np.full((homes, 2), -1, np.int64)
    free = couples[(household[couples] < 0).all(axis=1)]
    wife_age = persons.age[free[:, 1]]
    score = np.interp(wife_age, [18, 24, 32, 42, 52, 70], [0.6, 1.4, 2.0, 1.8, 0.8, 0.0])
    score = score + 0.7 * luck.normals(Stream.HOUSEHOLD, free[:, 1], counter=code("children"))
    free = free[np.argsort(-score, kind="stable")][: homes - first]
    homes_of_couples = np.arange(first, first + len(free))
    heads[homes_of_couples] = free
    for spouse in range(2):
        household[free[:, spouse]] = homes_of_couples
    room[homes_of_couples] -= 2
    vacant = np.arange(first + len(free), homes)
    single = np.flatnonzero((household < 0) & (persons.age >= _ADULT))
    likely = np.where(persons.sex[single] == 1, 2.0, 1.0) * np.interp(
        persons.age[single], [18, 25, 50, 80], [0.1, 1, 2, 1]
    )
    founders = _race(luck, single, "founder", likely)[: len(vacant)]
    if len(founders) < len(vacant):
        others = np.setdiff1d(np.flatnonzero(household < 0), founders)
        oldest = others[np.argsort(-persons.age[others], kind="stable")]
        founders = np.concatenate([founders, oldest[: len(vacant) - len(founders)]])
    household[founders] = vacant
    heads[vacant, persons.sex[founders]] = founders
    room[vacant] -= 1
    return heads


def _place_children(persons: Persons, household: Ints, room: np.ndarray, heads: np.ndarray, luck: Luck) -> None:
    """Give each child a home with a mother of a plausible age in the child's group."""
    children = np.flatnonzero((household < 0) & (persons.age < _ADULT))
    children = _race(luck, children, "child", np.ones(len(children)))
    parent = np.where(heads[:, 1] >= 0, heads[:, 1], heads[:, 0])
    able = np.flatnonzero((room > 0) & (parent >= 0))
    groups = int(persons.group.max()) + 1
    entries = []
    for side in range(2):
        known = able[heads[able, side] >= 0]
        entries.append(np.stack([known, persons.group[heads[known, side]], persons.age[parent[known]]], axis=1))
    both = np.unique(np.concatenate(entries), axis=0)
    key = both[:, 1] * 128 + both[:, 2]
    order = np.argsort(key, kind="stable")
    homes = np.ascontiguousarray(both[order, 0])
    begins = np.searchsorted(key[order], np.arange(groups * 128 + 1))
    _take_in(children, persons.age, persons.group, homes, begins, household, room)


@rule
def _take_in(
    children: np.ndarray,
    age: np.ndarray,
    group: np.ndarray,
    homes: np.ndarray,
    begins: np.ndarray,
    household: np.ndarray,
    room: np.ndarray,
) -> None:
    """Seek a home for each child, the mother's age nearest to the typical first; homes of one kind take turns."""
    turns = begins[:-1].copy()
    for child in children:
        for reach in range(2 * (_OLDEST_MOTHER - _YOUNGEST_MOTHER) + 2):
            offset = (reach + 1) // 2 if reach % 2 == 1 else -(reach // 2)
            older = _TYPICAL_MOTHER + offset
            if older < _YOUNGEST_MOTHER or older > _OLDEST_MOTHER:
                continue
            bucket = group[child] * 128 + age[child] + older
            begin, end = begins[bucket], begins[bucket + 1]
            for _ in range(end - begin):
                home = homes[turns[bucket]]
                turns[bucket] = turns[bucket] + 1 if turns[bucket] + 1 < end else begin
                if room[home] > 0:
                    household[child] = home
                    room[home] -= 1
                    break
            if household[child] >= 0:
                break


def _place_rest(persons: Persons, household: Ints, room: np.ndarray, heads: np.ndarray, luck: Luck) -> None:
    """Fill the last places: people of a group with families of that group, the young with the largest homes."""
    rest = np.flatnonzero(household < 0)
    rest = _race(luck, rest, "rest", np.ones(len(rest)))
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
