"""Step 12 of the day: stocks are counted, in whole numbers, and what the day was to each group and each offer."""

from agents.compiled import rule
from model.day.going import FAMILY, RESIDENT, TOURIST, free_of
from model.day.reading import YOUNGEST_READER
from model.day.stocks import KNOWING, READERS, Stocks, readers_due
from model.day.today import PRESENT, UNITS, Attendance, Count, GroupCount, Outings, Sheets
from model.hub import CAFE, CLASS, READING, Offers
from model.population import Floats, Households, Ints, Keys, People

_REACH = int(Count.REACH_30)
_AWARE = int(Count.AWARE)
_ACTIVE = int(Count.ACTIVE)
_STILL = int(Count.STILL_READING)
_DUE = int(Count.READERS_DUE)

_TURNED_AWAY = int(GroupCount.TURNED_AWAY)
_READING = int(GroupCount.READING_VISITS)
_CLASSES = int(GroupCount.CLASS_VISITS)
_OUTINGS = int(GroupCount.OUTINGS)


@rule
def count_stocks(day: int, people: People, stocks: Stocks, counts: Keys) -> None:
    """Count who came lately, who knows of the hub, who reads.

    Parameters
    ----------
    day : int
        Day of the run.
    """
    counts[_REACH] = stocks.lately.sum()
    counts[_AWARE] = stocks.held[KNOWING]
    counts[_ACTIVE] = stocks.held[READERS]
    due, still = readers_due(day, people, stocks)
    counts[_DUE] += due
    counts[_STILL] += still


@rule
def count_flows(
    people: People,
    households: Households,
    offers: Offers,
    sheets: Sheets,
    outings: Outings,
    presence: Attendance,
    cells: Ints,
    by_group: Keys,
) -> None:
    """Count by group who came for a class or to read, and who was turned away.

    Parameters
    ----------
    cells : array of int, shape (people, dimensions)
        Number of each person's group.
    by_group : array of int, shape (groups, columns of GroupCount)
        Added to. The first groups are the deciding units.
    """
    for p in range(sheets.sizes[PRESENT]):
        row, place = presence[p].person, presence[p].outing
        role = offers[outings[place].offer].role
        if role == CLASS:
            add_person(row, _CLASSES, cells, by_group)
            by_group[outings[place].unit, _CLASSES] += 1
        elif role == READING and people.rows[row].age >= YOUNGEST_READER:
            add_person(row, _READING, cells, by_group)
            by_group[outings[place].unit, _READING] += 1
    for place in range(sheets.sizes[UNITS]):
        unit, a = outings[place].unit, outings[place].offer
        if a >= 0:
            by_group[unit, _OUTINGS] += 1
            if unit == TOURIST and offers[a].role == CLASS:
                by_group[unit, _CLASSES] += outings[place].people
        if not outings[place].refused:
            continue
        by_group[unit, _TURNED_AWAY] += outings[place].people
        if unit == RESIDENT:
            add_person(outings[place].row, _TURNED_AWAY, cells, by_group)
        elif unit == FAMILY:
            add_family(outings[place].row, outings[place].free, people, households, sheets, cells, by_group)


@rule
def add_person(row: int, column: int, cells: Ints, by_group: Keys) -> None:
    """Count one person in each group to which this one belongs."""
    for d in range(cells.shape[1]):
        by_group[cells[row, d], column] += 1


@rule
def add_family(
    household: int, slot: int, people: People, households: Households, sheets: Sheets, cells: Ints, by_group: Keys
) -> None:
    """Count those of a family who would have come in a slot and were turned away."""
    family = households.rows[household]
    last = family.first + family.headcount
    for m in range(last - family.children, last):
        add_person(households.members[m], _TURNED_AWAY, cells, by_group)
    for m in (family.adult_1, family.adult_2):
        if m >= 0 and free_of(people.rows[households.members[m]], sheets) & slot != 0:
            add_person(households.members[m], _TURNED_AWAY, cells, by_group)


@rule
def count_places(offers: Offers, sheets: Sheets, by_item: Keys, seat_hours: Floats) -> None:
    """Count how often each item of the week was held, and its places.

    Parameters
    ----------
    by_item : array of int, shape (items, 3)
        Parts of days in which it was held, places offered, places taken; added to.
    seat_hours : array of float, shape (2,)
        Of the café today, taken and offered: places times the length of a stay, h; set.
    """
    seat_hours[:] = 0.0
    for a in range(len(offers)):
        for slot in range(3):
            if offers[a].slots & (1 << slot) == 0:
                continue
            by_item[offers[a].entry, 0] += 1
            by_item[offers[a].entry, 1] += offers[a].places
            by_item[offers[a].entry, 2] += sheets.taken[a, slot]
            if offers[a].role == CAFE:
                seat_hours[0] += sheets.taken[a, slot] * offers[a].hours
                seat_hours[1] += offers[a].places * offers[a].hours
