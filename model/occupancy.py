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


class Occupancy:
    """Places offered and taken, by month and item of the week; the programme may change in between.

    Attributes
    ----------
    tally : array of int, shape (items, 3)
        Times, places and people of the days at hand, by row of `model.hub.HubState`; the day adds to it.
    """

    def __init__(self) -> None:
        self.tally: Keys = np.zeros((0, 3), np.int64)
        self._items: list[tuple[str, int, int, float]] = []
        self._filed: dict[tuple[str, tuple[str, int, int, float]], Keys] = {}

    def follow(self, hub: "Hub") -> None:
        """Tally the items of another week from now on."""
        columns = ("entry", "kind", "role", "hours")
        offers = {
            entry: known for day in hub.week for entry, *known in zip(*(day[c].tolist() for c in columns), strict=True)
        }
        self._items = [(name, *offers.get(row, (0, 0, 0.0))) for row, name in enumerate(hub.items)]
        self.tally = np.zeros((len(hub.items), 3), np.int64)

    def file(self, month: str) -> None:
        """File what was tallied under a month, such as ``2026-03``; what is tallied later is added."""
        for item, found in zip(self._items, self.tally, strict=True):
            if found[0]:
                self._filed[month, item] = self._filed.get((month, item), 0) + found
        self.tally[:] = 0

    def table(self, kinds: list[str]) -> pd.DataFrame:
        """Give what was filed, a row for each month and item; see `COLUMNS`.

        Parameters
        ----------
        kinds : list of str
            Kinds of offer by index.
        """
        rows = []
        for (month, (item, kind, role, hours)), found in self._filed.items():
            times, places, taken = found.tolist()
            fill = taken / places
            rows.append(
                (month, item, kinds[kind], ROLES[role], times, places, taken, fill, places * hours, taken * hours)
            )
        return pd.DataFrame(rows, columns=list(COLUMNS))
