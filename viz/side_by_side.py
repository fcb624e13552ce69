"""A comparison that runs off the page's thread, says how far it is, and can be called off."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import pandas as pd

from experiments.compare import Comparison, compare
from experiments.intervals import Interval, paired_difference
from experiments.progress import Progress
from model.scenario import Scenario

AT_ONCE = 2
"""Comparisons that may run at the same time on one server; others wait."""

MOST = 1_500
"""Million resident-days that one comparison may take."""

_TURNS = threading.BoundedSemaphore(AT_ONCE)


class CalledOffError(Exception):
    """The visitor wants no more of it."""


class _Counting(Progress):
    def __init__(self, job: "Job") -> None:
        self._job = job

    @contextmanager
    def count(self, total: int, what: str, done: int = 0) -> Iterator[Progress]:
        self._job.total, self._job.done, self._job.since = total, done, time.monotonic()
        self._job.stop_if_called_off()
        yield self

    def step(self, what: str, number: int = 1) -> None:
        self._job.done += number
        self._job.changed()
        self._job.stop_if_called_off()


class Job:
    """One comparison in a thread of its own.

    Parameters
    ----------
    scenarios : dict of str to Scenario
        What to run; the first is the reference.
    replicates, seed : int
        Runs of each, and the first seed.
    changed : callable
        Called when there is something new to show.
    """

    def __init__(self, scenarios: dict[str, Scenario], replicates: int, seed: int, changed: Callable[[], None]) -> None:
        self.total = len(scenarios) * replicates
        self.done = 0
        self.since = time.monotonic()
        self.found: Comparison | None = None
        self.failure: Exception | None = None
        self.off = threading.Event()
        self.over = False
        self.changed = changed
        self._how = scenarios, replicates, seed
        threading.Thread(target=self._run, daemon=True, name="shanyraq comparison").start()

    @property
    def left(self) -> float:
        """Seconds that the rest will take."""
        passed = time.monotonic() - self.since
        return passed / self.done * (self.total - self.done) if self.done else float("nan")

    def answers(self, scenarios: dict[str, Scenario], replicates: int, seed: int) -> bool:
        """Tell whether it compares just this, with the same reference."""
        asked, *how = self._how
        return list(asked.items()) == list(scenarios.items()) and how == [replicates, seed]

    def call_off(self) -> None:
        """Stop after the run at hand."""
        self.off.set()

    def stop_if_called_off(self) -> None:
        """Raise if the visitor has called it off."""
        if self.off.is_set():
            raise CalledOffError

    def _run(self) -> None:
        scenarios, replicates, seed = self._how
        try:
            while not _TURNS.acquire(timeout=0.5):
                self.stop_if_called_off()
            try:
                self.found = compare(scenarios, replicates=replicates, seed=seed, jobs=1, progress=_Counting(self))
            finally:
                _TURNS.release()
        except CalledOffError:
            pass
        except Exception as error:  # shown on the page
            self.failure = error
        self.over = True
        self.changed()


def fitting(scenarios: dict[str, Scenario]) -> int:
    """Replicates of a comparison that `MOST` allows."""
    return int(MOST // resident_days(scenarios, 1))


def resident_days(scenarios: dict[str, Scenario], replicates: int) -> float:
    """Work of a comparison, million resident-days."""
    return sum(each.settlement.population * each.clock.days for each in scenarios.values()) * replicates / 1e6


def visits_by_group(found: Comparison) -> pd.DataFrame:
    """Visits a person and year since the opening, by group: paired differences from the reference.

    Groups are counted by the month, so that the first is the first whole month of the hub, where there is one.

    Parameters
    ----------
    found : Comparison

    Returns
    -------
    pandas.DataFrame
        Columns ``grouping``, ``group``, ``people``, ``design``, ``reference``, ``difference``, ``low``, ``high``.
    """
    clock, opens = found.scenario.clock, min(found.scenario.opens, found.scenario.clock.days - 1)
    months = pd.date_range(clock.date_of(opens), clock.date_of(clock.days - 1), freq="MS")
    first = months[0].date() if len(months) else clock.date_of(opens).replace(day=1)
    years = (clock.days - max(0, clock.day_of(first))) / 365.25
    table = found.groups
    table = table[(table["month"] >= f"{first:%Y-%m}") & (table["grouping"] != "came_as")]
    keys = ["grouping", "group", "design", "seed"]
    sums = table.groupby(keys, sort=False).agg(visits=("visits", "sum"), people=("people", "last")).reset_index()
    sums = sums[sums["people"] > 0]
    sums["rate"] = sums["visits"] / sums["people"] / years
    rows = []
    for (grouping, group), each in sums.groupby(["grouping", "group"], sort=False):
        by_design = {design: part.sort_values("seed")["rate"].to_numpy() for design, part in each.groupby("design")}
        base = by_design[found.reference]
        for design in found.designs[1:]:
            off: Interval = paired_difference(by_design[design], base)
            people = int(each["people"].iloc[0])
            rows.append((grouping, group, people, design, float(np.mean(base)), off.mean, off.low, off.high))
    return pd.DataFrame(
        rows, columns=["grouping", "group", "people", "design", "reference", "difference", "low", "high"]
    )
