"""Months by group of people."""

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from model import HubModel


def months_by_group(model: "HubModel") -> pd.DataFrame:
    """All months by all groupings, tidy: ``grouping``, ``group``, ``month``, then the measures by group."""
    tables = [model.measures_by(each.name).assign(grouping=each.name) for each in model.groups.ways]
    together = pd.concat(tables, ignore_index=True)
    keys = ["grouping", "group", "month"]
    return together[[*keys, *(column for column in together if column not in keys)]]
