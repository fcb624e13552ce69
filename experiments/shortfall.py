"""Whether an operator's cash serves its loan: months in which it does not, and what the owner then has to add."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from model.month_account import MonthAccount


class Shortfall(NamedTuple):
    """How far an operator's cash falls short of what the bank is due."""

    due: int
    """Months of all runs in which debt service was paid."""
    short: int
    """Those of them in which the cash of operation did not cover it."""
    added: float
    """What the owner had to add in these months, KZT, mean over the runs."""


def shortfall(runs: "Sequence[Sequence[MonthAccount]]") -> Shortfall:
    """Count the months of some runs, each given by its accounts."""
    served = [month for run in runs for month in run if month.operated and month.debt_service > 0]
    lacking = [-month.cash for month in served if month.cash < 0]
    return Shortfall(len(served), len(lacking), sum(lacking) / len(runs) if runs else 0.0)
