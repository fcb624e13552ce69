"""Tables whose rows are records: the shape in which the world is kept.

A table is a NumPy record array. ``table.income`` is a column of all rows, ``table[row].income`` one cell of one row;
both read and write the same memory, in plain Python and in compiled code alike. All that a day
asks of one person lies side by side, which is what a loop over persons wants.
"""

from typing import Any

import numba
import numpy as np

type Table = Any
"""A table of records. A type checker knows nothing of a record's fields, so it is told nothing of the table."""


def row_type(fields: type) -> np.dtype:
    """Make the type of a table's rows from a class that names the fields.

    Parameters
    ----------
    fields : type
        A class whose annotations are NumPy scalar types; the text under each says what the field holds.

    Returns
    -------
    numpy.dtype

    Raises
    ------
    ValueError
        A field has the name of something that every array has, and so could not be read as an attribute.
    """
    for name in fields.__annotations__:
        if hasattr(np.recarray, name) or hasattr(np.record, name):
            raise ValueError(f"{fields.__name__}.{name}: every array has a '{name}' of its own; choose another name")
    return np.dtype(list(fields.__annotations__.items()), align=True)


def table(row: np.dtype, shape: int | tuple[int, ...]) -> Table:
    """Allot a table, all zeros.

    Parameters
    ----------
    row : numpy.dtype
        Type of the rows, from `row_type`.
    shape : int or tuple of int
        Number of rows, or shape.

    Returns
    -------
    numpy.recarray
    """
    return np.zeros(shape, row).view(np.recarray)


def bare(dressed: Table) -> Table:
    """Strip a table for compiled code: the same memory without NumPy's record dress, which costs time in every call.

    With the JIT off it is dressed, since the dress is what lets plain Python say ``row.field``. Rows that were never
    dressed are quickest: numba knows their type again, while each dress makes a type of rows of its own.
    """
    return dressed.view(np.recarray if numba.config.DISABLE_JIT else np.ndarray)


def filled(row: np.dtype, columns: dict[str, np.ndarray]) -> Table:
    """Make a table from columns.

    Parameters
    ----------
    row : numpy.dtype
        Type of the rows.
    columns : dict of str to array
        Columns by field name, all of one shape; fields that are not named are zero.

    Returns
    -------
    numpy.recarray
    """
    made = table(row, np.shape(next(iter(columns.values()))))
    for name, column in columns.items():
        made[name] = column
    return made
