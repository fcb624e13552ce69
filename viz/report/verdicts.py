"""What an interval says of a difference."""

import math

from experiments.intervals import Interval


def verdict(interval: Interval, money: bool = False) -> str:
    """``more``, ``less`` or ``unclear``; empty where there is no interval, or the money is a level, no difference."""
    if money or math.isnan(interval.low):
        return ""
    return {1: "more", -1: "less", 0: "unclear"}[interval.side]
