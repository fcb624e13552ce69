"""A design laid out over the days of a week: what stands on which day, under which name, and what stays of it."""

import itertools
from typing import Any

import numpy as np

from model.hub import CAFE, CLASS, IN_TURN, NO_HOST, READING, SHOP, Hub, houses_of
from model.scenario.behaviour import Behaviour
from model.scenario.design import Design, Session

CULTURES = ["Kazakh", "орыс"]
OFFERS: dict[str, dict[str, Any]] = {
    "reading": {"days": ["Mon", "Wed"], "slots": ["morning", "afternoon"], "places": 10},
    "cafe": {"days": ["Mon"], "slots": ["afternoon"], "places": 3, "price": 600.4},
    "toys": {"days": ["Mon", "Tue"], "slots": ["morning", "evening"], "places": 2},
    "dance": {"places": 12, "price": 399.6, "host": "in turn"},
}
TIMETABLE = [
    {"kind": "dance", "day": "Mon", "slot": "evening"},
    {"kind": "dance", "day": "Mon", "slot": "evening", "host": "орыс"},
    {"kind": "dance", "day": "Thu", "slot": "morning"},
]
KINDS = list(Behaviour().kinds)


def hub(before: Hub | None = None, opened: int = 1, **changes: Any) -> Hub:
    design = Design.model_validate({"rooms": 2, "offers": OFFERS, "timetable": TIMETABLE} | changes)
    return Hub(design, Behaviour(), CULTURES, opened, before)


def rows(laid_out: Hub, weekday: int, *columns: str) -> list[tuple]:
    day = laid_out.week[weekday]
    return list(zip(*(day[column].tolist() for column in columns), strict=True))


def test_each_offer_stands_on_its_days_with_what_it_takes() -> None:
    laid_out = hub()
    # A seat turns over as often as stays of 1, ¾ and 0.3 h fit into the four hours of a slot; a class takes its places.
    assert rows(laid_out, 0, "role", "slots", "price", "places", "host") == [
        (READING, 1 + 2, 0, 40, NO_HOST),
        (CAFE, 2, 600, 16, NO_HOST),
        (SHOP, 1 + 4, 0, 26, NO_HOST),
        (CLASS, 4, 400, 12, IN_TURN),
        (CLASS, 4, 400, 12, CULTURES.index("орыс")),
    ]
    assert [len(day) for day in laid_out.week] == [5, 1, 1, 1, 0, 0, 0]
    assert laid_out.busiest == 5
    assert laid_out.sessions == (2, 0, 0, 1, 0, 0, 0)


