"""The chronicle of a run: what each day and each month added up to."""

import numpy as np
import pandas as pd

from model.board import Verdict
from model.day.today import COUNTS
from model.grouping import Grouping
from model.month_account import MonthAccount
from model.population import Floats
from model.tie_count import TieCount

_BLOCK = 1024

STOCKS = (
    "people",
    "residents",
    "reach_30",
    "active_readers",
    "returned_readers",
    "loans_total",
    "aware",
)
"""Columns of `model.day.counting.count_groups`."""


class Chronicle:
    """Whole-number records of the days and months lived; grows as needed.

    Parameters
    ----------
    kinds : list of str
        Kinds of offer.
    groupings : tuple of Grouping
        Ways to divide the people.
    population, residents : int
        People, and those of 15 or older among them.
    """

    def __init__(self, kinds: list[str], groupings: tuple[Grouping, ...], population: int, residents: int) -> None:
        self.population = population
        self.residents = residents
        self.kinds = kinds
        self.groupings = groupings
        self.days = 0
        self.counts = np.zeros((_BLOCK, COUNTS), np.int64)
        self.visits_by_kind = np.zeros((_BLOCK, len(kinds)), np.int64)
        self.sales_by_kind = np.zeros((_BLOCK, 2, len(kinds)), np.int64)
        self.reputation = np.zeros(_BLOCK)
        self._tie_counts: list[TieCount] = []
        self._tie_days: list[int] = []
        last = groupings[-1]
        self.cells = last.first + len(last.labels)
        self.visits_by_group = np.zeros(self.cells, np.int64)
        self.months: list[tuple[str, np.ndarray, np.ndarray]] = []
        self.accounts: list[MonthAccount] = []
        self.verdicts: list[Verdict] = []

    def turn_page(self) -> int:
        """Open the sheet of the next day; gives its row."""
        if self.days == len(self.counts):
            self.counts = np.vstack([self.counts, np.zeros_like(self.counts)])
            self.visits_by_kind = np.vstack([self.visits_by_kind, np.zeros_like(self.visits_by_kind)])
            self.sales_by_kind = np.vstack([self.sales_by_kind, np.zeros_like(self.sales_by_kind)])
            self.reputation = np.concatenate([self.reputation, np.zeros_like(self.reputation)])
        self.days += 1
        return self.days - 1

    @property
    def daily(self) -> np.ndarray:
        """Counts of the days lived; index columns with `Count`."""
        return self.counts[: self.days]

    def file_ties(self, count: TieCount) -> None:
        """File a count of the ties; it stands from the day at hand until the next."""
        self._tie_days.append(self.days)
        self._tie_counts.append(count)

    @property
    def last_ties(self) -> TieCount:
        """The last count of the ties."""
        return self._tie_counts[-1]

    def tie_series(self, field: str) -> Floats:
        """Give one number of the counts of ties, a value a day: the count that stood on that day."""
        values = np.array([getattr(count, field) for count in self._tie_counts], float)
        standing = np.searchsorted(self._tie_days, np.arange(1, self.days + 1), side="right") - 1
        return values[standing]

    def file_account(self, account: MonthAccount) -> None:
        """File the account of a month; it stands from the day at hand until the next."""
        self.accounts.append(account)

    def file_verdict(self, verdict: Verdict) -> None:
        """File what a survey says of the programme; it stands from the day at hand until the next."""
        self.verdicts.append(verdict)

    def verdict_series(self, field: str) -> Floats:
        """Give one number of the surveys, a value a day: that of the last one; NaN before the first."""
        values = [float(getattr(verdict, field)) for verdict in self.verdicts]
        held = np.searchsorted([verdict.day for verdict in self.verdicts], np.arange(1, self.days + 1), side="right")
        return np.array([np.nan, *values])[held]

    def account_series(self, values: Floats, before: float) -> Floats:
        """Give one number of the accounts, a value a day: that of the last month closed.

        Parameters
        ----------
        values : array of float
            One for each account.
        before : float
            Stands until a month is closed.
        """
        closed = np.searchsorted([account.day for account in self.accounts], np.arange(1, self.days + 1), side="right")
        return np.concatenate([[before], values])[closed]

    def close_month(self, month: str, stocks: np.ndarray) -> None:
        """File the month's visits and the stocks at its end, by group.

        Parameters
        ----------
        month : str
            Such as ``2026-03``.
        stocks : array of int, shape (cells, 7)
        """
        self.months.append((month, self.visits_by_group.copy(), stocks.copy()))
        self.visits_by_group[:] = 0

    def by_group(self, name: str) -> pd.DataFrame:
        """Give the months by group, tidy.

        Parameters
        ----------
        name : str
            Name of a grouping, such as ``ethnic_group``.

        Returns
        -------
        pandas.DataFrame
            Columns ``month``, ``group``, ``visits`` (of the month), and the stocks at the month's end; for
            ``came_as`` visits alone.

        Raises
        ------
        KeyError
            There is no such grouping.
        """
        grouping = next((g for g in self.groupings if g.name == name), None)
        if grouping is None:
            raise KeyError(f"no grouping '{name}'; there are {', '.join(g.name for g in self.groupings)}")
        rows = []
        for month, visits, stocks in self.months:
            for index, label in enumerate(grouping.labels):
                cell = grouping.first + index
                row = {"month": month, "group": label, "visits": int(visits[cell])}
                if name != "came_as":
                    row |= dict(zip(STOCKS, stocks[cell].tolist(), strict=True))
                rows.append(row)
        return pd.DataFrame(rows)
