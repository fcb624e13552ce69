"""Results as tables for people."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from experiments.headline import HEADLINES, summary_of
from experiments.plain_table import plain_table
from experiments.wording import amount, with_interval
from model.measures import CATALOGUE

if TYPE_CHECKING:
    from experiments.compare import Comparison
    from model.synthesis.margins import Margin

_WHEN = {"at the end": "on the last day", "mean since opening": "mean from opening day"}


def comparison_table(comparison: "Comparison", measures: Sequence[str] = HEADLINES) -> Table:
    """Show value and difference from the reference, each with its interval."""
    settlement = comparison.scenario.settlement
    days = comparison.scenario.clock.days
    opens = comparison.scenario.clock.hub_opens
    left, right = "left", "right"
    table = plain_table(
        f"{settlement.name}, {settlement.population:,} people, {days} days",
        [("Measure", left), ("Design", left), ("Value", right), ("95 % interval", right)]
        + (
            [(f"Against {comparison.reference}", right), ("95 % interval", right)]
            if len(comparison.designs) > 1
            else []
        ),
        f"{comparison.basis[0].upper()}{comparison.basis[1:]}. Differences under the same luck, seed by seed. "
        f"The library goes on for {opens} days, then the hub opens.",
    )
    for name in measures:
        measure = CATALOGUE[name]
        heads = [f"[bold]{measure.title}[/]", f"[dim]{measure.unit}, {_WHEN[summary_of(name)]}[/]"]
        for number, design in enumerate(comparison.designs):
            head = heads[number] if number < len(heads) else ""
            if len(comparison.designs) == 1:
                head = "\n".join(heads)
            cells = [head, design, *with_interval(comparison.value(name, design))]
            if design != comparison.reference:
                cells += with_interval(comparison.difference(name, design), signed=True)
            table.add_row(*cells)
        table.add_section()
    return table


def run_table(values: dict[str, float], title: str, seed: int) -> Table:
    """Show the measures of one run."""
    columns = [("Measure", "left"), ("Value", "right"), ("Unit", "left"), ("", "left")]
    table = plain_table(
        title, columns, f"One run under seed {seed}, so without intervals; `shanyraq compare` gives them."
    )
    for name, value in values.items():
        measure = CATALOGUE[name]
        table.add_row(measure.title, amount(value), measure.unit, f"[dim]{_WHEN[summary_of(name)]}[/]")
    return table


def margins_table(margins: Sequence["Margin"]) -> Table:
    """Show how far the synthetic people are from the settlement's figures, the worst category of each margin."""
    columns = [("Figures", "left"), ("Worst met", "left"), ("Wanted, %", "right"), ("Got, %", "right")]
    table = plain_table("How well the synthetic people meet the settlement's figures", columns)
    for name in dict.fromkeys(each.margin for each in margins):
        worst = max((each for each in margins if each.margin == name), key=lambda each: abs(each.error))
        table.add_row(name, worst.category, f"{worst.wanted:.1f}", f"{worst.got:.1f}")
    return table
