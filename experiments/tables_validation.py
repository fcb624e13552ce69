"""The patterns as a table for people."""

from typing import TYPE_CHECKING

from rich.table import Table

from experiments.plain_table import plain_table

if TYPE_CHECKING:
    from experiments.validation.holding import Validation


def validation_table(found: "Validation") -> Table:
    """Show what is published beside what the model does."""
    left = "left"
    shown = plain_table(
        "What is known of the world, held against the model at its defaults",
        [("", left), ("Pattern", left), ("Published", left), ("Model [95 % interval]", left), ("Holds", left)],
        f"{found.setting} Error rates and criteria stand on the page.",
    )
    for pattern, finding in found.findings:
        verdict = "[green]yes[/]" if finding.passes else "[red]NO[/]"
        title = f"{pattern.title}\n[dim]{pattern.role}[/]"
        shown.add_row(pattern.name, title, pattern.published, finding.ours.replace("[", "\\["), verdict)
        shown.add_section()
    return shown
