"""Whether to go to the hub today, and for what: a nested logit over the offers of the day.

    V(u, a, t) = taste + culture affinity + reading + habit + peers + satisfaction + trust + appeal + novelty
                 − price − travel − crowd − barrier + café − satiation
    P(go) = 1 / (1 + exp(V(home) − λ ln Σₐ exp(V(a)/λ))),   P(a | go) = exp(V(a)/λ) / Σ exp(V/λ)

With V = α ln A − β ln D the share of a place is Huff's (1964); with the travel term linear in minutes it is the
exponential relative of it.

References
----------
[1] McFadden 1978, *Modelling the choice of residential location*: the nested logit as a random utility model.
[2] Ben-Akiva & Lerman 1985, *Discrete choice analysis*: the inclusive value and the scale λ in (0, 1].
[3] Huff 1964, *Defining and estimating a trading area*: shares that fall with distance.
"""

import math

from agents.compiled import rule


@rule
def culture_affinity(
    own: bool, attachment: float, curiosity: float, knowledge: float, warmth: float, weight: float
) -> float:
    """Pull of an offer's host culture, in utility.

    Attachment for one's own culture; curiosity × (1 − knowledge) + weight × warmth for another.

    Parameters
    ----------
    own : bool
        The host culture is the person's own.
    attachment, curiosity : float
        The person's, utility.
    knowledge, warmth : float
        Of and towards the host culture, 0–1.
    weight : float
        Utility of full warmth.
    """
    if own:
        return attachment
    return curiosity * (1.0 - knowledge) + weight * warmth


@rule
def novelty(days_open: float, full: float, fading_days: float) -> float:
    """Utility of the new: full · exp(−days / fading_days)."""
    return full * math.exp(-max(days_open, 0.0) / fading_days)


@rule
def satiation(days: float, full: float, fading_days: float) -> float:
    """Utility lost for having come lately: full · exp(−days / fading_days).

    Times between visits are more regular than chance alone would make them.

    Notes
    -----
    The form is assumed; Chatfield & Goodhardt 1973 condensed the negative binomial for the same reason.
    """
    return full * math.exp(-max(days, 0.0) / fading_days)


@rule
def price_term(price: float, party: int, income: float, weight: float) -> float:
    """Loss of utility by the price: −weight · price · party / income.

    Parameters
    ----------
    price : float
        A person's, KZT.
    party : int
        People who pay.
    income : float
        Disposable income of those who decide, KZT a day; at least 1 KZT counts.
    weight : float
        Loss per day's income spent.
    """
    return -weight * price * party / max(income, 1.0)


@rule
def travel_term(minutes: float, weight: float) -> float:
    """Loss of utility by the way: −weight · minutes, one way."""
    return -weight * minutes


@rule
def barrier_term(barrier: float, accessibility: float) -> float:
    """Loss of utility by obstacles in the building: −barrier · (1 − accessibility)."""
    return -barrier * (1.0 - accessibility)


@rule
def offer_utility(appeal: float, newness: float, fill: float, appeal_weight: float, crowd_weight: float) -> float:
    """What an offer is worth to everybody alike today: appeal_weight · appeal + newness − crowd_weight · fill.

    Parameters
    ----------
    appeal : float
        Quality as people see it, 0–1.
    newness : float
        Utility of the new.
    fill : float
        Expected share of places taken, 0–1.
    appeal_weight, crowd_weight : float
        Utility of full appeal; loss when full.
    """
    return appeal_weight * appeal + newness - crowd_weight * fill


@rule
def cafe_term(within_reach: bool, hours: float, lasting_hours: float, gain: float) -> float:
    """Gain of an offer that lasts by a café: `gain` if hours ≥ lasting_hours and a café is within reach, else 0.

    Parameters
    ----------
    within_reach : bool
        A café is open at the time and in the house, and the unit is admitted and could pay.
    hours, lasting_hours : float
        Length of the offer, and the length from which an offer lasts, h.
    gain : float
        Utility.
    """
    return gain if within_reach and hours >= lasting_hours else 0.0


