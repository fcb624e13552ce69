"""What was counted in a real library: months of visits, loans or members."""

import calendar
import csv
import datetime as dt
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from model.scenario import InputError
from model.scenario.errors import Problem, nearest

SERIES = {
    "visits": ("visits", "Visits", "visits/month"),
    "loans": ("loans", "Loans", "books/month"),
    "members": ("active_readers", "Members", "people at the end of the month"),
}
"""Column of the file: measure of the model, title, unit. A member is taken to be an active reader."""


class Observed(NamedTuple):
    """Counts by month."""

    months: tuple[str, ...]
    """Months, as 2026-03, in order."""
    values: dict[str, np.ndarray]
    """Counts of each series; not a number where none is known."""

    @property
    def flat(self) -> np.ndarray:
        """All counts that are known, series by series."""
        values = np.concatenate(list(self.values.values()))
        return values[np.isfinite(values)]

    @property
    def keys(self) -> list[tuple[str, str]]:
        """Series and month of each of them."""
        return [
            (name, month)
            for name, counts in self.values.items()
            for month, count in zip(self.months, counts, strict=True)
            if np.isfinite(count)
        ]

    @property
    def first_day(self) -> dt.date:
        """First day of the first month."""
        return dt.date.fromisoformat(f"{self.months[0]}-01")

    @property
    def last_day(self) -> dt.date:
        """Last day of the last month."""
        first = dt.date.fromisoformat(f"{self.months[-1]}-01")
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def read_observed(path: str | Path) -> Observed:
    """Read a CSV with the column ``month`` and one or more of ``visits``, ``loans`` and ``members``.

    Raises
    ------
    InputError
        There is no such file, a column is missing, a month is none or given twice, or a count is none.
    """
    file = str(path)
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as source:
            rows = list(csv.DictReader(source, restval=""))
            fields = list(rows[0]) if rows else []
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(Problem(f"cannot be read: {getattr(error, 'strerror', None) or error}", file=file)) from None
    if not rows:
        raise InputError(Problem("holds no rows; needs a header and a row for each month", file=file, line=1))
    known = ["month", *SERIES]
    for name in fields:
        if name not in known:
            raise InputError(Problem(f'unknown column "{name}"{nearest(str(name), known)}', file=file, line=1))
    series = [name for name in SERIES if name in fields]
    if "month" not in fields or not series:
        raise InputError(Problem("needs the column month and one or more of visits, loans, members", file=file, line=1))
    values: dict[str, dict[str, float]] = {}
    for line, row in enumerate(rows, start=2):
        month = _month(row["month"], file, line)
        if month in values:
            raise InputError(Problem("is given twice", "month", month, file=file, line=line))
        values[month] = {name: _count(row[name], name, file, line) for name in series}
    months = tuple(sorted(values))
    found = {name: np.array([values[month][name] for month in months]) for name in series}
    for name, counts in found.items():
        if not np.isfinite(counts).any():
            raise InputError(Problem("has no count in any month", name, file=file))
    return Observed(months, found)


def by_month(daily: pd.DataFrame, observed: Observed) -> np.ndarray:
    """Add a run's days up to what was observed, in the order of `Observed.flat`.

    Parameters
    ----------
    daily : pandas.DataFrame
        Columns ``date`` and the measures.
    observed : Observed
        Says which months and series.
    """
    month = daily["date"].dt.strftime("%Y-%m")
    found = []
    for name, counts in observed.values.items():
        days = daily[SERIES[name][0]].groupby(month)
        series = (days.last() if name == "members" else days.sum()).reindex(list(observed.months))
        found.append(series.to_numpy(float)[np.isfinite(counts)])
    return np.concatenate(found)


def _month(text: str, file: str, line: int) -> str:
    try:
        return f"{dt.date.fromisoformat(f'{text.strip()}-01' if len(text.strip()) == 7 else text.strip()):%Y-%m}"
    except ValueError:
        raise InputError(Problem("must be written like 2026-03", "month", f'"{text}"', file=file, line=line)) from None


def _count(text: str, name: str, file: str, line: int) -> float:
    if not text.strip():
        return np.nan
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < np.inf:
        raise InputError(Problem("must be a number of at least 0, or empty", name, f'"{text}"', file=file, line=line))
    return value
