"""Ablations and convergence as tables for people."""

from typing import TYPE_CHECKING

from rich.table import Table

from experiments.intervals import KIND, Interval
from experiments.plain_table import plain_table
from experiments.wording import amount, with_interval
from model.measures import CATALOGUE

if TYPE_CHECKING:
    from experiments.ablation import Ablation
    from experiments.convergence import Convergence


def ablation_table(ablation: "Ablation", measure: str) -> Table:
    """Show a design's effect on one measure without each mechanism; what matters most stands first."""
    about, left, right = CATALOGUE[measure], "left", "right"
    seeds = ablation.seeds
    table = plain_table(
        f"{about.title}, {about.unit}: {ablation.scenario.design.name} against the status quo",
        [("Off", left), ("Effect", right), ("95 % interval", right), ("Change", right), ("95 % interval", right)],
        f"{len(seeds)} replicates (seeds {seeds[0]} to {seeds[-1]}), {KIND} of differences paired by seed. "
        "Bold: the interval of the change excludes 0.",
    )
    found = ablation.table()
    found = found[found["measure"] == measure]
    order = [0, *(1 + found["change"].iloc[1:].abs().to_numpy().argsort()[::-1])]
    for row in found.iloc[order].to_dict("records"):
        effect = with_interval(Interval(row["effect"], row["low"], row["high"]), signed=True)
        if row["mechanism"] == "none":
            table.add_row("[dim]nothing[/]", *effect, "", "")
            continue
        change = with_interval(Interval(row["change"], row["change_low"], row["change_high"]), signed=True)
        title = f"[bold]{row['title']}[/]" if row["matters"] else row["title"]
        table.add_row(title, *effect, *change)
    return table


def replicates_table(convergence: "Convergence") -> Table:
    """Show how many replicates are enough."""
    left, right = "left", "right"
    seeds = convergence.seeds
    table = plain_table(
        f"How many replicates are enough: {convergence.scenario.design.name} against the status quo",
        [
            *(("Measure", left), ("Difference", right), ("95 % interval", right), ("SD of differences", right)),
            *(("on luck of their own", right), ("For ±10 %", right), ("For ±5 %", right)),
        ],
        f"{len(seeds)} replicates (seeds {seeds[0]} to {seeds[-1]}), {KIND} of differences paired by seed.",
    )
    for row in convergence.replicates().to_dict("records"):
        about = CATALOGUE[row["measure"]]
        difference = with_interval(Interval(row["difference"], row["low"], row["high"]), signed=True)
        enough = [f"{row[name]:,.0f}" for name in ("within_10%", "within_5%")]
        spread = (amount(row["sd"]), amount(row["sd_apart"]))
        table.add_row(f"{about.title} [dim]{about.unit}[/]", *difference, *spread, *enough)
    return table
