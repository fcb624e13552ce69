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

    base + propensity + other_purpose + coffee · hours + event · about_books + peers · readers among ties
    + collection · (state − ½)

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
def reader_worth(state: int, never: float, lapsed: float, active: float) -> float:
    """Utility of the reading room by reading state, a term of V(u, a, t): β_reading = never, lapsed or active.

    Parameters
    ----------
    state : int
        0 never read, 1 lapsed, 2 active.
    never, lapsed, active : float
        Utility in each state.
    """
    if state == 2:
        return active
    return lapsed if state == 1 else never


@rule
def collection_state(quality: float, freshness: float, weight: float) -> float:
    """State of the collection, 0–1: (1 − w) · quality + w · freshness, with the weight w of freshness."""
    return (1.0 - weight) * quality + weight * freshness


@rule
def lapse_hazard(
    base: float, habit: float, habit_protects: float, minutes: float, distance_adds: float, most: float
) -> float:
    """Daily hazard that an active reader lapses.

    base · min(most, exp(−habit_protects · habit + distance_adds · minutes))

    Parameters
    ----------
    base : float
        Without habit, next door, 1/day.
    habit, habit_protects : float
        Habit strength, 0–1; full habit divides the hazard by e to this.
    minutes, distance_adds : float
        One way, and what each minute adds to the exponent.
    most : float
        Base hazards that the longest way makes at most.
    """
    return min(most * base, base * math.exp(distance_adds * minutes - habit_protects * habit))


@rule
def start_chance(returning: float, share: float) -> float:
    """Chance that one who never read takes up reading on a visit for another purpose: share · `return_chance`."""
    return returning * share


@rule
def return_chance(spillover: float, exposure: float) -> float:
    """Chance that a lapsed reader takes up reading again on a visit for another purpose: c · exposure.

    Together with the daily hazard h0 of those who do not visit: h0 + c · (visits × exposure).
    """
    return min(1.0, spillover * exposure)


@rule
def poisson(mean: float, uniform: float) -> int:
    """Poisson number by inversion of one uniform: the smallest n with u ≤ Σ e^−m m^k / k! over k = 0 … n.

    Monotone in the mean m, so that designs share their luck.
    """
    probability = math.exp(-mean)
    cumulated = probability
    count = 0
    while uniform > cumulated and count < 10_000:
        count += 1
        probability *= mean / count
        cumulated += probability
    return count
