"""The sceptic's arms: six objections to a design's claims, answered on the same people and the same luck.

Three objections doubt how people behave; for them everything is run again, the library as it is included. Three doubt
how effects are reckoned; for them the same runs are reckoned otherwise. A claim survives an arm if the interval of its
difference there excludes nought, on the same side as the headline's.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from experiments.changes import WHO
from experiments.checks import at_least
from experiments.compare import REFERENCE, Comparison, compare, plan_against_reference
from experiments.intervals import KIND, LEVEL, mean_interval
from experiments.progress import Progress
from model.scenario import Design, Scenario, Settlement, with_levers

FOLDER = "sceptic"
"""Folder, within that for results, in which the arms are kept."""
TABLE = "claims"
"""Name of the table of claims."""

_SILENT = Progress()

type Arm = Literal["generalisation", "readers", "habit", "everybody", "absolute", "net"]


class Objection(NamedTuple):
    """One of the sceptic's arms."""

    name: Arm
    """Short name."""
    title: str
    """The objection."""
    how: str
    """What is done about it."""
    levers: Mapping[str, float]
    """What is changed in how people behave; empty where effects are reckoned otherwise."""


OBJECTIONS = (
    Objection(
        "generalisation",
        "Contact does not generalise",
        "nothing that happens at the hub moves warmth towards a group as a whole: neither the people met (g = 0) nor "
        "friends who have friends there (extended contact = 0)",
        {"behaviour.contact.generalisation": 0.0, "behaviour.contact.extended": 0.0},
    ),
    Objection(
        "readers",
        "Coffee and classes make no readers",
        "no spillover from other visits (c = 0), no coffee and no book event in the wish to borrow",
        {"behaviour.reading.spillover": 0.0, "behaviour.reading.coffee": 0.0, "behaviour.reading.event": 0.0},
    ),
    Objection(
        "habit",
        "Habit is only inclination",
        "habit does not draw anybody (β_habit = 0)",
        {"behaviour.choice.habit": 0.0},
    ),
    Objection(
        "everybody",
        "Only the open-minded come",
        "the difference over everybody from the status quo, in place of the change in those who came",
        {},
    ),
    Objection("absolute", "Warmth was high already", "the difference in points of 100, in place of percent", {}),
    Objection(
        "net",
        "The café's money is the village shop's",
        "net of what other local businesses lose, in place of gross",
        {},
    ),
)
"""The arms, in the order in which they are told."""


class World(NamedTuple):
    """A design and the status quo where people behave in one way."""

    comparison: Comparison
    """All runs."""
    design: str
    """Name of the design's runs in the comparison."""
    reference: str
    """Name of the status quo's runs."""

    def values(self, measure: str, design: str) -> np.ndarray:
        """A measure, one value for each seed."""
        runs = self.comparison.runs
        return runs.loc[runs["design"] == design, measure].to_numpy(float)


type Value = Callable[[World], np.ndarray]
"""Gives one value for each seed; their mean is the claim."""


def over_all(measure: str) -> Value:
    """Difference from the status quo."""
    return lambda world: world.values(measure, world.design) - world.values(measure, world.reference)


def relative(measure: str) -> Value:
    """Difference from the status quo, percent of it."""
    return lambda world: 100.0 * over_all(measure)(world) / world.values(measure, world.reference)


def among_those_who_came(measure: str) -> Value:
    """Change since the start of the run in those who came, as an evaluation without a comparison would see it."""

    def value(world: World) -> np.ndarray:
        table = world.comparison.changes
        rows = table[(table["design"] == world.design) & (table["measure"] == measure) & (table["who"] == WHO[0])]
        return (rows["after"] - rows["before"]).to_numpy(float)

    return value


def points(value: Value) -> Value:
    """A share, or a state from 0 to 1, in points of 100."""
    return lambda world: 100.0 * value(world)


def sales(world: World) -> np.ndarray:
    """Difference of everything that was sold to guests during the run, KZT."""
    daily = world.comparison.daily
    sold = daily[list(_SOLD)].sum(axis=1).groupby([daily["design"], daily["seed"]], sort=False).sum()
    return sold[world.design].to_numpy(float) - sold[world.reference].to_numpy(float)


def net_sales(world: World) -> np.ndarray:
    """The same, less what other local businesses lost."""
    return sales(world) - over_all("displaced_sales")(world)


_SOLD = ("ticket_sales", "cafe_sales", "shop_sales")


