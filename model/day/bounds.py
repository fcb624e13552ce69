"""Bounds on the odds to go, kept for everybody, by which `model.day.sieving` spares most people their utilities.

What the week offers stands in `People.odds`, what lies in the person's own experience in `People.lift`. Both hold until
something about the person or the week changes. They change no result: `tests/model/test_shortcut.py`.
"""

import math

import numpy as np

from agents.compiled import rule
from agents.rules.choice import barrier_term, belonging, family_weight, person_utility, price_term, travel_term
from model.circles import circle_of, highest_roots, kind_of, weekday_of
from model.day.fading import Fading
from model.day.reckoning import share_of_slots
from model.day.today import Today
from model.day.worth import affinity_of, barrier_of, decides, going_worth, room_worth
from model.hub import CLASS, IN_TURN, READING, Menu
from model.population import AGE_OF_DECISION, Households, Ints, Keys, People
from model.rows import Table

_WEEK = 7
_EVERY_DAY = (1 << _WEEK) - 1
_SLACK = 1e-9
_ROUND_UP = 1.0 + 2.0**-23
"""Bounds are kept in single precision; this lifts them above what rounding takes away."""
_ROUND_DOWN = 1.0 - 2.0**-22
"""What is taken off a bound is kept in single precision, too; this lowers it below what rounding adds."""


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
    The rotating shift counts as always free. Who does not decide alone has no odds as usual; as one who is always free
    only what the family reckons with.
    """
    set_own_odds(row, row + 1, menu, _EVERY_DAY, people, b)
    people.rows[row].stale = False
    people.rows[row].drift = 0.0
    set_family_odds(people.rows[row].household, _EVERY_DAY, people, households, b)
    set_lift(row, accessibility, people, households, b)


@rule
def set_odds_of(
    rows: Keys, menu: Menu, accessibility: float, people: People, households: Households, behaviour: Table
) -> None:
    """Bound the odds to go of some people anew; see `set_odds`. Behaviour comes in one row, as to `live`."""
    b = behaviour[0]
    for n in range(len(rows)):
        set_odds(rows[n], menu, accessibility, people, households, b)


@rule
def set_own_odds(first: int, last: int, menu: Menu, mask: int, people: People, b: np.record) -> None:
    """Bound the odds to go of some people on some weekdays, the families' left as they are; see `set_odds`.

    Parameters
    ----------
    first, last : int
        Rows of the people, up to but not including the last. The loop stands in here, since to hand over the tables
        takes a fifth of the time that one person takes.
    mask : int
        The weekdays as a sum of powers of two.
    """
    nest, paid, unpaid = b.choice_nest, menu.pulls[0], menu.pulls[1]
    doubled = math.exp(nest * math.log(2.0))
    for row in range(first, last):
        person = people.rows[row]
        weigh_dishes(row, menu, mask, people, b)
        usual, free = menu.usual[person.house, person.activity], menu.free[person.house]
        own_day = weekday_of(person.circle) if person.circle >= 0 else -1
        near = (0.0, 0.0)
        for w in range(_WEEK):
            if mask & (1 << w) == 0:
                continue
            odds, odds_free = 0.0, 0.0
            for c in range(menu.days[w], menu.days[w + 1]):
                dish = menu.courses[c]
                odds += paid[dish] * usual[c]
                odds_free += unpaid[dish] * free[c]
            if w == own_day:
                roots = highest_roots(person)
                at_home = math.exp(belonging(True, roots, b.choice_circle) / nest)
                own, own_free = own_class(person, menu, b)
                odds += own * (at_home - 1.0)
                odds_free += own_free * (at_home - 1.0)
                person.own_roots = roots
                person.own_share = own * at_home / odds * _ROUND_DOWN if own > 0.0 else 0.0
                person.own_share_free = own_free * at_home / odds_free * _ROUND_DOWN if own_free > 0.0 else 0.0
            near = power_near(near, odds, nest, doubled)
            people.odds[w, row] = bound_along(near, odds, nest)
            near = power_near(near, odds_free, nest, doubled)
            people.odds[_WEEK + w, row] = bound_along(near, odds_free, nest)


@rule
def power_near(near: tuple[float, float], total: float, nest: float, doubled: float) -> tuple[float, float]:
    """Power of λ of a number within half and twice a sum, found from that of another number by doubling.

    To take a power anew takes ten times as long as to double or halve one, and the days of a week differ little.

    Parameters
    ----------
    near : tuple of float
        Inverse of a number, and its power of λ; zeros where there is none yet.
    doubled : float
        2^λ.
    """
    if not 0.0 < total < math.inf:
        return near
    inverse, power = near
    if power == 0.0:
        return 1.0 / total, bound_of(total, nest)
    while total * inverse > 2.0:
        inverse, power = 0.5 * inverse, power * doubled
    while total * inverse < 0.5:
        inverse, power = 2.0 * inverse, power / doubled
    return inverse, power


@rule
def bound_along(near: tuple[float, float], total: float, nest: float) -> float:
    """Bound on the odds by the sum over the nest, along the tangent of its power of λ at a number near by, rounded up.

    With λ ≤ 1 the power lies below all of its tangents, and by at most 7 % below one that touches it near by.
    """
    return near[1] * (1.0 - nest + nest * total * near[0]) * _ROUND_UP if 0.0 < total < math.inf else total


@rule
def bound_of(total: float, nest: float) -> float:
    """Bound on the odds by the sum over the nest, Σ e^(V/λ): its power of λ, rounded up."""
    return math.exp(nest * math.log(total)) * _ROUND_UP if total > 0.0 else 0.0


@rule
def weigh_dishes(row: int, menu: Menu, mask: int, people: People, b: np.record) -> None:
    """Write the highest pull of each dish of some weekdays to a person, e^(V/λ), with its price and without."""
    person, nest = people.rows[row], b.choice_nest
    in_turn = highest_in_turn(row, menu.associations, people, b)
    decides_alone = person.age >= AGE_OF_DECISION
    priced, discount = 0, 1.0
    for d in range(len(menu.dishes)):
        dish = menu.dishes[d]
        if dish.weekdays & mask == 0:
            continue
        highest = people.tastes[row, dish.kind]
        highest += in_turn if dish.host == IN_TURN else highest_affinity(row, dish.host, people, b)
        if dish.role == READING:
            highest += room_worth(person.reading, b)
        if dish.price != priced and decides_alone:  # those that cost the same stand side by side
            priced = dish.price
            discount = math.exp(price_term(float(priced), 1, person.income, b.choice_price) / nest)
        pull = math.exp(highest / nest)
        menu.pulls[0, d] = pull * discount if decides_alone else 0.0
        menu.pulls[1, d] = pull


@rule
def own_class(person: np.record, menu: Menu, b: np.record) -> tuple[float, float]:
    """Pull of the class in which a person is at home, roots left out, to those busy as usual and to those always free.

    What `weigh_dishes` writes stands written.
    """
    usual, free = 0.0, 0.0
    for d in range(len(menu.dishes)):
        dish = menu.dishes[d]
        if dish.role != CLASS or dish.kind != kind_of(person.circle):
            continue
        for s in range(dish.first, dish.last):
            serving = menu.servings[s]
            circle = circle_of(dish.kind, serving.weekday, serving.slots >> 1)
            if serving.house == person.house and circle == person.circle:
                usual += menu.pulls[0, d] * share_of_slots(serving, person.activity, b)
                free += menu.pulls[1, d]
    worth = math.exp(menu.reckoned[weekday_of(person.circle), kind_of(person.circle)] / b.choice_nest)
    return worth * usual, worth * free


@rule
def odds_with_roots(person: np.record, odds: float, own: float, roots: float, b: np.record) -> float:
    """Bound the odds of the weekday of a person's own class more tightly, the roots being weaker than in the bound.

    Parameters
    ----------
    odds : float
        The bound.
    own : float
        Share of the own class in the sum behind it.
    roots : float
        How firmly the person is rooted, at most `own_roots`.
    """
    if not 0.0 < own <= 1.0:
        return odds
    nest = b.choice_nest
    weaker = belonging(True, roots, b.choice_circle) - belonging(True, person.own_roots, b.choice_circle)
    left = 1.0 - own * (1.0 - math.exp(weaker / nest))
    return odds * bound_of(left, nest)


@rule
def family_odds_of(person: np.record, weekday: int, odds: float, b: np.record) -> float:
    """Odds of a weekday with all slots free as a family counts them: nobody is at home in a class for the family."""
    own_day = person.circle >= 0 and weekday_of(person.circle) == weekday
    return odds_with_roots(person, odds, person.own_share_free, 0.0, b) if own_day else odds


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
def goes_out(household: np.record) -> bool:
    """Whether a household goes out as a family: it has children, and an adult who takes them."""
    return household.children > 0 and household.adult_1 >= 0


@rule
def set_family_lift(household: int, people: People, households: Households, b: np.record) -> None:
    """Bound what a family's experience does to its odds: by that of the member whom experience draws most."""
    family = households.rows[household]
    if not goes_out(family):
        return
    highest = 0.0
    for m in range(family.first, family.first + family.headcount):
        highest = max(highest, np.float64(people.lift[households.members[m]]))
    joint = math.exp(b.choice_satisfaction * (family.satisfaction - 0.5))
    households.lift[household] = highest * joint * _ROUND_UP


