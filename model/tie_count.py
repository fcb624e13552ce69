"""Ties counted by group and stage, feelings summed, and the measures that follow."""

import math
from typing import NamedTuple

import numpy as np

from model.day.today import GroupCount
from model.population import Keys


class TieCount(NamedTuple):
    """The ties of all residents on one day, and what people feel and know; whole numbers."""

    ends: Keys
    """Ends of ties by the holder's group, the other's group and the stage."""
    whole: Keys
    """Sums over everybody; columns of `GroupCount`."""
    residents: Keys
    """Residents by group."""

    @property
    def acquaintances(self) -> int:
        """Ties below the hours of a casual friend."""
        return int(self.ends[:, :, 0].sum()) // 2

    @property
    def casual_friends(self) -> int:
        """Ties of casual friends."""
        return int(self.ends[:, :, 1].sum()) // 2

    @property
    def friends(self) -> int:
        """Ties of friends."""
        return int(self.ends[:, :, 2].sum()) // 2

    @property
    def close_friends(self) -> int:
        """Ties of close friends."""
        return int(self.ends[:, :, 3].sum()) // 2

    @property
    def total(self) -> int:
        """Number of ties."""
        return int(self.ends.sum()) // 2

    @property
    def hours(self) -> float:
        """Shared hours of all ties, h."""
        return math.fsum(self._hours(stage) for stage in range(4))

    @property
    def hours_acquaintances(self) -> float:
        """Shared hours of acquaintances, h."""
        return self._hours(0)

    @property
    def hours_casual_friends(self) -> float:
        """Shared hours of casual friends, h."""
        return self._hours(1)

    @property
    def hours_friends(self) -> float:
        """Shared hours of friends, h."""
        return self._hours(2)

    @property
    def hours_close_friends(self) -> float:
        """Shared hours of close friends, h."""
        return self._hours(3)

    def _hours(self, stage: int) -> float:
        return int(self.whole[GroupCount.HOURS + stage]) / 200.0

    @property
    def with_friend_across(self) -> int:
        """Residents who have a friend or close friend of another group."""
        return int(self.whole[GroupCount.FRIEND_ACROSS])

    @property
    def made(self) -> int:
        """Ties made since the start."""
        return int(self.whole[GroupCount.MADE]) // 2

    @property
    def made_across(self) -> int:
        """Ties made since the start, across groups."""
        return int(self.whole[GroupCount.MADE_ACROSS]) // 2

    @property
    def across(self) -> int:
        """Ties across groups."""
        pairs = self.ends.sum(axis=2)
        return int(pairs.sum() - np.trace(pairs)) // 2

    @property
    def across_share(self) -> float:
        """Share of ties across groups; NaN without ties."""
        return self.across / self.total if self.total else math.nan

    @property
    def ei_index(self) -> float:
        """Krackhardt & Stern's (E − I) / (E + I): −1 all within the group, +1 all across; NaN without ties."""
        return 2.0 * self.across_share - 1.0

    @property
    def ei_expected(self) -> float:
        """E–I index of any ties if the residents' groups were dealt out anew at random; NaN with fewer than two.

        1 − 2 Σ n (n − 1) / (N (N − 1)) over the groups' sizes n: the mean over all permutations, in closed form.
        """
        pairs = int(self.residents.sum()) * (int(self.residents.sum()) - 1)
        return 1.0 - 2.0 * int((self.residents * (self.residents - 1)).sum()) / pairs if pairs else math.nan

    @property
    def inbreeding_homophily(self) -> np.ndarray:
        """Coleman's inbreeding homophily of each group, (H − w) / (1 − w), w the group's share of residents.

        0 if the group's ties are as mixed as the population, 1 if all are within; NaN for a group without ties.
        """
        pairs = self.ends.sum(axis=2).astype(float)
        share = self.residents / self.residents.sum()
        with np.errstate(divide="ignore", invalid="ignore"):
            return (np.diag(pairs) / pairs.sum(axis=1) - share) / (1.0 - share)

    @property
    def mean_inbreeding_homophily(self) -> float:
        """Mean over residents of the inbreeding homophily of their group; NaN without ties."""
        by_group = self.inbreeding_homophily
        known = np.isfinite(by_group) & (self.residents > 0)
        weights = self.residents[known]
        return float(by_group[known] @ weights / weights.sum()) if weights.sum() else math.nan

    @property
    def assortativity(self) -> float:
        """Newman's attribute assortativity over ethnic groups: (tr e − ‖e²‖) / (1 − ‖e²‖); NaN if undefined."""
        pairs = self.ends.sum(axis=2).astype(float)
        if pairs.sum() == 0.0:
            return math.nan
        e = pairs / pairs.sum()
        expected = float(e.sum(axis=1) @ e.sum(axis=0))
        return (float(np.trace(e)) - expected) / (1.0 - expected) if expected < 1.0 else math.nan

    @property
    def warmth_met(self) -> float:
        """Mean warmth towards the people of other groups met here, 0–1."""
        return self._feeling(GroupCount.WARMTH_MET, GroupCount.PAIRS)

    @property
    def warmth_group(self) -> float:
        """Mean warmth towards other groups as a whole, 0–1."""
        return self._feeling(GroupCount.WARMTH_GROUP, GroupCount.PAIRS)

    @property
    def knowledge(self) -> float:
        """Mean knowledge of other cultures, 0–1."""
        return self._feeling(GroupCount.KNOWLEDGE, GroupCount.PAIRS)

    @property
    def regard(self) -> float:
        """Mean regard for people with disabilities, 0–1."""
        return self._feeling(GroupCount.REGARD, GroupCount.PEOPLE)

    def _feeling(self, total: GroupCount, number: GroupCount) -> float:
        over = int(self.whole[number])
        return int(self.whole[total]) / 1e6 / over if over else math.nan
