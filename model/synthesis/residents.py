"""A settlement given as a table of its (anonymised) residents."""

from pathlib import Path

import numpy as np
import pandas as pd

from model.population import ACTIVITIES, DISABILITIES, READING_STATES, SEXES
from model.scenario.errors import InputError, Problem, nearest

REQUIRED = ("id", "household", "age", "sex", "group")
OPTIONAL = ("x", "y", "activity", "income_month", "disability", "reading")

_NAMES = {"sex": SEXES, "activity": ACTIVITIES, "disability": DISABILITIES, "reading": READING_STATES}
_BOUNDS = {"id": (0, 2**30 - 1), "age": (0, 120), "income_month": (0, 1e9), "x": (-1e6, 1e6), "y": (-1e6, 1e6)}
_WHOLE = ("id", "age")


def read_residents(path: str | Path, groups: tuple[str, ...]) -> pd.DataFrame:
    """Read and check a table of residents.

    Parameters
    ----------
    path : str or Path
        CSV or Parquet. Columns ``id``, ``household``, ``age`` (years), ``sex`` (man, woman) and ``group`` must be
        there; ``x`` and ``y`` (metres east and north of the hub), ``activity``, ``income_month`` (KZT), ``disability``
        and ``reading`` may be.
    groups : tuple of str
        Ethnic groups of the settlement.

    Returns
    -------
    pandas.DataFrame
        The rows as given.

    Raises
    ------
    InputError
        File, row, column, value and what is allowed, one line for each problem.
    """
    file = str(path)
    try:
        frame = pd.read_parquet(path) if file.endswith(".parquet") else pd.read_csv(path)
    except FileNotFoundError:
        raise InputError(Problem("no such file", "settlement.residents", file)) from None
    except Exception as error:
        raise InputError(Problem(f"is no table that can be read: {error}", "settlement.residents", file)) from None
    known = (*REQUIRED, *OPTIONAL)
    problems = [
        Problem(f"is no column of residents{nearest(str(name), known)}", str(name), file=file)
        for name in frame.columns
        if name not in known
    ]
    problems += [Problem("is missing", name, file=file) for name in REQUIRED if name not in frame.columns]
    if problems:
        raise InputError(problems)
    if not len(frame):
        raise InputError(Problem("holds no resident", "settlement.residents", file))
    for name in frame.columns:
        problems += _check(frame[name], name, groups, file)
    again = "stands twice; each id must be unique"
    doubled = frame["id"].duplicated()
    problems += [_problem(frame, row, "id", again, file) for row in _places(doubled)]
    if problems:
        raise InputError(problems[:20])
    return frame


def _check(column: pd.Series, name: str, groups: tuple[str, ...], file: str) -> list[Problem]:
    """Find the values of a column that are not allowed."""
    frame = column.to_frame()
    if name in _NAMES or name == "group":
        allowed = groups if name == "group" else _NAMES[name]
        wrong = ~column.isin(allowed)
        return [_problem(frame, row, name, f"must be one of {', '.join(allowed)}", file) for row in _places(wrong)]
    if name not in _BOUNDS:
        return [_problem(frame, row, name, "is empty", file) for row in _places(column.isna())]
    low, high = _BOUNDS[name]
    numbers = pd.to_numeric(column, errors="coerce")
    wrong = ~numbers.between(low, high)
    if name in _WHOLE:
        wrong |= numbers.notna() & (numbers % 1 != 0)
    what = "a whole number" if name in _WHOLE else "a number"
    return [_problem(frame, row, name, f"must be {what} from {low:g} to {high:g}", file) for row in _places(wrong)]


def _places(flags: pd.Series) -> list[int]:
    """Rows in which a flag is set."""
    return np.flatnonzero(flags).tolist()


def _problem(frame: pd.DataFrame, row: int, name: str, message: str, file: str) -> Problem:
    return Problem(message, name, str(frame[name].iloc[row]), file=file, line=int(row) + 2)
