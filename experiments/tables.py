"""What the command line prints, as tables for people."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table

from experiments.headline import HEADLINES, summary_of
from experiments.wording import amount, with_interval
from model.measures import CATALOGUE
from model.scenario import Design, Settlement

if TYPE_CHECKING:
    from experiments.compare import Comparison
    from model.synthesis.margins import Margin

_WHEN = {"at the end": "on the last day", "mean since opening": "mean from opening day"}


def _table(title: str, columns: Iterable[tuple[str, Any]], caption: str = "") -> Table:
    table = Table(title=title, caption=caption, box=box.SIMPLE_HEAD, title_justify="left", caption_justify="left")
    table.title_style, table.caption_style = "bold", "dim"
    for name, justify in columns:
        table.add_column(name, justify=justify, overflow="fold")
    return table


def comparison_table(comparison: "Comparison", measures: Sequence[str] = HEADLINES) -> Table:
    """Show value and difference from the reference, each with its interval."""
    settlement = comparison.scenario.settlement
    days = comparison.scenario.clock.days
    opens = comparison.scenario.clock.hub_opens
    left, right = "left", "right"
    table = _table(
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
    table = _table(title, columns, f"One run under seed {seed}, so without intervals; `shanyraq compare` gives them.")
    for name, value in values.items():
        measure = CATALOGUE[name]
        table.add_row(measure.title, amount(value), measure.unit, f"[dim]{_WHEN[summary_of(name)]}[/]")
    return table


def margins_table(margins: Sequence["Margin"]) -> Table:
    """Show how far the synthetic people are from the settlement's figures, the worst category of each margin."""
    columns = [("Figures", "left"), ("Worst met", "left"), ("Wanted, %", "right"), ("Got, %", "right")]
    table = _table("How well the synthetic people meet the settlement's figures", columns)
    for name in dict.fromkeys(each.margin for each in margins):
        worst = max((each for each in margins if each.margin == name), key=lambda each: abs(each.error))
        table.add_row(name, worst.category, f"{worst.wanted:.1f}", f"{worst.got:.1f}")
    return table


def settlement_table(settlements: dict[str, Settlement]) -> Table:
    """List settlements."""
    columns = [("Name", "left"), ("", "left"), ("Kind", "left"), ("Region", "left"), ("People", "right")]
    table = _table("Settlements that ship", [*columns, ("Year", "right"), ("Largest groups, %", "left")])
    for name, each in settlements.items():
        groups = sorted(each.ethnic_percent.items(), key=lambda item: -item[1])[:3]
        shares = ", ".join(f"{group} {percent:.0f}" for group, percent in groups)
        place = (each.local_name, each.kind, each.region)
        table.add_row(f"[bold]{name}[/]", *place, f"{each.population:,}", str(each.population_year or ""), shares)
    return table


def design_table(designs: dict[str, Design]) -> Table:
    """List designs."""
    table = _table("Designs that ship", [("Name", "left"), ("Title", "left"), ("Intent", "left")])
    for name, each in designs.items():
        table.add_row(f"[bold]{name}[/]", each.title, " ".join(each.intent.split()))
        table.add_section()
    return table
