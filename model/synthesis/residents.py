"""A settlement given as a table of its (anonymised) residents."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from model.population import ACTIVITIES, AGE_OF_DECISION, DISABILITIES, READING_STATES, SEXES
from model.scenario.errors import InputError, Problem, nearest

if TYPE_CHECKING:
    import pandas as pd

REQUIRED = ("id", "household", "age", "sex", "group")
OPTIONAL = ("x", "y", "activity", "income_month", "disability", "reading")

_NAMES = {"sex": SEXES, "activity": ACTIVITIES, "disability": DISABILITIES, "reading": READING_STATES}
_BOUNDS = {"id": (0, 2**30 - 1), "age": (0, 120), "income_month": (0, 1e9), "x": (-1e6, 1e6), "y": (-1e6, 1e6)}
_WHOLE = ("id", "age")
_MOST = 20
_RAGGED = re.compile(r"Expected (\d+) fields in line (\d+), saw (\d+)")


def read_residents(path: str | Path, groups: tuple[str, ...]) -> "pd.DataFrame":
    """Read and check a table of residents.

    Parameters
    ----------
    path : str or Path
        CSV (UTF-8; comma, semicolon or tab between columns) or Parquet. Columns ``id``, ``household``, ``age``
        (years), ``sex`` (man, woman) and ``group`` must be there and full; ``x`` and ``y`` (metres east and north of
        the hub), ``activity``, ``income_month`` (KZT), ``disability`` and ``reading`` may be left out or have
        empty cells.
    groups : tuple of str
        Ethnic groups of the settlement.

    Returns
    -------
    pandas.DataFrame
        The rows in the given order: numbers as float, ``id`` and ``age`` as int, all else as str; empty cells are NaN.

    Raises
    ------
    InputError
        File, line, column, value and what is allowed, one line for each problem.
    """
    file = str(path)
    frame = _table(file)
    known = (*REQUIRED, *OPTIONAL)
    problems = [
        Problem(f"is no column of residents{nearest(name, known)}", name, file=file)
        for name in frame.columns
        if name not in known
    ]
    problems += [Problem("is missing", name, file=file) for name in REQUIRED if name not in frame.columns]
    if ("x" in frame) != ("y" in frame):
        problems.append(Problem("needs the other coordinate too", "x" if "x" in frame else "y", file=file))
    if problems:
        raise InputError(problems)
    if not len(frame):
        raise InputError(Problem("holds no resident", "settlement.residents", file))
    for name in frame.columns:
        problems += _check(frame, name, groups, file)
    if "x" in frame:
        lone = frame["x"].isna() != frame["y"].isna()
        problems += [_problem(frame, row, "x", "needs x and y, or neither", file) for row in _places(lone)]
    if not problems:
        doubled = frame["id"].duplicated()
        again = "stands twice; each id must be unique"
        problems = [_problem(frame, row, "id", again, file) for row in _places(doubled)]
    if not problems and (frame["age"] < AGE_OF_DECISION).all():
        problems = [Problem(f"holds nobody of {AGE_OF_DECISION} or older, who decides", "settlement.residents", file)]
    if problems:
        more = len(problems) - _MOST
        raise InputError(problems[:_MOST] + ([Problem(f"and {more} more", file=file)] if more > 0 else []))
    return frame.reset_index(drop=True).astype({"id": np.int64, "age": np.int32})


def _table(file: str) -> "pd.DataFrame":
    """Read the file; the index is the line of a CSV, or the number of the row of a Parquet file, both from 1."""
    import pandas as pd  # imported late for a quick start

    try:
        if file.endswith(".parquet"):
            frame = pd.read_parquet(file)
        else:
            with Path(file).open(encoding="utf-8-sig") as text:
                head = text.readline()
            separator = max(",;\t", key=head.count)
            # Blank lines are read as rows and dropped below, so that the index stays the number of the line.
            frame = pd.read_csv(file, sep=separator, encoding="utf-8-sig", dtype=str, skip_blank_lines=False)
    except FileNotFoundError:
        raise InputError(Problem("no such file", "settlement.residents", file)) from None
    except IsADirectoryError:
        raise InputError(Problem("is a folder, must be a file", "settlement.residents", file)) from None
    except UnicodeDecodeError:
        what = "the text is not UTF-8; a table is CSV, or Parquet with a name that ends in .parquet"
        raise InputError(Problem(what, "settlement.residents", file)) from None
    except pd.errors.EmptyDataError:
        raise InputError(Problem("is no table: the file is empty", "settlement.residents", file)) from None
    except pd.errors.ParserError as error:
        cells = _RAGGED.search(str(error))
        if cells is None:
            raise _unreadable(error, file) from None
        wanted, line, got = cells.groups()
        raise InputError(Problem(_cells(got, wanted), file=file, line=int(line))) from None
    except Exception as error:  # whatever pandas or pyarrow find wrong with it
        raise _unreadable(error, file) from None
    first = 1 if file.endswith(".parquet") else 2
    if first == 2 and not isinstance(
        frame.index, pd.RangeIndex
    ):  # more cells than names: pandas makes an index of them
        named = len(frame.columns)
        raise InputError(Problem(_cells(named + frame.index.nlevels, named), file=file, line=2))
    frame.index = pd.RangeIndex(first, len(frame) + first)
    frame.columns = [str(name).strip() for name in frame.columns]
    return frame.dropna(how="all")


def _cells(got: int | str, wanted: int | str) -> str:
    return f"has {got} cells, must have {wanted}, as the first line"


def _unreadable(error: Exception, file: str) -> InputError:
    what = " ".join(str(error).split())
    return InputError(Problem(f"is no table that can be read: {what}", "settlement.residents", file))


def _check(frame: "pd.DataFrame", name: str, groups: tuple[str, ...], file: str) -> list[Problem]:
    """Find the values of a column that are not allowed; what is right is written back clean."""
    import pandas as pd

    column = frame[name]
    empty = column.isna().to_numpy()
    if name in _BOUNDS:
        low, high = _BOUNDS[name]
        numbers = pd.to_numeric(column, errors="coerce").astype(float)
        right = numbers.between(low, high).to_numpy()
        if name in _WHOLE:
            right = right & (numbers % 1 == 0).to_numpy()
        what = "a whole number" if name in _WHOLE else "a number"
        message = f"must be {what} from {low:,.0f} to {high:,.0f}".replace(",", " ")
        clean = numbers
    else:
        clean = column.where(empty, column.astype(str).str.strip())
        allowed = groups if name == "group" else _NAMES.get(name)
        right = clean.isin(allowed).to_numpy() if allowed else np.ones(len(frame), np.bool_)
        message = f"must be one of {', '.join(allowed)}" if allowed else ""
    found = [_problem(frame, row, name, "is empty", file) for row in _places(empty & (name in REQUIRED))]
    found += [_problem(frame, row, name, message, file) for row in _places(~empty & ~right)]
    if not found:
        frame[name] = clean
    return found


def _places(flags: "pd.Series | np.ndarray") -> list[int]:
    """Rows in which a flag is set."""
    return np.flatnonzero(flags).tolist()


def _problem(frame: "pd.DataFrame", row: int, name: str, message: str, file: str) -> Problem:
    value = frame[name].iloc[row]
    shown = "" if value != value else f"{value:.15g}" if isinstance(value, float) else str(value)
    place = int(frame.index[row])
    if file.endswith(".parquet"):
        return Problem(f"{message} (row {place})", name, shown, file=file)
    return Problem(message, name, shown, file=file, line=place)
