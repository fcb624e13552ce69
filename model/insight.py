"""What a person thinks of the offers of the day, term by term: the compiled day's own rules, one person at a time."""

from typing import TYPE_CHECKING

from agents.rules.availability import EVENING, free_slots
from agents.rules.choice import (
    barrier_term,
    chance_to_go,
    culture_affinity,
    novelty,
    price_term,
    satiation,
    travel_term,
)
from agents.rules.memory import habit_now
from model.day.going import home_now
from model.day.worth import barrier_of, price_offers, reader_worth, recent_goers, resident_worth
from model.hub import READING

if TYPE_CHECKING:
    from model.hub_model import HubModel


def utility_terms(model: "HubModel", row: int, offer: str) -> dict[str, float]:
    """Take apart V(u, a, t) for one person and one offer of today; see `Resident.utility_terms`."""
    today, b, people, offers, hub = model.today, model.b, model.people, model.offers, model.hub_today
    names = [hub.items[item] for item in offers.entry]
    if offer not in names:
        raise KeyError(f"'{offer}' is not on offer today; there are {', '.join(names) or 'none'}")
    a = names.index(offer)
    price_offers(today, offers, hub.state, model.associations, b, model.sheets)
    host = int(model.sheets.stalls[a].host)
    person = people.rows[row]
    free = free_slots(person.activity, person.crew, today.day, today.rest_day, today.school_break)
    item = offers[a].entry
    _, strong, close = recent_goers(row, today.day, people, model.ties, b)
    since = today.day - int(people.last_visit[row])
    habit = habit_now(person.habit, since, b.habit_decay)
    affinity = 0.0
    if host >= 0:
        affinity = culture_affinity(
            person.group == host,
            person.attachment,
            person.curiosity,
            people.minds[row, host].knowledge,
            people.minds[row, host].warmth_met,
            b.culture_warmth,
        )
    lasting = today.cafe_open and offers[a].hours >= b.choice_lasting_hours
    age = today.day - hub.state.items[item].opened
    return {
        "taste": float(people.tastes[row, offers[a].kind]),
        "culture": float(affinity),
        "reading": float(reader_worth(person.reading, b)) if offers[a].role == READING else 0.0,
        "habit": float(b.choice_habit * habit),
        "peers": float(b.choice_peers * strong / close) if close else 0.0,
        "satisfaction": float(b.choice_satisfaction * (person.satisfaction - 0.5)),
        "trust": float(b.choice_trust * (person.trust - 0.5)),
        "appeal": float(b.choice_appeal * offers[a].appeal),
        "novelty": float(novelty(float(age), b.choice_novelty, b.choice_novelty_days))
        if hub.state.items[item].opened
        else 0.0,
        "café": float(b.choice_cafe) if lasting else 0.0,
        "crowd": float(-b.choice_crowd * hub.state.items[item].expected),
        "satiation": float(-satiation(float(since), b.choice_satiation, b.choice_satiation_days)),
        "evening": -b.choice_evening if offers[a].slots & free == EVENING else 0.0,
        "price": float(price_term(float(offers[a].price), 1, person.income, b.choice_price)),
        "travel": float(travel_term(person.minutes * today.slow + today.delay, b.choice_time)),
        "barrier": float(barrier_term(barrier_of(person.disability, b), today.accessibility)),
    }


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
