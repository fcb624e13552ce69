"""What a programme board makes of a survey: whose voice weighs more, how much is moved, and at which price.

Form and sizes are assumed. A survey is held once a month, so these rules stay plain Python.
"""

from agents.compiled import rule


@rule
def response_chance(visitor: bool, of_visitors: float, of_others: float, visitors_only: bool) -> float:
    """Probability that somebody who is asked answers: p = of_visitors for a visitor, else of_others, or 0.

    Parameters
    ----------
    visitor : bool
        Came to the house lately.
    of_visitors, of_others : float
        Response rates.
    visitors_only : bool
        Nobody else is asked.
    """
    if visitor:
        return of_visitors
    return 0.0 if visitors_only else of_others


def voice(underserved: float, equity: float) -> float:
    """Weight of an answer: 1 + equity · share of the person's groups that come less often than people do on average."""
    return 1.0 + equity * underserved


def moves_due(rate: float, gap: float, left: float) -> tuple[int, float]:
    """Sessions that are moved this month.

    rate · gap + what was left of the months before; the fraction is left for the next.

    Parameters
    ----------
    rate : float
        Learning rate: share of the gap that reaches the timetable in a month, 0–1.
    gap : float
        Sessions wished for that the timetable lacks.
    left : float
        Fraction left over, 0–1.

    Returns
    -------
    tuple of int, float
        Whole sessions, and the fraction that is left.
    """
    due = rate * gap + left
    # A hair above, so that ten tenths make a whole.
    whole = int(due + 1e-9)
    return whole, max(0.0, due - whole)


def price_after_survey(price: float, dear: float, borne: float, rate: float, lowest: float) -> float:
    """Price of a class next month, KZT: lowered where more people find it too dear than the board bears.

    max(lowest, price · (1 − rate · max(0, dear − borne)))

    Parameters
    ----------
    price : float
        Of this month, KZT.
    dear : float
        Weighted share of the answers that call it too dear, 0–1.
    borne : float
        Share that the board puts up with, 0–1.
    rate : float
        Learning rate, 0–1.
    lowest : float
        Lowest price, KZT.
    """
    return max(lowest, price * (1.0 - rate * max(0.0, dear - borne)))
