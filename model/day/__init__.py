"""One day, compiled: who goes, who finds room, who meets, who reads, what it costs, what stays."""

import numpy as np

from agents.compiled import rule
from model.day.allotting import allot, disappoint, enter, learn_fill
from model.day.counting import count_stocks
from model.day.going import (
    arrive,
    draw_day,
    families_decide,
    open_calendar,
    open_doors,
    readers_turn,
    residents_decide,
    spread_word,
    tourists_decide,
)
from model.day.meeting import meet
from model.day.reading import read
from model.day.remembering import remember
from model.day.spending import spend
from model.day.today import UNITS, Attendance, Outings, Parties, Sheets, Today
from model.day.worth import price_offers
from model.hub import HubState, Menu, Offers
from model.population import Flags, Floats, Households, Ints, Keys, People
from model.rows import Table
from model.ties import Ties


@rule
def live(
    key: np.uint64,
    today: Today,
    opened: int,
    behaviour: Table,
    people: People,
    households: Households,
    ties: Ties,
    parties: Parties,
    offers: Offers,
    state: HubState,
    menu: Menu,
    associations: Ints,
    origins: Floats,
    codes: Keys,
    national: Flags,
    cafe_hours: float,
    sheets: Sheets,
    outings: Outings,
    presence: Attendance,
    cells: Ints,
    counts: Keys,
    by_cell: Keys,
    by_kind: Keys,
    sales: Keys,
) -> None:
    """Live one day of the settlement, in the order of its steps.

    1. The calendar has turned and events have happened before.
    2. Tourists leave and arrive.
    3. Word of the hub spreads.
    4. Families decide; who goes along is taken.
    5. Residents who are free and not taken decide; tourists decide.
    6. Places are given out, by lots where they are short.
    7. Those present meet.
    8. Books are taken home.
    9. Money is spent.
    10. Habit, satisfaction, trust and reputation remember.
    11. The monthly reviews come after, on the first of a month.
    12. Stocks are counted.

    Parameters
    ----------
    key : uint64
        The seed.
    today : Today
    opened : int
        Day of the hub's opening.
    behaviour : table
        Behaviour in one row, as made by `model.scenario.record`.
    people, households, ties, parties, offers, state
        Columns of the world; changed in place.
    menu : Menu
        Distinct (kind, role, host) of the week's offers.
    associations : array of int
        Cultures whose associations take turns.
    origins : array of float
        Cumulated shares of the tourists' cultures.
    codes : array of int, shape (kinds,)
        Numbers by which luck knows the kinds.
    national : array of bool, shape (kinds,)
        Kinds that show something national.
    cafe_hours : float
        Length of a coffee, h.
    sheets, outings, presence
        Working space.
    cells : array of int, shape (people, dimensions)
        Groups of each person.
    counts, by_cell, by_kind, sales : arrays of int
        The day's tally, visits by group, visits by kind, and KZT taken by payer and kind; added to.
    """
    b = behaviour[0]
    sheets.sizes[UNITS] = 0
    price_offers(today, offers, state, associations, b, sheets)
    open_calendar(today, sheets)
    open_doors(today, offers, b, sheets)
    arrive(today, parties, origins, key, b, sheets)
    draw_day(today, people, households, key, sheets)
    spread_word(today, people, households, ties, b, sheets)
    families_decide(today, people, households, offers, key, b, sheets, outings)
    readers_turn(today, menu, people, households, b, sheets, counts)
    residents_decide(today, people, households, ties, offers, key, b, sheets, outings)
    tourists_decide(today, parties, offers, codes, national, key, b, sheets, outings)
    allot(today, people, households, ties, parties, offers, codes, national, key, b, sheets, outings, counts)
    enter(today, people, households, offers, sheets, outings, presence)
    meet(today, people, ties, offers, key, b, sheets, outings, presence, counts)
    spend(today, people, households, parties, offers, key, b, sheets, outings, counts, sales)
    read(today, people, ties, offers, cafe_hours, key, b, sheets, outings, presence, counts)
    learn_fill(offers, state, b, sheets, counts)
    disappoint(people, households, b, sheets, outings)
    remember(
        today,
        opened,
        menu,
        people,
        households,
        ties,
        parties,
        offers,
        state,
        b,
        sheets,
        outings,
        presence,
        cells,
        counts,
        by_cell,
        by_kind,
    )
    count_stocks(today.day, people, counts)
