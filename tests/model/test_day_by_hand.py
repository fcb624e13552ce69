"""Small parts of a day with values worked out by hand, where a whole day would hardly ever tell."""

import numpy as np
import pytest
from world_columns import SMALL, menu_of

from model import HubModel
from model.day.counting import add_family, count_places
from model.day.going import FAMILY, RESIDENT, families_decide
from model.day.holding import hold, let_go
from model.day.lapsing import take_up_reading, turn_reader
from model.day.meeting import occasion
from model.day.month import settle
from model.day.sieving import likeliest, open_doors, sated_of
from model.day.spending import admitted
from model.day.stocks import readers_due, take_stock, turn_page
from model.day.today import COUNTS, UNITS, Count, GroupCount
from model.day.worth import (
    adults_along,
    cafe_slots,
    family_worth,
    home_now,
    recent_goers,
    resident_worth,
    tourist_worth,
)
from model.hub import CAFE, CLASS, READING
from model.population import ACTIVE, CREWS, HOME, LAPSED, NEVER
from model.ties import each_tie

KNOWN = {"awareness_base": 1.0, "associations_percent": 100.0}
ALONE = {"class_ties": 0.0, "work_ties": 0.0, "neighbour_ties": 0.0}
MANY = 100
"""Friends who came: as many as any class asks for."""


@pytest.fixture(scope="module")
def model() -> HubModel:
    model = HubModel(**SMALL | KNOWN)
    model.run_for(8)
    model.people.rows.aware[:] = True
    model.households.rows.purse[:] = 1_000_000
    return model


@pytest.mark.parametrize(("adults", "along"), [((0, 1), 2), ((1, 2), 2), ((1, -1), 1), ((-1, -1), 0)])
def test_who_is_not_there_does_not_come_along(model: HubModel, adults: tuple[int, int], along: int) -> None:
    family = model.households.rows[0].copy()
    family.adult_1, family.adult_2 = adults
    model.sheets.free[:] = 0b010
    assert adults_along(family, 0b110, model.world.people, model.world.households, model.sheets) == along
    assert adults_along(family, 0b101, model.world.people, model.world.households, model.sheets) == 0


@pytest.mark.parametrize(
    ("ages", "purse", "served"),
    [
        pytest.param((10, 20), 1800, True, id="just of age, with just the money for three"),
        pytest.param((9, 20), 1800, False, id="too young"),
        pytest.param((10, 21), 1800, False, id="too old"),
        pytest.param((10, 20), 1799, False, id="a tenge short"),
    ],
)
def test_who_could_have_a_coffee(model: HubModel, ages: tuple[int, int], purse: int, served: bool) -> None:
    offers = model.offers.copy()
    cafe = offers["role"] == CAFE
    offers["age_from"][cafe], offers["age_to"][cafe], offers["price"][cafe] = 10, 20, 600
    slots = int(offers["slots"][cafe][0])
    assert cafe_slots(True, *ages, 0, 3, purse, offers) == (slots if served else 0)
    assert cafe_slots(False, *ages, 0, 3, purse, offers) == 0


@pytest.mark.parametrize(("first", "last", "admitted"), [(0, 0, True), (1, 9, False), (-9, -1, False), (-9, 9, True)])
def test_a_resident_is_admitted_from_one_age_to_another(model: HubModel, first: int, last: int, admitted: bool) -> None:
    row = int(np.flatnonzero(model.people.rows.age >= 30)[0])
    age = int(model.people.rows.age[row])
    offers = model.offers.copy()
    offers["age_from"], offers["age_to"] = age + first, age + last
    resident_worth(
        row,
        0b111,
        model.today,
        model.world.people,
        model.world.households,
        offers,
        model.b,
        model.sheets,
        0.0,
        MANY,
    )
    assert (model.sheets.stalls["pull"][: len(offers)] > 0.0).all() == admitted


@pytest.mark.parametrize(("first", "last", "admitted"), [(0, 0, True), (1, 9, False), (-9, -1, False)])
def test_all_children_of_a_family_are_admitted_or_none(model: HubModel, first: int, last: int, admitted: bool) -> None:
    homes = model.households
    family = int(np.flatnonzero(homes.rows.children > 1)[0])
    home = homes.rows[family]
    members = homes.members[home.first : home.first + home.headcount][-home.children :]
    ages = model.people.rows.age[members]
    offers = model.offers.copy()
    offers["age_from"], offers["age_to"] = ages.min() + first, ages.max() + last
    family_worth(
        family,
        0b111,
        MANY,
        model.today,
        model.world.people,
        model.world.households,
        offers,
        model.b,
        model.sheets,
    )
    assert (model.sheets.stalls["pull"][: len(offers)] > 0.0).all() == admitted


