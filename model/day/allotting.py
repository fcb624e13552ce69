"""Step 6 of the day: places are allotted, by lots where more come than there is room for."""

import numpy as np

from agents.compiled import rule, rule_that_allots
from agents.rules.capacity import learnt_fill
from agents.rules.memory import disappointed
from model.day.going import FAMILY, RESIDENT
from model.day.preferring import prefer
from model.day.today import PRESENT, UNITS, Attendance, Count, Outings, Parties, Sheets, Today
from model.day.worth import family_going, family_worth, free_of, own_going, resident_worth, tourist_worth
from model.hub import CAFE, CLASS, HubState, Offers
from model.luck import Stream, philox
from model.population import Flags, Households, Keys, People
from model.ties import Ties

_LOTS = int(Stream.LOTS)
_TURNED_AWAY = int(Count.TURNED_AWAY)
_SESSION_PLACES = int(Count.SESSION_PLACES)
_SESSION_TAKEN = int(Count.SESSION_TAKEN)
_CAFE_PLACES = int(Count.CAFE_PLACES)
_CAFE_TAKEN = int(Count.CAFE_TAKEN)

_ONE = np.uint64(1)


@rule
def lot(key: np.uint64, entity: int, day: int, code: int) -> np.int64:
    """Lot of a unit for an offer on a day: smaller is luckier; the unit's name breaks ties."""
    word = philox(key, _LOTS, entity, day, code)[0]
    return (np.int64(word >> _ONE) << 32) | np.int64(entity)


@rule_that_allots
def allot(
    today: Today,
    people: People,
    households: Households,
    ties: Ties,
    parties: Parties,
    offers: Offers,
    codes: Keys,
    host_kinds: Flags,
    key: np.uint64,
    b: np.record,
    sheets: Sheets,
    outings: Outings,
    counts: Keys,
) -> None:
    """Give out the places; who is turned away takes the next best that has room, or goes home."""
    units = sheets.sizes[UNITS]
    for a in range(len(offers)):
        for slot in range(3):
            sheets.taken[a, slot] = 0
    for place in range(units):
        sheets.taken[outings[place].offer, outings[place].slot] += outings[place].people
    refused = 0
    for a in range(len(offers)):
        for slot in range(3):
            if sheets.taken[a, slot] > offers[a].places:
                refused = draw_lots(a, slot, refused, today, offers, key, sheets, outings, counts)
    order = np.argsort(sheets.lots[:refused].number)
    for n in range(refused):
        place = sheets.lots[order[n]].place
        row = outings[place].row
        free = outings[place].free
        family = outings[place].unit == FAMILY
        if outings[place].unit == RESIDENT:
            going, goers = own_going(row, today, people, ties, b, sheets)
            resident_worth(row, free, today, people, households, offers, b, sheets, going, goers)
        elif family:
            _, goers = family_going(row, today, people, households, ties, b, sheets)
            family_worth(row, free, goers, today, people, households, offers, b, sheets)
        else:
            tourist_worth(row, today, parties, offers, codes, host_kinds, b, key, sheets)
        prefer(place, today.day, offers, key, sheets, outings, family, True)
        if outings[place].offer >= 0:
            sheets.taken[outings[place].offer, outings[place].slot] += outings[place].people


@rule_that_allots
def draw_lots(
    a: int,
    slot: int,
    refused: int,
    today: Today,
    offers: Offers,
    key: np.uint64,
    sheets: Sheets,
    outings: Outings,
    counts: Keys,
) -> int:
    """Admit to one oversubscribed session by lots; the refused go to the end of the queue.

    A unit is admitted if all its people still find a place, so that a single visitor may follow a refused family.
    """
    wanting = refused
    for place in range(sheets.sizes[UNITS]):
        if outings[place].offer == a and outings[place].slot == slot:
            sheets.lots[wanting].number = lot(key, outings[place].entity, today.day, offers[a].code)
            sheets.lots[wanting].place = place
            wanting += 1
    order = np.argsort(sheets.lots[refused:wanting].number)
    lots = sheets.lots[refused:wanting].copy()
    sheets.taken[a, slot] = 0
    for n in range(wanting - refused):
        place = lots[order[n]].place
        if sheets.taken[a, slot] + outings[place].people <= offers[a].places:
            sheets.taken[a, slot] += outings[place].people
        else:
            outings[place].refused = True
            outings[place].offer = -1
            outings[place].slot = -1
            counts[_TURNED_AWAY] += outings[place].people
            sheets.lots[refused].number = lots[order[n]].number
            sheets.lots[refused].place = place
            refused += 1
    return refused


@rule_that_allots
def enter(
    today: Today,
    people: People,
    households: Households,
    offers: Offers,
    sheets: Sheets,
    outings: Outings,
    presence: Attendance,
) -> None:
    """List who is in, in order of offer, slot and name."""
    n = 0
    for place in range(sheets.sizes[UNITS]):
        if outings[place].offer < 0:
            continue
        row = outings[place].row
        if outings[place].unit == RESIDENT:
            presence[n].person = row
            presence[n].outing = place
            n += 1
        elif outings[place].unit == FAMILY:
            slot = 1 << outings[place].slot
            family = households.rows[row]
            last = family.first + family.headcount
            for m in range(last - family.children, last):
                presence[n].person = households.members[m]
                presence[n].outing = place
                n += 1
            for m in (family.adult_1, family.adult_2):
                if m >= 0 and free_of(people.rows[households.members[m]], sheets) & slot != 0:
                    presence[n].person = households.members[m]
                    presence[n].outing = place
                    n += 1
    sheets.sizes[PRESENT] = n
    for p in range(n):
        place = presence[p].outing
        room = np.int64(outings[place].offer) * 3 + outings[place].slot
        sheets.lots[p].number = (room << 32) | people.rows[presence[p].person].id
        people.rows[presence[p].person].met = 0
    order = np.argsort(sheets.lots[:n].number)
    for p in range(n):
        presence[p].order = order[p]


@rule
def learn_fill(offers: Offers, state: HubState, b: np.record, sheets: Sheets, counts: Keys) -> None:
    """Expected fill learns from today's; places offered and taken are counted."""
    for a in range(len(offers)):
        places = 0
        taken = 0
        for slot in range(3):
            if offers[a].slots & (1 << slot) != 0:
                places += offers[a].places
                taken += sheets.taken[a, slot]
        item = offers[a].entry
        state.items[item].expected = learnt_fill(state.items[item].expected, taken / places, b.memory_fill_rate)
        if offers[a].role == CLASS:
            counts[_SESSION_PLACES] += places
            counts[_SESSION_TAKEN] += taken
        elif offers[a].role == CAFE:
            counts[_CAFE_PLACES] += places
            counts[_CAFE_TAKEN] += taken


@rule
def disappoint(people: People, households: Households, b: np.record, sheets: Sheets, outings: Outings) -> None:
    """Who was turned away remembers it."""
    for place in range(sheets.sizes[UNITS]):
        if not outings[place].refused:
            continue
        row = outings[place].row
        if outings[place].unit == RESIDENT:
            person = people.rows[row]
            person.satisfaction = disappointed(person.satisfaction, b.memory_satisfaction_rate)
        elif outings[place].unit == FAMILY:
            households.rows[row].satisfaction = disappointed(
                households.rows[row].satisfaction, b.memory_satisfaction_rate
            )
