"""Step 9 of the day: books are taken home, and lapsed readers come back."""

import numpy as np

from agents.compiled import rule
from agents.rules.reading import borrowing_inclination, logistic, poisson, return_chance, start_chance
from model.day.lapsing import take_up_reading
from model.day.today import PRESENT, Attendance, Count, Outings, Sheets, Today
from model.hub import CAFE, READING, Offers
from model.luck import Stream, philox, uniform
from model.population import ACTIVE, LAPSED, Keys, People
from model.ties import Ties

_LOAN = int(Stream.LOAN)
_READING_VISITS = int(Count.READING_VISITS)
_LOANS = int(Count.LOANS)

YOUNGEST_READER = 6  # no parameter: the figures of readers are stated from this age on
"""Age in years from which a person reads."""


@rule
def read(
    today: Today,
    people: People,
    ties: Ties,
    offers: Offers,
    cafe_hours: float,
    key: np.uint64,
    b: np.record,
    sheets: Sheets,
    outings: Outings,
    presence: Attendance,
    counts: Keys,
) -> None:
    """Let everybody who is in pass the shelves."""
    for p in range(sheets.sizes[PRESENT]):
        # By offer, slot and name: who takes up reading is a reader to the friends who pass the shelves later.
        row = presence[presence[p].order].person
        place = presence[presence[p].order].outing
        a = outings[place].offer
        if people.rows[row].age < YOUNGEST_READER:
            continue
        words = philox(key, _LOAN, people.rows[row].id, today.day, 0)
        for_reading = offers[a].role == READING
        if for_reading:
            counts[_READING_VISITS] += 1
        came_back = False
        if people.rows[row].reading != ACTIVE and not for_reading:
            chance = return_chance(b.reading_spillover, offers[a].exposure)
            if people.rows[row].reading != LAPSED:
                chance = start_chance(chance, b.reading_start_share)
            came_back = uniform(words[2]) < chance
        borrows = came_back
        if for_reading or people.rows[row].reading == ACTIVE:
            coffee = cafe_hours if outings[place].coffee or offers[a].role == CAFE else 0.0
            inclination = borrowing_inclination(
                b.reading_borrow,
                people.rows[row].propensity,
                0.0 if for_reading else b.reading_other_purpose,
                coffee,
                b.reading_coffee,
                offers[a].book_event,
                b.reading_event,
                share_of_readers(row, people, ties),
                b.reading_peers,
                today.collection,
                b.reading_collection,
            )
            borrows = borrows or uniform(words[0]) < logistic(inclination)
        if borrows:
            if people.rows[row].reading != ACTIVE:
                take_up_reading(row, today.day, people, sheets.stocks, counts)
            books = 1 + poisson(b.reading_more_books, uniform(words[1]))
            people.rows[row].loans += books
            people.rows[row].last_read = today.day
            counts[_LOANS] += books


@rule
def share_of_readers(row: int, people: People, ties: Ties) -> float:
    """Share of active readers among a person's ties."""
    if people.rows[row].degree == 0:
        return 0.0
    readers = 0
    for s in range(people.rows[row].degree):
        if people.rows[ties[row, s].other].reading == ACTIVE:
            readers += 1
    return readers / people.rows[row].degree