def test_a_friend_counts_by_the_hours_of_today() -> None:
    """Of four friends made at the hub, all but the last have come; two are casual friends, a third has faded."""
    model = HubModel(**SMALL | ALONE)
    people, ties, b = model.world.people, model.world.ties, model.b
    row, *others = np.flatnonzero(model.people.rows.household != model.people.rows.household[0])[:5].tolist()
    model.people.rows.group[[row, *others]] = 0
    while model.people.rows.degree[row]:
        let_go(row, 0, people, ties)
    long_ago = 1 + int(np.log(60.0 / 50.0) / b.ties_decay)  # 60 hours have faded below the 50 of a casual friend
    day = 1 + long_ago
    for other, hours, since in zip(others, (60.0, 60.0, 20.0, 60.0), (day, 1, day, day), strict=True):
        hold(row, other, since, hours, people, ties)
        model.people.last_visit[other] = day
    model.people.last_visit[others[3]] = day - 100
    assert recent_goers(row, day - 30, day, people, ties, b, model.sheets.fading) == (2, 1, 2)


@pytest.mark.parametrize(("purse", "served"), [(1800, True), (1799, False)])
def test_a_party_of_tourists_pays_for_all(model: HubModel, purse: int, served: bool) -> None:
    parties = model.parties[:1].copy()
    parties.headcount, parties.purse = 3, purse
    rest = model.world.parties, model.world.codes, model.world.national, model.b, model.luck.key, model.sheets

    def worth(prices: dict[int, int]) -> np.ndarray:
        offers = model.offers.copy()
        offers["price"], offers["age_from"], offers["age_to"] = 0, 0, 120
        for role, price in prices.items():
            offers["price"][offers["role"] == role] = price
        rest[0][:1] = parties
        tourist_worth(0, model.today, rest[0], offers, *rest[1:])
        return rest[-1].stalls["pull"][: len(offers)].copy()

    kept = model.parties[:1].copy()
    try:
        role, hours = model.offers["role"], model.offers["hours"]
        tickets = worth({CLASS: 600})
        assert (tickets[role == CLASS] > 0.0).all() == served
        assert (tickets[role == READING] == 0.0).all()
        lasting = (role == CLASS) & (hours >= model.b.choice_lasting_hours)
        with_coffee, without = (np.log(worth({CAFE: price})[lasting]) * model.b.choice_nest for price in (600, 601))
        assert lasting.any()
        assert with_coffee - without == pytest.approx(model.b.choice_cafe if served else 0.0)
    finally:
        model.parties[:1] = kept


def test_no_more_coffees_are_served_than_there_are_seats() -> None:
    model = HubModel(**SMALL | KNOWN | {"cafe_places": 1, "spending_coffee": 9.0})
    full = 0
    for _ in range(14):
        model.step()
        for row in np.flatnonzero(model.offers["role"] == CAFE):
            taken, places = model.sheets.taken[row], model.offers["places"][row]
            assert (taken <= places).all()
            full += int((taken == places).sum())
    assert full


def test_a_tie_that_is_let_go_leaves_an_empty_slot_behind_the_others() -> None:
    model = HubModel(**SMALL)
    row = int(model.people.rows.degree.argmax())
    held = int(model.people.rows.degree[row])
    others = model.ties.other[row, :held].tolist()
    let_go(row, 1, model.world.people, model.world.ties)
    assert model.people.rows.degree[row] == held - 1
    assert model.ties.other[row, : held - 1].tolist() == [others[0], others[-1], *others[2:-1]]
    assert model.ties[row, held - 1].tolist()[:2] == (-1, 0.0)


def test_each_tie_is_found_once_at_the_end_whose_row_comes_first(model: HubModel) -> None:
    degree = model.people.rows.degree
    rows, slots = each_tie(model.ties, degree)
    assert (rows < model.ties.other[rows, slots]).all()
    assert 2 * len(rows) == degree.sum() > 100


