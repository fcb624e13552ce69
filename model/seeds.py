"""Seeds: which numbers are one. Checked here alone, for the command line and for Python alike."""

from typing import Any

import numpy as np

from model.scenario.errors import InputError, Problem, written

SEEDS = 2**63
"""Seeds there are, from 0; tables hold them as whole numbers of 64 bits with a sign."""


def check_seeds(first: Any, runs: int = 1, name: str = "rng") -> int:
    """Check a seed, and those that follow it.

    Parameters
    ----------
    first : Any
        What was given as the seed.
    runs : int
        Seeds that are needed, one after the other.
    name : str
        Name by which the user knows the seed.

    Returns
    -------
    int
        The seed.

    Raises
    ------
    InputError
        It is no whole number, or it or one of those that follow is not from 0 to 2⁶³ − 1.
    """
    whole = isinstance(first, int | np.integer) and not isinstance(first, bool | np.bool_)
    if not whole or not 0 <= int(first) <= SEEDS - max(1, runs):
        asked = f" ({runs} seeds follow each other)" if runs > 1 else ""
        raise InputError(
            Problem(f"must be a whole number from 0 to {SEEDS - max(1, runs)}{asked}", name, written(first) or "{…}")
        )
    return int(first)
