"""Ties: bounded ego networks in a table.

A tie stands at both its ends: row ``i`` holds ``ties[i, s].other == j`` and row ``j`` holds ``ties[j, r].other == i``,
with the same hours, last contact and birth. The width of the table is the number of ties that a person can
hold; the slots below `Person.degree` are in use. Children hold no ties; their rows come after all others in the table
of the people, so that the ties need none for them.
"""

import numpy as np
from numpy.typing import NDArray

from model.rows import Table, row_type, table


class Tie:
    """One end of a tie."""

    other: np.int32
    """Row of the other person; −1 in an empty slot."""
    hours: np.float32
    """Shared hours as of `last`; they fade since then unless there is contact."""
    last: np.int16
    """Day of the last contact."""
    since: np.int16
    """Day on which the tie began; 0 or less if it was there at the start."""


TIE = row_type(Tie)

type Ties = Table
"""Ends of ties; residents × capacity of `Tie`."""


def empty_ties(residents: int, capacity: int) -> Ties:
    """Make room for the ties of a number of residents.

    Parameters
    ----------
    residents : int
        Rows.
    capacity : int
        Ties that a person can hold.

    Returns
    -------
    Ties
        Without any tie.
    """
    ties = table(TIE, (residents, capacity))
    ties.other[:] = -1
    return ties


def in_use(ties: Ties, degree: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Tell which slots hold a tie.

    Parameters
    ----------
    ties : Ties
    degree : array of int, shape (people,)
        Ties that each person holds.

    Returns
    -------
    array of bool, shape (residents, capacity)
    """
    return np.arange(ties.shape[1]) < np.asarray(degree)[: len(ties), np.newaxis]


def each_tie(ties: Ties, degree: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and slots at which each tie stands once: at the one of its ends whose row comes first; see `in_use`."""
    rows, slots = np.nonzero(in_use(ties, degree) & (np.arange(len(ties))[:, np.newaxis] < ties.other))
    return rows, slots
