"""Readers lapse, return and begin on their own account; a visit may bring them back, too (`model.day.reading`)."""

import numpy as np

from agents.compiled import rule
from agents.rules.memory import habit_now
from agents.rules.reading import lapse_hazard
from model.day.bounds import set_odds
from model.day.stocks import READERS, Stocks, follow_reader
from model.day.today import Count, Sheets, Today
from model.hub import Menu
from model.luck import uniform
from model.population import ACTIVE, LAPSED, LONG_AGO, Households, Keys, People

_LAPSED = int(Count.LAPSED)
_RETURNED = int(Count.RETURNED)
_NEW_READERS = int(Count.NEW_READERS)


@rule
def readers_turn(
    today: Today, menu: Menu, people: People, households: Households, b: np.record, sheets: Sheets, counts: Keys
) -> None:
    """Let readers lapse and return on their own account."""
    restless = max(b.reading_lapse_most * b.reading_lapse, b.reading_return_base, b.reading_start_base)
    turns = sheets.words[2]
    turning = 0
    for row in range(len(turns)):
        sheets.lots[turning].place = row
        turning += uniform(turns[row]) < restless
    for n in range(turning):
        row = sheets.lots[n].place
        turn_reader(row, uniform(turns[row]), today, menu, people, households, b, sheets.stocks, counts)


@rule
def turn_reader(
    row: int,
    luck: float,
    today: Today,
    menu: Menu,
    people: People,
    households: Households,
    b: np.record,
    stocks: Stocks,
    counts: Keys,
) -> None:
    """Lapse or return of a reader that no visit brings about."""
    state = people.rows[row].reading
    if state == ACTIVE:
        habit = habit_now(people.rows[row].habit, today.day - people.last_visit[row], b.habit_decay)
        hazard = lapse_hazard(
            b.reading_lapse,
            habit,
            b.reading_lapse_habit,
            people.rows[row].minutes,
            b.reading_lapse_distance,
            b.reading_lapse_most,
        )
        if luck < hazard:
            people.rows[row].reading = LAPSED
            people.rows[row].lapsed_on = today.day
            counts[_LAPSED] += 1
            stocks.held[READERS] -= 1
            set_odds(row, menu, today.accessibility, people, households, b)
    elif state == LAPSED:
        if luck < b.reading_return_base:
            take_up_reading(row, today.day, people, stocks, counts)
            set_odds(row, menu, today.accessibility, people, households, b)
    elif luck < b.reading_start_base and people.rows[row].age >= 6:
        take_up_reading(row, today.day, people, stocks, counts)
        set_odds(row, menu, today.accessibility, people, households, b)


@rule
def take_up_reading(row: int, day: int, people: People, stocks: Stocks, counts: Keys) -> None:
    """A lapsed reader, or one who never read, becomes an active reader."""
    if people.rows[row].reading == LAPSED:
        if day - people.rows[row].lapsed_on >= 365:
            if people.rows[row].returned_on <= 0:  # who returns twice is one person
                counts[_RETURNED] += 1
            people.rows[row].returned_on = day
            follow_reader(row, stocks)
    else:
        counts[_NEW_READERS] += 1
    stocks.held[READERS] += 1
    people.rows[row].reading = ACTIVE
    people.rows[row].stale = True
    people.rows[row].lapsed_on = LONG_AGO
    people.rows[row].knows_library = True
