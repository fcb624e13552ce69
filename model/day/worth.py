"""What the offers of the day are worth to a unit: the rules of choice, fed from the columns."""

import math

import numpy as np

from agents.compiled import rule
from agents.rules.availability import EVENING
from agents.rules.awareness import may_join_class
from agents.rules.choice import (
    barrier_term,
    belonging,
    cafe_term,
    culture_affinity,
    family_weight,
    home_utility,
    joint_utility,
    novelty,
    offer_utility,
    person_utility,
    price_term,
    travel_term,
)
from agents.rules.reading import reader_worth
from agents.rules.spending import affordable, purse_now
from model.circles import circle_of, roots_now
from model.day.fading import Fading, habit_left, hours_left, satiation_left
from model.day.today import Parties, Sheets, Today
from model.hub import CAFE, CLASS, IN_TURN, READING, HubState, Offers
from model.luck import Stream, draw
from model.population import CREWS, Flags, Households, Ints, Keys, People
from model.ties import Ties

_TOURIST = int(Stream.TOURIST)
_ADULT = 18  # no parameter: a tourist party is admitted where adults are
_NEUTRAL = 0.5  # no parameter: the middle of a scale from cold to warm
_TURN = 2.0 * math.pi


@rule
def price_offers(
    today: Today, offers: Offers, state: HubState, associations: Ints, b: np.record, sheets: Sheets
) -> None:
    """Write who hosts what today, and what each offer is worth to everybody alike."""
    for a in range(len(offers)):
        host = offers[a].host
        if host == IN_TURN:
            host = associations[(today.turn + offers[a].code) % len(associations)] if len(associations) > 0 else -1
        sheets.stalls[a].host = host
        sheets.codes[a] = offers[a].code
        item = offers[a].entry
        newness = 0.0
        if state.items[item].opened > 0:
            newness = novelty(float(today.day - state.items[item].opened), b.choice_novelty, b.choice_novelty_days)
        sheets.stalls[a].common = offer_utility(
            offers[a].appeal, newness, state.items[item].expected, b.choice_appeal, b.choice_crowd
        )


@rule
def barrier_of(disability: int, b: np.record) -> float:
    """Loss of utility by obstacles at accessibility 0, by kind of disability."""
    if disability == 1:
        return b.choice_barrier_mobility
    if disability == 2:
        return b.choice_barrier_sensory
    if disability == 3:
        return b.choice_barrier_other
    return 0.0


@rule
def room_worth(reading: int, b: np.record) -> float:
    """Utility of the reading room by reading state: `agents.rules.reading.reader_worth`."""
    return reader_worth(reading, b.reading_never, b.reading_lapsed, b.reading_active)


@rule
def pull_of(row: int, kind: int, role: int, host: int, people: People, b: np.record) -> float:
    """What draws a person to one offer beyond what draws everybody: taste, host culture, reading."""
    pull = people.tastes[row, kind] + affinity_of(row, host, people, b)
    if role == READING:
        pull += room_worth(people.rows[row].reading, b)
    return pull


@rule
def circle_worth(row: int, offer: np.record, today: Today, people: People, b: np.record) -> float:
    """What an offer is worth to a person for being the class in which that person is at home."""
    person = people.rows[row]
    own = offer.role == CLASS and circle_of(offer.kind, today.weekday, offer.slots >> 1) == person.circle
    return belonging(own, roots_now(person, today.day, b), b.choice_circle) if own else 0.0


@rule
def affinity_of(row: int, host: int, people: People, b: np.record) -> float:
    """What the culture of an offer's host is worth to a person; 0 without a host."""
    if host < 0:
        return 0.0
    return culture_affinity(
        people.rows[row].group == host,
        people.rows[row].attachment,
        people.rows[row].curiosity,
        people.minds[row, host].knowledge,
        people.minds[row, host].warmth_met,
        b.culture_warmth,
    )


