"""Couples: who lives with a spouse, and whom."""

import numpy as np
from numpy.typing import NDArray

from agents.compiled import rule, rule_that_allots
from model.luck import Luck, Stream, code
from model.population import Floats, Ints
from model.scenario import national
from model.scenario.settlement import Settlement
from model.synthesis.persons import Persons

ADULT = 18
"""Youngest age at which people live as couples, or alone. No parameter: the figures of couples are stated for it."""

_BUCKETS = 256  # technical: more than any age


def draw_couples(settlement: Settlement, persons: Persons, luck: Luck) -> NDArray[np.int64]:
    """Pair men and women until the stated share of adults lives with a spouse.

    A man seeks a wife who is `age_gap` years younger (normal, `age_gap_sd`), the nearest who is free and at most
    `age_gap_off` years from that. He seeks her in his own group, but for the stated share of mixed couples; who marries
    out is drawn by lots, the likelier the larger the share of the others among the women, as are the others' groups.
    How marriage rises with a man's age is `married_weight`.

    Parameters
    ----------
    settlement : Settlement
    persons : Persons
    luck : Luck

    Returns
    -------
    array of int, shape (couples, 2)
        Persons, man first.
    """
    adult = persons.age >= ADULT
    men, women = np.flatnonzero(adult & (persons.sex == 0)), np.flatnonzero(adult & (persons.sex == 1))
    wanted = min(round(settlement.couples_percent / 100.0 * int(adult.sum()) / 2.0), len(men), len(women))
    groups = len(settlement.ethnic_percent)
    men = race(luck, men, "groom", by_age(persons.age[men], settlement.married_weight))
    mixed = round(mixed_percent(settlement) / 100.0 * wanted)
    own = np.bincount(persons.group[women], minlength=groups) / max(1, len(women))
    out = np.zeros(len(men), np.bool_)
    place = np.empty(len(persons.age), np.int64)
    place[men] = np.arange(len(men))
    out[place[race(luck, men[:wanted], "marries out", 1.0 - own[persons.group[men[:wanted]]])[:mixed]]] = True
    gap = settlement.age_gap + settlement.age_gap_sd * luck.normals(Stream.HOUSEHOLD, men, counter=code("age gap"))
    sought = np.maximum(ADULT, np.rint(persons.age[men] - gap)).astype(np.int64)
    key = persons.group[women].astype(np.int64) * _BUCKETS + persons.age[women]
    order = np.lexsort((luck.uniforms(Stream.HOUSEHOLD, women, counter=code("bride")), key))
    begins = np.searchsorted(key[order], np.arange(groups * _BUCKETS + 1))
    couples = np.empty((wanted, 2), np.int64)
    made = _wed(
        men,
        persons.group[men].astype(np.int64),
        sought,
        out,
        luck.uniforms(Stream.HOUSEHOLD, men, counter=code("bride's group")),
        women[order],
        begins[:-1].copy(),
        begins[1:].copy(),
        mixed,
        settlement.age_gap_off,
        couples,
    )
    return couples[:made]


def mixed_percent(settlement: Settlement) -> float:
    """Couples of two groups, percent of couples.

    The settlement's own figure, else the national one × (1 − Σp²) of the settlement over that of Kazakhstan (assumed:
    out-marriage follows the chance to meet others); at most 1 − Σp², which is marriage without regard to group.
    """
    given = settlement.mixed_couples_percent
    own = "mixed_couples_percent" in settlement.field_sources
    if not own and given == type(settlement).model_fields["mixed_couples_percent"].default:
        given *= _diversity(settlement.ethnic_percent, many=True) / _diversity(national.ETHNIC, many=True)
    return min(given, 100.0 * _diversity(settlement.ethnic_percent))


def by_age(age: Ints, curve: dict[str, float]) -> Floats:
    """Read a curve of the settlement at some ages: straight lines between its points, level beyond them."""
    return np.interp(age, [float(year) for year in curve], list(curve.values()))


def race(luck: Luck, ids: np.ndarray, name: str, weights: Floats) -> np.ndarray:
    """Order people by lots in which twice the weight comes first twice as often (exponential race)."""
    clocks = -np.log(luck.uniforms(Stream.HOUSEHOLD, ids, counter=code(name))) / np.maximum(weights, 1e-12)
    return ids[np.lexsort((ids, clocks))]


def _diversity(shares: dict[str, float], *, many: bool = False) -> float:
    """Chance that two residents are of different groups, 1 − Σp²; "other" is one group, or `many` small ones."""
    whole = sum(shares.values())
    return 1.0 - sum((share / whole) ** 2 for group, share in shares.items() if not (many and group == "other"))


@rule_that_allots
def _wed(
    men: np.ndarray,
    group: np.ndarray,
    sought: np.ndarray,
    out: np.ndarray,
    lots: np.ndarray,
    women: np.ndarray,
    begins: np.ndarray,
    ends: np.ndarray,
    mixed: int,
    farthest: int,
    couples: np.ndarray,
) -> int:
    """Let one man after the other find a wife, in his own group or, while there are to be more mixed couples, outside.

    The women stand in buckets by group and age; from each, the last is taken first.
    """
    groups = len(begins) // _BUCKETS
    free = np.zeros(groups, np.int64)
    for bucket in range(len(begins)):
        free[bucket // _BUCKETS] += ends[bucket] - begins[bucket]
    made = 0
    for man in range(len(men)):
        if made == len(couples):
            break
        mine = group[man]
        others = 0
        for g in range(groups):
            if g != mine:
                others += free[g]
        chosen = -1
        for turn in range(2):
            if (turn == 0) == out[man]:
                if mixed == 0 or others == 0:
                    continue
                lot = int(lots[man] * others)
                g = 0
                while g == mine or lot >= free[g]:
                    if g != mine:
                        lot -= free[g]
                    g += 1
            else:
                g = mine
            chosen = _nearest(g, sought[man], farthest, begins, ends)
            if chosen >= 0:
                break
        if chosen < 0:
            continue
        ends[chosen] -= 1
        free[chosen // _BUCKETS] -= 1
        if chosen // _BUCKETS != mine:
            mixed -= 1
        couples[made, 0] = men[man]
        couples[made, 1] = women[ends[chosen]]
        made += 1
    return made


@rule
def _nearest(group: int, age: int, farthest: int, begins: np.ndarray, ends: np.ndarray) -> int:
    """Bucket of a group with anybody left whose age is nearest, the younger first; −1 if there is none near enough."""
    for reach in range(farthest + 1):
        for side in range(2):
            other = age - reach if side == 0 else age + reach
            if 0 <= other < _BUCKETS:
                bucket = group * _BUCKETS + other
                if ends[bucket] > begins[bucket]:
                    return bucket
    return -1
