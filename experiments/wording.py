"""Numbers as people read them."""

import math

from experiments.intervals import Interval

MINUS = "\u2212"
_MOST_PLACES = 6


def amount(value: float, like: float | None = None, signed: bool = False) -> str:
    """Write a number with as many places as its size calls for.

    Parameters
    ----------
    value : float
        The number; not a number is written as a dash.
    like : float, optional
        Number that decides on the places, so that the ends of an interval are written like its mean.
    signed : bool
        Write a plus, too.
    """
    if math.isnan(value):
        return "–"
    size = abs(value if like is None else like)
    places = 0 if size >= 100 or size == 0 else 1 if size >= 10 else 2 if size >= 1 else 3
    if 0 < size < 0.01:
        places = min(_MOST_PLACES, 1 - math.floor(math.log10(size)))
    text = f"{abs(value):,.{places}f}"
    nothing = not text.strip("0.,")
    sign = "" if nothing else MINUS if value < 0 else "+" if signed else ""
    return sign + text


def chance_in_words(chance: float) -> str:
    """Write a probability with two places, and never as certain."""
    if math.isnan(chance):
        return "–"
    return "< 0.01" if chance < 0.01 else "> 0.99" if chance > 0.99 else f"{chance:.2f}"


def with_interval(interval: Interval, signed: bool = False) -> tuple[str, str]:
    """Write a mean and its interval: ``'1,204'`` and ``'1,187 to 1,221'``; no interval gives an empty text."""
    mean = amount(interval.mean, signed=signed)
    if math.isnan(interval.low):
        return mean, ""
    low, high = (amount(end, like=interval.mean, signed=signed) for end in (interval.low, interval.high))
    return mean, f"{low} to {high}"