@rule
def set_family_odds(household: int, mask: int, people: People, households: Households, b: np.record) -> None:
    """Bound a family's odds to go on some weekdays, all slots free, before experience.

    A family's inclusive value is at most the mean of its members' (the log-sum is convex), and a geometric mean of odds
    is at most the arithmetic one.
    """
    family = households.rows[household]
    last = family.first + family.headcount
    for weekday in range(_WEEK):
        if mask & (1 << weekday) == 0:
            continue
        if not goes_out(family):
            households.odds[weekday, household] = 0.0
            continue
        odds, weights = 0.0, 0.0
        for m in (family.adult_1, family.adult_2):
            if m >= 0:
                row = households.members[m]
                odds += family_odds_of(people.rows[row], weekday, np.float64(people.odds[7 + weekday, row]), b)
                weights += 1.0
        for m in range(last - family.children, last):
            odds += b.family_child_weight * np.float64(people.odds[7 + weekday, households.members[m]])
            weights += b.family_child_weight
        households.odds[weekday, household] = odds / weights * _ROUND_UP


@rule
def family_odds_now(
    household: int, today: Today, people: People, households: Households, b: np.record, fading: Fading
) -> tuple:
    """Bound a family's odds to go today more tightly: the geometric mean, with the experience of today.

    Returns
    -------
    tuple of float
        The bound; and what it takes going to be worth, all friends having come.
    """
    family = households.rows[household]
    last = family.first + family.headcount
    child = last - family.children
    pull = 0.0
    highest = 0.0
    weights = 0.0
    for m in range(family.first, last):
        if not decides(m, family):
            continue
        row = households.members[m]
        person = people.rows[row]
        odds = family_odds_of(person, today.weekday, np.float64(people.odds[7 + today.weekday, row]), b)
        if odds <= 0.0:
            return 0.0, 0.0
        weight = family_weight(m >= child, b.family_child_weight)
        weights += weight
        pull += weight * (math.log(odds) + person.drift)
        highest += weight * going_worth(row, today, people, 1.0 if person.degree > 0 else 0.0, b, fading)
    together = b.choice_satisfaction * (family.satisfaction - 0.5)
    return math.exp((pull + highest) / weights + together + _SLACK), highest / weights


@rule
def set_all_odds(menu: Menu, mask: int, people: People, households: Households, behaviour: Table) -> None:
    """Bound the odds to go of everybody, before experience.

    Parameters
    ----------
    mask : int
        Weekdays on which the menu is not what it was, as a sum of powers of two; bounds of the others still hold.
    behaviour : table
        Behaviour in one row.
    """
    b = behaviour[0]
    set_own_odds(0, len(people.rows), menu, mask, people, b)
    for household in range(len(households.rows)):
        set_family_odds(household, mask, people, households, b)


@rule
def set_all_lifts(accessibility: float, people: People, households: Households, behaviour: Table) -> None:
    """Bound what experience does to the odds of everybody. Behaviour comes in one row."""
    b = behaviour[0]
    for row in range(len(people.rows)):
        set_own_lift(row, accessibility, people, b)
    for household in range(len(households.rows)):
        set_family_lift(household, people, households, b)
