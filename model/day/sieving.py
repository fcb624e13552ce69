"""Who may go at all: the day's luck is held against bounds, before any utility is computed.

This is exact: who fails against the bound would fail against the chance.
"""

import math

import numpy as np
from numpy.typing import NDArray

from agents.compiled import rule
from agents.rules.choice import cafe_term
from model.circles import roots_now, weekday_of
from model.day.bounds import odds_with_roots
from model.day.today import Sheets, Today
from model.day.worth import home_now
from model.fetching import AHEAD, fetch
from model.hub import Menu, Offers
from model.luck import uniform
from model.population import AGE_OF_DECISION, DAY_SHIFT, SCHOOL, Households, People, Singles
from model.ties import Ties


@rule
def open_doors(today: Today, menu: Menu, offers: Offers, b: np.record, sheets: Sheets) -> None:
    """Bound everybody's odds to go relative to their own: by what has gained most worth since it was reckoned with."""
    best = -math.inf
    for a in range(len(offers)):
        coffee = cafe_term(today.cafe_open, offers[a].hours, b.choice_lasting_hours, b.choice_cafe)
        best = max(best, sheets.stalls[a].common + coffee - menu.reckoned[today.weekday, offers[a].kind])
    sheets.door[0] = math.exp(best - home_now(b.choice_home, today, b)) if len(offers) > 0 else 0.0


@rule
def list_seekers(today: Today, people: People, ties: Ties, b: np.record, sheets: Sheets) -> int:
    """List the free residents whose luck passes the bound of the day, with that bound; gives how many.

    The columns at hand say no to most. The rows of the others are far away, and in so short a loop are fetched side by
    side. What was seen lately is told off from the bound here, but not from what is listed: `going_worth` has it.
    """
    odds, door = people.odds[likeliest(today), : len(ties)], sheets.door[0]
    tempted, seekers = list_tempted(odds, people.lift, sheets.words[1], door, sheets), 0
    for n in range(tempted):
        fetch(people.rows, sheets.lots[min(n + AHEAD, tempted - 1)].place)
        row = sheets.lots[n].place
        luck, allure = uniform(sheets.words[1, row]), people.lift[row] * door
        sated = sated_of(row, today, people, sheets)
        if luck >= odds[row] * allure * sated:
            continue
        if people.rows[row].age < AGE_OF_DECISION or people.rows[row].busy == today.day:
            continue
        bound = bounded_odds(row, today, people, b) * allure
        if luck >= bound * sated:
            continue
        sheets.lots[seekers].place = row
        sheets.bounds[seekers] = bound
        seekers += 1
        fetch_person(row, people, ties)
    return seekers


@rule
def fetch_person(row: int, people: People, ties: Ties) -> None:
    """Fetch ahead what is known of a person: the row, tastes, minds and ties."""
    fetch(people.rows, row)
    fetch(people.tastes, row)
    fetch(people.minds, row)
    fetch(ties, row)


@rule
def fetch_families(listed: int, people: People, households: Households, sheets: Sheets) -> None:
    """Fetch ahead the members of the families that are listed."""
    for n in range(listed):
        fetch(households.rows, sheets.lots[n].place)
    for n in range(listed):
        family = households.rows[sheets.lots[n].place]
        for m in range(family.first, family.first + family.headcount):
            fetch(people.rows, households.members[m])


@rule
def list_tempted(odds: Singles, lift: Singles, lots: NDArray[np.uint32], door: float, sheets: Sheets) -> int:
    """List the rows, of people or of families, whose luck passes the bound of the day; gives how many.

    Every row is written, and the next one over it unless it stays: a branch would be guessed wrong too often.
    """
    tempted = 0
    for row in range(len(odds)):
        sheets.lots[tempted].place = row
        tempted += uniform(lots[row]) < odds[row] * lift[row] * door
    return tempted


@rule
def likeliest(today: Today) -> int:
    """Row of `People.odds` that bounds everybody's odds of today, whether work and school are as usual or not."""
    return today.weekday if today.school_as_usual and today.work_as_usual else 7 + today.weekday


@rule
def bounded_odds(row: int, today: Today, people: People, b: np.record) -> float:
    """Upper bound of a resident's odds to go today, before experience and what the day is worth to all."""
    person = people.rows[row]
    usual = today.school_as_usual if person.activity == SCHOOL else today.work_as_usual or person.activity != DAY_SHIFT
    odds = np.float64(people.odds[today.weekday if usual else 7 + today.weekday, row])
    if person.circle < 0 or weekday_of(person.circle) != today.weekday:
        return odds
    own = person.own_share if usual else person.own_share_free
    return odds_with_roots(person, odds, own, roots_now(person, today.day, b), b)


@rule
def sated_of(row: int, today: Today, people: People, sheets: Sheets) -> float:
    """What having come lately does to a person's odds."""
    days, sated = today.day - people.last_visit[row], sheets.fading.sated
    return sated[days] if days < len(sated) else 1.0
