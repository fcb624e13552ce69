"""Visiting parties."""

import math

from agents.compiled import rule


@rule
def arrival_rate(parties_a_day: float, considered: float, pull: float, reputation: float, highlight: float) -> float:
    """Parties that come into question for the hub, a day.

    rate · considered · (1 + pull · reputation · highlight)

    Parameters
    ----------
    parties_a_day : float
        Parties that arrive near the settlement, by the month.
    considered : float
        Share of them that hear of the hub.
    pull : float
        Arrivals added by a highlight of full appeal and reputation.
    reputation, highlight : float
        Of the hub, as last season's guests carried it home; appeal of its highlight, 0 without one; 0–1.
    """
    return parties_a_day * considered * (1.0 + pull * reputation * highlight)


@rule
def stay(mean_days: float, uniform: float) -> int:
    """Length of a stay in days: geometric with the given mean m, 1 + ⌊ln u / ln(1 − 1/m)⌋; 1 where m ≤ 1."""
    if mean_days <= 1.0:
        return 1
    return 1 + int(math.log(uniform) / math.log(1.0 - 1.0 / mean_days))


@rule
def party_size(more: float, uniform: float) -> int:
    """People in a party, 1 to 5: 1 + a binomial number of n = 4 trials with p = more / 4.

    By inversion of one uniform.
    """
    share = more / 4.0
    probability = (1.0 - share) * (1.0 - share) * (1.0 - share) * (1.0 - share)
    cumulated = probability
    companions = 0
    while companions < 4 and uniform > cumulated:
        if share >= 1.0:
            return 5
        probability *= (4 - companions) / (companions + 1.0) * share / (1.0 - share)
        companions += 1
        cumulated += probability
    return 1 + companions
