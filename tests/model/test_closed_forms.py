"""Where theory gives the answer, the model gives it: the logit's closed form, and mixing by chance."""

import math
from typing import Any

import numpy as np
import pytest
from scipy.stats import chi2

from agents import Resident
from model import HubModel, Scenario
from model.day.today import Count
from model.scenario import Behaviour, Design, with_levers
from model.ties import in_use

LARGEST_Z = 4.0
"""A right model fails a test of this size once in 16,000 seeds; the seeds are fixed."""

ALONE = {"household_size_percent": {"1": 100.0}, "tourist_parties": (0.0,) * 12}

NOTHING_MATTERS = {
    "culture": ("attachment", "attachment_sd", "curiosity", "curiosity_sd", "warmth"),
    "tastes": ("person_sd", "kind_sd"),
    "choice": (
        *("home", "weekend", "evening", "bad_weather", "summer", "habit", "peers", "satisfaction", "trust"),
        *("appeal", "novelty", "price", "time", "satiation", "crowd", "cafe"),
        *("barrier_mobility", "barrier_sensory", "barrier_other"),
    ),
}
"""Parts of the behaviour that are set to zero."""

ALWAYS = {"days": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "slots": ("morning", "afternoon", "evening")}


def _indifferent(offers: int, nest: float, **levers: Any) -> HubModel:
    """Make a world of people without preferences, before whom equal offers lie open all day."""
    names = [f"hall {number}" for number in range(offers)]
    zeros: dict[str, Any] = {part: dict.fromkeys(fields, 0.0) for part, fields in NOTHING_MATTERS.items()}
    zeros["choice"]["nest"] = nest
    zeros["awareness"] = {"base": 1.0}
    halls = {name: {"role": "exhibit", "partners": 0} for name in names}
    design = Design(offers={name: ALWAYS | {"places": 5000} for name in names})
    plan = Scenario(settlement="aul", design=design, behaviour=Behaviour(**zeros, kinds=halls))
    return HubModel(scenario=with_levers(plan, ALONE | {"hub_opens": 0, "population": 600} | levers), rng=11)


@pytest.mark.parametrize(("offers", "nest"), [(1, 1.0), (1, 0.3), (4, 0.5), (9, 0.5), (5, 1.0)])
def test_without_preferences_the_shares_are_those_of_the_nested_logit(offers: int, nest: float) -> None:
    # P(go) = n^λ / (1 + n^λ); each of the n offers takes an n-th of those who go.
    model = _indifferent(offers, nest)
    days = 60
    model.run_for(days)
    trials = model.residents * days
    expected = offers**nest / (1.0 + offers**nest)
    went = int(model.chronicle.daily[:, Count.VISITS_RESIDENTS].sum())
    z = (went - trials * expected) / math.sqrt(trials * expected * (1.0 - expected))
    assert abs(z) < LARGEST_Z

    halls = [model.kinds.index(f"hall {number}") for number in range(offers)]
    shares = model.chronicle.visits_by_kind[:days, halls].sum(axis=0)
    assert shares.sum() == went
    if offers > 1:
        statistic = float(((shares - went / offers) ** 2).sum() / (went / offers))
        assert chi2.sf(statistic, offers - 1) > 1e-4  # a right model fails once in 10,000 seeds


def test_without_preferences_a_residents_chance_to_go_is_the_closed_form_itself() -> None:
    model = _indifferent(4, 0.5, population=100)
    model.run_for(2)
    chances = model.agents_by_type[Resident].map("chance_to_go")
    assert chances == pytest.approx([2.0 / 3.0] * len(chances), abs=1e-12)  # 4^½ / (1 + 4^½)


def test_without_preferences_the_free_slots_are_used_alike() -> None:
    model = _indifferent(2, 1.0)
    slots = np.zeros(3)
    for _ in range(40):
        model.step()
        free = model.world.outings[: int(model.sheets.sizes[0])]
        slots += np.bincount(free["slot"][free["free"] == 7], minlength=3)
    expected = slots.sum() / 3.0
    assert chi2.sf(float(((slots - expected) ** 2).sum() / expected), 2) > 1e-4


def _mixed_by_chance(seed: int, **levers: Any) -> HubModel:
    """Make a world without homophily in which people meet blindly at the hub."""
    neutral = {
        "population": 500,
        "hub_opens": 0,
        "homophily": 1.0,
        "ethnic_clustering": 0.0,
        "meeting_closure": 0.0,
        "meeting_familiar": 0.0,
        "culture_attachment": 0.0,
        "culture_attachment_sd": 0.0,
        "culture_curiosity": 0.0,
        "culture_curiosity_sd": 0.0,
        "culture_warmth": 0.0,
        "ties_bridge_factor": 1.0,
        "awareness_base": 1.0,
        "choice_home": 2.0,
    }
    kinds = Behaviour().kinds
    neutral |= {f"behaviour.kinds.{kind}.mixing": 1.0 for kind in kinds}
    return HubModel("aul", "people-first", rng=seed, **(ALONE | neutral | levers))


def _made_at_hub(model: HubModel) -> tuple[np.ndarray, np.ndarray]:
    """Give both ends of each tie that was made at the hub."""
    ties, rows = model.ties, np.arange(len(model.ties))
    held = in_use(ties, model.people.rows.degree)
    here = held & (ties.since > 0) & (rows[:, None] < ties.other)
    row, slot = np.nonzero(here)
    return row, ties.other[row, slot]


def _z_of_mixing(model: HubModel) -> tuple[float, float, float]:
    """Hold the share of ties across groups against 1 − Σp².

    Under the null the groups are independent of the graph, so that its standard error comes from dealing the
    groups out anew over the same graph.
    """
    one, other = _made_at_hub(model)
    adult = model.people.rows.age >= 15
    residents = np.flatnonzero(adult)
    group = model.people.rows.group
    share = float((group[one] != group[other]).mean())
    p = np.bincount(group[residents]) / len(residents)
    # Nobody has a tie with oneself: among N people two different ones differ with chance N / (N − 1) (1 − Σp²).
    expected = (1.0 - float((p**2).sum())) * len(residents) / (len(residents) - 1)
    generator = np.random.default_rng(0)
    dealt = group.copy()
    shares = []
    for _ in range(400):
        dealt[residents] = generator.permutation(group[residents])
        shares.append((dealt[one] != dealt[other]).mean())
    return share, expected, (share - expected) / float(np.std(shares))


def test_with_no_homophily_ties_cross_groups_as_chance_has_it() -> None:
    scores = []
    for seed in range(1, 7):
        model = _mixed_by_chance(seed)
        model.run_for(90)
        assert len(_made_at_hub(model)[0]) > 300
        scores.append(_z_of_mixing(model)[2])
    assert max(abs(z) for z in scores) < LARGEST_Z
    assert abs(sum(scores)) / math.sqrt(len(scores)) < LARGEST_Z  # nor do they lean to one side together


def test_seating_by_group_is_seen_in_the_ties() -> None:
    kinds = Behaviour().kinds
    model = _mixed_by_chance(1, **{f"behaviour.kinds.{kind}.mixing": 0.2 for kind in kinds})
    model.run_for(90)
    share, expected, z = _z_of_mixing(model)
    assert share < expected
    assert z < -LARGEST_Z
