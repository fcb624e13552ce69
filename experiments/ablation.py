"""What each mechanism does: a design's effects with one mechanism after the other switched off, on the same luck."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from experiments.checks import at_least
from experiments.compare import REFERENCE, plan
from experiments.evaluating import Asking, Notebook, Question
from experiments.goals import known_measure
from experiments.headline import HEADLINES, summary_of
from experiments.intervals import mean_interval, paired_difference
from experiments.progress import Progress
from experiments.store import Store
from model.measures import CATALOGUE
from model.scenario import Design, Scenario, Settlement, with_levers
from model.seeds import check_seeds

MEASURES = (*HEADLINES, "warmth_group", "active_readers")
"""What is looked at unless something else is asked for."""

STAYS = {"partnership.patience": 0}
"""The operator stays whatever it loses, so that no arm differs by the day on which the hub closes."""

_SILENT = Progress()


class Mechanism(NamedTuple):
    """Something that people do, and how it is switched off."""

    name: str
    """Short name."""
    title: str
    """What is switched off."""
    levers: Mapping[str, Any]
    """The parameters that switch it off."""


MECHANISMS = (
    Mechanism("word", "Word of mouth", {"awareness_weak": 0.0, "awareness_strong": 0.0}),
    Mechanism("outreach", "Campaign, signs, endorsement, promotion", {
        "awareness_campaign": 0.0,
        "awareness_signage": 0.0,
        "awareness_endorsement": 0.0,
        "awareness_promotion": 0.0,
    }),
    Mechanism("peers", "Friends who go draw others", {"choice_peers": 0.0}),
    Mechanism("habit", "Habit", {"choice_habit": 0.0}),
    Mechanism("circles", "At home in one class", {"choice_circle": 0.0}),
    Mechanism("satiation", "Satiation after a visit", {"choice_satiation": 0.0}),
    Mechanism("novelty", "Novelty", {"choice_novelty": 0.0}),
    Mechanism("price", "Prices matter", {"choice_price": 0.0}),
    Mechanism("distance", "The way matters", {"choice_time": 0.0}),
    Mechanism("crowding", "Crowding", {"choice_crowd": 0.0, "memory_crowding": 0.0}),
    Mechanism("memory", "Satisfaction and trust", {"choice_satisfaction": 0.0, "choice_trust": 0.0}),
    Mechanism("season", "Weather and season", {
        "choice_bad_weather": 0.0,
        "choice_summer": 0.0,
        "travel_winter_factor": 1.0,
    }),
    Mechanism("culture", "Own and other cultures", {
        "culture_attachment": 0.0,
        "culture_attachment_sd": 0.0,
        "culture_curiosity": 0.0,
        "culture_curiosity_sd": 0.0,
        "culture_warmth": 0.0,
    }),
    Mechanism("families", "Families go together", {"family_home": 20.0}),
    Mechanism("tourists", "Tourists", {"tourism_considered": 0.0}),
    Mechanism("familiar", "Friends and their friends sit together", {"meeting_familiar": 0.0, "meeting_closure": 0.0}),
    Mechanism("fading", "Ties fade", {"ties_decay": 0.0}),
    Mechanism("bridges", "Bridges fade faster", {"ties_bridge_factor": 1.0}),
    Mechanism("contact", "Meetings change warmth", {"contact_gain": 0.0}),
    Mechanism("generalisation", "Warmth reaches the group", {"contact_generalisation": 0.0}),
    Mechanism("extended", "Friends' friends count", {"contact_extended": 0.0}),
    Mechanism("spillover", "Other visits make readers", {"reading_spillover": 0.0}),
    Mechanism("bookish", "Coffee, events and friends make borrowers", {
        "reading_coffee": 0.0,
        "reading_event": 0.0,
        "reading_peers": 0.0,
    }),
    Mechanism("lapse", "Readers lapse", {"reading_lapse": 0.0}),
    Mechanism("board", "The board answers", {"governance_board": "top-down"}),
)  # fmt: skip
"""The mechanisms, in the order in which a visit comes about."""


@dataclass(frozen=True)
class Ablation:
    """Effects of a design with each mechanism off.

    Attributes
    ----------
    scenario : Scenario
        The design's scenario with all mechanisms.
    measures : tuple of str
        Names in the catalogue.
    seeds : tuple of int
    answers : array of float, shape (1 + mechanisms, 2, seeds, measures)
        One number for each run: first with all mechanisms, then without each; status quo, then design.
    files : tuple of Path
        What was written.
    """

    scenario: Scenario
    measures: tuple[str, ...]
    seeds: tuple[int, ...]
    answers: np.ndarray
    files: tuple[Path, ...] = ()

    def table(self) -> pd.DataFrame:
        """Give the effects, paired by seed.

        Returns
        -------
        pandas.DataFrame
            Columns ``mechanism`` (``none`` first: nothing is off), ``title``, ``measure``, ``unit``, ``summary``,
            ``reference`` (mean of the status quo), ``effect``, ``low``, ``high`` (difference of the design from it),
            ``change``, ``change_low``, ``change_high`` (of the effect, by switching the mechanism off) and ``matters``:
            the change's interval excludes 0. Intervals are of 95 %.
        """
        effects = self.answers[:, 1] - self.answers[:, 0]
        rows = []
        names = [("none", "Nothing is off"), *((each.name, each.title) for each in MECHANISMS)]
        for number, name in enumerate(self.measures):
            about = CATALOGUE[name]
            for arm, head in enumerate(names):
                own = effects[arm, :, number]
                change = paired_difference(own, effects[0, :, number])
                matters = arm > 0 and change.side != 0
                reference = float(self.answers[arm, 0, :, number].mean())
                tail = (name, about.unit, summary_of(name), reference, *mean_interval(own), *change, matters)
                rows.append((*head, *tail))
        return pd.DataFrame(rows, columns=list(_COLUMNS))


_COLUMNS = (
    *("mechanism", "title", "measure", "unit", "summary", "reference"),
    *("effect", "low", "high", "change", "change_low", "change_high", "matters"),
)


def ablate(
    settlement: str | Path | Settlement,
    design: str | Path | Design,
    measures: Sequence[str] = MEASURES,
    *,
    replicates: int = 8,
    seed: int = 1,
    days: int | None = None,
    jobs: int | None = None,
    out: str | Path | None = None,
    progress: Progress = _SILENT,
) -> Ablation:
    """Switch one mechanism off after the other.

    Status quo and design are run with all mechanisms and without each, always under the same seeds.

    Parameters
    ----------
    settlement, design
        As for `experiments.compare.plan`.
    measures : sequence of str
        Names in the catalogue.
    replicates : int
        Seeds, two or more.
    seed, days, jobs, out, progress
        As for `experiments.sensitivity.sensitivity`.

    Raises
    ------
    InputError
        Something that was asked for is not possible.
    """
    at_least(2, replicates=replicates)
    check_seeds(seed, replicates, "--seed")
    for name in measures:
        known_measure(name)
    pair = plan(settlement, [REFERENCE, design], days)
    designs = {name: each.design for name, each in pair.items()}
    scenario = with_levers(pair[list(pair)[1]], {f"design.{name}": value for name, value in STAYS.items()})
    designs[list(pair)[1]] = scenario.design
    seeds = tuple(range(seed, seed + replicates))
    points = [
        {"design": name} | dict(levers) for levers in ({}, *(each.levers for each in MECHANISMS)) for name in designs
    ]
    notebook = Notebook(Question(scenario, tuple(measures), designs), out)
    with Asking(notebook, jobs, progress) as ask:
        answers = ask(points, seeds).reshape(len(MECHANISMS) + 1, 2, replicates, len(measures))
    made = Ablation(scenario, tuple(measures), seeds, answers)
    if out is None:
        return made
    mechanisms = {each.name: dict(each.levers) for each in MECHANISMS}
    store = Store(out, {scenario.design.name: scenario}, {"seeds": list(seeds), "mechanisms": mechanisms}, resume=False)
    files = store.table("ablation", made.table())
    return replace(made, files=(*files, store.close(files)))