@rule
def recent_goers(row: int, since: int, day: int, people: People, ties: Ties, b: np.record, fading: Fading) -> tuple:
    """Ties of a person who came on a given day or later.

    Returns
    -------
    tuple of int
        Weak ties who came, strong ties who came, strong ties in all. A tie is strong from casual friend on.
    """
    weak = 0
    strong = 0
    close = 0
    for s in range(people.rows[row].degree):
        tie = ties[row, s]
        came = people.last_visit[tie.other] >= since
        # Those across groups fade faster, but seldom does that decide, and the other's row is far away.
        casual = hours_left(tie, day, 0, fading) >= b.ties_casual_hours
        if casual != (hours_left(tie, day, 1, fading) >= b.ties_casual_hours):
            casual = people.rows[row].group == people.rows[tie.other].group
        # Sums without a branch: who came is anybody's guess, the processor's too.
        close += casual
        strong += casual & came
        weak += came & (not casual)
    return weak, strong, close


@rule
def going_worth(row: int, today: Today, people: People, peers: float, b: np.record, fading: Fading) -> float:
    """What going is worth to a person, whatever for: experience, the way, obstacles."""
    person = people.rows[row]
    days = today.day - people.last_visit[row]
    habit = habit_left(person.habit, days, fading, b)
    experience = person_utility(
        habit,
        peers,
        person.satisfaction,
        person.trust,
        b.choice_habit,
        b.choice_peers,
        b.choice_satisfaction,
        b.choice_trust,
    )
    minutes = person.minutes * today.slow + today.delay
    barrier = barrier_term(barrier_of(person.disability, b), today.accessibility)
    lately = satiation_left(days, fading, b)
    return experience + travel_term(minutes, b.choice_time) + barrier - lately


@rule
def own_going(row: int, today: Today, people: People, ties: Ties, b: np.record, sheets: Sheets) -> tuple:
    """What going is worth to a resident, and the number of ties who came lately."""
    since = today.day - b.awareness_window
    weak, strong, close = recent_goers(row, since, today.day, people, ties, b, sheets.fading)
    peers = strong / close if close > 0 else 0.0
    return going_worth(row, today, people, peers, b, sheets.fading), weak + strong


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
def purse_of(household: int, day: int, households: Households, b: np.record) -> int:
    """Money that a household has at hand for leisure today, KZT."""
    return purse_now(
        households.rows[household].purse,
        int(households.rows[household].budget),
        day - households.rows[household].purse_day,
        int(b.spending_carry_days),
    )


@rule
def cafe_slots(aware: bool, youngest: int, oldest: int, house: int, payers: int, purse: int, offers: Offers) -> int:
    """Slots in which a unit could have a coffee, as a sum of 1, 2, 4: it knows of it, is admitted and could pay."""
    slots = 0
    for a in range(len(offers)):
        if offers[a].role != CAFE or not aware or offers[a].house != house:
            continue
        if youngest >= offers[a].age_from and oldest <= offers[a].age_to and affordable(offers[a].price, payers, purse):
            slots |= offers[a].slots
    return slots


@rule
def resident_worth(
    row: int,
    free: int,
    today: Today,
    people: People,
    households: Households,
    offers: Offers,
    b: np.record,
    sheets: Sheets,
    going: float,
    goers: int,
) -> float:
    """Write e^(V/λ) of each offer for a resident; 0 for what cannot be chosen.

    Parameters
    ----------
    free : int
        Slots in which the person is free, as a sum of 1, 2, 4.
    going : float
        What going is worth to the person, whatever for: `going_worth`.
    goers : int
        Ties who came lately.

    Returns
    -------
    float
        Σ e^(V/λ), the inclusive sum.
    """
    household = people.rows[row].household
    purse = purse_of(household, today.day, households, b)
    age, house, payers = people.rows[row].age, people.rows[row].house, households.rows[household].headcount
    coffee = cafe_slots(people.rows[row].aware, age, age, house, payers, purse, offers)
    total = 0.0
    for a in range(len(offers)):
        sheets.stalls[a].pull = 0.0
        if offers[a].slots & free == 0 or offers[a].house != house:
            continue
        if age < offers[a].age_from or age > offers[a].age_to:
            continue
        role = offers[a].role
        if not people.rows[row].aware and not (role == READING and people.rows[row].knows_library):
            continue
        if role == CLASS and not may_join_class(people.rows[row].joined, goers, int(b.awareness_class_sources)):
            continue
        if not affordable(offers[a].price, payers, purse):
            continue
        worth = going + pull_of(row, offers[a].kind, role, sheets.stalls[a].host, people, b) + sheets.stalls[a].common
        worth += circle_worth(row, offers[a], today, people, b)
        worth += cafe_term(offers[a].slots & free & coffee != 0, offers[a].hours, b.choice_lasting_hours, b.choice_cafe)
        worth += price_term(float(offers[a].price), 1, people.rows[row].income, b.choice_price)
        if offers[a].slots & free == EVENING:
            worth -= b.choice_evening
        sheets.stalls[a].pull = math.exp(worth / b.choice_nest)
        total += sheets.stalls[a].pull
    return total


