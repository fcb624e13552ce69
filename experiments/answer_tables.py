"""Answers as tables for people."""

from typing import TYPE_CHECKING, Any

from rich.table import Table

from experiments.intervals import Interval
from experiments.plain_table import plain_table
from experiments.wording import amount, chance_in_words, with_interval
from model.measures import CATALOGUE

if TYPE_CHECKING:
    from experiments.calibrate import Calibration
    from experiments.search import Search
    from experiments.select import Selection
    from experiments.sensitivity import Sensitivity
    from experiments.stress import Stress


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
        table.add_row(row.design, str(row.replicates), *mean, *off, chance_in_words(row.chance_best))
    return table


def sensitivity_table(sensitivity: "Sensitivity", measure: str) -> Table:
    """Show the indices of one measure, the strongest factor first."""
    about = CATALOGUE[measure]
    found = sensitivity.indices
    found = found[found["measure"] == measure]
    indices = list(dict.fromkeys(found["index"]))
    columns: list[tuple[str, str]] = [("Factor", "left"), ("Range", "left")]
    for index in indices:
        columns += (
            [(_INDICES[index], "right"), ("95 % interval", "right")] if index in _SURE else [(_INDICES[index], "right")]
        )
    luck = sensitivity.luck(measure)
    noise = "" if luck != luck else f" Luck alone makes {luck:.0%} of the variance of single runs."
    seeds = f"{len(sensitivity.seeds)} seeds at each of {len(sensitivity.shares):,} points, bootstrap intervals."
    table = plain_table(f"{about.title}, {about.unit}: what moves it", columns, seeds + noise)
    ranges = {each.name: f"{each.low:g} to {each.high:g} {each.unit}".strip() for each in sensitivity.factors}
    main = found[found["index"] == ("total" if "total" in indices else "mu_star")]
    for name in main.sort_values("value", ascending=False)["factor"]:
        cells = [name, ranges[name]]
        row: Any
        for row in found[found["factor"] == name].rename(columns={"index": "index_name"}).itertuples():
            value, interval = with_interval(Interval(row.value, row.low, row.high), signed=row.index_name == "mu")
            cells += [value, interval] if row.index_name in _SURE else [value]
        table.add_row(*cells)
    return table


def front_table(search: "Search") -> Table:
    """Show the points that nothing else tried beats in every goal."""
    columns: list[tuple[str, str]] = [("Trial", "right")]
    columns += [(f"{each.name}, {each.unit}" if each.unit else each.name, "right") for each in search.factors]
    for goal in search.goals:
        columns += [(f"{goal.about.title}, {goal.about.unit}", "right"), ("Gain", "right"), ("95 % interval", "right")]
    low, high = search.fresh_seeds[0], search.fresh_seeds[-1]
    seeds = f"Values under {len(search.fresh_seeds)} fresh seeds ({low} to {high}), 95 % t-intervals."
    sure = " Gain: over the design as it is. P(front): share of bootstraps of the search's seeds with it on the front."
    table = plain_table(
        f"{len(search.on_front)} of {len(search.points)} points are on the front",
        [*columns, ("P(front)", "right")],
        seeds + sure,
    )
    for row in search.best().to_dict("records"):
        cells = [str(row["trial"]), *(amount(row[each.name]) for each in search.factors)]
        for goal in search.goals:
            gain = (row[f"{goal.measure}_gain{end}"] for end in ("", "_low", "_high"))
            cells += [amount(row[goal.measure]), *with_interval(Interval(*gain), signed=True)]
        table.add_row(*cells, chance_in_words(row["chance_front"]))
    return table


