"""Results as tables for people."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from experiments.finance import DEMAND_RISK_COVER, FIGURES, OF_THE_STATE, Appraisal
from experiments.headline import FINANCE_HEADLINES, HEADLINES, summary_of
from experiments.plain_table import plain_table
from experiments.wording import amount, chance_in_words, with_interval
from model.measures import CATALOGUE

if TYPE_CHECKING:
    from experiments.compare import Comparison
    from model.synthesis.margins import Margin

_WHEN = {"at the end": "on the last day", "mean since opening": "mean from opening day"}
_WHEN_OF_MONEY = {
    "KZT/month": "mean of the months open",
    "KZT": "since the start",
    "KZT/visit": "of the last 12 months",
}
_SCALES = {
    "KZT": (1e-6, "million KZT"),
    "KZT/month": (1e-3, "thousand KZT/month"),
    "1/year": (100.0, "% a year"),
    "0 or 1": (100.0, "% of runs"),
}
"""How many of what is shown stand for one of a unit, and what that is called."""


def comparison_table(comparison: "Comparison", measures: Sequence[str] = HEADLINES, what: str = "") -> Table:
    """Show value and difference from the reference, each with its interval.

    Parameters
    ----------
    comparison : Comparison
        What was run.
    measures : sequence of str
        Which measures, in order.
    what : str
        What the table is about, for its title.
    """
    settlement = comparison.scenario.settlement
    days = comparison.scenario.clock.days
    opens = comparison.scenario.opens
    left, right = "left", "right"
    table = plain_table(
        f"{settlement.name}, {settlement.population:,} people, {days} days" + (f": {what}" if what else ""),
        [("Measure", left), ("Design", left), ("Value", right), ("95 % interval", right)]
        + (
            [(f"Against {comparison.reference}", right), ("95 % interval", right), ("P(best)", right)]
            if len(comparison.designs) > 1
            else []
        ),
        f"{comparison.basis[0].upper()}{comparison.basis[1:]}. Differences under the same luck, seed by seed. "
        f"The library goes on for {opens} days, then the hub opens. P(best): probability that the design's mean is the "
        "highest, or of costs and losses the lowest; empty where no way is better, all are alike, or there are fewer "
        "replicates than designs.",
    )
    for name in measures:
        measure = CATALOGUE[name]
        scale, unit = _SCALES.get(measure.unit, (1.0, measure.unit))
        chances = comparison.chance_best(name)
        heads = [f"[bold]{measure.title}[/]", f"[dim]{unit}, {when(name)}[/]"]
        for number, design in enumerate(comparison.designs):
            head = heads[number] if number < len(heads) else ""
            if len(comparison.designs) == 1:
                head = "\n".join(heads)
            cells = [head, design, *with_interval(comparison.value(name, design).scaled(scale))]
            if design != comparison.reference:
                cells += with_interval(comparison.difference(name, design).scaled(scale), signed=True)
            elif len(comparison.designs) > 1:
                cells += ["", ""]
            if len(comparison.designs) > 1:
                cells.append("" if math.isnan(chances[design]) else chance_in_words(chances[design]))
            table.add_row(*cells)
        table.add_section()
    return table


def when(measure: str) -> str:
    """Say to which days the one number of a run refers."""
    known = CATALOGUE[measure]
    if known.theme in ("business", "public budget") and known.unit in _WHEN_OF_MONEY:
        return _WHEN_OF_MONEY[known.unit]
    return _WHEN[summary_of(measure)]


def finance_table(comparison: "Comparison", figures: Sequence[str] = FINANCE_HEADLINES) -> Table | None:
    """Show what the partnership is worth as a spread over the replicates; none where no operator began."""
    found = comparison.finance()
    if not len(found):
        return None
    terms = comparison.scenarios[found["design"].iloc[0]].design.partnership
    table = plain_table(
        "What the partnership is worth",
        [("Figure", "left"), ("Design", "left"), ("Median", "right"), ("5 % to 95 %", "right"), ("Chance", "right")],
        f"Over {len(comparison.seeds)} replicates. The contract lasts {terms.term_months} months. After the run the "
        "hub goes on as in its last year while support, taxes, loan and the operator's patience run on; once the "
        f"operator has left, with nothing. Discount rates: operator {terms.discount:.0%} nominal (inflation "
        f"{terms.inflation:.0%}), state {terms.treasury.discount:.0%} real. Value for money: the state would make good "
        f"what the operator loses, or build and run the same hub {terms.treasury.overrun:.0%} dearer (assumed). "
        "Chance: share of the replicates in which the value is at least 0, the fit-out is paid back, or cash covers "
        f"the debt {DEMAND_RISK_COVER} times (what lenders ask where demand is at risk).",
    )
    for figure in figures:
        heads = [f"[bold]{FIGURES[figure].title}[/]", f"[dim]{_unit(figure)}, {FIGURES[figure].meaning}[/]"]
        rows = found[found["figure"] == figure].to_dict("records")
        for number, row in enumerate(rows):
            head = "\n".join(heads) if len(rows) == 1 else heads[number] if number < len(heads) else ""
            low, middle, high = (_written(row[name], FIGURES[figure].unit) for name in ("p5", "median", "p95"))
            spread = f"{low} to {high}" if row["exists"] else f"[dim]{FIGURES[figure].missing}[/]"
            if 0.0 < row["exists"] < 1.0:
                spread += f"\n[dim]in {row['exists']:.0%} of the runs; the others: {FIGURES[figure].missing}[/]"
            odds = "" if math.isnan(row["chance"]) else f"{100 * row['chance']:.0f} %"
            table.add_row(head, row["design"], middle, spread, odds)
        table.add_section()
    return table


def _written(value: float, unit: str) -> str:
    if unit == "months" and not math.isnan(value):
        return f"{value:,.0f}"
    return amount(value * _SCALES.get(unit, (1.0, unit))[0])


def _unit(figure: str) -> str:
    unit = FIGURES[figure].unit
    return _SCALES.get(unit, (1.0, unit))[1]


def run_table(values: dict[str, float], worth: Appraisal, title: str, seed: int) -> Table:
    """Show the measures of one run, and what the partnership is worth after it."""
    columns = [("Measure", "left"), ("Value", "right"), ("Unit", "left"), ("", "left")]
    table = plain_table(
        title, columns, f"One run under seed {seed}, so without intervals; `shanyraq compare` gives them."
    )
    for name, value in values.items():
        measure = CATALOGUE[name]
        table.add_row(measure.title, amount(value), measure.unit, f"[dim]{when(name)}[/]")
    table.add_section()
    for name, figure in FIGURES.items():
        value = getattr(worth, name)
        # Without an operator that, and no figure of its own, is the reason.
        reason = figure.missing if not math.isnan(worth.npv) or name in OF_THE_STATE else FIGURES["npv"].missing
        why = reason if math.isnan(value) else "over the contract"
        table.add_row(figure.title, _written(value, figure.unit), _unit(name), f"[dim]{why}[/]")
    return table


def margins_table(margins: Sequence["Margin"], *, read: bool = False) -> Table:
    """Show how far the people are from the settlement's figures, the worst category of each margin.

    Parameters
    ----------
    margins : sequence of Margin
    read : bool
        The people were read from the user's table, and are not synthetic.
    """
    columns = [("Figures", "left"), ("Worst met", "left"), ("Wanted, %", "right"), ("Got, %", "right")]
    who = "residents of your table" if read else "synthetic people"
    table = plain_table(f"How well the {who} meet the settlement's figures", columns)
    for name in dict.fromkeys(each.margin for each in margins):
        worst = max((each for each in margins if each.margin == name), key=lambda each: abs(each.error))
        table.add_row(name, worst.category, f"{worst.wanted:.1f}", f"{worst.got:.1f}")
    return table
