"""Choosing the best of several systems with a stated probability of being right."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

type Observe = Callable[[Sequence[int], int, int], np.ndarray]
"""``observe(systems, first, count)`` gives replicates ``first`` to ``first + count − 1``, shape (count, systems)."""


class Choice(NamedTuple):
    """What a procedure chose."""

    best: int
    """The chosen system; the one with the highest mean so far if the choice is not decided."""
    decided: bool
    """The procedure came to its end, so that its guarantee holds."""
    replicates: tuple[int, ...]
    """Replicates after which each system was out of the race; for those in it, all that were made."""
    values: np.ndarray
    """All that was observed, shape (replicates, systems); not a number where a system was out."""


def kim_nelson(
    observe: Observe,
    systems: int,
    least: float,
    *,
    confidence: float = 0.95,
    first: int = 10,
    most: int = 1000,
    together: int = 1,
) -> Choice:
    """Find the system with the highest mean by the fully sequential procedure of Kim and Nelson [1]_.

    If the best mean is at least `least` above all others, the choice is right with a probability of at least
    `confidence`; if not, a system within `least` of the best is chosen with about that probability. Replicates have to
    be independent and differences normal; systems may share their luck, and the more alike they answer to it, the
    sooner it ends.

    After `first` replicates, with ``S²_il`` the variance of the difference of systems i and l, ::

        η = ½ [(2α / (k − 1))^(−2/(first − 1)) − 1],   h² = 2 η (first − 1)
        W_il(r) = max(0, least / (2r) · (h² S²_il / least² − r))

    a system leaves the race at replicate r when its mean is more than ``W_il(r)`` below that of another in it.

    Parameters
    ----------
    observe : callable
        Makes replicates of some of the systems.
    systems : int
        Number k of systems.
    least : float
        Smallest difference that matters.
    confidence : float
        Probability 1 − α of a right choice, above 1/k.
    first : int
        Replicates of the first stage, at least 2; ten and more are advised.
    most : int
        Replicates at which to give up.
    together : int
        Replicates that `observe` is asked for at once; the choice does not depend on it.

    Returns
    -------
    Choice

    References
    ----------
    .. [1] Kim, S.-H. and Nelson, B. L. (2001). A fully sequential procedure for indifference-zone selection in
       simulation. ACM Transactions on Modeling and Computer Simulation 11(3), 251–273. Here with c = 1 and the
       bound that also holds for systems which share their luck.
    """
    everyone = list(range(systems))
    values = np.asarray(observe(everyone, 0, first), float)
    if systems == 1:
        return Choice(0, True, (first,), values)
    alpha = 1.0 - confidence
    eta = 0.5 * ((2.0 * alpha / (systems - 1)) ** (-2.0 / (first - 1)) - 1.0)
    spread = 2.0 * eta * (first - 1) * (values[:, :, None] - values[:, None, :]).var(axis=0, ddof=1)
    race = everyone
    out: dict[int, int] = {}
    r = first
    while True:
        means = values[:r].mean(axis=0)
        width = np.maximum(0.0, (spread / least - least * r) / (2.0 * r))
        stay = [i for i in race if all(means[i] >= means[j] - width[i, j] for j in race if j != i)]
        out |= {i: r for i in race if i not in stay}
        race = stay
        # Beyond this replicate no width is left: the highest mean stands alone, or is shared by equals.
        ended = len(race) == 1 or all(width[i, j] == 0.0 for i in race for j in race if i != j)
        if ended or r >= most:
            best = max(race, key=lambda i: means[i])
            return Choice(best, ended, tuple(out.get(i, r) for i in everyone), values[:r])
        if r == len(values):
            count = min(together, most - r)
            more = np.full((count, systems), np.nan)
            more[:, race] = observe(race, r, count)
            values = np.vstack([values, more])
        values[r, [i for i in everyone if i not in race]] = np.nan
        r += 1
