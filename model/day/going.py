"""Steps 2 to 5 of the day: tourists arrive, word spreads, families, residents and tourists decide."""

import math

import numpy as np

from agents.compiled import rule
from agents.rules.availability import free_slots
from agents.rules.awareness import awareness_chance
from agents.rules.choice import chance_to_go, home_utility, satiation
from agents.rules.memory import habit_now
from agents.rules.reading import lapse_hazard, poisson
from agents.rules.tourism import party_size, stay
from model.day.preferring import prefer
from model.day.today import PARTIES, UNAWARE, UNITS, Count, Outings, Parties, Sheets, Today
from model.day.worth import (
    family_odds_now,
    family_worth,
    going_worth,
    recent_goers,
    resident_worth,
    set_odds,
    tourist_worth,
)
from model.hub import Menu, Offers
from model.luck import Stream, draw_words, philox, uniform
from model.population import (
    ACTIVE,
    AGE_OF_DECISION,
    DAY_SHIFT,
    LAPSED,
    LONG_AGO,
    SCHOOL,
    Flags,
    Floats,
    Households,
    Keys,
    People,
)
from model.ties import Ties

_DAY = int(Stream.DAY)
_OUTING = int(Stream.OUTING)
_ARRIVAL = int(Stream.ARRIVAL)
_TOURIST = int(Stream.TOURIST)
_LAPSED = int(Count.LAPSED)
_RETURNED = int(Count.RETURNED)
_NEW_READERS = int(Count.NEW_READERS)

RESIDENT, FAMILY, TOURIST = range(3)

_FAMILY_NAMES = 1 << 30
_TOURIST_NAMES = 1 << 31
_PARTIES_A_DAY = 1024
_CREWS = 4

_QUICKEST_LAPSE = 20.0
"""A hazard to lapse above so many times the base is cut (it would take 300 minutes on the way)."""


@rule
def arrive(today: Today, parties: Parties, origins: Floats, key: np.uint64, b: np.record, sheets: Sheets) -> None:
    """Tourist parties leave and arrive. `origins` holds the cumulated shares of their cultures."""
    kept = 0
    for row in range(sheets.sizes[PARTIES]):
        if parties[row].leaves > today.day:
            parties[kept] = parties[row]
            kept += 1
    words = philox(key, _ARRIVAL, 0, today.day, 0)
    arriving = min(poisson(today.tourist_rate, uniform(words[0])), _PARTIES_A_DAY, len(parties) - kept)
    for k in range(arriving):
        words = philox(key, _ARRIVAL, 1 + k, today.day, 0)
        parties[kept].id = today.day * _PARTIES_A_DAY + k
        parties[kept].headcount = party_size(b.tourism_party_more, uniform(words[0]))
        parties[kept].leaves = today.day + stay(b.tourism_stay_days, uniform(words[1]))
        origin = 0
        while origin < len(origins) - 1 and uniform(words[2]) > origins[origin]:
            origin += 1
        parties[kept].origin = origin
        parties[kept].purse = int(b.tourism_budget) * parties[kept].headcount * (parties[kept].leaves - today.day)
        parties[kept].visited = False
        kept += 1
    sheets.sizes[PARTIES] = kept


@rule
def draw_day(today: Today, people: People, households: Households, key: np.uint64, sheets: Sheets) -> None:
    """Draw the day's luck of everybody and of every family at one go, which costs a tenth of drawing it one by one."""
    draw_words(key, _DAY, people.names, today.day, sheets.words)
    draw_words(key, _OUTING, households.names, today.day, sheets.family_words)


@rule
def spread_word(today: Today, people: People, households: Households, ties: Ties, b: np.record, sheets: Sheets) -> None:
    """Those who are unaware may hear of the hub; a household shares the news the same day."""
    if not today.hub_open:
        return
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
        weak, strong, _ = recent_goers(row, today.day, people, ties, b)
        if luck < awareness_chance(today.alpha, b.awareness_weak, weak, b.awareness_strong, strong):
            sheets.lots[heard].place = row
            heard += 1
    sheets.sizes[UNAWARE] = unaware
    for n in range(heard):
        household = people.rows[sheets.lots[n].place].household
        first = households.rows[household].first
        for m in range(first, first + households.rows[household].headcount):
            people.rows[households.members[m]].aware = True
            people.rows[households.members[m]].knows_library = True


@rule
def list_unaware(people: People, sheets: Sheets) -> None:
    """List the residents who do not know of the hub; the list shrinks day by day."""
    unaware = 0
    for row in range(len(people.rows)):
        if not people.rows[row].aware and people.rows[row].age >= AGE_OF_DECISION:
            sheets.unaware[unaware] = row
            unaware += 1
    sheets.sizes[UNAWARE] = unaware


