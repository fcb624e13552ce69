"""Months by kind of offer."""

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from model import HubModel

COLUMNS = {
    "month": ("", "month"),
    "kind": ("", "kind of offer"),
    "visits": ("visits", "people who came for it in the month; who came for something else first is not among them"),
    "sales_residents": ("KZT", "taken for it from households"),
    "sales_tourists": ("KZT", "taken for it from tourists"),
}
"""Columns of the table: unit and definition."""


def months_by_kind(model: "HubModel") -> pd.DataFrame:
    """All months by kind of offer, tidy; see `COLUMNS`. Every visit is for one kind."""
    chronicle = model.chronicle
    days = pd.date_range(model.plan.clock.start, periods=chronicle.days)
    sold = chronicle.sales_by_kind[: chronicle.days]
    numbers = (model.visits_by_kind().to_numpy(), sold[:, 0], sold[:, 1])
    table = pd.concat(
        pd.DataFrame({"month": days.strftime("%Y-%m"), "kind": kind} | _of(kind_number, numbers))
        for kind_number, kind in enumerate(model.kinds)
    )
    return (
        table.groupby(["month", "kind"], sort=False, as_index=False)
        .sum()
        .sort_values("month", kind="stable", ignore_index=True)
    )


def _of(kind: int, numbers: tuple) -> dict:
    return {name: number[:, kind] for name, number in zip(list(COLUMNS)[2:], numbers, strict=True)}
