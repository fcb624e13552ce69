"""The chronicle of a run: what each day and each month added up to."""

import numpy as np
import pandas as pd

from model.board import Verdict
from model.day.today import COUNTS, GROUP_COUNTS, GroupCount
from model.day.world import Pages
from model.group_measures import GROUP_CATALOGUE, GroupMonth
from model.grouping import Grouping
from model.month_account import MonthAccount
from model.population import Floats
from model.tie_count import TieCount
from model.visit_count import VisitCount

_BLOCK = 1024


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
        self.seat_hours = np.zeros((_BLOCK, 2))
        self._bind()
        self._tie_counts: list[TieCount] = []
        self._visit_counts: list[VisitCount] = []
        self._count_days: list[int] = []
        self.cells = groupings[-1].end
        self.by_group = np.zeros((self.cells, GROUP_COUNTS), np.int64)
        self.months: list[GroupMonth] = []
        self.month_began = 1
        self.accounts: list[MonthAccount] = []
        self.verdicts: list[Verdict] = []

    def turn_page(self) -> int:
        """Open the sheet of the next day; gives its row."""
        if self.days == len(self.counts):
            self.counts = np.vstack([self.counts, np.zeros_like(self.counts)])
            self.visits_by_kind = np.vstack([self.visits_by_kind, np.zeros_like(self.visits_by_kind)])
            self.sales_by_kind = np.vstack([self.sales_by_kind, np.zeros_like(self.sales_by_kind)])
            self.reputation = np.concatenate([self.reputation, np.zeros_like(self.reputation)])
            self.seat_hours = np.vstack([self.seat_hours, np.zeros_like(self.seat_hours)])
            self._bind()
        self.days += 1
        return self.days - 1

    def _bind(self) -> None:
        """Lay the pages out for the compiled day."""
        self.pages = Pages(self.counts, self.visits_by_kind, self.sales_by_kind, self.seat_hours, self.reputation)

    @property
    def daily(self) -> np.ndarray:
        """Counts of the days lived; index columns with `Count`."""
        return self.counts[: self.days]

    def file_counts(self, ends: np.ndarray, sizes: np.ndarray, visits: np.ndarray) -> None:
        """File what a month's last day counts; it stands from the day at hand until the next.

        Parameters
        ----------
        ends : array of int, shape (ethnic groups, ethnic groups, 4)
            Ends of ties by both groups and stage.
        sizes : array of int, shape (ethnic groups,)
            Residents by ethnic group.
        visits : array of int
            Visits of each resident since the start.
        """
        units, division = self.groupings[:2]
        whole = self.by_group[division.first : division.end].sum(axis=0)
        tourists = self.by_group[units.tourists, GroupCount.VISITS]
        self._count_days.append(self.days)
        self._tie_counts.append(TieCount(ends, whole, sizes))
        # A tourist party comes once at most.
        self._visit_counts.append(VisitCount.of(visits, int(whole[GroupCount.UNIQUE] + tourists)))

    @property
    def last_ties(self) -> TieCount:
        """The last count of the ties."""
        return self._tie_counts[-1]

    def tie_series(self, field: str) -> Floats:
        """Give one number of the counts of ties, a value a day: the count that stood on that day."""
        return self._standing([getattr(count, field) for count in self._tie_counts])

    def visit_series(self, field: str) -> Floats:
        """Give one number of the counts of visits per person, a value a day, as `tie_series`."""
        return self._standing([getattr(count, field) for count in self._visit_counts])

    def _standing(self, values: list[float]) -> Floats:
        standing = np.searchsorted(self._count_days, np.arange(1, self.days + 1), side="right") - 1
        return np.array(values, float)[standing]

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

    def close_month(self, month: str) -> None:
        """File the tally by group under a month, such as ``2026-03``, and begin the next."""
        guests = self.by_group[self.groupings[0].tourists]
        guests[GroupCount.UNIQUE] = guests[GroupCount.VISITS]  # a tourist party comes once at most
        for grouping in self.groupings[1:]:
            self.by_group[grouping.tourists] = guests
        self.months.append(GroupMonth(month, self.by_group.copy(), self.last_ties))
        self.by_group[:] = 0
        self.month_began = self.days + 1

    def months_by(self, name: str) -> pd.DataFrame:
        """Give the months by group, tidy.

        Parameters
        ----------
        name : str
            Name of a grouping, such as ``ethnic_group``.

        Returns
        -------
        pandas.DataFrame
            Columns ``month``, ``group``, and those measures of `model.group_measures.GROUP_CATALOGUE` that the grouping
            has. A run that goes on beyond its horizon has that month twice: up to the horizon, and the rest.

        Raises
        ------
        KeyError
            There is no such grouping.
        """
        grouping = next((g for g in self.groupings if g.name == name), None)
        if grouping is None:
            raise KeyError(f"no grouping '{name}'; there are {', '.join(g.name for g in self.groupings)}")
        measures = [measure for measure in GROUP_CATALOGUE.values() if measure.fits(grouping)]
        tables = [
            pd.DataFrame(
                {"month": month.month, "group": list(grouping.labels)}
                | {measure.name: measure.column(month, grouping) for measure in measures}
            )
            for month in self.months
        ]
        return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