@rule
def decides(m: int, family: np.record) -> bool:
    """Whether a member has a say in what a family does together: all children, and the first two adults.

    `m` is an index into `Households.members`.
    """
    child = family.first + family.headcount - family.children
    return m >= child or m == family.adult_1 or m == family.adult_2


@rule
def family_going(
    household: int, today: Today, people: People, households: Households, ties: Ties, b: np.record, sheets: Sheets
) -> tuple:
    """Write what going is worth to each member who decides, in the order of the members.

    Returns
    -------
    tuple of float and int
        Their weighted mean; and the largest number of ties of any one of them who came lately.
    """
    family = households.rows[household]
    last = family.first + family.headcount
    child = last - family.children
    total, weights, most, n = 0.0, 0.0, 0, 0
    for m in range(family.first, last):
        if not decides(m, family):
            continue
        row = households.members[m]
        sheets.going[n], goers = own_going(row, today, people, ties, b, sheets)
        most = max(most, goers)
        weight = family_weight(m >= child, b.family_child_weight)
        total += weight * sheets.going[n]
        weights += weight
        n += 1
    return total / weights, most


@rule
def family_worth(
    household: int,
    free: int,
    goers: int,
    today: Today,
    people: People,
    households: Households,
    offers: Offers,
    b: np.record,
    sheets: Sheets,
) -> float:
    """Write e^(V/λ) of each offer for a family; see `resident_worth`.

    What going is worth stands written by `family_going`.
    All children and the first two adults decide. The members' utilities without the price are averaged with a weight
    for the children; the price of those who would come is set against the household's budget. All children must be
    admitted.
    """
    family = households.rows[household]
    first = family.first
    last = first + family.headcount
    child = last - family.children
    youngest = 120
    oldest_child = 0
    aware, knows, joined = False, False, False
    for m in range(first, last):
        person = people.rows[households.members[m]]
        if m >= child:
            youngest = min(youngest, person.age)
            oldest_child = max(oldest_child, person.age)
        elif not decides(m, family):
            continue
        aware = aware or person.aware
        knows = knows or person.knows_library
        joined = joined or person.joined
    house = people.rows[households.members[first]].house
    purse = purse_of(household, today.day, households, b)
    coffee = cafe_slots(aware, youngest, oldest_child, house, family.headcount, purse, offers)
    total = 0.0
    for a in range(len(offers)):
        offer = offers[a]
        possible = offer.slots & free != 0 and offer.house == house
        possible = possible and youngest >= offer.age_from and oldest_child <= offer.age_to
        possible = possible and (aware or (offer.role == READING and knows))
        possible = possible and (offer.role != CLASS or may_join_class(joined, goers, int(b.awareness_class_sources)))
        if not possible or not affordable(offer.price, family.headcount, purse):
            sheets.stalls[a].pull = 0.0
            continue
        weighted, weights, n = 0.0, 0.0, 0
        for m in range(first, last):
            if not decides(m, family):
                continue
            weight = family_weight(m >= child, b.family_child_weight)
            pull = pull_of(households.members[m], offer.kind, offer.role, sheets.stalls[a].host, people, b)
            weighted += weight * (sheets.going[n] + pull)
            weights += weight
            n += 1
        party = family.children + adults_along(family, offer.slots & free, people, households, sheets)
        worth = joint_utility(weighted, weights) + sheets.stalls[a].common
        worth += price_term(float(offer.price), party, family.budget, b.choice_price)
        worth += b.choice_satisfaction * (family.satisfaction - 0.5)
        worth += cafe_term(offer.slots & free & coffee != 0, offer.hours, b.choice_lasting_hours, b.choice_cafe)
        if offer.slots & free & 2 == 0:
            worth -= b.family_off_afternoon
        sheets.stalls[a].pull = math.exp(worth / b.choice_nest)
        total += sheets.stalls[a].pull
    return total


