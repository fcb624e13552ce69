"""Answers as tables for people."""

from typing import TYPE_CHECKING, Any

from rich.table import Table

from experiments.intervals import Interval
from experiments.plain_table import plain_table
from experiments.wording import amount, with_interval

if TYPE_CHECKING:
    from experiments.select import Selection


def selection_table(selection: "Selection") -> Table:
    """Show means, paired differences from the chosen design and probabilities of being the best."""
    about = selection.goal.about
    columns = [("Design", "left"), ("Runs", "right"), (f"{about.title}, {about.unit}", "right")]
    columns += [("95 % interval", "right"), (f"Off {selection.best}", "right"), ("95 % interval", "right")]
    table = plain_table(selection.verdict, [*columns, ("P(best)", "right")], _HOW)
    row: Any
    for row in selection.summary().itertuples():
        mean = with_interval(Interval(row.mean, row.low, row.high))
        off = with_interval(Interval(row.off_best, row.off_best_low, row.off_best_high), signed=True)
        table.add_row(row.design, str(row.replicates), *mean, *off, amount(row.chance_best))
    return table


_HOW = (
    "All designs under the same luck; procedure of Kim and Nelson (2001). P(best): posterior, over the replicates that "
    "all designs have."
)
