"""One run as the indicators of people-first evidence look at it."""

from typing import NamedTuple

import pandas as pd

from experiments.accounts import operator_left
from experiments.finance import Appraisal
from experiments.headline import value_of
from model.month_account import MonthAccount
from model.scenario import Scenario


class Record(NamedTuple):
    """One run, as the indicators look at it."""

    scenario: Scenario
    """What was run."""
    daily: pd.DataFrame
    """Measures, a row a day."""
    groups: pd.DataFrame
    """Months by group; see `experiments.by_group`."""
    accounts: tuple[MonthAccount, ...]
    """Accounts of the months."""
    appraisal: Appraisal
    """What the partnership is worth."""
    before: pd.DataFrame
    """Measures of the status quo under the same seed."""

    def value(self, measure: str) -> float:
        """A measure as one number; see `experiments.headline`."""
        return value_of(measure, self.daily[measure], self.scenario.opens)

    @property
    def operated(self) -> list[MonthAccount]:
        """Months with an operator that the end of the run has not cut short."""
        return [month for month in self.accounts if month.operated and month.ended]

    @property
    def hub_is_gone(self) -> bool:
        """There was a hub, and it fell back to a library before the end."""
        return operator_left(self.accounts)

    @property
    def days_since_opening(self) -> pd.DataFrame:
        """The days since the hub's opening; the last one where the run ends before it."""
        return self.daily.iloc[min(self.scenario.opens, len(self.daily) - 1) :]
