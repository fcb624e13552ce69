"""Steps 4 and 5 of the day: families, residents and tourists decide."""

import math

import numpy as np

from agents.compiled import rule
from agents.rules.availability import AFTERNOON, free_slots
from agents.rules.choice import chance_to_go
from model.day.bounds import family_odds_now
from model.day.preferring import prefer
from model.day.sieving import fetch_families, list_seekers, list_tempted
from model.day.today import PARTIES, UNITS, Outings, Parties, Sheets, Today
from model.day.worth import (
    family_going,
    family_home,
    family_worth,
    free_of,
    free_together,
    home_now,
    own_going,
    resident_worth,
    tourist_worth,
)
from model.hub import Offers
from model.luck import Stream, draw_words, philox, uniform
from model.population import (
    CREWS,
    Flags,
    Households,
    Keys,
    People,
)
from model.ties import Ties

_DAY = int(Stream.DAY)
_OUTING = int(Stream.OUTING)
_TOURIST = int(Stream.TOURIST)

RESIDENT, FAMILY, TOURIST = range(3)

_FAMILY_NAMES = 1 << 30
_TOURIST_NAMES = 1 << 31


@rule
def draw_day(today: Today, people: People, households: Households, key: np.uint64, sheets: Sheets) -> None:
    """Draw the day's luck of everybody and of every family at one go, which costs a tenth of drawing it one by one."""
    draw_words(key, _DAY, people.names, today.day, sheets.words)
    draw_words(key, _OUTING, households.names, today.day, sheets.family_words)


@rule
def open_calendar(today: Today, sheets: Sheets) -> None:
    """Write who is free when today, by activity and crew."""
    for activity in range(6):
        for crew in range(CREWS):
            sheets.free[activity * CREWS + crew] = free_slots(
                activity, crew, today.day, today.rest_day, today.school_break
            )


@rule
def set_out(sheets: Sheets, outings: Outings, unit: int, row: int, entity: int, party: int, free: int) -> int:
    """Write a unit on the list of those who go; gives its place there."""
    place = sheets.sizes[UNITS]
    outings[place].unit = unit
    outings[place].row = row
    outings[place].entity = entity
    outings[place].people = party
    outings[place].free = free
    outings[place].offer = -1
    outings[place].slot = -1
    outings[place].refused = False
    outings[place].coffee = False
    sheets.sizes[UNITS] = place + 1
    return place


@rule
def families_decide(
    today: Today,
    people: People,
    households: Households,
    ties: Ties,
    offers: Offers,
    key: np.uint64,
    b: np.record,
    sheets: Sheets,
    outings: Outings,
) -> None:
    """Step 4: families decide on a joint outing; who goes along is busy for the day.

    The day's luck is held against the family's bound before any utility is computed, as for residents. Who cannot come
    in the afternoon finds every offer worth less by the same.
    """
    home = family_home(today, b)
    door = sheets.door[0] * math.exp(home_now(b.choice_home, today, b) - home)
    other_door = door * math.exp(-b.family_off_afternoon)
    odds_today = households.odds[today.weekday]
    tempted = list_tempted(odds_today, households.lift, sheets.family_words[1], door, sheets)
    fetch_families(tempted, people, households, sheets)
    for n in range(tempted):
        household = sheets.lots[n].place
        family = households.rows[household]
        luck = uniform(sheets.family_words[1, household])
        free = free_together(family, people, households, sheets)
        way_in = door if free & AFTERNOON != 0 else other_door
        if free == 0 or luck >= odds_today[household] * households.lift[household] * way_in:
            continue
        odds, highest = family_odds_now(household, today, people, households, b, sheets.fading)
        if luck >= odds * way_in:
            continue
        going, goers = family_going(household, today, people, households, ties, b, sheets)
        if luck >= odds * way_in * math.exp(going - highest):
            continue
        total = family_worth(household, free, goers, today, people, households, offers, b, sheets)
        if luck >= chance_to_go(total, home, b.choice_nest):
            continue
        entity = _FAMILY_NAMES + family.id
        place = set_out(sheets, outings, FAMILY, household, entity, family.children, free)
        prefer(place, today.day, offers, key, sheets, outings, True, False)
        if outings[place].offer < 0:
            sheets.sizes[UNITS] = place
            continue
        slot = 1 << outings[place].slot
        last = family.first + family.headcount
        for m in range(last - family.children, last):
            people.rows[households.members[m]].busy = today.day
        for m in (family.adult_1, family.adult_2):
            if m < 0:
                continue
            own = free_of(people.rows[households.members[m]], sheets)
            if own & slot != 0:
                people.rows[households.members[m]].busy = today.day
                outings[place].people += 1
            # Turned away, they may fall back on a slot in which the same people are free.
            free &= own if own & slot != 0 else ~own
        outings[place].free = free


@rule
def residents_decide(
    today: Today,
    people: People,
    households: Households,
    ties: Ties,
    offers: Offers,
    key: np.uint64,
    b: np.record,
    sheets: Sheets,
    outings: Outings,
) -> None:
    """Step 5: residents who are free decide.

    The day's luck is held against an upper bound of the chance to go before any utility is computed; the bound is
    tightened by the friends who came and by the resident's habit of today. This is exact: who fails against the bound
    would fail against the chance.
    """
    home = home_now(b.choice_home, today, b)
    for n in range(list_seekers(today, people, ties, b, sheets)):
        row = sheets.lots[n].place
        luck, person = uniform(sheets.words[1, row]), people.rows[row]
        if not person.aware and not person.knows_library:
            continue
        going, goers = own_going(row, today, people, ties, b, sheets)
        if luck >= sheets.bounds[n] * math.exp(going - person.ceiling):
            continue
        free = free_of(person, sheets)
        total = resident_worth(row, free, today, people, households, offers, b, sheets, going, goers)
        if luck < chance_to_go(total, home, b.choice_nest):
            place = set_out(sheets, outings, RESIDENT, row, person.id, 1, free)
            prefer(place, today.day, offers, key, sheets, outings, False, False)


@rule
def tourists_decide(
    today: Today,
    parties: Parties,
    offers: Offers,
    codes: Keys,
    host_kinds: Flags,
    key: np.uint64,
    b: np.record,
    sheets: Sheets,
    outings: Outings,
) -> None:
    """Step 5 for tourist parties; each sees the hub at most once."""
    home = home_now(b.tourism_home, today, b)
    for row in range(sheets.sizes[PARTIES]):
        if parties[row].visited:
            continue
        words = philox(key, _TOURIST, parties[row].id, today.day, 0)
        total = tourist_worth(row, today, parties, offers, codes, host_kinds, b, key, sheets)
        if uniform(words[1]) < chance_to_go(total, home, b.choice_nest):
            place = set_out(sheets, outings, TOURIST, row, _TOURIST_NAMES + parties[row].id, parties[row].headcount, 7)
            prefer(place, today.day, offers, key, sheets, outings, False, False)