POINTS = "points of 100"
"""Unit of a difference between shares, or between states from 0 to 1."""


class Claim(NamedTuple):
    """One thing that is said in favour of a design."""

    name: str
    """Short name."""
    title: str
    """What is claimed to grow."""
    unit: str
    """Unit of the difference."""
    headline: Value
    """How it is reckoned at first."""
    otherwise: Mapping[Arm, Value] = {}
    """How the sceptic reckons; under *Warmth was high already* in points of 100."""


CLAIMS = (
    Claim("visits", "Visits", "people/day", over_all("visits")),
    Claim("residents_reached", "Residents reached", "people", over_all("residents_reached")),
    Claim("cross_ethnic_ties", "Ties across groups", "ties", over_all("cross_ethnic_ties")),
    Claim("returning_readers", "Returning readers", "people", over_all("returning_readers")),
    Claim("active_readers", "Active readers", "people", over_all("active_readers")),
    Claim(
        "warmth_came",
        "Warmth towards groups, in those who came",
        POINTS,
        points(among_those_who_came("warmth_group")),
        {"everybody": points(over_all("warmth_group"))},
    ),
    Claim(
        "knowledge_came",
        "Knowledge of other cultures, in those who came",
        POINTS,
        points(among_those_who_came("knowledge")),
        {"everybody": points(over_all("knowledge"))},
    ),
    Claim(
        "regard_came",
        "Regard for people with disabilities, in those who came",
        POINTS,
        points(among_those_who_came("regard")),
        {"everybody": points(over_all("regard"))},
    ),
    Claim(
        "readers_came",
        "Share of readers, in those who came",
        POINTS,
        points(among_those_who_came("readers_share")),
        {"everybody": points(over_all("readers_share"))},
    ),
    Claim(
        "warmth_relative",
        "Warmth towards groups, relative",
        "% of the status quo's",
        relative("warmth_group"),
        {"absolute": points(over_all("warmth_group"))},
    ),
    Claim(
        "warmth_met_relative",
        "Warmth towards those met, relative",
        "% of the status quo's",
        relative("warmth_met"),
        {"absolute": points(over_all("warmth_met"))},
    ),
    Claim("state_gain", "Gain of the state", "KZT", over_all("state_gain"), {"net": over_all("state_gain_net")}),
    Claim("jobs", "Jobs", "people", over_all("jobs"), {"net": over_all("net_jobs")}),
    Claim("sales", "Sales in the settlement", "KZT", sales, {"net": net_sales}),
)
"""What is claimed, in the order of presentation."""


@dataclass(frozen=True)
class Verdicts:
    """Which claims survive which arm.

    Attributes
    ----------
    comparison : Comparison
        All runs: the design and the status quo, once for each way to behave.
    design : str
        The design.
    files : tuple of Path
        What was written.
    """

    comparison: Comparison
    design: str
    files: tuple[Path, ...] = ()

    def table(self) -> pd.DataFrame:
        """Every claim under the headline and under each arm that touches it; see `verdicts`."""
        return verdicts(self.comparison, self.design)


def sceptic(
    settlement: str | Path | Settlement | None,
    design: str | Path | Design,
    *,
    scenario: str | Path | Scenario | None = None,
    replicates: int = 8,
    seed: int = 1,
    days: int | None = None,
    jobs: int | None = None,
    out: str | Path | None = None,
    progress: Progress = _SILENT,
) -> Verdicts:
    """Hold a design's claims against the six objections.

    Parameters
    ----------
    settlement, design, scenario
        As for `experiments.compare.plan`.
    replicates : int
        Runs of each scenario, two or more; there are eight scenarios.
    seed, days, jobs, progress
        As for `experiments.compare.compare`.
    out : path, optional
        Folder for results; the arms are kept in its folder ``sceptic``, and finished runs are not made again.

    Raises
    ------
    InputError
        Something that was asked for is not possible.
    """
    headline = plan_against_reference(settlement, design, days, scenario)
    name = list(headline)[1]
    return doubt(headline, name, replicates=replicates, seed=seed, jobs=jobs, out=out, progress=progress)


