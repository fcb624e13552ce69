"""Loans, lapse and return of readers.

The spillover c from visits for another purpose to reading is the least evidenced parameter of the model: no
quantitative study of a café's or a class's effect on loans was found.
"""

import math

from agents.compiled import rule


@rule
def logistic(x: float) -> float:
    """1 / (1 + exp(−x)); 0 where that is below what a number can hold."""
    if x < -700.0:
        return 0.0
    return 1.0 / (1.0 + math.exp(-x))


@rule
def borrowing_inclination(
    base: float,
    propensity: float,
    other_purpose: float,
    coffee_hours: float,
    coffee: float,
    book_event: float,
    event: float,
    reading_ties: float,
    peers: float,
    collection_now: float,
    collection: float,
) -> float:
    """Logit of taking a book home on a visit.

    Parameters
    ----------
    base : float
        Of an average reader who comes to read.
    propensity : float
        The person's lasting inclination.
    other_purpose : float
        Added when the visit is for something else; 0 when it is for reading.
    coffee_hours, coffee : float
        Hours over a coffee, and what an hour adds.
    book_event, event : float
        How far the visit was about books (0–1), and what that adds.
    reading_ties, peers : float
        Share of active readers among ties (0–1), and what that adds.
    collection_now, collection : float
        State of the collection (0–1, counted from ½), and what it adds.

    Returns
    -------
    float
        Logit; `logistic` makes it a probability.
    """
    return (
        base
        + propensity
        + other_purpose
        + coffee * coffee_hours
        + event * book_event
        + peers * reading_ties
        + collection * (collection_now - 0.5)
    )


@rule
def collection_state(quality: float, freshness: float) -> float:
    """State of the collection: mean of quality and freshness, 0–1 (assumed equal parts)."""
    return 0.5 * (quality + freshness)


@rule
def lapse_hazard(base: float, habit: float, habit_protects: float, minutes: float, distance_adds: float) -> float:
    """Daily hazard that an active reader lapses: base · exp(−habit_protects · habit + distance_adds · minutes)."""
    return base * math.exp(distance_adds * minutes - habit_protects * habit)


@rule
def return_chance(spillover: float, exposure: float) -> float:
    """Chance that a lapsed reader takes up reading again on a visit for another purpose: c · exposure.

    Together with the daily hazard h0 of those who do not visit: h0 + c · (visits × exposure).
    """
    return min(1.0, spillover * exposure)


@rule
def poisson(mean: float, uniform: float) -> int:
    """Poisson number by inversion of one uniform; monotone in the mean, so that designs share their luck."""
    probability = math.exp(-mean)
    cumulated = probability
    count = 0
    while uniform > cumulated and count < 10_000:
        count += 1
        probability *= mean / count
        cumulated += probability
    return count
