"""How people reckon with a week: what its offers are worth to all alike, and for whom there is time."""

import math

import numpy as np

from agents.compiled import rule
from agents.rules.availability import ALL_DAY, EVENING, free_slots
from agents.rules.choice import cafe_term, offer_utility
from model.hub import CAFE, Menu, Offers
from model.population import ROTATING_SHIFT
from model.rows import Table

_WORKDAYS = 5
_LEAST = 1e-300
"""What is worth next to nothing to all alike may draw somebody without end, and no end times nothing is no number."""


@rule
def share_of_slots(serving: np.record, activity: int, b: np.record) -> float:
    """What of a dish's pull, over λ, a serving has for those of an activity: 0 if they are busy, less in the evening.

    The rotating shift counts as always free.
    """
    always = activity == ROTATING_SHIFT or serving.weekday >= _WORKDAYS
    free = serving.slots & (ALL_DAY if always else free_slots(activity, 0, 0, False, False))
    if free == EVENING:
        return math.exp(-b.choice_evening / b.choice_nest)
    return 1.0 if free != 0 else 0.0


@rule
def reckon(weekday: int, menu: Menu, offers: Offers, items: Table, behaviour: Table) -> None:
    """Write what each kind is worth to all alike on a weekday, the best of its offers, novelty left out.

    Parameters
    ----------
    offers : table of OfferRow
        Of the weekday.
    items : table of Item
    """
    b, reckoned = behaviour[0], menu.reckoned[weekday]
    reckoned[:] = -np.inf
    coffee = False
    for a in range(len(offers)):
        coffee = coffee or offers[a].role == CAFE
    for a in range(len(offers)):
        worth = offer_utility(
            offers[a].appeal, 0.0, items[offers[a].entry].expected, b.choice_appeal, b.choice_crowd
        ) + cafe_term(coffee, offers[a].hours, b.choice_lasting_hours, b.choice_cafe)
        reckoned[offers[a].kind] = max(reckoned[offers[a].kind], worth)


@rule
def weigh_servings(menu: Menu, behaviour: Table) -> None:
    """Sum up the servings of each course, for the people of each house and activity."""
    menu.usual[:] = 0.0
    menu.free[:] = 0.0
    b = behaviour[0]
    for s in range(len(menu.servings)):
        serving = menu.servings[s]
        kind = menu.dishes[menu.courses[serving.course]].kind
        worth = max(_LEAST, math.exp(menu.reckoned[serving.weekday, kind] / b.choice_nest))
        menu.free[serving.house, serving.course] += worth
        for activity in range(menu.usual.shape[1]):
            menu.usual[serving.house, activity, serving.course] += worth * share_of_slots(serving, activity, b)