@rule
def open_doors(today: Today, offers: Offers, b: np.record, sheets: Sheets) -> None:
    """Bound everybody's odds to go relative to their own: by the offer that is worth most to all alike."""
    best = -math.inf
    for a in range(len(offers)):
        best = max(best, sheets.stalls[a].common)
    sheets.door[0] = math.exp(best - home_now(b.choice_home, today, b)) if len(offers) > 0 else 0.0
    for days in range(len(sheets.sated) - 1):
        sheets.sated[days] = math.exp(-satiation(float(days), b.choice_satiation, b.choice_satiation_days))
    sheets.sated[-1] = 1.0


@rule
def bounded_odds(row: int, today: Today, people: People, sheets: Sheets) -> float:
    """Upper bound of the chance that a resident goes today."""
    activity = people.rows[row].activity
    usual = today.school_as_usual if activity == SCHOOL else today.work_as_usual or activity != DAY_SHIFT
    return people.odds[today.weekday if usual else 7 + today.weekday, row] * people.lift[row] * sheets.door[0]


@rule
def home_now(base: float, today: Today, b: np.record) -> float:
    """Utility of staying away today, over a base that depends on the unit."""
    return home_utility(
        base,
        today.rest_day,
        b.choice_weekend,
        today.bad_weather,
        b.choice_bad_weather,
        today.summer,
        b.choice_summer,
    )


@rule
def family_home(today: Today, b: np.record) -> float:
    """Utility of staying away today for a family."""
    home = home_now(b.family_home, today, b)
    if not today.rest_day and not today.school_break:
        home += b.family_weekday
    return home


@rule
def open_calendar(today: Today, sheets: Sheets) -> None:
    """Write who is free when today, by activity and crew."""
    for activity in range(6):
        for crew in range(_CREWS):
            sheets.free[activity * _CREWS + crew] = free_slots(
                activity, crew, today.day, today.rest_day, today.school_break
            )


@rule
def free_of(person: np.record, sheets: Sheets) -> int:
    """Slots in which a person is free today."""
    return sheets.free[person.activity * _CREWS + person.crew]


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
    offers: Offers,
    key: np.uint64,
    b: np.record,
    sheets: Sheets,
    outings: Outings,
) -> None:
    """Step 4: families decide on a joint outing; who goes along is busy for the day.

    The day's luck is held against the family's bound before any utility is computed, as for residents.
    """
    home = family_home(today, b)
    door = sheets.door[0] * math.exp(home_now(b.choice_home, today, b) - home)
    for n in range(list_tempted_families(today, door, households, sheets)):
        household = sheets.lots[n].place
        luck = uniform(sheets.family_words[1, household])
        if luck >= family_odds_now(household, today, people, households, b) * door:
            continue
        family = households.rows[household]
        children, adult_1, adult_2 = family.children, family.adult_1, family.adult_2
        last = family.first + family.headcount
        child = last - children
        free = free_of(people.rows[households.members[adult_1]], sheets)
        if adult_2 >= 0:
            free |= free_of(people.rows[households.members[adult_2]], sheets)
        for m in range(child, last):
            free &= free_of(people.rows[households.members[m]], sheets)
        if free == 0:
            continue
        total = family_worth(household, free, today, people, households, offers, b, sheets)
        if luck >= chance_to_go(total, home, b.choice_nest):
            continue
        entity = _FAMILY_NAMES + family.id
        place = set_out(sheets, outings, FAMILY, household, entity, children, free)
        prefer(place, today.day, offers, key, sheets, outings, True, False)
        if outings[place].offer < 0:
            sheets.sizes[UNITS] = place
            continue
        slot = 1 << outings[place].slot
        for m in range(child, last):
            people.rows[households.members[m]].busy = today.day
        for m in (adult_1, adult_2):
            if m >= 0 and free_of(people.rows[households.members[m]], sheets) & slot != 0:
                people.rows[households.members[m]].busy = today.day
                outings[place].people += 1
        outings[place].free = slot


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

    The day's luck is held against an upper bound of the chance to go before any utility is computed. This is exact: who
    fails against the bound would fail against the chance.
    """
    for n in range(list_seekers(today, people, sheets)):
        row = sheets.lots[n].place
        luck = uniform(sheets.words[1, row])
        bound = bounded_odds(row, today, people, sheets)
        if luck < bound * sated_of(row, today, people, sheets):
            decide(row, luck, bound, today, people, households, ties, offers, key, b, sheets, outings)


@rule
def sated_of(row: int, today: Today, people: People, sheets: Sheets) -> float:
    """What having come lately does to a person's odds."""
    return sheets.sated[min(today.day - people.last_visit[row], len(sheets.sated) - 1)]


@rule
def list_seekers(today: Today, people: People, sheets: Sheets) -> int:
    """List the free residents whose luck passes the bound of the day, what was seen lately told off; gives how many.

    The columns at hand say no to most. The rows of the others are far away, and in so short a loop are fetched side by
    side.
    """
    odds, door = people.odds[likeliest(today)], sheets.door[0]
    seekers = 0
    for n in range(list_tempted(today, people, sheets)):
        row = sheets.lots[n].place
        bound = odds[row] * people.lift[row] * door * sated_of(row, today, people, sheets)
        if uniform(sheets.words[1, row]) >= bound:
            continue
        if people.rows[row].age >= AGE_OF_DECISION and people.rows[row].busy != today.day:
            sheets.lots[seekers].place = row
            seekers += 1
    return seekers


