"""Step 3 of the day: word of the hub spreads."""

import numpy as np

from agents.compiled import rule
from agents.rules.awareness import awareness_chance
from model.day.stocks import KNOWING
from model.day.today import UNAWARE, Sheets, Today
from model.day.worth import recent_goers
from model.luck import uniform
from model.population import AGE_OF_DECISION, Households, People
from model.ties import Ties


@rule
def spread_word(
    today: Today,
    opened: int,
    people: People,
    households: Households,
    ties: Ties,
    b: np.record,
    sheets: Sheets,
) -> None:
    """Those who are unaware may hear of the hub; a household shares the news the same day.

    Who came before the hub opened has nothing to tell of it.
    """
    if not today.hub_open:
        return
    since = max(today.day - int(b.awareness_window), opened)
    heard = 0
    unaware = 0
    lots = sheets.words[0]
    for n in range(sheets.sizes[UNAWARE]):
        row = sheets.unaware[n]
        if people.rows[row].aware:
            continue
        sheets.unaware[unaware] = row
        unaware += 1
        luck = uniform(lots[row])
        # Every tie came, and was strong: the sum of the chances is above the chance of any.
        bound = today.alpha + people.rows[row].degree * max(b.awareness_strong, b.awareness_weak)
        if luck >= bound:
            continue
        weak, strong, _ = recent_goers(row, since, today.day, people, ties, b, sheets.fading)
        if luck < awareness_chance(today.alpha, b.awareness_weak, weak, b.awareness_strong, strong):
            sheets.lots[heard].place = row
            heard += 1
    sheets.sizes[UNAWARE] = unaware
    for n in range(heard):
        household = people.rows[sheets.lots[n].place].household
        first = households.rows[household].first
        for m in range(first, first + households.rows[household].headcount):
            person = people.rows[households.members[m]]
            sheets.stocks.held[KNOWING] += person.age >= AGE_OF_DECISION and not person.aware
            person.aware = True
            person.knows_library = True


@rule
def list_unaware(people: People, sheets: Sheets) -> None:
    """List the residents who do not know of the hub; the list shrinks day by day."""
    unaware = 0
    for row in range(len(people.rows)):
        if not people.rows[row].aware and people.rows[row].age >= AGE_OF_DECISION:
            sheets.unaware[unaware] = row
            unaware += 1
    sheets.sizes[UNAWARE] = unaware