def test_one_counter_serves_all_that_is_open_at_the_same_time() -> None:
    """On Monday café and toys take up all three parts of the day, on Tuesday toys two; reading room and class none."""
    assert hub().counter_hours == (12.0, 8.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    assert hub(houses=3).counter_hours[:2] == (36.0, 24.0)


def test_items_are_named_by_time_house_and_number() -> None:
    assert hub().items == ["reading", "cafe", "toys", "dance Mon evening", "dance Mon evening 2", "dance Thu morning"]
    assert hub().taught == hub().items[3:]
    assert hub(houses=2).items == [
        *("reading", "reading @2", "cafe", "cafe @2", "toys", "toys @2"),
        *("dance Mon evening", "dance Mon evening @2", "dance Thu morning"),
    ]


def test_a_class_goes_where_a_room_is_free_and_fewest_of_its_kind_are() -> None:
    small = hub(houses=2, rooms=1).design
    times = [("dance", "Fri"), ("cooking", "Tue"), ("dance", "Mon"), ("dance", "Tue"), ("cooking", "Fri")]
    sessions = tuple(Session.model_validate({"kind": kind, "day": day, "slot": "evening"}) for kind, day in times)
    # The first house dances on Friday, so the second does on Monday. On Tuesday the second has its only room
    # taken, on Friday the first, so that the second cooks twice.
    assert houses_of(sessions, small) == [0, 1, 1, 0, 1]


def test_luck_knows_an_offer_by_its_name_alone() -> None:
    """The same class has the same luck in every house and beside any other offers."""
    alone = hub(offers={"dance": OFFERS["dance"]})
    codes = dict(zip(hub().items, hub().offers["code"].tolist(), strict=True))
    assert {name: codes[name] for name in alone.items} == dict(
        zip(alone.items, alone.offers["code"].tolist(), strict=True)
    )
    in_houses = hub(houses=2)
    assert in_houses.offers["code"][in_houses.items.index("dance Mon evening @2")] == codes["dance Mon evening"]
    assert len(set(codes.values())) == len(codes)


def test_without_the_cafe_everything_else_is_open() -> None:
    laid_out = hub()
    usual, without, tuesday = laid_out.on(0, cafe=True), laid_out.on(0, cafe=False), laid_out.on(1, cafe=True)
    assert (usual.cafe, without.cafe, tuesday.cafe) == (True, False, False)
    assert without.offers.role.tolist() == [READING, SHOP, CLASS, CLASS]
    assert usual.offers.role.tolist() == [READING, CAFE, SHOP, CLASS, CLASS]
    assert np.shares_memory(usual.bare, usual.offers)


def test_a_days_offers_are_unlike_when_one_sees_a_difference() -> None:
    before = hub()
    assert before.days_unlike(None) == 0b1111111
    assert hub().days_unlike(before) == 0
    assert hub(offers=OFFERS | {"toys": OFFERS["toys"] | {"price": 50}}).days_unlike(before) == 0b0000011
    assert hub(timetable=TIMETABLE[:2]).days_unlike(before) == 0b0001000
    assert hub(offers=OFFERS | {"toys": OFFERS["toys"] | {"appeal": 0.9}}).days_unlike(before) == 0


def test_what_stays_keeps_its_fill_and_its_age_and_a_class_that_moves_its_age() -> None:
    before = hub(opened=1)
    before.state.items.expected[:] = 0.1, 0.2, 0.3, 0.4, 0.5, 0.6
    before.state.items.opened[:] = 1, 2, 3, 9, 7, 8
    before.state.reputation[0] = 0.9
    moved = [{"kind": "dance", "day": "Thu", "slot": "morning"}, {"kind": "dance", "day": "Fri", "slot": "morning"}]
    offers = {name: OFFERS[name] for name in ("reading", "toys", "dance")} | {"books": {"days": ["Mon"]}}
    after = hub(before, opened=30, offers=offers, timetable=moved)
    fill = Behaviour().memory.fill_start
    assert dict(zip(after.items, after.state.items.opened.tolist(), strict=True)) == {
        "reading": 1,
        "toys": 3,
        "books": 30,
        "dance Thu morning": 8,
        "dance Fri morning": 7,  # as old as the oldest dance there was
    }
    assert after.state.items.expected.tolist() == [0.1, 0.3, fill, 0.6, fill]
    assert after.state.reputation.tolist() == [0.9]


def test_what_draws_tourists_most_counts_if_it_is_ever_open() -> None:
    def drawn(**of_highlight: Any) -> float:
        return hub(offers=OFFERS | {"highlight": {"appeal": 0.7} | of_highlight}).highlight

    assert hub().highlight == 0.0
    assert drawn() == 0.7
    assert drawn(days=[]) == drawn(slots=[]) == 0.0


UNKNOWN = np.zeros((7, len(KINDS)))


def test_the_menu_tells_when_each_distinct_offer_is_served() -> None:
    menu = hub(houses=2).menu(np.array([0, 1], np.int32), UNKNOWN)
    dishes = {
        (KINDS[dish["kind"]], int(dish["host"])): (
            int(dish["weekdays"]),
            [tuple(serving)[1:] for serving in menu.servings[dish["first"] : dish["last"]].tolist()],
        )
        for dish in menu.dishes
    }
    assert dishes == {
        ("reading", NO_HOST): (0b101, [(0, 0, 3), (1, 0, 3), (0, 2, 3), (1, 2, 3)]),
        ("cafe", NO_HOST): (0b1, [(0, 0, 2), (1, 0, 2)]),
        ("toys", NO_HOST): (0b11, [(0, 0, 5), (1, 0, 5), (0, 1, 5), (1, 1, 5)]),
        ("dance", IN_TURN): (0b1001, [(0, 0, 4), (0, 3, 1)]),
        ("dance", CULTURES.index("орыс")): (0b1, [(1, 0, 4)]),
    }
    assert menu.associations.tolist() == [0, 1]
    assert (menu.usual.shape, menu.free.shape) == ((2, 6, 8), (2, 8))
    named = [KINDS[menu.dishes[row]["kind"]] for row in menu.courses]
    days = [named[first:last] for first, last in itertools.pairwise(menu.days.tolist())]
    assert [sorted(day) for day in days] == [
        ["cafe", "dance", "dance", "reading", "toys"],
        ["toys"],
        ["reading"],
        ["dance"],
        [],
        [],
        [],
    ]
    assert [int(menu.courses[serving["course"]]) for serving in menu.servings] == [
        row for row, dish in enumerate(menu.dishes) for _ in range(dish["first"], dish["last"])
    ]


def test_a_dish_knows_only_the_weekdays_on_which_it_is_served() -> None:
    on_tuesdays = hub(offers={"toys": OFFERS["toys"] | {"days": ["Tue"]}}, timetable=[])
    assert on_tuesdays.menu(np.array([], np.int32), UNKNOWN).dishes["weekdays"].tolist() == [0b10]


def test_nobody_and_whose_turn_it_is_are_no_cultures() -> None:
    assert NO_HOST != IN_TURN
    assert max(NO_HOST, IN_TURN) < 0
