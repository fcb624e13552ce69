"""A section as one flat NumPy record, for compiled code: ``b.choice_habit`` in place of ``behaviour.choice.habit``."""

from collections.abc import Iterator

import numpy as np
from pydantic import BaseModel

from model.scenario.schema import bare, section


def record_dtype(root: type[BaseModel]) -> np.dtype[np.void]:
    """Derive the layout of a section's record: one float64 for every number, whole number and switch in its parts.

    The layout follows from the schema alone, never from values, so compiled code fits every scenario.

    Parameters
    ----------
    root : type
        Section class, such as `Behaviour`. Texts, lists and mappings are left out.

    Returns
    -------
    numpy.dtype
        Fields ``part_field`` in order of declaration.
    """
    return np.dtype([("_".join(path), np.float64) for path in _numbers(root)])


def record(values: BaseModel) -> np.record:
    """Copy the numbers of a section into a record that numba and plain Python read alike.

    Parameters
    ----------
    values : BaseModel
        A section, such as `Behaviour`.

    Returns
    -------
    numpy.record
        Scalar record with the layout of `record_dtype`; ``b.choice_habit`` reads it.
    """
    return one_row(values)[0]


def one_row(values: BaseModel) -> np.recarray:
    """Copy the numbers of a section into a table of one row, `record`, which a compiled call takes up much faster."""
    row = np.recarray(1, dtype=record_dtype(type(values)))
    for path in _numbers(type(values)):
        value: object = values
        for name in path:
            value = getattr(value, name)
        row["_".join(path)] = value
    return row


def _numbers(root: type[BaseModel], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, field in root.model_fields.items():
        part = section(field.annotation)
        if part is not None:
            yield from _numbers(part, (*above, name))
        elif bare(field.annotation) in (float, int, bool):
            yield (*above, name)
