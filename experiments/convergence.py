"""How far results hang on the number of replicates, on the size of the settlement and on the time step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from experiments.ablation import MEASURES, STAYS
from experiments.checks import at_least
from experiments.compare import REFERENCE, plan
from experiments.evaluating import Asking, Notebook, Question
from experiments.factors import Point
from experiments.goals import known_measure
from experiments.intervals import LEVEL, half_widths, mean_interval
from experiments.progress import Progress
from experiments.store import Store
from model.measures import CATALOGUE
from model.scenario import Design, Scenario, Settlement, with_levers
from model.seeds import check_seeds

SIZES = (500, 1000, 2000, 4000, 8000)
"""People of the settlement."""
STEPS = (1, 7, 15, 30, 60)
"""Days from one settling of ties and feelings to the next."""
PRECISIONS = (0.1, 0.05)
"""Half-widths of the interval of a mean difference, relative to it."""

_COUNTED = frozenset({"people", "people/day", "ties", "books/day"})
_SILENT = Progress()


@dataclass(frozen=True)
class Convergence:
    """Differences of a design from the status quo, on the same luck, as things that should not matter change.

    Attributes
    ----------
    scenario : Scenario
        The design's scenario.
    measures : tuple of str
        Names in the catalogue.
    seeds : tuple of int
        Seeds of `replicates`; the first `few` of them are those of the other arms.
    pairs : array of float, shape (2, seeds, measures)
        Status quo, then design; one number a run.
    sizes : array of float, shape (2, sizes, 2, few, measures)
        The same by size of the settlement: first one house for all sizes, then places in proportion to the people.
    steps : array of float, shape (steps, 2, few, measures)
        The same by the step at which ties and feelings settle.
    files : tuple of Path
        What was written.
    """

    scenario: Scenario
    measures: tuple[str, ...]
    seeds: tuple[int, ...]
    pairs: np.ndarray
    sizes: np.ndarray
    steps: np.ndarray
    files: tuple[Path, ...] = ()

    def replicates(self) -> pd.DataFrame:
        """How many replicates are enough.

        Returns
        -------
        pandas.DataFrame
            Columns ``measure``, ``unit``, ``replicates``, ``difference``, ``low``, ``high``, ``sd`` (of the paired
            differences), ``sd_apart`` (what it would be under seeds of their own) and, for each of `PRECISIONS`, the
            replicates from which the 95 % interval is as narrow as that share of the difference.
        """
        rows = []
        for number, name in enumerate(self.measures):
            library, hub = self.pairs[:, :, number]
            difference = hub - library
            sd, apart = difference.std(ddof=1), float(np.hypot(library.std(ddof=1), hub.std(ddof=1)))
            enough = [replicates_for(sd, share * abs(difference.mean())) for share in PRECISIONS]
            head = (name, CATALOGUE[name].unit, len(self.seeds), *mean_interval(difference), sd, apart)
            rows.append((*head, *enough))
        heads = ("measure", "unit", "replicates", "difference", "low", "high", "sd", "sd_apart")
        return pd.DataFrame(rows, columns=[*heads, *(f"within_{share:.0%}" for share in PRECISIONS)])

    def running(self, measure: str) -> pd.DataFrame:
        """Mean difference and interval of the first 2, 3, … replicates; columns ``replicates``, ``mean``, ``half``."""
        difference = np.diff(self.pairs[:, :, self.measures.index(measure)], axis=0)[0]
        counts = np.arange(2, len(difference) + 1)
        means = np.cumsum(difference)[1:] / counts
        halves = [float(half_widths(difference[:count])) for count in counts]
        return pd.DataFrame({"replicates": counts, "mean": means, "half": halves})

    def by_size(self) -> pd.DataFrame:
        """Differences by size of the settlement.

        Returns
        -------
        pandas.DataFrame
            Columns ``house`` (``one house``, ``in proportion``), ``population``, ``measure``, ``unit`` (counts per
            1,000 people), ``difference``, ``low``, ``high``.
        """
        rows = []
        for house, found in zip(("one house", "in proportion"), self.sizes, strict=True):
            for size, runs in zip(SIZES, found, strict=True):
                for number, name in enumerate(self.measures):
                    counted = CATALOGUE[name].unit in _COUNTED
                    unit = f"{CATALOGUE[name].unit} per 1,000" if counted else CATALOGUE[name].unit
                    values = (runs[1] - runs[0])[:, number] * (1000.0 / size if counted else 1.0)
                    rows.append((house, size, name, unit, *mean_interval(values)))
        return pd.DataFrame(rows, columns=["house", "population", "measure", "unit", "difference", "low", "high"])

    def by_step(self) -> pd.DataFrame:
        """Differences by time step, in days; columns ``step``, then as `by_size`."""
        rows = [
            (step, name, CATALOGUE[name].unit, *mean_interval((runs[1] - runs[0])[:, number]))
            for step, runs in zip(STEPS, self.steps, strict=True)
            for number, name in enumerate(self.measures)
        ]
        return pd.DataFrame(rows, columns=["step", "measure", "unit", "difference", "low", "high"])


def replicates_for(sd: float, half: float) -> float:
    """Fewest replicates from which Student's interval of a mean is no wider than ± `half`; infinite for a half of 0."""
    from scipy.stats import t

    if half <= 0.0:
        return float("inf")
    least = 2
    while float(t.ppf(0.5 + LEVEL / 2, least - 1)) * sd / np.sqrt(least) > half:
        least = max(least + 1, int(1.01 * least))
        if least > 1_000_000:
            return float("inf")
    return least