@rule
def free_of(person: np.record, sheets: Sheets) -> int:
    """Slots in which a person is free today."""
    return sheets.free[person.activity * CREWS + person.crew]


@rule
def free_together(family: np.record, people: People, households: Households, sheets: Sheets) -> int:
    """Slots in which a family can go out: all children are free, and one of the adults who take them."""
    free = free_of(people.rows[households.members[family.adult_1]], sheets)
    if family.adult_2 >= 0:
        free |= free_of(people.rows[households.members[family.adult_2]], sheets)
    last = family.first + family.headcount
    for m in range(last - family.children, last):
        free &= free_of(people.rows[households.members[m]], sheets)
    return free


@rule
def adults_along(family: np.record, slots: int, people: People, households: Households, sheets: Sheets) -> int:
    """How many of the two adults who decide are free in any of some slots."""
    along = 0
    for m in (family.adult_1, family.adult_2):
        if m >= 0 and free_of(people.rows[households.members[m]], sheets) & slots != 0:
            along += 1
    return along


@rule
def tourist_worth(
    row: int,
    today: Today,
    parties: Parties,
    offers: Offers,
    codes: Keys,
    host_kinds: Flags,
    b: np.record,
    key: np.uint64,
    sheets: Sheets,
) -> float:
    """Write e^(V/λ) of each offer for a tourist party; see `resident_worth`.

    Tastes are the party's own, drawn by kind; what is national (the highlight, hosted classes) draws tourists more. A
    host culture draws them as it draws somebody of their origin who knows nothing of it, neither warm nor cold towards
    it (assumed). A party is admitted where people of 18 are (assumed: its ages are not known).
    """
    total = 0.0
    budget = b.tourism_budget * parties[row].headcount
    coffee = 0
    for a in range(len(offers)):
        price = offers[a].price * parties[row].headcount
        if offers[a].role == CAFE and price <= parties[row].purse and offers[a].age_from <= _ADULT <= offers[a].age_to:
            coffee |= offers[a].slots
    for a in range(len(offers)):
        sheets.stalls[a].pull = 0.0
        price = offers[a].price * parties[row].headcount
        if offers[a].role == READING or price > parties[row].purse:
            continue
        if offers[a].age_from > _ADULT or offers[a].age_to < _ADULT:
            continue
        kind = offers[a].kind
        u = draw(key, _TOURIST, parties[row].id, 0, codes[kind])
        v = draw(key, _TOURIST, parties[row].id, 1, codes[kind])
        taste = b.tourism_taste_sd * math.sqrt(-2.0 * math.log(u)) * math.cos(_TURN * v)
        host = sheets.stalls[a].host
        if host_kinds[kind] or host >= 0:
            taste += b.tourism_highlight
        if host >= 0:
            own = parties[row].origin == host
            taste += culture_affinity(own, b.culture_attachment, b.culture_curiosity, 0.0, _NEUTRAL, b.culture_warmth)
        worth = (
            taste + sheets.stalls[a].common + travel_term(b.tourism_minutes * today.slow + today.delay, b.choice_time)
        )
        worth += cafe_term(offers[a].slots & coffee != 0, offers[a].hours, b.choice_lasting_hours, b.choice_cafe)
        worth += price_term(float(offers[a].price), parties[row].headcount, budget, b.choice_price)
        sheets.stalls[a].pull = math.exp(worth / b.choice_nest)
        total += sheets.stalls[a].pull
    return total
