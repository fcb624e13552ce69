"""S4 and S5: the net of ties is homophilous and clustered."""

from typing import Any

import numpy as np

from experiments.intervals import half_widths
from experiments.validation.arms import OPENS, YEAR, Arms, Run
from experiments.validation.bounds import in_words, lower
from experiments.validation.mixing import ALONE, BLIND
from experiments.validation.pattern import TO_BE_SHOWN, Finding, Pattern, Picture
from model.scenario import Behaviour

_OF_SIZE = 30
"""Residents from which a group is of size."""
_WELL_ABOVE = 2.0
"""Times the clustering of a random net with the same degrees (taken)."""

_STRANGERS: dict[str, Any] = {
    "settlement.class_ties": 0.0,
    "settlement.work_ties": 0.0,
    "settlement.neighbour_ties": 0.0,
}
_MIXED: dict[str, Any] = {
    **(ALONE | BLIND),
    **{f"behaviour.kinds.{kind}.mixing": 1.0 for kind in Behaviour().kinds},
    **_STRANGERS,
}

_ANYBODY: dict[str, Any] = _MIXED | {"behaviour.meeting.closure": 0.0, "behaviour.choice.circle": 0.0}


def _inbreeding(run: Run, groups: np.ndarray) -> np.ndarray:
    """Coleman's (H − w) / (1 − w) of each group, all ties a year after the opening."""
    ties, group = run.moments[OPENS + YEAR].ties, run.model.people.rows.group
    one, other = group[ties.one], group[ties.other]
    size = run.model.groups.residents
    w = size[groups] / size.sum()
    ends = np.array([(one == g).sum() + (other == g).sum() for g in groups])
    own = np.array([2 * ((one == g) & (other == g)).sum() for g in groups])
    return (own / ends - w) / (1.0 - w)


def _look_homophily(arms: Arms) -> Finding:
    sizes = np.array([run.model.groups.residents for run in arms.hub]).min(axis=0)
    groups = np.flatnonzero(sizes >= _OF_SIZE)
    names = [arms.hub[0].model.cultures[g] for g in groups]
    found = np.array([_inbreeding(run, groups) for run in arms.hub])
    bounds = {name: lower(found[:, k]) for k, name in enumerate(names)}
    return Finding(
        ours="; ".join(f"{name} {in_words(found[:, k])}" for k, name in enumerate(names)),
        passes=min(bounds.values()) > 0.0,
        numbers={f"{name}, 99 % bound": bound for name, bound in bounds.items()},
        picture=Picture(
            "bars",
            names,
            f"groups of {_OF_SIZE} residents or more",
            "inbreeding homophily",
            {"model": found.mean(axis=0).tolist()},
            {"model": half_widths(found).tolist()},
        ),
    )


def _clustering(run: Run) -> tuple[float, float]:
    """Share of closed triples, and what a random net with the same degrees has (Newman 2003)."""
    from scipy.sparse import coo_array

    ties, n = run.moments[OPENS + YEAR].ties, run.model.population
    half = coo_array((np.ones(len(ties.one)), (ties.one, ties.other)), (n, n)).tocsr()
    net = half + half.T
    degree = net.sum(axis=1)
    closed, triples = float((net @ net).multiply(net).sum()), float((degree * (degree - 1)).sum())
    mean = degree[degree > 0].mean()
    square = (degree[degree > 0] ** 2).mean()
    return closed / triples, float((square - mean) ** 2 / ((degree > 0).sum() * mean**3))


def _look_clustering(arms: Arms) -> Finding:
    found = np.array([_clustering(run) for run in arms.hub])
    ratio = found[:, 0] / found[:, 1]
    return Finding(
        ours=f"{in_words(found[:, 0], 3)} of triples are closed, {in_words(ratio, 1)} times a random net's "
        f"{found[:, 1].mean():.3f}",
        passes=lower(ratio) > _WELL_ABOVE,
        numbers={"times random": ratio.mean(), "99 % bound": lower(ratio)},
        picture=Picture(
            "bars",
            [f"seed {seed}" for seed in arms.seeds],
            "replicates",
            "share of triples that are closed",
            {"model": found[:, 0].tolist(), "random, same degrees": found[:, 1].tolist()},
        ),
    )


PATTERNS = (
    Pattern(
        name="S4",
        title="Every group of size keeps more ties within than chance would",
        source="Coleman's inbreeding homophily, as in Currarini, Jackson & Pin",
        mark="[a]",
        url="http://rufuspollock.org/research/economics/papers/comments-on-currarini-jackson-pin-2007/",
        published="above zero in all groups",
        statistic="(H − w) / (1 − w) of each group with 30 residents or more, all ties a year after the opening",
        criterion="the lower 99 % bound of each group's mean over replicates is above zero",
        error=TO_BE_SHOWN,
        role="calibrated",
        used="settlement.homophily, ethnic_clustering",
        look=_look_homophily,
        nulls={"single people, drawn and seated blindly": _MIXED},
    ),
    Pattern(
        name="S5",
        title="Friends of friends are friends: clustering well above random",
        source="Kossinets & Watts 2009 (triadic and focal closure)",
        mark="[a]",
        url="http://research.google.com/pubs/pub35626.html",
        published="direction only; twice a random net's is taken as well above",
        statistic="share of connected triples that are closed, a year after the opening, over that of a random net "
        "with the same degrees",
        criterion=f"lower 99 % bound of the mean ratio over replicates is above {_WELL_ABOVE}",
        error=TO_BE_SHOWN,
        role="held out",
        used="",
        look=_look_clustering,
        nulls={"single people who meet anybody, at the hub only, and are at home in no class": _ANYBODY},
    ),
)
