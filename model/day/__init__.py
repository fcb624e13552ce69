"""One day, compiled: who goes, who finds room, who meets, what it costs, who reads, what stays."""

from typing import Any

import numpy as np

from agents.compiled import rule_that_allots
from model.day.allotting import allot, disappoint, enter, learn_fill
from model.day.arriving import arrive
from model.day.counting import count_flows, count_places, count_stocks
from model.day.going import draw_day, families_decide, open_calendar, residents_decide, tourists_decide
from model.day.hearing import spread_word
from model.day.lapsing import readers_turn
from model.day.looking import look_at
from model.day.meeting import meet
from model.day.reading import read
from model.day.remembering import remember
from model.day.sieving import open_doors
from model.day.spending import spend
from model.day.stocks import turn_page
from model.day.today import UNITS
from model.day.worth import price_offers
from model.hub import Offers


@rule_that_allots
def live(key: np.uint64, day: int, opened: int, kept: Any, kept_house: Any, page: int, offers: Offers) -> None:
    """Live one day of the settlement, in the order of its steps.

    1. The calendar has turned, and events have happened before.
    2. Tourists leave and arrive.
    3. Word of the hub spreads.
    4. Families decide; who goes along is taken.
    5. Readers lapse and return on their own account. Residents who are free and not taken decide; tourists decide.
    6. Places are given out, by lots where they are short.
    7. Those present meet.
    8. Money is spent.
    9. Books are taken home.
    10. Expected fill learns; who was turned away, habit, satisfaction, trust and reputation remember.
    11. The monthly reviews come after, on the first of a month.
    12. Stocks are counted.

    Parameters
    ----------
    key : uint64
        The seed.
    day : int
        Number of the day, from 1 on.
    opened : int
        Day of the hub's opening.
    kept : Kept
        Holds the `model.day.world.World`; changed in place.
    kept_house : Kept
        Holds the `model.day.world.House`; changed in place.
    page : int
        Row of the day in the chronicle's pages.
    offers : Offers
        What is on offer.
    """
    world, house = kept.held, kept_house.held
    pages = world.pages
    counts, state, menu = pages.counts[page], house.state, house.menu
    b = world.behaviour[0]
    today = look_at(day, world.foreseen, world.tidings, b)
    people, households, ties, parties = world.people, world.households, world.ties, world.parties
    sheets, outings, presence = world.sheets, world.outings, world.presence
    codes, national = world.codes, world.national
    sheets.sizes[UNITS] = 0
    turn_page(day, sheets.stocks)
    price_offers(today, offers, state, world.associations, b, sheets)
    open_calendar(today, sheets)
    open_doors(today, menu, offers, b, sheets)
    arrive(today, parties, world.origins, key, b, sheets)
    draw_day(today, people, households, key, sheets)
    spread_word(today, opened, people, households, ties, b, sheets)
    families_decide(today, people, households, ties, offers, key, b, sheets, outings)
    readers_turn(today, menu, people, households, b, sheets, counts)
    residents_decide(today, people, households, ties, offers, key, b, sheets, outings)
    tourists_decide(today, parties, offers, codes, national, key, b, sheets, outings)
    allot(today, people, households, ties, parties, offers, codes, national, key, b, sheets, outings, counts)
    enter(today, people, households, offers, sheets, outings, presence)
    meet(today, people, ties, offers, key, b, sheets, outings, presence, counts)
    spend(today, people, households, parties, offers, key, b, sheets, outings, counts, pages.sales[page])
    read(today, people, ties, offers, house.cafe_hours, key, b, sheets, outings, presence, counts)
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
        world.cells,
        counts,
        world.by_group,
        pages.visits[page],
    )
    count_flows(people, households, offers, sheets, outings, presence, world.cells, world.by_group)
    count_places(offers, sheets, house.tally, pages.seat_hours[page])
    count_stocks(day, people, sheets.stocks, counts)
    pages.reputation[page] = state.reputation[0]
