"""The accounts of the months as a table, and back."""

from collections.abc import Sequence
from dataclasses import asdict, fields

import pandas as pd

from model.month_account import MonthAccount
from model.scenario.errors import InputError

_RESULTS = ("revenue", "costs", "tax", "profit", "cash", "gain_of_state", "net_gain_of_state", "net_jobs")
_STORED = tuple(field.name for field in fields(MonthAccount))
_KEYS = ("design", "seed")


def accounts_table(design: str, seed: int, months: Sequence[MonthAccount]) -> pd.DataFrame:
    """Give the accounts of a run as a table.

    Returns
    -------
    pandas.DataFrame
        A row for each month; columns ``design``, ``seed``, the fields of `MonthAccount` (KZT unless said there), and
        the results ``revenue``, ``costs``, ``tax``, ``profit``, ``cash``, ``gain_of_state``, ``net_gain_of_state`` and
        ``net_jobs``.
    """
    rows = [
        {"design": design, "seed": seed} | asdict(month) | {name: getattr(month, name) for name in _RESULTS}
        for month in months
    ]
    return pd.DataFrame(rows, columns=[*_KEYS, *_STORED, *_RESULTS])


def operator_left(months: Sequence[MonthAccount]) -> bool:
    """Tell whether the operator left in any of the months of a run."""
    return any(month.left for month in months)


def months_of(table: pd.DataFrame) -> list[MonthAccount]:
    """Read the accounts of one run back from its table.

    Raises
    ------
    InputError
        The table was written by a version that kept other accounts.
    """
    missing = [name for name in _STORED if name not in table]
    if missing:
        raise InputError(f"the accounts lack {', '.join(missing)}: another version wrote them; run it again")
    return [MonthAccount(*row) for row in table[list(_STORED)].itertuples(index=False, name=None)]