def converge(
    settlement: str | Path | Settlement,
    design: str | Path | Design,
    measures: Sequence[str] = MEASURES,
    *,
    replicates: int = 32,
    few: int = 8,
    seed: int = 1,
    days: int | None = None,
    jobs: int | None = None,
    out: str | Path | None = None,
    progress: Progress = _SILENT,
) -> Convergence:
    """Ask how far a design's effects hang on replicates, size and time step.

    Parameters
    ----------
    settlement, design
        As for `experiments.compare.plan`.
    measures : sequence of str
        Names in the catalogue.
    replicates : int
        Seeds on which the number of replicates is judged, two or more.
    few : int
        Seeds at each size and each step, two or more, at most `replicates`.
    seed, days, jobs, out, progress
        As for `experiments.sensitivity.sensitivity`.

    Raises
    ------
    InputError
        Something that was asked for is not possible.
    """
    at_least(2, replicates=replicates, few=few)
    at_least(few, replicates=replicates)
    check_seeds(seed, replicates, "--seed")
    for name in measures:
        known_measure(name)
    pair = plan(settlement, [REFERENCE, design], days)
    names = list(pair)
    scenario = with_levers(pair[names[1]], {f"design.{name}": value for name, value in STAYS.items()})
    designs = {names[0]: pair[names[0]].design, names[1]: scenario.design}
    base = scenario.settlement.population
    grown = {f"{name} for {size}": _grown(each, size / base) for size in SIZES for name, each in designs.items()}
    seeds = tuple(range(seed, seed + replicates))
    alike: list[Point] = [{"population": size, "design": name} for size in SIZES for name in names]
    scaled: list[Point] = [{"population": size, "design": f"{name} for {size}"} for size in SIZES for name in names]
    stepped: list[Point] = [{"clock.settle_days": step, "design": name} for step in STEPS for name in names]
    notebook = Notebook(Question(scenario, tuple(measures), designs | grown), out)
    with Asking(notebook, jobs, progress) as ask:
        pairs = ask([{"design": name} for name in names], seeds)
        sizes = ask([*alike, *scaled], seeds[:few]).reshape(2, len(SIZES), 2, few, len(measures))
        steps = ask(stepped, seeds[:few]).reshape(len(STEPS), 2, few, len(measures))
    made = Convergence(scenario, tuple(measures), seeds, pairs, sizes, steps)
    if out is None:
        return made
    store = Store(out, {scenario.design.name: scenario}, {"seeds": list(seeds), "few": few}, resume=False)
    files = [
        *store.table("replicates", made.replicates()),
        *store.table("sizes", made.by_size()),
        *store.table("steps", made.by_step()),
    ]
    return replace(made, files=(*files, store.close(files)))


def _grown(design: Design, factor: float) -> Design:
    """The design with places in proportion."""
    offers = {
        kind: offer.model_copy(update={"places": max(1, round(offer.places * factor))})
        for kind, offer in design.offers.items()
    }
    return design.model_copy(update={"offers": offers})
