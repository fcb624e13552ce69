"""What an offer of the day is worth to a person or a family, term by term: the compiled day's own rules, one by one."""

from typing import TYPE_CHECKING

from agents.rules.availability import AFTERNOON, ALL_DAY, EVENING, free_slots
from agents.rules.choice import (
    barrier_term,
    cafe_term,
    chance_to_go,
    family_weight,
    novelty,
    price_term,
    satiation,
    travel_term,
)
from agents.rules.memory import habit_now
from model.day.worth import (
    adults_along,
    affinity_of,
    barrier_of,
    cafe_slots,
    circle_worth,
    family_going,
    family_home,
    family_worth,
    home_now,
    own_going,
    price_offers,
    purse_of,
    recent_goers,
    resident_worth,
    room_worth,
)
from model.hub import READING
from model.population import AGE_OF_DECISION

if TYPE_CHECKING:
    from model.hub_model import HubModel


def utility_terms(model: "HubModel", row: int, offer: str) -> dict[str, float]:
    """Take apart V(u, a, t) for one person and one offer of today; see `Resident.utility_terms`."""
    today, b, people, offers = model.today, model.b, model.people, model.offers
    a = _number_of(model, offer)
    person = people.rows[row]
    free = free_slots(person.activity, person.crew, today.day, today.rest_day, today.school_break)
    household = model.households.rows[person.household]
    purse = purse_of(person.household, today.day, model.households, b)
    coffee = cafe_slots(person.aware, person.age, person.age, person.house, household.headcount, purse, offers)
    return {
        **_own_terms(model, row, a),
        "circle": float(circle_worth(row, offers[a], today, people, b)),
        **_common_terms(model, a),
        "café": float(_cafe(model, a, free & int(coffee))),
        "evening": -b.choice_evening if offers[a].slots & free == EVENING else 0.0,
        "price": float(price_term(float(offers[a].price), 1, person.income, b.choice_price)),
    }


def family_utility_terms(model: "HubModel", household: int, offer: str) -> dict[str, float]:
    """Take apart what an offer of today is worth to a family; see `Family.utility_terms`."""
    b, offers, family = model.b, model.offers, model.households.rows[household]
    a = _number_of(model, offer)
    deciding, free = _deciding(model, household), _family_slots(model, household)
    ages = [int(model.people.rows[row].age) for row, weight in deciding]
    children = [age for age in ages if age < AGE_OF_DECISION]
    rows = [model.people.rows[row] for row, _ in deciding]
    purse = purse_of(household, model.today.day, model.households, b)
    aware = any(person.aware for person in rows)
    coffee = cafe_slots(aware, min(children), max(children), rows[0].house, family.headcount, purse, offers)
    slots = int(offers[a].slots) & free
    party = len(children) + adults_along(family, slots, model.people, model.households, model.sheets)
    weights = sum(weight for _, weight in deciding)
    own = [(_own_terms(model, row, a), weight) for row, weight in deciding]
    return {
        **{name: sum(terms[name] * weight for terms, weight in own) / weights for name in own[0][0]},
        "together": float(b.choice_satisfaction * (family.satisfaction - 0.5)),
        **_common_terms(model, a),
        "café": float(_cafe(model, a, slots & int(coffee))),
        "off_afternoon": 0.0 if slots & AFTERNOON else -b.family_off_afternoon,
        "price": float(price_term(float(offers[a].price), party, family.budget, b.choice_price)),
    }


def _number_of(model: "HubModel", offer: str) -> int:
    """Number of an item among today's offers; what each is worth to everybody alike is written anew."""
    names = model.offers_today()
    if offer not in names:
        raise KeyError(f"'{offer}' is not on offer today; there are {', '.join(names) or 'none'}")
    price_offers(model.today, model.offers, model.hub_today.state, model.world.associations, model.b, model.sheets)
    return names.index(offer)


