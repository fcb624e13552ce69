"""Searching for designs that are good at several things at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.checks import at_least
from experiments.evaluating import Asking, Notebook, Question
from experiments.factors import Factor, Point, points
from experiments.fronts import chance_on_front, front
from experiments.goals import Goal
from experiments.measured import difference_of, interval_of
from experiments.progress import Progress
from experiments.store import Store
from model.scenario import InputError, Scenario
from model.scenario.flat import check_each_once
from model.seeds import check_seeds

_SILENT = Progress()
_TOGETHER = 8
_STUDY = "study.journal"


@dataclass(frozen=True)
class Search:
    """What a search found.

    Attributes
    ----------
    scenario : Scenario
        What stayed the same.
    factors : tuple of Factor
        What was varied.
    goals : tuple of Goal
        What was wanted.
    points : list of dict
        What was tried, in order.
    answers : array of float, shape (points, seeds, goals)
        Measures under the seeds of the search.
    seeds : tuple of int
        Seeds of the search, shared by all points.
    fresh : array of float, shape (points on the front, fresh seeds, goals)
        Measures of the points on the front under seeds that had no part in choosing them.
    fresh_seeds : tuple of int
        These seeds.
    base, base_fresh : array of float, shape (seeds, goals)
        Measures of the design as it is, under the seeds of the search and the fresh ones.
    files : tuple of Path
        What was written.
    """

    scenario: Scenario
    factors: tuple[Factor, ...]
    goals: tuple[Goal, ...]
    points: list[Point]
    answers: np.ndarray
    seeds: tuple[int, ...]
    fresh: np.ndarray
    fresh_seeds: tuple[int, ...]
    base: np.ndarray
    base_fresh: np.ndarray
    files: tuple[Path, ...] = ()

    @property
    def signs(self) -> np.ndarray:
        """Factors that turn the goals' measures into what more is better of."""
        return np.array([goal.sign for goal in self.goals])

    @property
    def on_front(self) -> np.ndarray:
        """Numbers of the points that nothing else tried dominates, by their means."""
        return np.flatnonzero(front(self.answers.mean(axis=1) * self.signs))

    def tried(self) -> pd.DataFrame:
        """All points: factors, ``<goal>`` (mean), ``front`` and ``chance_front`` (see `experiments.fronts`)."""
        table = pd.DataFrame(self.points)
        for number, goal in enumerate(self.goals):
            table[goal.measure] = self.answers[:, :, number].mean(axis=1)
        table["front"] = np.isin(np.arange(len(table)), self.on_front)
        table["chance_front"] = chance_on_front(self.answers * self.signs, self.seeds[0])
        return table.rename_axis("trial").reset_index()

    def best(self) -> pd.DataFrame:
        """Points on the front under fresh seeds.

        Returns
        -------
        pandas.DataFrame
            Columns ``trial``, the factors, ``chance_front``, and for each goal ``<goal>``, ``<goal>_low``,
            ``<goal>_high`` and ``<goal>_gain``, ``<goal>_gain_low``, ``<goal>_gain_high``: the paired difference
            from the design as it is.
        """
        table = self.tried().loc[self.on_front, ["trial", *(each.name for each in self.factors), "chance_front"]]
        for number, goal in enumerate(self.goals):
            found = [interval_of(goal.measure, values[:, number]) for values in self.fresh]
            off = [difference_of(goal.measure, values[:, number], self.base_fresh[:, number]) for values in self.fresh]
            for place, end in enumerate(("", "_low", "_high")):
                table[goal.measure + end] = [interval[place] for interval in found]
                table[f"{goal.measure}_gain{end}"] = [interval[place] for interval in off]
        return table.sort_values(self.goals[0].measure, ascending=not self.goals[0].highest).reset_index(drop=True)