@rule
def likeliest(today: Today) -> int:
    """Row of `People.odds` that bounds everybody's odds of today, whether work and school are as usual or not."""
    return today.weekday if today.school_as_usual and today.work_as_usual else 7 + today.weekday


@rule
def list_tempted(today: Today, people: People, sheets: Sheets) -> int:
    """List those whose luck passes the bound of the day; gives how many. So short a loop runs as vector code."""
    odds = people.odds[likeliest(today)]
    lots, door = sheets.words[1], sheets.door[0]
    tempted = 0
    for row in range(len(odds)):
        if uniform(lots[row]) < odds[row] * people.lift[row] * door:
            sheets.lots[tempted].place = row
            tempted += 1
    return tempted


@rule
def list_tempted_families(today: Today, door: float, households: Households, sheets: Sheets) -> int:
    """List the families whose luck passes the bound of the day; gives how many."""
    odds, lots = households.odds[today.weekday], sheets.family_words[1]
    tempted = 0
    for household in range(len(odds)):
        if uniform(lots[household]) < odds[household] * households.lift[household] * door:
            sheets.lots[tempted].place = household
            tempted += 1
    return tempted


@rule
def readers_turn(
    today: Today, menu: Menu, people: People, households: Households, b: np.record, sheets: Sheets, counts: Keys
) -> None:
    """Let readers lapse and return on their own account."""
    restless = max(_QUICKEST_LAPSE * b.reading_lapse, b.reading_return_base, b.reading_start_base)
    turns = sheets.words[2]
    for row in range(len(people.rows)):
        if uniform(turns[row]) < restless:
            turn_reader(row, uniform(turns[row]), today, menu, people, households, b, counts)


@rule
def decide(
    row: int,
    luck: float,
    bound: float,
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
    """Let one resident weigh the offers of the day against staying away.

    The bound is tightened first by the resident's habit of today, then by the friends who came.
    """
    person = people.rows[row]
    if not person.aware and not person.knows_library:
        return
    going = going_worth(row, today, people, 0.0, b)
    if luck >= bound * math.exp(going + b.choice_peers - person.ceiling):
        return
    weak, strong, close = recent_goers(row, today.day, people, ties, b)
    peers = strong / close if close > 0 else 0.0
    if luck >= bound * math.exp(going + b.choice_peers * peers - person.ceiling):
        return
    free = free_of(person, sheets)
    total = resident_worth(row, free, today, people, households, ties, offers, b, sheets, peers, weak + strong)
    if luck < chance_to_go(total, home_now(b.choice_home, today, b), b.choice_nest):
        place = set_out(sheets, outings, RESIDENT, row, person.id, 1, free)
        prefer(place, today.day, offers, key, sheets, outings, False, False)


@rule
def turn_reader(
    row: int,
    luck: float,
    today: Today,
    menu: Menu,
    people: People,
    households: Households,
    b: np.record,
    counts: Keys,
) -> None:
    """Lapse or return of a reader that no visit brings about."""
    state = people.rows[row].reading
    if state == ACTIVE:
        habit = habit_now(people.rows[row].habit, today.day - people.last_visit[row], b.habit_decay)
        hazard = lapse_hazard(
            b.reading_lapse, habit, b.reading_lapse_habit, people.rows[row].minutes, b.reading_lapse_distance
        )
        if luck < hazard:
            people.rows[row].reading = LAPSED
            people.rows[row].lapsed_on = today.day
            counts[_LAPSED] += 1
            set_odds(row, menu, today.accessibility, people, households, b)
    elif state == LAPSED:
        if luck < b.reading_return_base:
            take_up_reading(row, today.day, people, counts)
            set_odds(row, menu, today.accessibility, people, households, b)
    elif luck < b.reading_start_base and people.rows[row].age >= 6:
        take_up_reading(row, today.day, people, counts)
        set_odds(row, menu, today.accessibility, people, households, b)


@rule
def take_up_reading(row: int, day: int, people: People, counts: Keys) -> None:
    """A lapsed reader, or one who never read, becomes an active reader."""
    if people.rows[row].reading == LAPSED:
        if day - people.rows[row].lapsed_on >= 365:
            if people.rows[row].returned_on <= 0:  # who returns twice is one person
                counts[_RETURNED] += 1
            people.rows[row].returned_on = day
    else:
        counts[_NEW_READERS] += 1
    people.rows[row].reading = ACTIVE
    people.rows[row].stale = True
    people.rows[row].lapsed_on = LONG_AGO
    people.rows[row].knows_library = True


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
