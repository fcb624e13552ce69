"""Which design is the best, with a stated probability of being right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.best import chance_best
from experiments.checks import at_least
from experiments.evaluating import Asking, Notebook, Question
from experiments.factors import Point
from experiments.goals import Goal
from experiments.intervals import Interval
from experiments.measured import difference_of, interval_of
from experiments.progress import Progress
from experiments.ranking import Choice, kim_nelson
from experiments.replicates import cores
from experiments.store import Store
from model.scenario import InputError, Scenario
from model.seeds import check_seeds

_SILENT = Progress()


@dataclass(frozen=True)
class Selection:
    """What came out of choosing among designs.

    Attributes
    ----------
    scenario : Scenario
        Settlement, clock and behaviour, alike for all designs.
    designs : tuple of str
        Names of the designs.
    goal : Goal
        What is wanted.
    least : float
        Smallest difference that matters, in the unit of the measure.
    confidence : float
        Probability of a right choice that was asked for.
    first_seed : int
        Replicate r has seed ``first_seed + r`` under every design.
    choice : Choice
        What the procedure chose; its values are the measure times the goal's sign.
    files : tuple of Path
        What was written.
    """

    scenario: Scenario
    designs: tuple[str, ...]
    goal: Goal
    least: float
    confidence: float
    first_seed: int
    choice: Choice
    files: tuple[Path, ...] = ()

    @property
    def best(self) -> str:
        """The chosen design."""
        return self.designs[self.choice.best]

    @property
    def values(self) -> np.ndarray:
        """The measure, shape (replicates, designs); not a number where a design was out of the race."""
        return self.goal.sign * self.choice.values

    @property
    def verdict(self) -> str:
        """The outcome in a sentence."""
        about = self.goal.about
        if not self.choice.decided:
            made = max(self.choice.replicates)
            return f"Not decided after {made} replicates; {self.best} leads. A larger --least-difference ends sooner."
        rest = f"or within {self.least:g} {about.unit} of the best"
        return f"{self.best} is the best, {rest}, with a probability of at least {self.confidence:.0%}."

    def summary(self) -> pd.DataFrame:
        """Mean, difference from the chosen design and probability of being the best.

        Returns
        -------
        pandas.DataFrame
            Columns ``design``, ``replicates``, ``mean``, ``low``, ``high``, ``off_best``, ``off_best_low``,
            ``off_best_high`` (paired, over the replicates that both have) and ``chance_best`` (over those that all
            have; see `experiments.best`).
        """
        chances = chance_best(self.values[: min(self.choice.replicates)], highest=self.goal.highest)
        best = self.values[:, self.choice.best]
        rows = []
        for number, design in enumerate(self.designs):
            made = self.choice.replicates[number]
            own = self.values[:made, number]
            off = Interval(*[np.nan] * 3)
            if number != self.choice.best:
                off = difference_of(self.goal.measure, own, best[:made])
            rows.append((design, made, *interval_of(self.goal.measure, own), *off, chances[number]))
        heads = ("design", "replicates", "mean", "low", "high", "off_best", "off_best_low", "off_best_high")
        return pd.DataFrame(rows, columns=[*heads, "chance_best"])


def select(
    scenarios: dict[str, Scenario],
    goal: Goal,
    least: float,
    *,
    confidence: float = 0.95,
    first: int = 10,
    most: int = 200,
    seed: int = 1,
    jobs: int | None = None,
    out: str | Path | None = None,
    progress: Progress = _SILENT,
) -> Selection:
    """Add replicates until the best design is known; see `experiments.ranking.kim_nelson`.

    Parameters
    ----------
    scenarios : dict of str to Scenario
        What to choose from, by name of the design; see `experiments.compare.plan`. They differ by the design alone.
    goal : Goal
        What is wanted.
    least : float
        Smallest difference that matters, in the unit of the measure.
    confidence : float
        Probability of a right choice.
    first, most : int
        Replicates of each design to begin with, and at which to give up.
    seed : int
        First seed.
    jobs : int, optional
        Processes; every core if none is given. The outcome does not depend on it.
    out : str or Path, optional
        Folder that keeps the runs; the same call made again goes on from them.
    progress : Progress
        Is told what happens.

    Raises
    ------
    InputError
        Something that was asked for is not possible.
    """
    at_least(2, first=first, most=most)
    check_seeds(seed, most, "--seed")
    designs = tuple(scenarios)
    if len(designs) < 2:
        raise InputError("--design: give two or more to choose from")
    if not least > 0:
        raise InputError(f"--least-difference = {least:g}: must be above 0, in {goal.about.unit}")
    if not 1 / len(designs) < confidence < 1:
        raise InputError(f"--confidence = {confidence:g}: must be above 1/{len(designs)} (a guess) and below 1")
    base = scenarios[designs[0]]
    question = Question(base, (goal.measure,), {name: each.design for name, each in scenarios.items()})
    notebook = Notebook(question, out)
    points: list[Point] = [{"design": name} for name in designs]
    with Asking(notebook, jobs, progress) as ask:

        def observe(systems: Sequence[int], start: int, count: int) -> np.ndarray:
            answers = ask([points[i] for i in systems], range(seed + start, seed + start + count))[:, :, 0].T
            if np.isnan(answers).any():
                raise InputError(f'--goal: "{goal.measure}" has no value in some run; choose another measure')
            return goal.sign * answers

        choice = kim_nelson(
            observe,
            len(designs),
            least,
            confidence=confidence,
            first=min(first, most),
            most=most,
            together=max(1, (jobs or cores()) // 2),
        )
    made = Selection(base, designs, goal, least, confidence, seed, choice)
    if out is None:
        return made
    facts = {"goal": str(goal), "least_difference": least, "confidence": confidence, "verdict": made.verdict}
    store = Store(out, scenarios, facts | {"seeds": [seed, seed + len(made.values) - 1]}, resume=False)
    files = store.table("selection", made.summary())
    return replace(made, files=(*files, store.close(files)))
