"""P4 and P10: where theory gives the answer, the model gives it."""

import math
from typing import Any

import numpy as np

from experiments.validation.arms import Arms
from experiments.validation.pattern import DENIED, TO_BE_DENIED, Finding, Pattern, Picture
from model import HubModel, Scenario
from model.day.today import Count
from model.population import AGE_OF_DECISION
from model.scenario import Behaviour, Design, with_levers
from model.ties import each_tie

ALONE: dict[str, Any] = {
    "household_size_percent": {"1": 100.0},
    "tourist_parties": (0.0,) * 12,
    "clock.hub_opens": 0,
    "awareness_base": 1.0,
    "design.partnership.patience": 0,
}
"""People who live alone, know the hub from the first day and meet no tourists."""

BLIND: dict[str, Any] = {
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
    "choice_home": 2.0,
}
_DEALS = 400
_DAYS = 90
_PEOPLE = 500


def _mixing(seed: int) -> tuple[float, float, float]:
    """Share of ties across groups, 1 − Σp², and the distance of the two in standard errors.

    The groups are independent of the graph, so that dealing them out anew over the same graph gives the error.
    """
    blind = {f"behaviour.kinds.{kind}.mixing": 1.0 for kind in Behaviour().kinds}
    model = HubModel("tekeli", "people-first", rng=seed, population=_PEOPLE, **(ALONE | BLIND | blind))
    model.run_for(_DAYS)
    ties, rows = model.ties, model.people.rows
    one, slot = each_tie(ties, rows.degree)
    made = ties.since[one, slot] > 0
    one, slot = one[made], slot[made]
    other = ties.other[one, slot]
    residents = np.flatnonzero(rows.age >= AGE_OF_DECISION)
    share = float((rows.group[one] != rows.group[other]).mean())
    p = np.bincount(rows.group[residents]) / len(residents)
    # Nobody has a tie with oneself: two different people of N differ with chance N / (N − 1) (1 − Σp²).
    expected = (1.0 - float((p**2).sum())) * len(residents) / (len(residents) - 1)
    generator = np.random.default_rng(seed)
    dealt, shares = rows.group.copy(), []
    for _ in range(_DEALS):
        dealt[residents] = generator.permutation(rows.group[residents])
        shares.append((dealt[one] != dealt[other]).mean())
    return share, expected, (share - expected) / float(np.std(shares))


def _look_mixing(arms: Arms) -> Finding:
    from scipy.stats import norm

    found = np.array([_mixing(seed) for seed in arms.seeds])
    z = float(found[:, 2].sum() / math.sqrt(len(found)))
    return Finding(
        ours=f"{found[:, 0].mean():.4f} against {found[:, 1].mean():.4f}; z = {z:.2f} over all replicates",
        passes=abs(z) < norm.isf(DENIED / 2.0),
        numbers={"share across": found[:, 0].mean(), "1 − Σp²": found[:, 1].mean(), "z": z},
        picture=Picture(
            "bars",
            [f"seed {seed}" for seed in arms.seeds],
            "replicates",
            "share of ties across groups",
            {"model": found[:, 0].tolist(), "1 − Σp²": found[:, 1].tolist()},
        ),
    )


_ZEROS: dict[str, Any] = {
    "culture": ("attachment", "attachment_sd", "curiosity", "curiosity_sd", "warmth"),
    "tastes": ("person_sd", "kind_sd"),
    "choice": (
        *("home", "weekend", "evening", "bad_weather", "summer", "habit", "peers", "satisfaction", "trust"),
        *("appeal", "novelty", "price", "time", "satiation", "crowd", "cafe"),
        *("barrier_mobility", "barrier_sensory", "barrier_other"),
    ),
}
_HALLS = (1, 2, 4, 9)
_ALWAYS = {"days": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "slots": ("morning", "afternoon", "evening")}


def _share_going(halls: int, seed: int) -> tuple[int, int, float]:
    """Visits, occasions, and the closed form P(go) = n^λ / (1 + n^λ), where nothing matters to anybody."""
    zeros: dict[str, Any] = {part: dict.fromkeys(fields, 0.0) for part, fields in _ZEROS.items()}
    names = [f"hall {number}" for number in range(halls)]
    behaviour = Behaviour.model_validate(
        zeros | {"kinds": {name: {"role": "exhibit", "partners": 0} for name in names}}
    )
    design = Design.model_validate({"offers": {name: _ALWAYS | {"places": 5000} for name in names}})
    plan = with_levers(
        Scenario.model_validate({"settlement": "aul", "design": design, "behaviour": behaviour}),
        ALONE | {"population": _PEOPLE},
    )
    model = HubModel(scenario=plan, rng=seed)
    days = 30
    model.run_for(days)
    went = int(model.chronicle.daily[:, Count.VISITS_RESIDENTS].sum())
    nest = behaviour.choice.nest
    return went, model.residents * days, halls**nest / (1.0 + halls**nest)


def _look_logit(arms: Arms) -> Finding:
    from scipy.stats import norm

    found = [_share_going(halls, arms.seeds[0]) for halls in _HALLS]
    z = [(went - n * p) / math.sqrt(n * p * (1.0 - p)) for went, n, p in found]
    return Finding(
        ours="; ".join(
            f"{halls} offer{'s' * (halls > 1)}: {went / n:.4f} against {p:.4f}"
            for halls, (went, n, p) in zip(_HALLS, found, strict=True)
        ),
        passes=max(abs(each) for each in z) < norm.isf(DENIED / 2.0 / len(z)),
        numbers={f"z, {halls} offers": each for halls, each in zip(_HALLS, z, strict=True)},
        picture=Picture(
            "bars",
            [str(halls) for halls in _HALLS],
            "equal offers",
            "share of residents who go on a day",
            {"model": [went / n for went, n, _ in found], "closed form": [p for _, _, p in found]},
            runs="one run for each number of offers, first seed",
        ),
    )


PATTERNS = (
    Pattern(
        name="P4",
        title="Without homophily, clustering and preference in seating, ties cross groups as chance has it",
        source="combinatorics: 1 − Σp² (Simpson 1949)",
        mark="none",
        url="",
        published="1 − Σp² of the residents",
        statistic="share across groups of the ties made at the hub in 90 days; error by dealing groups out anew over "
        "the graph",
        criterion="the standardised distance over all replicates is within what chance gives with 99.9 %",
        error=TO_BE_DENIED,
        role="by construction",
        used="",
        look=_look_mixing,
    ),
    Pattern(
        name="P10",
        title="With every preference at zero the choice shares equal the logit's closed form",
        source="McFadden 1978",
        mark="[b]",
        url="",
        published="P(go) = n^λ / (1 + n^λ) for n equal offers",
        statistic="share of residents who go on a day, 1, 2, 4 and 9 equal offers, 30 days",
        criterion="each share is within what chance gives; 99.9 % for all together (Bonferroni)",
        error=TO_BE_DENIED,
        role="by construction",
        used="",
        look=_look_logit,
    ),
)
