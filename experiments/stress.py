"""Designs in uncertain futures: each design in each future, on the same luck."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.checks import at_least
from experiments.discovery import Discovery, discover
from experiments.evaluating import Asking, Notebook, Question
from experiments.factors import Factor, Point, points
from experiments.goals import Goal
from experiments.progress import Progress
from experiments.robustness import Futures, Threshold, futures, regret, robustness, satisfied
from experiments.store import Store
from model.measures import CATALOGUE
from model.scenario import InputError, Scenario
from model.seeds import check_seeds

_SILENT = Progress()


@dataclass(frozen=True)
class Stress:
    """What came out of putting options to uncertain futures.

    Attributes
    ----------
    futures : Futures
        The runs, arranged.
    goal : Goal
        What is wanted.
    enough : tuple of Threshold
        What is good enough.
    files : tuple of Path
        What was written.
    """

    futures: Futures
    goal: Goal
    enough: tuple[Threshold, ...]
    files: tuple[Path, ...] = ()

    @property
    def names(self) -> list[str]:
        """Name of each option."""
        levers = self.futures.options
        if list(levers) == ["design"]:
            return levers["design"].astype(str).tolist()
        return [
            ", ".join(f"{name} {_short(value)}" for name, value in row.items()) for row in levers.to_dict("records")
        ]

    @property
    def regret(self) -> pd.DataFrame:
        """Loss against the best of the same future; see `experiments.robustness`."""
        return regret(self.futures, self.goal)

    def summary(self) -> pd.DataFrame:
        """How each option does over the futures; see `experiments.robustness`."""
        table = robustness(self.futures, self.goal, self.enough)
        table.insert(0, "option", self.names)
        return table

    def discoveries(self) -> dict[str, Discovery]:
        """What the futures have in common in which an option is not good enough, or far from the best.

        Without thresholds these are the futures of its worst quarter of regrets, if it has any regret.
        """
        found = {}
        for option, name in enumerate(self.names):
            if self.enough:
                bad = ~satisfied(self.futures, self.enough)[option].to_numpy(bool)
            else:
                loss = self.regret[option].to_numpy()
                bad = (loss > 0) & (loss >= np.quantile(loss, 0.75))
            found[name] = discover(self.futures.futures, bad)
        return found

    def boxes(self) -> pd.DataFrame:
        """All regions that were discovered: ``option``, ``rules``, ``futures``, ``density``, ``coverage``, ``base``."""
        rows = [
            (name, "; ".join(box.rules), *box[1:], found.base, found.accuracy)
            for name, found in self.discoveries().items()
            for box in found.boxes
        ]
        return pd.DataFrame(rows, columns=["option", "rules", "futures", "density", "coverage", "base", "accuracy"])


def stress(
    scenarios: dict[str, Scenario],
    uncertainties: Sequence[Factor],
    measures: Sequence[str],
    *,
    count: int = 64,
    replicates: int = 1,
    seed: int = 1,
    jobs: int | None = None,
    out: str | Path | None = None,
    progress: Progress = _SILENT,
) -> pd.DataFrame:
    """Run every design in the same futures, a Latin hypercube over the ranges [1]_.

    Parameters
    ----------
    scenarios : dict of str to Scenario
        Designs, by name; see `experiments.compare.plan`.
    uncertainties : sequence of Factor
        What nobody knows.
    measures : sequence of str
        What to keep.
    count : int
        Futures.
    replicates : int
        Seeds in each.
    seed, jobs, out, progress
        As everywhere.

    Returns
    -------
    pandas.DataFrame
        Columns ``design``, the uncertainties, ``seed`` and the measures.

    References
    ----------
    .. [1] McKay, M. D., Beckman, R. J. and Conover, W. J. (1979). Technometrics 21(2), 239–245.
    """
    from scipy.stats import qmc

    at_least(2, futures=count)
    at_least(1, replicates=replicates)
    check_seeds(seed, replicates, "--seed")
    if len(scenarios) < 2:
        raise InputError("--design: give two or more")
    if not uncertainties:
        raise InputError("--factor: give one or more, such as behaviour.reading.spillover=0:0.02")
    designs = list(scenarios)
    base = scenarios[designs[0]]
    notebook = Notebook(Question(base, tuple(measures), {name: each.design for name, each in scenarios.items()}), out)
    worlds = points(
        uncertainties, qmc.LatinHypercube(len(uncertainties), rng=np.random.default_rng(seed)).random(count)
    )
    asked: list[Point] = [{"design": name, **world} for world in worlds for name in designs]
    seeds = range(seed, seed + replicates)
    with Asking(notebook, jobs, progress) as ask:
        answers = ask(asked, seeds)
    rows = [
        point | {"seed": each} | dict(zip(measures, values, strict=True))
        for point, by_seed in zip(asked, answers, strict=True)
        for each, values in zip(seeds, by_seed, strict=True)
    ]
    return pd.DataFrame(rows)


def hold(
    runs: pd.DataFrame,
    levers: Sequence[str],
    uncertainties: Sequence[str],
    goal: Goal,
    enough: Sequence[Threshold] = (),
    out: str | Path | None = None,
    scenarios: dict[str, Scenario] | None = None,
) -> Stress:
    """Judge options over uncertain futures, and write the judgement.

    Raises
    ------
    InputError
        The runs are not options crossed with futures, or the goal has no value in some of them.
    """
    measures = list(dict.fromkeys([goal.measure, *(each.measure for each in enough)]))
    found = futures(runs, levers, uncertainties, measures)
    if found.values[goal.measure].isna().any():
        raise InputError(f"--goal: {CATALOGUE[goal.measure].title} has no value in some run; choose another measure")
    made = Stress(found, goal, tuple(enough))
    if out is None:
        return made
    facts: dict[str, object] = {"goal": str(goal), "enough": [str(each) for each in enough], "levers": list(levers)}
    facts |= {"uncertainties": list(uncertainties), "futures": len(found.futures), "seeds": found.seeds}
    store = Store(out, scenarios or {}, facts, resume=False)
    files = [
        *store.table("runs", runs),
        *store.table("robustness", made.summary()),
        *store.table("boxes", made.boxes()),
    ]
    return replace(made, files=(*files, store.close(files)))


def _short(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)