def robustness_table(stress: "Stress") -> Table:
    """Show regret and satisficing of each option."""
    about = stress.goal.about
    columns: list[tuple[str, str]] = [("Option", "left"), (f"{about.title}, {about.unit}", "right"), ("Worst", "right")]
    columns += [("Regret", "right"), ("95 % interval", "right"), ("Most", "right"), ("Best in", "right")]
    columns += [("Good enough in", "right"), ("95 % interval", "right")] if stress.enough else []
    worlds, seeds = len(stress.futures.futures), stress.futures.seeds
    what = "; good enough: " + " and ".join(str(each) for each in stress.enough) if stress.enough else ""
    note = f"Means over {worlds} futures, {seeds} or more seeds each; intervals: bootstrap over futures{what}."
    table = plain_table("Options in the same uncertain futures", columns, note)
    for row in stress.summary().to_dict("records"):
        cells = [row["option"], amount(row["mean"]), amount(row["worst"])]
        cells += with_interval(Interval(*(row[f"regret_mean{end}"] for end in ("", "_low", "_high"))))
        cells += [amount(row["regret_most"]), f"{row['best_share']:.0%}"]
        if stress.enough:
            cells += [f"{row['enough']:.0%}", f"{row['enough_low']:.0%} to {row['enough_high']:.0%}"]
        table.add_row(*cells)
    return table


def boxes_table(stress: "Stress") -> Table:
    """Show what the bad futures of each option have in common."""
    columns = [("Option", "left"), ("Bad futures", "right"), ("Commoner where", "left"), ("Bad there", "right")]
    what = "not good enough" if stress.enough else "in the worst quarter of its regrets"
    note = "Balanced accuracy of the tree on futures it has not seen; 0.5 is a guess, and below 0.6 it says nothing."
    table = plain_table(
        f"Futures in which an option is {what}", [*columns, ("Of the bad", "right"), ("Accuracy", "right")], note
    )
    for name, found in stress.discoveries().items():
        boxes = found.boxes if found.says_something else []
        places = [("; ".join(box.rules), f"{box.density:.0%}", f"{box.coverage:.0%}") for box in boxes]
        for place in places or [("–", "", "")]:
            table.add_row(name, f"{found.base:.0%}", *place, amount(found.accuracy))
    return table


def posterior_table(calibration: "Calibration") -> Table:
    """Show what the data say about each parameter."""
    columns: list[tuple[str, str]] = [("Parameter", "left"), ("Range before", "left"), ("Median", "right")]
    columns += [("95 % credible", "right"), ("Variance taken away", "right"), ("Distance from prior", "right")]
    post = calibration.posterior
    note = f"{post.simulations:,} simulations, {len(post.weights)} draws, effectively {post.effective:.0f}."
    table = plain_table("What the data say", [*columns, ("", "left")], note)
    for row in calibration.parameters().to_dict("records"):
        span = f"{row['prior_low']:g} to {row['prior_high']:g} {row['unit']}".strip()
        said = "says nothing" if row["says_nothing"] else "presses on a bound" if row["presses"] else ""
        ends = with_interval(Interval(row["median"], row["low"], row["high"]))
        table.add_row(row["parameter"], span, *ends, f"{row['contraction']:.0%}", f"{row['distance']:.2f}", said)
    return table


def check_table(calibration: "Calibration") -> Table:
    """Show how well runs with the posterior's parameters foretell what was counted."""
    columns = [("Series", "left"), ("Months", "right"), ("Within the 95 % band", "right"), ("Mean counted", "right")]
    table = plain_table("Does the fitted model foretell the data?", [*columns, ("Mean foretold", "right")])
    for name, rows in calibration.check().groupby("series", sort=False):
        means = (amount(rows["observed"].mean()), amount(rows["predicted"].mean()))
        table.add_row(str(name), str(len(rows)), f"{rows['within'].mean():.0%}", *means)
    return table


_SURE = ("first", "total", "mu_star")
_INDICES = {"first": "By itself", "total": "In all", "mu_star": "Mean size μ*", "mu": "Mean μ", "sigma": "Spread σ"}

_HOW = (
    "All designs under the same luck; procedure of Kim and Nelson (2001). P(best): posterior, over the replicates that "
    "all designs have."
)
