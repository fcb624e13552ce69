"""The sceptic's verdicts and the people-first evidence as tables for people."""

from typing import TYPE_CHECKING, Any

import pandas as pd
from rich.table import Table

from experiments.indicators import OUTCOMES, SILENT
from experiments.intervals import Interval
from experiments.plain_table import plain_table
from experiments.sceptic import OBJECTIONS, rule_in_words
from experiments.wording import amount, with_interval

if TYPE_CHECKING:
    from experiments.compare import Comparison

HEADLINE = "headline"


def sceptic_table(claims: pd.DataFrame, design: str, comparison: "Comparison") -> Table:
    """Show every claim as it is made, and under each objection that touches it."""
    left, right = "left", "right"
    place = comparison.scenario.settlement
    how = " ".join(f"{arm.title}: {arm.how}." for arm in OBJECTIONS)
    table = plain_table(
        f"{design} in {place.name} against the status quo: which claims survive which objection",
        [
            *(("Claim", left), ("Objection", left), ("Difference", right), ("95 % interval", right)),
            *(("Survives", left), ("strictly", left)),
        ],
        f"{rule_in_words(comparison.seeds)} {how}",
    )
    for _, rows in claims.groupby("claim", sort=False):
        for number, row in enumerate(rows.to_dict("records")):
            head = (f"[bold]{row['title']}[/]", f"[dim]{row['unit']}[/]")
            marks = _marks(row, rows.iloc[0]["stands"])
            cells = with_interval(Interval(row["mean"], row["low"], row["high"]), signed=True)
            objection = "[dim]the headline[/]" if row["arm"] == HEADLINE else row["objection"]
            table.add_row(head[number] if number < 2 else "", objection, *cells, *marks)
        table.add_section()
    return table


def _marks(row: dict[Any, Any], claimed: bool) -> tuple[str, str]:
    """Words for the verdict: there is nothing to survive where the headline itself is not clear of 0."""
    if row["arm"] == HEADLINE:
        return ("[green]stands[/]" if row["stands"] else "not clear of 0"), ("yes" if row["stands_strictly"] else "no")
    if not claimed:
        return "[dim]–[/]", "[dim]–[/]"
    return ("[green]yes[/]" if row["stands"] else "[red]no[/]"), ("yes" if row["stands_strictly"] else "no")


def evidence_table(table: pd.DataFrame, comparison: "Comparison") -> Table:
    """Show the indicators, outcome by outcome."""
    left, right = "left", "right"
    shown = plain_table(
        f"People-first evidence: {table['design'].iloc[0]} in {comparison.scenario.settlement.name}",
        [
            *(("Outcome", left), ("Indicator", left), ("Runs", right), ("Value", right), ("95 % interval", right)),
            *(("0–100", right), ("95 % interval", right), ("From (0) to (100)", left)),
        ],
        f"Evidence that an assessor of a people-first partnership can use; no score of UNECE's method. "
        f"{comparison.basis[0].upper()}{comparison.basis[1:]}. Runs: in how many of them the indicator exists; the "
        "others are left out of its interval. A dash: it exists in none. Where the operator has left, what the hub no "
        "longer gives counts as nothing, whatever it gave before: unknown, no programme, no jobs, empty in winter, its "
        "debt unserved, a visit as dear as in the library.",
    )
    for outcome, rows in table.groupby("outcome", sort=False):
        for number, row in enumerate(rows.to_dict("records")):
            value = with_interval(Interval(row["value"], row["value_low"], row["value_high"]))
            low, high = (f"{row[end]:.0f}" for end in ("points_low", "points_high"))
            points = "–" if pd.isna(row["points"]) else f"{row['points']:.0f}"
            between = "" if pd.isna(row["points_low"]) else f"{low} to {high}"
            shown.add_row(
                f"[bold]{OUTCOMES[outcome]}[/]" if number == 0 else "",  # type: ignore[index]
                f"{row['title']} [dim]({', '.join(filter(None, [row['group'], row['unit']]))})[/]",
                f"{row['replicates']} of {len(comparison.seeds)}",
                *value,
                f"[bold]{points}[/]",
                between,
                f"[dim]{amount(row['none'])} to {amount(row['full'])}: {row['benchmark']}[/]",
            )
        shown.add_section()
    return shown


def silence_table() -> Table:
    """List the criteria that a simulation cannot inform."""
    table = plain_table("What the simulation cannot say", [("Outcome", "left"), ("Criterion", "left"), ("Why", "left")])
    for each in SILENT:
        table.add_row(OUTCOMES[each.outcome], each.criterion, each.reason)
    return table
