"""How full each item of the week was, month by month."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from model.hub import ROLES
from model.population import Keys

if TYPE_CHECKING:
    from model.hub import Hub

COLUMNS = {
    "month": ("", "month"),
    "item": ("", "item of the week: a class with its day and part of the day, or an offer that is open to all comers"),
    "kind": ("", "kind of offer"),
    "role": ("", "class, reading, cafe, shop or exhibit"),
    "times": ("", "parts of days in which it was on offer in the month"),
    "places": ("people", "people that it could take; a seat turns over"),
    "taken": ("people", "people whom it took; in a café also those who came for something else"),
    "fill": ("share", "taken / places"),
    "hours_offered": ("h", "places × length of a stay: seat-hours offered"),
    "hours_taken": ("h", "taken × length of a stay: seat-hours taken"),
}
"""Columns of the table: unit and definition."""


type _Item = tuple[str, int, int, float]
"""Name of an item of the week, its kind, its role and the length of a stay, h."""


class Occupancy:
    """Places offered and taken, by month and item of the week; the programme may change in between.

    Attributes
    ----------
    tally : array of int, shape (items, 3)
        Times, places and people of the days at hand, by row of `model.hub.HubState`; the day adds to it.
    """

    def __init__(self) -> None:
        self.tally: Keys = np.zeros((0, 3), np.int64)
        self._items: list[_Item] = []
        self._filed: dict[str, dict[_Item, tuple[int, int, int]]] = {}

    def follow(self, hub: "Hub") -> None:
        """Tally the items of another week from now on."""
        known = (hub.offers[name].tolist() for name in ("kind", "role", "hours"))
        self._items = list(zip(hub.items, *known, strict=True))
        self.tally = np.zeros((len(hub.items), 3), np.int64)

    def file(self, month: str) -> None:
        """File what was tallied under a month, such as ``2026-03``; what is tallied later is added."""
        filed = self._filed.setdefault(month, {})
        for item, (times, places, taken) in zip(self._items, self.tally.tolist(), strict=True):
            if times:
                before = filed.get(item, (0, 0, 0))
                filed[item] = before[0] + times, before[1] + places, before[2] + taken
        self.tally[:] = 0

    def table(self, kinds: list[str]) -> pd.DataFrame:
        """Give what was filed, a row for each month and item; see `COLUMNS`.

        Parameters
        ----------
        kinds : list of str
            Kinds of offer by index.
        """
        rows = []
        for month, filed in self._filed.items():
            for (item, kind, role, hours), (times, places, taken) in filed.items():
                counts = times, places, taken, taken / places, places * hours, taken * hours
                rows.append((month, item, kinds[kind], ROLES[role], *counts))
        return pd.DataFrame(rows, columns=list(COLUMNS))