def search(
    scenario: Scenario,
    factors: Sequence[Factor],
    goals: Sequence[Goal],
    *,
    trials: int = 64,
    replicates: int = 4,
    fresh: int = 8,
    seed: int = 1,
    jobs: int | None = None,
    out: str | Path | None = None,
    progress: Progress = _SILENT,
) -> Search:
    """Look for the front of several goals by Optuna's tree-structured Parzen estimator [1]_.

    Points are proposed eight at a time; what is proposed depends on the seed and the answers so far alone, not on the
    number of processes, nor on whether the search was interrupted. A longer search begins with the points of a shorter
    one. The mean of the best of many is too good to be true, so that the front is run again under fresh seeds; the
    intervals are of those.

    Parameters
    ----------
    scenario : Scenario
        What stays the same.
    factors : sequence of Factor
        What is varied.
    goals : sequence of Goal
        What is wanted; one or more.
    trials : int
        Points to try.
    replicates : int
        Seeds at each point.
    fresh : int
        Fresh seeds at each point on the front, at least 2.
    seed : int
        First seed; it also fixes the proposals.
    jobs : int, optional
        Processes; every core if none is given.
    out : str or Path, optional
        Folder that keeps the runs and the study (a journal that ``optuna.load_study`` and Optuna's dashboard read); the
        same call made again, or one for more trials, goes on from them.
    progress : Progress
        Is told what happens.

    Raises
    ------
    InputError
        Something that was asked for is not possible.

    References
    ----------
    .. [1] Ozaki, Y. et al. (2022). Multiobjective tree-structured Parzen estimator. Journal of Artificial Intelligence
       Research 73, 1209–1250.
    """
    at_least(1, trials=trials, replicates=replicates)
    at_least(2, fresh=fresh)
    check_seeds(seed, replicates + fresh, "--seed")
    if not factors:
        raise InputError("--factor: give one or more")
    if not goals:
        raise InputError("--goal: give one or more")
    for kind, names in (("--factor", [each.name for each in factors]), ("--goal", [each.measure for each in goals])):
        if len(set(names)) < len(names):
            raise InputError(f"{kind}: each may be given once")
    check_each_once(scenario, [each.name for each in factors])
    seeds = tuple(range(seed, seed + replicates))
    fresh_seeds = tuple(range(seed + replicates, seed + replicates + fresh))
    notebook = Notebook(Question(scenario, tuple(each.measure for each in goals)), out)
    with Asking(notebook, jobs, progress) as ask:
        tried, answers = _try(ask, factors, goals, trials, seeds, out)
        (base,), (base_fresh,) = ask([{}], seeds), ask([{}], fresh_seeds)
        best = np.flatnonzero(front(answers.mean(axis=1) * [each.sign for each in goals]))
        again = ask([tried[number] for number in best], fresh_seeds)
    what = (scenario, tuple(factors), tuple(goals))
    made = Search(*what, tried, answers, seeds, again, fresh_seeds, base, base_fresh)
    if out is None:
        return made
    facts = {"goals": [str(each) for each in goals], "trials": trials, "seeds": list(seeds)}
    facts |= {"fresh_seeds": list(fresh_seeds), "factors": [each._asdict() for each in factors]}
    store = Store(out, {scenario.design.name: scenario}, facts, resume=False)
    files = [*store.table("tried", made.tried()), *store.table("front", made.best())]
    return replace(made, files=(*files, store.folder / _STUDY, store.close(files)))


def _try(
    ask: Asking,
    factors: Sequence[Factor],
    goals: Sequence[Goal],
    trials: int,
    seeds: Sequence[int],
    out: str | Path | None,
) -> tuple[list[Point], np.ndarray]:
    """Propose and ask, eight points at a time.

    The proposals are made by a study in memory that sees whole rounds only. Played again from the notebook it makes
    the same ones, so that an interrupted search goes on as if nothing had been; the journal is for readers.
    """
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    ways = ["maximize" if goal.highest else "minimize" for goal in goals]
    study = optuna.create_study(directions=ways, study_name="shanyraq")
    ranges: Any = {each.name: optuna.distributions.FloatDistribution(0.0, 1.0) for each in factors}
    tried: list[Point] = []
    answers: list[np.ndarray] = []
    for first in range(0, trials, _TOGETHER):
        study.sampler = optuna.samplers.TPESampler(
            seed=(seeds[0] * 100_003 + first) % 2**32, n_startup_trials=2 * _TOGETHER
        )
        asked = [study.ask(ranges) for _ in range(_TOGETHER)][: trials - first]
        shares = np.array([[trial.params[each.name] for each in factors] for trial in asked])
        proposed = points(factors, shares)
        found = ask(proposed, seeds)
        if np.isnan(found).any():
            gaps = [goal.measure for goal, gap in zip(goals, np.isnan(found).any(axis=(0, 1)), strict=True) if gap]
            raise InputError(f"--goal: {', '.join(gaps)} has no value in some run; choose another measure")
        for trial, point, values in zip(asked, proposed, found, strict=True):
            trial.set_user_attr("point", point)
            study.tell(trial, values.mean(axis=0).tolist())
        tried += proposed
        answers += list(found)
        if out is not None:
            _write_down(study, ways, Path(out) / _STUDY)
    return tried, np.array(answers)


def _write_down(study: Any, ways: list[str], path: Path) -> None:
    """Add the study's finished trials to the journal, those that are not there yet."""
    import optuna

    storage = optuna.storages.JournalStorage(optuna.storages.journal.JournalFileBackend(str(path)))
    kept = optuna.create_study(storage=storage, study_name=study.study_name, directions=ways, load_if_exists=True)
    finished = study.get_trials(states=[optuna.trial.TrialState.COMPLETE])
    for trial in finished[len(kept.get_trials(deepcopy=False)) :]:
        kept.add_trial(trial)