def doubt(
    headline: Mapping[str, Scenario],
    name: str,
    *,
    replicates: int = 8,
    seed: int = 1,
    jobs: int | None = None,
    out: str | Path | None = None,
    progress: Progress = _SILENT,
) -> Verdicts:
    """Hold the claims of a scenario's design against the six objections.

    Parameters
    ----------
    headline : dict of str to Scenario
        The status quo, by the name `REFERENCE`, then the design.
    name : str
        Name of the design.
    replicates, seed, jobs, out, progress
        As for `sceptic`.

    Raises
    ------
    InputError
        Something that was asked for is not possible.
    """
    at_least(2, replicates=replicates)
    scenarios = in_all_arms(headline)
    folder = None if out is None else Path(out) / FOLDER
    found = compare(
        scenarios, replicates=replicates, seed=seed, jobs=jobs, out=folder, progress=progress, also=_tables(name)
    )
    return Verdicts(found, name, found.files)


def worlds(
    settlement: str | Path | Settlement, design: str | Path | Design, days: int | None = None
) -> tuple[dict[str, Scenario], str]:
    """Make the scenarios of all arms.

    Returns
    -------
    dict of str to Scenario
        The status quo and the design, first as they are, then under each arm that changes behaviour.
    str
        Name of the design.
    """
    headline = plan_against_reference(settlement, design, days)
    return in_all_arms(headline), list(headline)[1]


def in_all_arms(headline: Mapping[str, Scenario]) -> dict[str, Scenario]:
    """Put scenarios under each arm that changes behaviour; the scenarios as they are come first."""
    scenarios = dict(headline)
    for arm in OBJECTIONS:
        if arm.levers:
            scenarios |= {in_arm(name, arm.name): with_levers(each, arm.levers) for name, each in headline.items()}
    return scenarios


def in_arm(design: str, arm: Arm) -> str:
    """Name of a design's runs under an arm that changes behaviour."""
    return f"{design} without {arm}"


def verdicts(comparison: Comparison, design: str) -> pd.DataFrame:
    """Every claim under the headline and under each arm that touches it.

    Parameters
    ----------
    comparison : Comparison
        Of the scenarios that `worlds` makes.
    design : str
        Name of the design.

    Returns
    -------
    pandas.DataFrame
        Columns ``claim``, ``title``, ``unit``, ``arm`` (``headline`` first), ``objection``, ``mean``, ``low``, ``high``
        (paired by seed, 95 %), ``strict_low``, ``strict_high`` (the interval that counts all claims at once, by
        Bonferroni), ``stands`` (of the headline: it excludes 0; of an arm: it does so on the headline's side) and
        ``stands_strictly``.
    """
    strict = 1.0 - (1.0 - LEVEL) / len(CLAIMS)
    plain = World(comparison, design, REFERENCE)
    rows = []
    for claim in CLAIMS:
        first = claim.headline(plain)
        side, strict_side = mean_interval(first).side, mean_interval(first, strict).side
        asked: list[tuple[str, str, np.ndarray]] = [("headline", "", first)]
        for arm in OBJECTIONS:
            if arm.levers:
                world = World(comparison, in_arm(design, arm.name), in_arm(REFERENCE, arm.name))
                asked.append((arm.name, arm.title, claim.headline(world)))
            elif arm.name in claim.otherwise:
                asked.append((arm.name, arm.title, claim.otherwise[arm.name](plain)))
        for arm_name, title, values in asked:
            usual, wide = mean_interval(values), mean_interval(values, strict)
            stands = side != 0 and usual.side == side
            strictly = strict_side != 0 and wide.side == strict_side
            head = (claim.name, claim.title, claim.unit, arm_name, title)
            rows.append((*head, *usual, wide.low, wide.high, stands, strictly))
    return pd.DataFrame(rows, columns=list(_COLUMNS))


_COLUMNS = (
    *("claim", "title", "unit", "arm", "objection", "mean", "low", "high", "strict_low", "strict_high"),
    *("stands", "stands_strictly"),
)


def rule_in_words(seeds: Sequence[int]) -> str:
    """Say when a claim survives, and what many claims mean for it."""
    return (
        f"{len(seeds)} replicates (seeds {seeds[0]} to {seeds[-1]}), {KIND} of differences paired by seed. "
        "A claim survives an arm if the interval there excludes 0 on the same side as the headline's. "
        f"With {len(CLAIMS)} claims some interval may exclude 0 by luck; 'strictly' uses intervals that hold for all "
        "of them at once (Bonferroni). To survive means that an effect is there, not that it is large. Intervals tell "
        "the luck of the runs, not how far the assumptions are right."
    )


def _tables(design: str) -> Callable[[Comparison], dict[str, pd.DataFrame]]:
    return lambda comparison: {TABLE: verdicts(comparison, design)}