def test_a_family_that_is_never_free_keeps_no_other_at_home() -> None:
    model = HubModel(**SMALL | KNOWN | {"family_home": -9.0})
    model.run_for(8)
    people, homes, sheets, outings = model.people.rows, model.households, model.sheets, model.world.outings

    def families() -> list[int]:
        sheets.sizes[UNITS] = 0
        families_decide(
            model.today,
            model.world.people,
            model.world.households,
            model.world.ties,
            model.premises.opening.bare,
            model.luck.key,
            model.b,
            sheets,
            outings,
        )
        return [int(row) for row, unit in outings[["row", "unit"]][: sheets.sizes[UNITS]] if unit == FAMILY]

    first, *others = families()
    assert others
    home = homes.rows[first]
    for adult in (home.adult_1, home.adult_2):
        if adult >= 0:
            people.activity[homes.members[adult]], people.crew[homes.members[adult]] = HOME, 3
    sheets.free[HOME * CREWS + 3] = 0
    assert families() == others


@pytest.mark.parametrize(("days", "part"), [(30, 1.0), (15, 0.5), (60, 2.0)])
def test_what_friends_friends_bring_goes_by_the_days_since_the_last_settling(days: int, part: float) -> None:
    model = HubModel(**SMALL | ALONE | {"contact_recovery": 0.0, "household_size_percent": {"1": 100.0}})
    people, ties = model.world.people, model.world.ties
    me, friend, stranger = 0, 1, 2
    model.people.rows.group[[me, friend, stranger]] = 0, 0, 1
    hold(me, friend, 0, 100.0, people, ties)
    hold(friend, me, 0, 100.0, people, ties)
    hold(friend, stranger, 5, 9.0, people, ties)
    hold(stranger, friend, 5, 9.0, people, ties)
    before = model.people.minds.warmth_group.copy()
    settle(6, days, people, ties, model.world.behaviour, model.sheets.fading, model.reviews.bridging)
    gained = model.people.minds.warmth_group - before
    assert gained[me, 1] == pytest.approx(model.b.contact_extended * part * (1.0 - before[me, 1]))
    gained[me, 1] = 0.0
    assert gained == pytest.approx(0.0, abs=1e-12)


def test_friends_of_each_of_many_groups_are_counted_one_by_one() -> None:
    shares = {f"group {n}": 10.0 for n in range(10)}
    model = HubModel(**SMALL | {"ethnic_percent": shares, "associations_percent": 5.0})
    model.run_for(40)
    people, groups = model.world.people, model.people.rows.group
    settle(40, 30, people, model.world.ties, model.world.behaviour, model.sheets.fading, model.reviews.bridging)
    counted = np.zeros((model.population, len(model.cultures)), np.int64)
    for row, ends in enumerate(model.ties):
        held = ends[: model.people.rows.degree[row]]
        met = {int(group) for group in groups[held.other[held.since > 0]]} - {int(groups[row])}
        for friend in held.other[groups[held.other] == groups[row]]:
            counted[friend, list(met)] += 1
    assert (counted[:, 8:] > 0).any()
    assert (model.reviews.bridging[:, : len(model.cultures)] == counted).all()


def test_a_returned_reader_is_asked_for_after_ninety_days(model: HubModel) -> None:
    people, stocks = model.people.rows, model.sheets.stocks
    people.returned_on[:] = -1
    people.returned_on[:3] = 10
    people.reading[:3] = ACTIVE, LAPSED, ACTIVE
    for _ in range(2):
        take_stock(99, model.world.people, stocks)
        assert readers_due(99, model.world.people, stocks) == (0, 0)
    assert readers_due(100, model.world.people, stocks) == (3, 2)
    take_stock(100, model.world.people, stocks)
    assert readers_due(100, model.world.people, stocks) == (0, 0)


@pytest.mark.parametrize(("days", "returned"), [(364, 0), (365, 1)])
def test_who_takes_up_reading_after_a_year_has_returned_and_knows_the_library(days: int, returned: int) -> None:
    model = HubModel(**SMALL)
    person, counts = model.people.rows[0], np.zeros(COUNTS, np.int64)
    person.reading, person.lapsed_on, person.knows_library = LAPSED, 400 - days, False
    take_up_reading(0, 400, model.world.people, model.sheets.stocks, counts)
    assert (person.reading, bool(person.knows_library), counts[Count.RETURNED]) == (ACTIVE, True, returned)


def test_what_is_bought_on_the_side_is_bought_in_the_same_house(model: HubModel) -> None:
    offers, outings = model.offers.copy(), model.world.outings
    outings[0]["unit"], outings[0]["row"] = RESIDENT, int(np.flatnonzero(model.people.rows.age >= 30)[0])
    outings[0]["offer"] = 0
    seen = []
    for house in (0, 1):
        offers["house"][1] = house
        seen.append(admitted(0, 1, model.world.people, model.world.households, offers, outings))
    assert seen == [True, False]


