"""What ships, as tables for people."""

from rich.table import Table

from experiments.plain_table import plain_table
from model.scenario import Design, Settlement


def settlement_table(settlements: dict[str, Settlement]) -> Table:
    """List settlements."""
    columns = [("Name", "left"), ("", "left"), ("Kind", "left"), ("Region", "left"), ("People", "right")]
    table = plain_table("Settlements that ship", [*columns, ("Year", "right"), ("Largest groups, %", "left")])
    for name, each in settlements.items():
        groups = sorted(each.ethnic_percent.items(), key=lambda item: -item[1])[:3]
        shares = ", ".join(f"{group} {percent:.0f}" for group, percent in groups)
        place = (each.local_name, each.kind, each.region)
        table.add_row(f"[bold]{name}[/]", *place, f"{each.population:,}", str(each.population_year or ""), shares)
    return table


def design_table(designs: dict[str, Design]) -> Table:
    """List designs."""
    table = plain_table("Designs that ship", [("Name", "left"), ("Title", "left"), ("Intent", "left")])
    for name, each in designs.items():
        table.add_row(f"[bold]{name}[/]", each.title, " ".join(each.intent.split()))
        table.add_section()
    return table
