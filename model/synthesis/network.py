"""The ties at the start: household, school and work, street."""

import math

import numpy as np

from agents.compiled import rule
from model.luck import Luck, Stream, code, philox, uniform
from model.population import AGE_OF_DECISION, DAY_SHIFT, ROTATING_SHIFT, SCHOOL, Households, People
from model.rows import Table
from model.scenario.settlement import Settlement
from model.ties import Ties, empty_ties

_NETWORK = int(Stream.NETWORK)
_TRIES = 32  # technical: draws until one gives up; more would only find partners in circles all but used up


def start_network(settlement: Settlement, people: People, households: Households, capacity: int, luck: Luck) -> Ties:
    """Draw the ties of residents at the start.

    Members of a household are close. Everybody draws partners among class-mates or colleagues and among neighbours,
    with the weight `homophily` for one's own group; the hours of a tie are drawn evenly between bounds, from
    acquaintances to friends, and the last contact lay within `contact_days`. The start network stands for the
    ties that households, work and streets keep up.

    Parameters
    ----------
    settlement : Settlement
    people : People
        Their degree is written.
    households : Households
    capacity : int
        Ties that a person can hold.
    luck : Luck

    Returns
    -------
    Ties
    """
    resident = people.rows.age >= AGE_OF_DECISION
    ties = empty_ties(int(resident.sum()), capacity)
    _tie_households(settlement.household_hours, people.rows, households.rows, households.members, ties)
    activity = people.rows.activity
    lots = luck.uniforms(Stream.NETWORK, people.rows.id, counter=code("focus"))
    pupils = np.flatnonzero(resident & (activity == SCHOOL))
    workers = np.flatnonzero(resident & ((activity == DAY_SHIFT) | (activity == ROTATING_SHIFT)))
    residents = np.flatnonzero(resident)
    rows, place = people.rows, settlement
    for name, members, order, size, mean, low, high in (
        (
            "class",
            pupils,
            (lots[pupils], rows.age[pupils]),
            place.class_size,
            place.class_ties,
            place.class_hours_low,
            place.class_hours_high,
        ),
        (
            "work",
            workers,
            (lots[workers], rows.crew[workers], activity[workers]),
            place.workplace_size,
            place.work_ties,
            place.work_hours_low,
            place.work_hours_high,
        ),
        (
            "street",
            residents,
            (_street_order(rows, residents),),
            place.street_size,
            place.neighbour_ties,
            place.neighbour_hours_low,
            place.neighbour_hours_high,
        ),
    ):
        circle = members[np.lexsort((rows.id[members], *order))].astype(np.int32)
        window = size, name == "street"
        hours = low, high, place.contact_days
        _tie_circle(circle, *window, mean, place.homophily, *hours, rows, ties, luck.key, code(name))
    return ties


def _street_order(rows: Table, residents: np.ndarray) -> np.ndarray:
    """Place of each home along a Morton curve, so that neighbours in order are neighbours on the ground."""
    x = np.clip((rows.x[residents] + 32_768.0) / 16.0, 0, 4095).astype(np.int64)
    y = np.clip((rows.y[residents] + 32_768.0) / 16.0, 0, 4095).astype(np.int64)
    place = np.zeros(len(residents), np.int64)
    for bit in range(12):
        place |= ((x >> bit) & 1) << (2 * bit) | ((y >> bit) & 1) << (2 * bit + 1)
    return place


@rule
def _bind(row: int, other: int, hours: float, last: int, rows: Table, ties: Ties) -> bool:
    """Tie two people, at both ends, if there is room and no tie yet."""
    held = rows[row].degree
    if held >= ties.shape[1] or rows[other].degree >= ties.shape[1]:
        return False
    for s in range(held):
        if ties[row, s].other == other:
            return False
    for mine, theirs in ((row, other), (other, row)):
        s = rows[mine].degree
        ties[mine, s].other = theirs
        ties[mine, s].hours = hours
        ties[mine, s].last = last
        rows[mine].degree = s + 1
    return True


@rule
def _tie_households(hours: float, rows: Table, households: Table, members: np.ndarray, ties: Ties) -> None:
    for home in range(len(households)):
        first = households[home].first
        last = first + households[home].headcount - households[home].children
        for m in range(first, last):
            for n in range(m + 1, last):
                _bind(members[m], members[n], hours, 0, rows, ties)


@rule
def _tie_circle(
    circle: np.ndarray,
    size: int,
    sliding: bool,
    mean: float,
    homophily: float,
    low: float,
    high: float,
    lately: float,
    rows: Table,
    ties: Ties,
    key: np.uint64,
    name: int,
) -> None:
    """Let everybody in a line draw partners among those nearby in it: a fixed group, or a window around oneself.

    Each draws half of the mean number, since a tie counts for both.
    """
    count = len(circle)
    for place in range(count):
        row = circle[place]
        begin = max(0, place - size // 2) if sliding else place // size * size
        end = min(count, begin + size)
        if end - begin < 2:
            continue
        wish = 0.5 * mean + uniform(philox(key, _NETWORK, rows[row].id, 1, name)[0])
        for k in range(math.floor(wish)):
            for attempt in range(_TRIES):
                words = philox(key, _NETWORK, rows[row].id, 2 + k * _TRIES + attempt, name)
                other = circle[begin + int(uniform(words[0]) * (end - begin))]
                if other == row or rows[other].household == rows[row].household:
                    continue
                if rows[other].group != rows[row].group and uniform(words[1]) * homophily >= 1.0:
                    continue
                last = -1 - int(lately * uniform(words[3]))
                if _bind(row, other, low + (high - low) * uniform(words[2]), last, rows, ties):
                    break
