"""Ties counted by group and stage, and the measures of homophily that follow."""

from typing import NamedTuple

import numpy as np

STAGES = ("acquaintances", "casual friends", "friends", "close friends")


class TieCount(NamedTuple):
    """The ties of all residents on one day."""

    ends: np.ndarray
    """Ends of ties by the holder's group, the other's group and the stage; whole numbers."""
    hours: float
    """Shared hours of all ties, h."""
    with_friend_across: int
    """Residents who have a friend or close friend of another group."""
    made: int
    """Ties made since the start."""
    made_across: int
    """Ties made since the start, across groups."""

    @property
    def by_stage(self) -> np.ndarray:
        """Number of ties of each stage."""
        return self.ends.sum(axis=(0, 1)) // 2

    @property
    def total(self) -> int:
        """Number of ties."""
        return int(self.ends.sum()) // 2

    @property
    def across(self) -> int:
        """Number of ties across groups."""
        pairs = self.ends.sum(axis=2)
        return int(pairs.sum() - np.trace(pairs)) // 2

    @property
    def across_share(self) -> float:
        """Share of ties across groups; NaN without ties."""
        return self.across / self.total if self.total else float("nan")

    @property
    def ei_index(self) -> float:
        """Krackhardt & Stern's (E − I) / (E + I): −1 all within the group, +1 all across; NaN without ties."""
        return 2.0 * self.across_share - 1.0

    def inbreeding_homophily(self, sizes: np.ndarray) -> np.ndarray:
        """Coleman's inbreeding homophily of each group: (H − w) / (1 − w).

        Parameters
        ----------
        sizes : array of int, shape (groups,)
            Residents by group; w is the group's share.

        Returns
        -------
        array of float, shape (groups,)
            0 if the group's ties are as mixed as the population, 1 if all are within; NaN for a group without ties.
        """
        pairs = self.ends.sum(axis=2).astype(float)
        held = pairs.sum(axis=1)
        share = sizes / sizes.sum()
        with np.errstate(divide="ignore", invalid="ignore"):
            within = np.diag(pairs) / held
            return (within - share) / (1.0 - share)

    @property
    def assortativity(self) -> float:
        """Newman's attribute assortativity over ethnic groups: (tr e − ‖e²‖) / (1 − ‖e²‖); NaN if undefined."""
        pairs = self.ends.sum(axis=2).astype(float)
        if pairs.sum() == 0.0:
            return float("nan")
        e = pairs / pairs.sum()
        expected = float(e.sum(axis=1) @ e.sum(axis=0))
        return (float(np.trace(e)) - expected) / (1.0 - expected) if expected < 1.0 else float("nan")
