"""What an inhabitant who is asked wishes for."""

import math
from typing import TYPE_CHECKING

from agents.rules.availability import ALL_DAY
from benchmarks.plain.rules import choice, time, votes
from model.hub import CLASS
from model.luck import Stream
from model.population import AGE_OF_DECISION, ROTATING_SHIFT
from model.scenario.design import Governance
from model.survey import Questionnaire

if TYPE_CHECKING:
    from benchmarks.plain.person import Person

type Answer = tuple[int, int, int, int, int, int, bool]
"""The fields of `model.survey.Wish`."""


def answer(person: "Person", questions: Questionnaire, terms: Governance) -> Answer | None:
    """Wish for the class that is worth most, and a time to come; None for somebody who is not asked."""
    village = person.model
    asked, replies, when, _ = village.luck(Stream.BOARD, person.id)
    if person.age < AGE_OF_DECISION or asked >= terms.survey_share:
        return None
    came = village.today.day - person.last_visit <= terms.visitor_days
    chance = votes.response_chance(came, terms.response_visitors, terms.response_others, terms.visitors_only)
    best, chosen, dear = -math.inf, (0, -1), 0
    circle, home = person.circle, choice.belonging(True, person.roots_now(), village.b.choice_circle)
    for number, (kind, hosted, price) in enumerate(zip(*(each.tolist() for each in questions), strict=True)):
        loss = choice.price_term(price, 1, person.income, village.b.choice_price)
        dear += 2**number * (loss < -terms.too_dear)
        for host in village.associations if hosted and village.associations else [-1]:
            worth = person.draw_of(kind, CLASS, host) + loss + (home if kind == circle // 21 else 0.0)
            if worth > best:
                best, chosen = worth, (number, host)
    at_home = circle >= 0 and questions.kinds[chosen[0]] == circle // 21
    times = _weights(person)
    if at_home and circle % 21 in times:
        times[circle % 21] *= math.exp(home)
    return person.row, *chosen, *divmod(_drawn(times, when), 3), dear, replies < chance


def _weights(person: "Person") -> dict[int, float]:
    """Weights of the parts of the week, of 21, at which the person is free."""
    late = math.exp(-person.model.b.choice_evening)
    weights = {}
    for weekday in range(7):
        free = ALL_DAY
        if person.activity != ROTATING_SHIFT:
            free = time.free_slots(person.activity, 0, 0, weekday >= 5, False)
        for slot, weight in enumerate((1.0, 1.0, late)):
            if free & 1 << slot:
                weights[3 * weekday + slot] = weight
    return weights


def _drawn(weights: dict[int, float], luck: float) -> int:
    """One of them by lot."""
    left = luck * sum(weights.values())
    for part, weight in weights.items():
        if left < weight:
            return part
        left -= weight
    return part