def test_a_family_goes_to_its_own_house_only(model: HubModel) -> None:
    family = int(np.flatnonzero((model.households.rows.children > 0) & (model.households.rows.adult_1 >= 0))[0])
    offers, before = model.offers.copy(), model.people.rows.house.copy()
    offers["age_from"], offers["age_to"], offers["price"] = 0, 120, 0
    tables = model.world.people, model.world.households
    try:
        seen = []
        for house, at in ((0, 0), (1, 0), (0, 1)):
            model.people.rows.house[:], offers["house"] = house, at
            model.sheets.going[:] = 0.0
            seen.append(family_worth(family, 0b111, MANY, model.today, *tables, offers, model.b, model.sheets) > 0.0)
        assert seen == [True, False, False]
    finally:
        model.people.rows.house[:] = before


def test_a_closed_road_keeps_tourists_away_by_the_minutes_that_it_takes(model: HubModel) -> None:
    before = model.parties[:1].copy()
    model.parties[:1].purse, model.parties[:1].headcount = 1_000_000, 1
    try:
        worth = []
        for delay in (0.0, 20.0):
            today = model.today._replace(delay=delay)
            rest = model.offers, model.world.codes, model.world.national, model.b, model.luck.key, model.sheets
            total = tourist_worth(0, today, model.world.parties, *rest)
            worth.append(model.b.choice_nest * np.log(total))
        assert worth[1] - worth[0] == pytest.approx(-20.0 * model.b.choice_time)
    finally:
        model.parties[:1] = before


def test_tourists_feel_at_home_with_their_own_culture_and_no_other(model: HubModel) -> None:
    before, hosts = model.parties[:1].copy(), model.sheets.stalls["host"].copy()
    model.parties[:1].purse, model.parties[:1].headcount = 1_000_000, 1
    rest = model.offers, model.world.codes, model.world.national, model.b, model.luck.key, model.sheets
    try:
        model.sheets.stalls["host"] = 1
        worth = []
        for origin in (0, 1, 2):
            model.parties[:1].origin = origin
            worth.append(tourist_worth(0, model.today, model.world.parties, *rest))
        assert worth[0] == worth[2] != worth[1]
    finally:
        model.parties[:1], model.sheets.stalls["host"] = before, hosts


@pytest.mark.parametrize(("school", "work", "row"), [(1, 1, 3), (0, 1, 10), (1, 0, 10), (0, 0, 10)])
def test_on_any_day_that_is_not_as_usual_the_bound_is_that_of_people_who_are_free(
    model: HubModel, school: int, work: int, row: int
) -> None:
    today = model.today._replace(weekday=3, school_as_usual=bool(school), work_as_usual=bool(work))
    assert likeliest(today) == row


def test_no_coffee_is_served_on_the_side_when_the_cafe_is_shut() -> None:
    model = HubModel(**SMALL | KNOWN | {"cafe_slots": ["morning", "afternoon"], "spending_coffee": 9.0})
    late = served = 0
    for _ in range(21):
        model.step()
        outings = model.world.outings[: model.sheets.sizes[UNITS]]
        in_the_evening = (outings["offer"] >= 0) & (outings["slot"] == 2)
        late += int(in_the_evening.sum())
        served += int(outings["coffee"].sum())
        assert not outings["coffee"][in_the_evening].any()
    assert late
    assert served


@pytest.mark.parametrize(("first", "last", "admitted"), [(18, 18, True), (19, 99, False), (0, 17, False)])
def test_tourists_are_let_in_where_people_of_eighteen_are(
    model: HubModel, first: int, last: int, admitted: bool
) -> None:
    before, offers = model.parties[:1].copy(), model.offers.copy()
    model.parties[:1].purse = 1_000_000
    offers["age_from"], offers["age_to"] = first, last
    rest = offers, model.world.codes, model.world.national, model.b, model.luck.key, model.sheets
    try:
        assert (tourist_worth(0, model.today, model.world.parties, *rest) > 0.0) == admitted
    finally:
        model.parties[:1] = before


def test_no_two_draws_of_a_partner_are_one_occasion() -> None:
    drawn = {occasion(person, day, k) for person in (0, 5, 2**30 - 1) for day in (1, 730, 2**20) for k in (0, 1, 63)}
    assert len(drawn) == 27


