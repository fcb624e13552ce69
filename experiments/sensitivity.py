"""Which factors matter: the model's measures over ranges of its parameters."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.checks import at_least
from experiments.evaluating import Asking, Notebook, Question
from experiments.factors import Factor, points
from experiments.goals import known_measure
from experiments.indices import METHODS, Method, converging, points_each, sample
from experiments.progress import Progress
from experiments.store import Store
from model.measures import CATALOGUE
from model.scenario import InputError, Scenario
from model.scenario.errors import nearest
from model.scenario.flat import check_each_once
from model.seeds import check_seeds

_SILENT = Progress()


@dataclass(frozen=True)
class Sensitivity:
    """What came out of varying factors.

    Attributes
    ----------
    scenario : Scenario
        What stayed the same.
    factors : tuple of Factor
        What was varied.
    measures : tuple of str
        What was asked.
    method : str
        ``sobol`` or ``morris``.
    shares : array of float, shape (points, factors)
        Where it was asked, as shares of the ranges.
    answers : array of float, shape (points, seeds, measures)
        What the model answered.
    seeds : tuple of int
        Seeds, shared by all points.
    files : tuple of Path
        What was written.
    """

    scenario: Scenario
    factors: tuple[Factor, ...]
    measures: tuple[str, ...]
    method: Method
    shares: np.ndarray
    answers: np.ndarray
    seeds: tuple[int, ...]
    files: tuple[Path, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the factors."""
        return tuple(each.name for each in self.factors)

    @property
    def size(self) -> int:
        """Base samples or trajectories."""
        return len(self.shares) // points_each(self.method, len(self.factors))

    @cached_property
    def convergence(self) -> pd.DataFrame:
        """Indices of the means over the seeds, by measure and size of the sample; see `experiments.indices`."""
        tables = []
        for number, name in enumerate(self.measures):
            means = self.answers[:, :, number].mean(axis=1)
            found = converging(self.method, self.names, self.shares, means, self.seeds[0])
            found.insert(0, "measure", name)
            tables.append(found)
        return pd.concat(tables, ignore_index=True)

    @property
    def indices(self) -> pd.DataFrame:
        """Indices from the whole sample."""
        table = self.convergence
        return table[table["size"] == self.size].reset_index(drop=True)

    def luck(self, measure: str) -> float:
        """Share of the variance of single runs that is luck alone: seeds at one point differ, points do not.

        The mean variance within points over the variance of all runs; not a number with a single seed or without any
        variance. It also contains what factors do to some seeds more than to others.
        """
        values = self.answers[:, :, self.measures.index(measure)]
        total = values.var()
        if len(self.seeds) < 2 or total == 0:
            return float("nan")
        return float(values.var(axis=1).mean() / total)

    def runs(self) -> pd.DataFrame:
        """All that was asked and answered, a row for each point and seed."""
        table = pd.DataFrame(points(self.factors, self.shares))
        each = table.loc[table.index.repeat(len(self.seeds))].reset_index(names="point")
        each["seed"] = np.tile(self.seeds, len(table))
        answers = pd.DataFrame(self.answers.reshape(len(each), -1), columns=list(self.measures))
        return pd.concat([each, answers], axis=1)


def sensitivity(
    scenario: Scenario,
    factors: Sequence[Factor],
    measures: Sequence[str],
    *,
    method: str = "sobol",
    size: int = 64,
    replicates: int = 2,
    seed: int = 1,
    jobs: int | None = None,
    out: str | Path | None = None,
    progress: Progress = _SILENT,
) -> Sensitivity:
    """Vary factors over their ranges and say how much each moves the measures.

    Every point meets the same seeds, so that what differs between points is the factors' doing; the indices are those
    of the mean over the seeds.

    Parameters
    ----------
    scenario : Scenario
        What stays the same.
    factors : sequence of Factor
        What is varied, independently and evenly over the ranges; two or more.
    measures : sequence of str
        Names in the catalogue.
    method : str
        ``sobol`` or ``morris``; see `experiments.indices.sample`.
    size : int
        Base samples (a power of 2) or trajectories.
    replicates : int
        Seeds at each point.
    seed : int
        First seed; it also fixes the points.
    jobs : int, optional
        Processes; every core if none is given. The answers do not depend on it.
    out : str or Path, optional
        Folder that keeps the runs; the same call made again goes on from them.
    progress : Progress
        Is told what happens.

    Raises
    ------
    InputError
        Something that was asked for is not possible.
    """
    at_least(1, replicates=replicates)
    check_seeds(seed, replicates, "--seed")
    at_least(8 if method == "sobol" else 4, size=size)
    checked: Method = "sobol"
    if method not in METHODS:
        raise InputError(f'--method: unknown method "{method}"{nearest(method, METHODS)}')
    if method == "morris":
        checked = "morris"
    elif size & (size - 1):
        raise InputError(f"--size = {size}: must be a power of 2 for sobol, such as {1 << (size.bit_length() - 1)}")
    if len(factors) < 2:
        raise InputError("--factor: give two or more")
    if len({each.name for each in factors}) < len(factors):
        raise InputError("--factor: each factor may be given once")
    check_each_once(scenario, [each.name for each in factors])
    if not measures:
        raise InputError("--measure: give one or more")
    for name in measures:
        known_measure(name)
    names = [each.name for each in factors]
    shares = sample(checked, names, size, seed)
    seeds = tuple(range(seed, seed + replicates))
    notebook = Notebook(Question(scenario, tuple(measures)), out)
    with Asking(notebook, jobs, progress) as ask:
        answers = ask(points(factors, shares), seeds)
    unanswered = [
        CATALOGUE[name].title for name, gap in zip(measures, np.isnan(answers).any((0, 1)), strict=True) if gap
    ]
    if unanswered:
        raise InputError(f"--measure: {', '.join(unanswered)} has no value in some run; choose another measure")
    made = Sensitivity(scenario, tuple(factors), tuple(measures), checked, shares, answers, seeds)
    if out is None:
        return made
    facts = {"method": method, "size": size, "seeds": list(seeds), "factors": [each._asdict() for each in factors]}
    store = Store(out, {scenario.design.name: scenario}, facts, resume=False)
    files = [*store.table("sensitivity", made.convergence), *store.table("runs", made.runs())]
    return replace(made, files=(*files, store.close(files)))
