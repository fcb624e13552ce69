"""Ties: bounded ego networks in arrays.

A tie stands at both its ends: row ``i`` holds ``other[i, s] == j`` and row ``j`` holds ``other[j, r] == i`` with the same
hours, last contact and birth. The width of the arrays is the number of ties that a person can hold.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.population import Ints


class Ties(NamedTuple):
    """Ego networks of all residents; arrays of N rows × capacity slots. Slots below `degree` are in use."""

    degree: Ints
    """Number of ties held, N."""
    other: Ints
    """Row of the other person; −1 in an empty slot."""
    hours: NDArray[np.float32]
    """Shared hours as of `last`; decays since then unless there is contact."""
    last: Ints
    """Day of the last contact."""
    since: Ints
    """Day on which the tie began; 0 or less if it was there at the start."""


def empty_ties(people: int, capacity: int) -> Ties:
    """Make room for the ties of a number of people.

    Parameters
    ----------
    people : int
        Rows.
    capacity : int
        Ties that a person can hold.

    Returns
    -------
    Ties
        Without any tie.
    """
    return Ties(
        degree=np.zeros(people, np.int32),
        other=np.full((people, capacity), -1, np.int32),
        hours=np.zeros((people, capacity), np.float32),
        last=np.zeros((people, capacity), np.int32),
        since=np.zeros((people, capacity), np.int32),
    )