@pytest.mark.parametrize(("age", "begins"), [(5, False), (6, True)])
def test_who_is_too_young_to_read_does_not_begin_to(age: int, begins: bool) -> None:
    model = HubModel(**SMALL | {"reading_start_base": 1.0})
    person, counts, world = model.people.rows[0], np.zeros(COUNTS, np.int64), model.world
    person.reading, person.age = NEVER, age
    turn_reader(
        0, 0.5, model.today, menu_of(model), world.people, world.households, model.b, model.sheets.stocks, counts
    )
    assert (person.reading == ACTIVE, counts[Count.NEW_READERS] == 1) == (begins, begins)


@pytest.mark.parametrize("household", [0, 1])
def test_of_a_family_that_is_turned_away_those_count_who_would_have_come(household: int) -> None:
    """Of the first household, too, whose first adult is the first of all members."""
    model = HubModel(**SMALL)
    homes, people, division = model.households, model.people.rows, model.groups.ways[1]
    by_group = np.zeros_like(model.chronicle.by_group)
    home = homes.rows[household]
    home.children, home.adult_1, home.adult_2 = 1, home.first, -1
    if household:
        home.adult_2 = home.adult_1 + 1
        people.activity[homes.members[home.adult_2]], people.crew[homes.members[home.adult_2]] = HOME, 3
    people.activity[homes.members[home.adult_1]], people.crew[homes.members[home.adult_1]] = HOME, 2
    model.sheets.free[:] = 0b101
    model.sheets.free[HOME * CREWS + 2] = 0b010
    add_family(household, 0b010, model.world.people, model.world.households, model.sheets, model.groups.cells, by_group)
    assert by_group[division.first : division.end, GroupCount.TURNED_AWAY].sum() == 2
    assert by_group[model.groups.cells[homes.members[home.first], 0], GroupCount.TURNED_AWAY] >= 1


def test_places_are_counted_in_the_slots_in_which_they_are_offered(model: HubModel) -> None:
    offers, by_item, seat_hours = model.offers[:1].copy(), np.zeros((1, 3), np.int64), np.zeros(2)
    offers["entry"], offers["role"], offers["slots"], offers["places"], offers["hours"] = 0, CAFE, 0b011, 7, 0.5
    taken = model.sheets.taken[0].copy()
    model.sheets.taken[0] = 3, 2, 4
    count_places(offers, model.sheets, by_item, seat_hours)
    model.sheets.taken[0] = taken
    assert (by_item.tolist(), seat_hours.tolist()) == ([[2, 14, 5]], [2.5, 7.0])


def test_the_page_of_a_day_is_that_of_thirty_days_before(model: HubModel) -> None:
    lately = model.sheets.stocks.lately
    before = lately.copy()
    lately[:] = range(1, len(lately) + 1)
    turn_page(75, model.sheets.stocks)
    assert np.flatnonzero(lately == 0).tolist() == [75 % len(lately)] == [15]
    lately[:] = before


def test_what_was_seen_longer_ago_than_the_run_lasts_is_wanted_again(model: HubModel) -> None:
    days, before = len(model.sheets.fading.sated), int(model.people.last_visit[0])
    seen = []
    for ago in (0, days - 1, days, days + 1):
        model.people.last_visit[0] = model.today.day - ago
        seen.append(sated_of(0, model.today, model.world.people, model.sheets))
    model.people.last_visit[0] = before
    assert seen == [model.sheets.fading.sated[0], model.sheets.fading.sated[-1], 1.0, 1.0]


@pytest.mark.parametrize(("hours", "coffee"), [(2.0, 1.0), (0.5, 0.0)])
def test_doors_open_as_far_as_the_offer_that_has_gained_most(model: HubModel, hours: float, coffee: float) -> None:
    menu, offers, today = menu_of(model), model.offers[:2].copy(), model.today._replace(cafe_open=True)
    offers["kind"], offers["hours"] = (1, 2), hours
    menu.reckoned[today.weekday, 1:3] = 0.1, 0.6
    common, door = model.sheets.stalls["common"][:2].copy(), model.sheets.door[0]
    model.sheets.stalls["common"][:2] = 0.4, 0.5
    open_doors(today, menu, offers, model.b, model.sheets)
    best = 0.3 + coffee * model.b.choice_cafe
    home = home_now(model.b.choice_home, today, model.b)
    assert model.sheets.door[0] == pytest.approx(np.exp(best - home))
    model.sheets.stalls["common"][:2], model.sheets.door[0] = common, door