@rule
def person_utility(
    habit: float,
    peers: float,
    satisfaction: float,
    trust: float,
    habit_weight: float,
    peers_weight: float,
    satisfaction_weight: float,
    trust_weight: float,
) -> float:
    """What going to the hub at all is worth to a person by experience.

    β_habit · habit + β_peers · peers + β_satisfaction · (satisfaction − ½) + β_trust · (trust − ½)

    Parameters
    ----------
    habit, peers, satisfaction, trust : float
        Habit strength; share of close ties who came in the last days; remembered satisfaction; trust; all 0–1.
        Satisfaction and trust count from ½, which is where people without experience stand.
    habit_weight, peers_weight, satisfaction_weight, trust_weight : float
        Utility of a full against an empty value.
    """
    return (
        habit_weight * habit
        + peers_weight * peers
        + satisfaction_weight * (satisfaction - 0.5)
        + trust_weight * (trust - 0.5)
    )


@rule
def belonging(own_circle: bool, roots: float, weight: float) -> float:
    """Pull of the class in which one is at home: weight · roots; 0 for any other offer.

    Parameters
    ----------
    own_circle : bool
        The session is the one in which the person is rooted.
    roots : float
        How firmly, 0–1.
    weight : float
        Utility of full roots.
    """
    return weight * roots if own_circle else 0.0


@rule
def home_utility(
    base: float, rest_day: bool, weekend: float, bad: bool, bad_weather: float, summer: float, summer_weight: float
) -> float:
    """Utility of staying away today: base + summer_weight · summer + [rest_day] · weekend + [bad] · bad_weather.

    Parameters
    ----------
    base : float
        On a working day in spring.
    rest_day : bool
        Weekend or public holiday; adds `weekend`.
    bad : bool
        Bad weather; adds `bad_weather`.
    summer : float
        Nearness to midsummer, 0–1; adds `summer_weight` times itself.
    """
    utility = base + summer_weight * summer
    if rest_day:
        utility += weekend
    if bad:
        utility += bad_weather
    return utility


@rule
def chance_to_go(inclusive: float, home: float, nest: float) -> float:
    """Probability to go, given the sum over the nest: 1 / (1 + exp(V(home) − λ ln Σₐ exp(V(a)/λ))).

    Parameters
    ----------
    inclusive : float
        Σₐ exp(V(a)/λ); 0 if there is nothing to go for.
    home : float
        Utility of staying away.
    nest : float
        Scale λ of the nest, 0 < λ ≤ 1.
    """
    if inclusive <= 0.0:
        return 0.0
    return 1.0 / (1.0 + math.exp(home - nest * math.log(inclusive)))


@rule
def race_time(uniform: float, pull: float) -> float:
    """Time in which an offer arrives: −ln(u) / e^(V/λ). That which arrives first is a draw from the logit.

    Exponential with the rate e^(V/λ). Its −ln is V/λ + a standard Gumbel number, whose largest is such a draw [1].

    Parameters
    ----------
    uniform : float
        Luck of unit and offer, strictly between 0 and 1.
    pull : float
        e^(V/λ) of the offer, more than 0.
    """
    return -math.log(uniform) / pull


@rule
def family_weight(child: bool, child_weight: float) -> float:
    """Weight of a member's utility in a joint decision: w = child_weight for a child, 1 for an adult."""
    return child_weight if child else 1.0


@rule
def joint_utility(weighted: float, weights: float) -> float:
    """Utility to a family, before what is common to all: the weighted mean of its members', Σ wᵢ Vᵢ / Σ wᵢ.

    Parameters
    ----------
    weighted, weights : float
        Σ wᵢ Vᵢ and Σ wᵢ over the members who decide, with the weights of `family_weight`.
    """
    return weighted / weights
