"""What the offers of the day are worth to a unit: the rules of choice, fed from the columns."""

import math

import numpy as np

from agents.compiled import rule
from agents.rules.availability import ALL_DAY, EVENING, free_slots
from agents.rules.awareness import may_join_class
from agents.rules.choice import (
    barrier_term,
    culture_affinity,
    family_weight,
    novelty,
    offer_utility,
    person_utility,
    price_term,
    satiation,
    travel_term,
)
from agents.rules.memory import habit_now
from agents.rules.spending import affordable, purse_now
from model.day.holding import tie_hours
from model.day.today import Parties, Sheets, Today
from model.hub import CLASS, IN_TURN, READING, HubState, Menu, Offers
from model.luck import Stream, draw
from model.population import ACTIVE, LAPSED, ROTATING_SHIFT, Flags, Households, Ints, Keys, People
from model.ties import Ties

_TOURIST = int(Stream.TOURIST)
_ADULT = 18
_TURN = 2.0 * math.pi
_SLACK = 1e-9
_ROUND_UP = 1.0 + 2.0**-23
"""Bounds are kept in single precision; this lifts them above what rounding takes away."""


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
        item = offers[a].entry
        newness = 0.0
        if state.items[item].opened > 0:
            newness = novelty(float(today.day - state.items[item].opened), b.choice_novelty, b.choice_novelty_days)
        cafe = b.choice_cafe if today.cafe_open and offers[a].hours >= b.choice_lasting_hours else 0.0
        sheets.stalls[a].common = offer_utility(
            offers[a].appeal, newness, state.items[item].expected, cafe, b.choice_appeal, b.choice_crowd
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
def reader_worth(reading: int, b: np.record) -> float:
    """Utility of the reading room by reading state."""
    if reading == ACTIVE:
        return b.reading_active
    if reading == LAPSED:
        return b.reading_lapsed
    return b.reading_never


@rule
def pull_of(row: int, kind: int, role: int, host: int, people: People, b: np.record) -> float:
    """What draws a person to one offer beyond what draws everybody: taste, host culture, reading."""
    pull = people.tastes[row, kind] + affinity_of(row, host, people, b)
    if role == READING:
        pull += reader_worth(people.rows[row].reading, b)
    return pull


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
def recent_goers(row: int, day: int, people: People, ties: Ties, b: np.record) -> tuple:
    """Ties of a person who came in the last days.

    Returns
    -------
    tuple of int
        Weak ties who came, strong ties who came, strong ties in all. A tie is strong from casual friend on.
    """
    weak = 0
    strong = 0
    close = 0
    for s in range(people.rows[row].degree):
        came = day - people.last_visit[ties[row, s].other] <= b.awareness_window
        # Hours only fade: a tie that was weak at the last contact is weak today.
        casual = ties[row, s].hours >= b.ties_casual_hours
        if casual and tie_hours(row, s, day, people, ties, b) >= b.ties_casual_hours:
            close += 1
            if came:
                strong += 1
        elif came:
            weak += 1
    return weak, strong, close


@rule
def going_worth(row: int, today: Today, people: People, peers: float, b: np.record) -> float:
    """What going is worth to a person, whatever for: experience, the way, obstacles."""
    person = people.rows[row]
    days = today.day - people.last_visit[row]
    habit = habit_now(person.habit, days, b.habit_decay)
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
    lately = satiation(float(days), b.choice_satiation, b.choice_satiation_days)
    return experience + travel_term(minutes, b.choice_time) + barrier - lately


@rule
def highest_affinity(row: int, host: int, people: People, b: np.record) -> float:
    """Upper bound of `affinity_of` until the next visit: warmth at its start or now."""
    affinity = affinity_of(row, host, people, b)
    if host >= 0 and host != people.rows[row].group:
        mind = people.minds[row, host]
        affinity += b.culture_warmth * max(0.0, mind.baseline - mind.warmth_met)
    return affinity


@rule
def highest_in_turn(row: int, associations: Ints, people: People, b: np.record) -> float:
    """Upper bound of `affinity_of` for offers that the associations host in turn, whoever has the turn."""
    if len(associations) == 0:
        return 0.0
    highest = -np.inf
    for n in range(len(associations)):
        highest = max(highest, highest_affinity(row, associations[n], people, b))
    return highest


@rule
def set_odds(row: int, menu: Menu, accessibility: float, people: People, households: Households, b: np.record) -> None:
    """Bound a person's odds to go on each weekday until the next visit.

    What the week offers stands in `People.odds`, what lies in the person's own experience in `People.lift`, since most
    visits change the second alone. Until the next visit habit only decays, friends can at best all come, and the way is
    never shorter than on a good day.

    Parameters
    ----------
    menu : Menu
        What the week offers.

    Notes
    -----
    The rotating shift counts as always free.
    """
    set_own_odds(row, menu, menu.every_day, people, b)
    people.rows[row].stale = False
    people.rows[row].drift = 0.0
    set_family_odds(people.rows[row].household, menu.every_day, people, households, b)
    set_lift(row, accessibility, people, households, b)


@rule
def set_own_odds(row: int, menu: Menu, days: Flags, people: People, b: np.record) -> None:
    """Bound a person's odds to go on some weekdays, the family's left as they are; see `set_odds`."""
    person = people.rows[row]
    nest = b.choice_nest
    odds = menu.week
    odds[:] = 0.0
    in_turn = highest_in_turn(row, menu.associations, people, b)
    after_dark = math.exp(-b.choice_evening / nest)
    always = person.activity == ROTATING_SHIFT
    workday = ALL_DAY if always else free_slots(person.activity, 0, 0, False, False)
    priced, discount = 0, 1.0
    for d in range(len(menu.dishes)):
        dish = menu.dishes[d]
        if not served_on(dish, menu, days):
            continue
        highest = people.tastes[row, dish.kind]
        highest += in_turn if dish.host == IN_TURN else highest_affinity(row, dish.host, people, b)
        if dish.role == READING:
            highest += reader_worth(person.reading, b)
        if dish.price != priced:  # many dishes cost the same
            priced = dish.price
            discount = math.exp(price_term(float(priced), 1, person.income, b.choice_price) / nest)
        pull = math.exp(highest / nest)
        paid = pull * discount
        for s in range(dish.first, dish.last):
            serving = menu.servings[s]
            if serving.house != person.house:
                continue
            free = workday if serving.weekday < 5 else ALL_DAY
            odds[7 + serving.weekday] += pull
            if serving.slots & free == EVENING:
                odds[serving.weekday] += paid * after_dark
            elif serving.slots & free != 0:
                odds[serving.weekday] += paid
    for w in range(len(odds)):
        if not days[w % 7]:
            continue
        bound = math.exp(nest * math.log(odds[w])) if odds[w] > 0.0 else 0.0
        people.odds[w, row] = bound * _ROUND_UP


@rule
def served_on(dish: np.record, menu: Menu, days: Flags) -> bool:
    """Whether a dish is served on one of some weekdays."""
    for s in range(dish.first, dish.last):
        if days[menu.servings[s].weekday]:
            return True
    return False


@rule
def highest_going(person: np.record, accessibility: float, b: np.record) -> float:
    """Upper bound of `going_worth` until the next visit."""
    experience = person_utility(
        person.habit,
        1.0 if person.degree > 0 else 0.0,
        person.satisfaction,
        person.trust,
        b.choice_habit,
        b.choice_peers,
        b.choice_satisfaction,
        b.choice_trust,
    )
    barrier = barrier_term(barrier_of(person.disability, b), accessibility)
    return experience + travel_term(person.minutes, b.choice_time) + barrier + _SLACK


@rule
def set_lift(row: int, accessibility: float, people: People, households: Households, b: np.record) -> None:
    """Bound anew what a person's own experience does to the odds."""
    set_own_lift(row, accessibility, people, b)
    set_family_lift(people.rows[row].household, people, households, b)


@rule
def set_own_lift(row: int, accessibility: float, people: People, b: np.record) -> None:
    """Bound what experience does to a person's odds, the family's left as they are."""
    person = people.rows[row]
    person.ceiling = highest_going(person, accessibility, b)
    people.lift[row] = math.exp(person.ceiling + person.drift) * _ROUND_UP


@rule
def set_family_lift(household: int, people: People, households: Households, b: np.record) -> None:
    """Bound what a family's experience does to its odds: by that of the member whom experience draws most."""
    family = households.rows[household]
    highest = 0.0
    for m in range(family.first, family.first + family.headcount):
        highest = max(highest, float(people.lift[households.members[m]]))
    joint = math.exp(b.choice_satisfaction * (family.satisfaction - 0.5))
    households.lift[household] = highest * joint * _ROUND_UP


@rule
def set_family_odds(household: int, days: Flags, people: People, households: Households, b: np.record) -> None:
    """Bound a family's odds to go on some weekdays, all slots free, before experience.

    A family's inclusive value is at most the mean of its members' (the log-sum is convex), and a geometric mean of odds
    is at most the arithmetic one.
    """
    family = households.rows[household]
    if family.children == 0 or family.adult_1 < 0:
        return
    last = family.first + family.headcount
    for weekday in range(7):
        if not days[weekday]:
            continue
        odds = float(people.odds[7 + weekday, households.members[family.adult_1]])
        weights = 1.0
        if family.adult_2 >= 0:
            odds += float(people.odds[7 + weekday, households.members[family.adult_2]])
            weights += 1.0
        for m in range(last - family.children, last):
            odds += b.family_child_weight * float(people.odds[7 + weekday, households.members[m]])
            weights += b.family_child_weight
        households.odds[weekday, household] = odds / weights * _ROUND_UP


@rule
def family_odds_now(household: int, today: Today, people: People, households: Households, b: np.record) -> float:
    """Bound a family's odds to go today more tightly: the geometric mean, with the experience of today."""
    family = households.rows[household]
    last = family.first + family.headcount
    child = last - family.children
    logs = 0.0
    weights = 0.0
    for m in range(family.first, last):
        if m < child and m != family.adult_1 and m != family.adult_2:
            continue
        row = households.members[m]
        odds = float(people.odds[7 + today.weekday, row])
        if odds <= 0.0:
            return 0.0
        weight = family_weight(m >= child, b.family_child_weight)
        weights += weight
        logs += weight * (math.log(odds) + people.rows[row].drift + going_worth(row, today, people, 0.0, b))
    return math.exp(logs / weights + b.choice_satisfaction * (family.satisfaction - 0.5) + _SLACK)


@rule
def set_all_odds(menu: Menu, days: Flags, people: People, households: Households, b: np.record) -> None:
    """Bound the odds to go of everybody, before experience.

    Parameters
    ----------
    days : array of bool, shape (7,)
        Weekdays on which the menu is not what it was; bounds of the others still hold.
    """
    for row in range(len(people.rows)):
        set_own_odds(row, menu, days, people, b)
    for household in range(len(households.rows)):
        set_family_odds(household, days, people, households, b)


@rule
def set_all_lifts(accessibility: float, people: People, households: Households, b: np.record) -> None:
    """Bound what experience does to the odds of everybody."""
    for row in range(len(people.rows)):
        set_own_lift(row, accessibility, people, b)
    for household in range(len(households.rows)):
        set_family_lift(household, people, households, b)


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
def resident_worth(
    row: int,
    free: int,
    today: Today,
    people: People,
    households: Households,
    ties: Ties,
    offers: Offers,
    b: np.record,
    sheets: Sheets,
    peers: float,
    goers: int,
) -> float:
    """Write V/λ of each offer for a resident; −inf for what cannot be chosen.

    Returns
    -------
    float
        Σ exp(V/λ), the inclusive sum.
    """
    going = going_worth(row, today, people, peers, b)
    household = people.rows[row].household
    purse = purse_of(household, today.day, households, b)
    total = 0.0
    for a in range(len(offers)):
        sheets.stalls[a].value = -np.inf
        if offers[a].slots & free == 0 or offers[a].house != people.rows[row].house:
            continue
        if people.rows[row].age < offers[a].age_from or people.rows[row].age > offers[a].age_to:
            continue
        role = offers[a].role
        if not people.rows[row].aware and not (role == READING and people.rows[row].knows_library):
            continue
        if role == CLASS and not may_join_class(people.rows[row].joined, goers, int(b.awareness_class_sources)):
            continue
        if not affordable(offers[a].price, households.rows[household].headcount, purse):
            continue
        worth = going + pull_of(row, offers[a].kind, role, sheets.stalls[a].host, people, b) + sheets.stalls[a].common
        worth += price_term(float(offers[a].price), 1, people.rows[row].income, b.choice_price)
        if offers[a].slots & free == EVENING:
            worth -= b.choice_evening
        sheets.stalls[a].value = worth / b.choice_nest
        total += math.exp(sheets.stalls[a].value)
    return total


@rule
def family_worth(
    household: int,
    free: int,
    today: Today,
    people: People,
    households: Households,
    offers: Offers,
    b: np.record,
    sheets: Sheets,
) -> float:
    """Write V/λ of each offer for a family; see `resident_worth`.

    All children and the first two adults decide. The members' utilities without the price are averaged with a weight
    for the children; the price of the whole party is set against the household's budget. The youngest child must be
    admitted.
    """
    family = households.rows[household]
    adult_1, adult_2, first = family.adult_1, family.adult_2, family.first
    last = first + family.headcount
    child = last - family.children
    youngest = 120
    oldest_child = 0
    for m in range(child, last):
        youngest = min(youngest, people.rows[households.members[m]].age)
        oldest_child = max(oldest_child, people.rows[households.members[m]].age)
    house = people.rows[households.members[first]].house
    purse = purse_of(household, today.day, households, b)
    party = last - child + (1 if adult_1 >= 0 else 0) + (1 if adult_2 >= 0 else 0)
    for a in range(len(offers)):
        admitted = offers[a].slots & free != 0 and offers[a].house == house
        admitted = admitted and youngest >= offers[a].age_from and oldest_child <= offers[a].age_to
        admitted = admitted and affordable(offers[a].price, households.rows[household].headcount, purse)
        sheets.stalls[a].value = 0.0 if admitted else -np.inf
    weights = 0.0
    aware = False
    knows = False
    for m in range(first, last):
        if m < child and m != adult_1 and m != adult_2:
            continue
        row = households.members[m]
        aware = aware or people.rows[row].aware
        knows = knows or people.rows[row].knows_library
        weight = family_weight(m >= child, b.family_child_weight)
        weights += weight
        going = going_worth(row, today, people, 0.0, b)
        for a in range(len(offers)):
            if sheets.stalls[a].value > -np.inf:
                pull = pull_of(row, offers[a].kind, offers[a].role, sheets.stalls[a].host, people, b)
                sheets.stalls[a].value += weight * (going + pull)
    total = 0.0
    for a in range(len(offers)):
        if not aware and not (offers[a].role == READING and knows):
            sheets.stalls[a].value = -np.inf
        if sheets.stalls[a].value > -np.inf:
            worth = sheets.stalls[a].value / weights + sheets.stalls[a].common
            worth += price_term(float(offers[a].price), party, households.rows[household].budget, b.choice_price)
            worth += b.choice_satisfaction * (households.rows[household].satisfaction - 0.5)
            if offers[a].slots & free & 2 == 0:
                worth -= b.family_off_afternoon
            sheets.stalls[a].value = worth / b.choice_nest
            total += math.exp(sheets.stalls[a].value)
    return total


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
    """Write V/λ of each offer for a tourist party; see `resident_worth`.

    Tastes are the party's own, drawn by kind; what is national (the highlight, hosted classes) draws tourists more. A
    party is admitted where people of 18 are (assumed: its ages are not known).
    """
    total = 0.0
    budget = b.tourism_budget * parties[row].headcount
    for a in range(len(offers)):
        sheets.stalls[a].value = -np.inf
        price = offers[a].price * parties[row].headcount
        if offers[a].role == READING or price > parties[row].purse:
            continue
        if offers[a].age_from > _ADULT or offers[a].age_to < _ADULT:
            continue
        kind = offers[a].kind
        u = draw(key, _TOURIST, parties[row].id, 0, codes[kind])
        v = draw(key, _TOURIST, parties[row].id, 1, codes[kind])
        taste = b.tourism_taste_sd * math.sqrt(-2.0 * math.log(u)) * math.cos(_TURN * v)
        if host_kinds[kind] or sheets.stalls[a].host >= 0:
            taste += b.tourism_highlight
        worth = (
            taste + sheets.stalls[a].common + travel_term(b.tourism_minutes * today.slow + today.delay, b.choice_time)
        )
        worth += price_term(float(offers[a].price), parties[row].headcount, budget, b.choice_price)
        sheets.stalls[a].value = worth / b.choice_nest
        total += math.exp(sheets.stalls[a].value)
    return total
