"""Stocks that are kept from day to day, so that nobody need be counted anew: who reads, who knows, who came lately."""

from typing import NamedTuple

import numpy as np

from agents.compiled import rule
from model.population import ACTIVE, AGE_OF_DECISION, Ints, Keys, People

READERS, KNOWING, RETURNED = range(3)

LATELY = 30
"""Days within which one who came is reached."""
_FOLLOWED = 90
"""Days after which it is asked whether a returned reader still reads."""


class Stocks(NamedTuple):
    """What is kept of everybody together."""

    held: Keys
    """Active readers; residents who know of the hub; entries in use of `returned`."""
    lately: Keys
    """Residents by the day of their last visit, the last `LATELY` days modulo `LATELY`."""
    returned: Ints
    """Rows of the readers who returned in the last `_FOLLOWED` days."""


def empty_stocks(people: int) -> Stocks:
    """Make room for the stocks of so many people."""
    return Stocks(np.zeros(3, np.int64), np.zeros(LATELY, np.int64), np.zeros(people, np.int32))


@rule
def take_stock(day: int, people: People, stocks: Stocks) -> None:
    """Count everybody anew at the end of a day."""
    stocks.held[:] = 0
    stocks.lately[:] = 0
    for row in range(len(people.rows)):
        person = people.rows[row]
        stocks.held[READERS] += person.reading == ACTIVE
        if person.returned_on > 0 and day - person.returned_on < _FOLLOWED:
            follow_reader(row, stocks)
        if person.age >= AGE_OF_DECISION:
            stocks.held[KNOWING] += person.aware
            last = people.last_visit[row]
            if day - LATELY < last <= day:
                stocks.lately[last % LATELY] += 1


@rule
def turn_page(day: int, stocks: Stocks) -> None:
    """Begin a day: who came `LATELY` days ago came lately no more."""
    stocks.lately[day % LATELY] = 0


@rule
def note_visit(before: int, day: int, stocks: Stocks) -> None:
    """Note the visit of a resident whose last one was on the day `before`."""
    if day - LATELY < before:
        stocks.lately[before % LATELY] -= 1
    stocks.lately[day % LATELY] += 1


@rule
def follow_reader(row: int, stocks: Stocks) -> None:
    """Note that a reader has returned; at most once in `_FOLLOWED` days, since who returns had lapsed for a year."""
    stocks.returned[stocks.held[RETURNED]] = row
    stocks.held[RETURNED] += 1


@rule
def readers_due(day: int, people: People, stocks: Stocks) -> tuple[int, int]:
    """Let go of the returned readers who have been followed to the end.

    Returns
    -------
    tuple of int
        How many they are, and how many of them still read.
    """
    due = 0
    still = 0
    kept = 0
    for n in range(stocks.held[RETURNED]):
        row = stocks.returned[n]
        if day - people.rows[row].returned_on < _FOLLOWED:
            stocks.returned[kept] = row
            kept += 1
        else:
            due += 1
            still += people.rows[row].reading == ACTIVE
    stocks.held[RETURNED] = kept
    return due, still
