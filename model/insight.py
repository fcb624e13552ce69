"""What an offer of the day is worth to a person or a family, term by term: the compiled day's own rules, one by one."""

from typing import TYPE_CHECKING

from agents.rules.availability import AFTERNOON, ALL_DAY, EVENING, free_slots
from agents.rules.choice import (
    barrier_term,
    chance_to_go,
    family_weight,
    novelty,
    price_term,
    satiation,
    travel_term,
)
from agents.rules.memory import habit_now
from model.day.going import family_home, home_now
from model.day.worth import (
    affinity_of,
    barrier_of,
    family_worth,
    price_offers,
    reader_worth,
    recent_goers,
    resident_worth,
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
    _, strong, close = recent_goers(row, today.day, people, model.ties, b)
    return {
        **_own_terms(model, row, a),
        "peers": float(b.choice_peers * strong / close) if close else 0.0,
        **_common_terms(model, a),
        "evening": -b.choice_evening if offers[a].slots & free == EVENING else 0.0,
        "price": float(price_term(float(offers[a].price), 1, person.income, b.choice_price)),
    }


def family_utility_terms(model: "HubModel", household: int, offer: str) -> dict[str, float]:
    """Take apart what an offer of today is worth to a family; see `Family.utility_terms`."""
    b, offers, family = model.b, model.offers, model.households.rows[household]
    a = _number_of(model, offer)
    deciding = _deciding(model, household)
    weights = sum(weight for _, weight in deciding)
    own = [(_own_terms(model, row, a), weight) for row, weight in deciding]
    afternoon = int(offers[a].slots) & _family_slots(model, household) & AFTERNOON
    return {
        **{name: sum(terms[name] * weight for terms, weight in own) / weights for name in own[0][0]},
        "together": float(b.choice_satisfaction * (family.satisfaction - 0.5)),
        **_common_terms(model, a),
        "off_afternoon": 0.0 if afternoon else -b.family_off_afternoon,
        "price": float(price_term(float(offers[a].price), len(deciding), family.budget, b.choice_price)),
    }


def _number_of(model: "HubModel", offer: str) -> int:
    """Number of an item among today's offers; what each is worth to everybody alike is written anew."""
    names = model.offers_today()
    if offer not in names:
        raise KeyError(f"'{offer}' is not on offer today; there are {', '.join(names) or 'none'}")
    price_offers(model.today, model.offers, model.hub_today.state, model.associations, model.b, model.sheets)
    return names.index(offer)


def _own_terms(model: "HubModel", row: int, a: int) -> dict[str, float]:
    """Terms that differ from person to person, the price and the friends left out."""
    today, b, people, offers = model.today, model.b, model.people, model.offers
    host = int(model.sheets.stalls[a].host)
    person = people.rows[row]
    since = today.day - int(people.last_visit[row])
    habit = habit_now(person.habit, since, b.habit_decay)
    return {
        "taste": float(people.tastes[row, offers[a].kind]),
        "culture": float(affinity_of(row, host, people, b)),
        "reading": float(reader_worth(person.reading, b)) if offers[a].role == READING else 0.0,
        "habit": float(b.choice_habit * habit),
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
    lasting = today.cafe_open and offers[a].hours >= b.choice_lasting_hours
    age = float(today.day - item.opened)
    return {
        "appeal": float(b.choice_appeal * offers[a].appeal),
        "novelty": float(novelty(age, b.choice_novelty, b.choice_novelty_days)) if item.opened else 0.0,
        "café": float(b.choice_cafe) if lasting else 0.0,
        "crowd": float(-b.choice_crowd * item.expected),
    }


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
    price_offers(today, model.offers, model.hub_today.state, model.associations, b, model.sheets)
    person = model.people.rows[row]
    weak, strong, close = recent_goers(row, today.day, model.people, model.ties, b)
    total = resident_worth(
        row,
        free_slots(person.activity, person.crew, today.day, today.rest_day, today.school_break),
        today,
        model.people,
        model.households,
        model.ties,
        model.offers,
        b,
        model.sheets,
        strong / close if close else 0.0,
        weak + strong,
    )
    return float(chance_to_go(total, home_now(b.choice_home, today, b), b.choice_nest))


def family_go_chance(model: "HubModel", household: int) -> float:
    """Probability that a family goes to the hub on a day like today; 0 where no slot suits all."""
    today, b, free = model.today, model.b, _family_slots(model, household)
    price_offers(today, model.offers, model.hub_today.state, model.associations, b, model.sheets)
    if free == 0:
        return 0.0
    total = family_worth(household, free, today, model.people, model.households, model.offers, b, model.sheets)
    return float(chance_to_go(total, family_home(today, b), b.choice_nest))