def _own_terms(model: "HubModel", row: int, a: int) -> dict[str, float]:
    """Terms that differ from person to person, the price left out."""
    today, b, people, offers = model.today, model.b, model.people, model.offers
    _, strong, close = recent_goers(
        row, today.day - b.awareness_window, today.day, people, model.ties, b, model.sheets.fading
    )
    host = int(model.sheets.stalls[a].host)
    person = people.rows[row]
    since = today.day - int(people.last_visit[row])
    habit = habit_now(person.habit, since, b.habit_decay)
    return {
        "taste": float(people.tastes[row, offers[a].kind]),
        "culture": float(affinity_of(row, host, people, b)),
        "reading": float(room_worth(person.reading, b)) if offers[a].role == READING else 0.0,
        "habit": float(b.choice_habit * habit),
        "peers": float(b.choice_peers * strong / close) if close else 0.0,
        "satisfaction": float(b.choice_satisfaction * (person.satisfaction - 0.5)),
        "trust": float(b.choice_trust * (person.trust - 0.5)),
        "satiation": float(-satiation(float(since), b.choice_satiation, b.choice_satiation_days)),
        "travel": float(travel_term(person.minutes * today.slow + today.delay, b.choice_time)),
        "barrier": float(barrier_term(barrier_of(person.disability, b), today.accessibility)),
    }


def _common_terms(model: "HubModel", a: int) -> dict[str, float]:
    """Terms that are the same for everybody."""
    today, b, offers = model.today, model.b, model.offers
    item = model.hub_today.state.items[offers[a].entry]
    age = float(today.day - item.opened)
    return {
        "appeal": float(b.choice_appeal * offers[a].appeal),
        "novelty": float(novelty(age, b.choice_novelty, b.choice_novelty_days)) if item.opened else 0.0,
        "crowd": float(-b.choice_crowd * item.expected),
    }


def _cafe(model: "HubModel", a: int, slots: int) -> float:
    """What a café adds to an offer of today for those who could have a coffee in some slots."""
    offer, b = model.offers[a], model.b
    return cafe_term(int(offer.slots) & slots != 0, offer.hours, b.choice_lasting_hours, b.choice_cafe)


def _deciding(model: "HubModel", household: int) -> list[tuple[int, float]]:
    """Rows of the family's members who decide, with their weights."""
    households, family = model.households, model.households.rows[household]
    last = int(family.first + family.headcount)
    child = last - int(family.children)
    adults = [int(m) for m in (family.adult_1, family.adult_2) if m >= 0]
    found = [(m, family_weight(False, model.b.family_child_weight)) for m in adults]
    found += [(m, family_weight(True, model.b.family_child_weight)) for m in range(child, last)]
    return [(int(households.members[m]), float(weight)) for m, weight in found]


def _family_slots(model: "HubModel", household: int) -> int:
    """Slots in which all children and one of the adults are free."""
    today, rows = model.today, model.people.rows
    adults, free = 0, ALL_DAY
    for row, _ in _deciding(model, household):
        person = rows[row]
        own = free_slots(person.activity, person.crew, today.day, today.rest_day, today.school_break)
        if person.age < AGE_OF_DECISION:
            free &= own
        else:
            adults |= own
    return int(free & adults)


def go_chance(model: "HubModel", row: int) -> float:
    """Probability that a resident goes to the hub on a day like today."""
    today, b = model.today, model.b
    price_offers(today, model.offers, model.hub_today.state, model.world.associations, b, model.sheets)
    person = model.people.rows[row]
    going, goers = own_going(row, today, model.people, model.ties, b, model.sheets)
    total = resident_worth(
        row,
        free_slots(person.activity, person.crew, today.day, today.rest_day, today.school_break),
        today,
        model.people,
        model.households,
        model.offers,
        b,
        model.sheets,
        going,
        goers,
    )
    return float(chance_to_go(total, home_now(b.choice_home, today, b), b.choice_nest))


def family_go_chance(model: "HubModel", household: int) -> float:
    """Probability that a family goes to the hub on a day like today; 0 where no slot suits all."""
    today, b, free = model.today, model.b, _family_slots(model, household)
    price_offers(today, model.offers, model.hub_today.state, model.world.associations, b, model.sheets)
    if free == 0:
        return 0.0
    people, households = model.people, model.households
    _, goers = family_going(household, today, people, households, model.ties, b, model.sheets)
    total = family_worth(household, free, goers, today, people, households, model.offers, b, model.sheets)
    return float(chance_to_go(total, family_home(today, b), b.choice_nest))
