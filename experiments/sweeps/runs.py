"""The runs of a sweep, and making some of them in one go."""

import time
import traceback
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from experiments.headline import headlines
from experiments.sweeps.plan import Plan, Value
from model import HubModel
from model.scenario import Design, Scenario, Settlement, dump_scenario, with_levers


class Run(NamedTuple):
    """One run of a sweep."""

    number: int
    """Place in the sweep, from 0."""
    point: int
    """Row of the point."""
    replicate: int
    """Replicate of the point, from 0."""
    seed: int
    """Seed of the run."""


class Failure(NamedTuple):
    """A run that could not be made."""

    run: Run
    """Which."""
    levers: dict[str, Any]
    """Values at its point."""
    error: str
    """What went wrong, in a line."""
    traceback: str
    """Where."""
    scenario: str
    """What was run, as TOML; empty if there is no such scenario."""


class Chunk(NamedTuple):
    """Some runs to be made in one go, with all that is needed to make them anywhere."""

    scenario: Scenario
    """What stays."""
    parts: dict[tuple[str, Value], Settlement | Design]
    """Settlements and designs by the name of the parameter and the value that stands for them."""
    runs: list[Run]
    """The runs."""
    levers: list[dict[str, Any]]
    """Values of the parameters, for each run."""
    measures: tuple[str, ...]
    """Kept as one number."""
    series: tuple[str, ...]
    """Kept day by day."""


class Made(NamedTuple):
    """What came out of a chunk."""

    runs: list[Run]
    """Runs that were made."""
    values: np.ndarray
    """Measures as one number, shape (runs, measures)."""
    series: pd.DataFrame | None
    """Columns ``run``, ``day`` and the measures; none if no series is kept."""
    failures: list[Failure]
    """Runs that could not be made."""
    seconds: float
    """Time that it took, s."""


def run_of(number: int, plan: Plan) -> Run:
    """Give a run by its number; the replicates of a point follow each other.

    Under common luck a seed is shared by all points; otherwise no two runs share one.
    """
    point, replicate = divmod(number, plan.replicates)
    return Run(number, point, replicate, plan.seed + (replicate if plan.common_luck else number))


def make(chunk: Chunk) -> Made:
    """Make the runs of a chunk; what goes wrong in one is told, and the others go on."""
    begin = time.perf_counter()
    made: list[Run] = []
    values: list[list[float]] = []
    series: list[pd.DataFrame] = []
    failures: list[Failure] = []
    for run, levers in zip(chunk.runs, chunk.levers, strict=True):
        scenario: Scenario | None = None
        try:
            scenario = with_levers(chunk.scenario, _resolved(levers, chunk))
            model = HubModel(scenario=scenario, rng=run.seed)
            model.run_for(scenario.clock.days)
            daily = model.datacollector.get_model_vars_dataframe()
            numbers = headlines(daily, scenario.opens)
        except Exception as error:
            failures.append(failure(run, levers, error, scenario))
            continue
        made.append(run)
        values.append([numbers[name] for name in chunk.measures])
        if chunk.series:
            days = pd.DataFrame({"run": run.number, "day": np.arange(len(daily), dtype=np.int32)})
            kept = daily[list(chunk.series)].astype(float).reset_index(drop=True)
            series.append(pd.concat([days, kept], axis=1))
    table = np.array(values, float).reshape(len(made), len(chunk.measures))
    return Made(made, table, pd.concat(series) if series else None, failures, time.perf_counter() - begin)


def failure(run: Run, levers: Mapping[str, Any], error: BaseException, scenario: Scenario | None = None) -> Failure:
    """Describe a run that could not be made."""
    line = f"{type(error).__name__}: {error}"
    text = dump_scenario(scenario) if scenario is not None else ""
    return Failure(run, dict(levers), line, "".join(traceback.format_exception(error)), text)


def _resolved(levers: Mapping[str, Any], chunk: Chunk) -> dict[str, Any]:
    return {name: chunk.parts.get((name, value), value) for name, value in levers.items()}
