"""P5: warmth towards those met moves more than warmth towards the group; their friends shift less."""

from typing import Any

import numpy as np

from experiments.intervals import half_widths
from experiments.validation.arms import OPENS, SNAPSHOTS, STAYS, YEAR, Arms, Run
from experiments.validation.bounds import in_words, inside, lower, upper
from experiments.validation.pattern import TO_BE_SHOWN, Finding, Pattern, Picture

_OWN_ONLY: dict[str, Any] = {"behaviour.contact.extended": 0.0}
_NOT_AT_ALL: dict[str, Any] = _OWN_ONLY | {"behaviour.contact.generalisation": 0.0}
_LITTLE = 0.5
"""Share of the change that may reach the group and still be called little (taken)."""
_TEN = (8, 12)
"""Sessions that count as about ten."""
_SPREADS = 0.3
"""Standard deviations by which about ten sessions may move the general attitude (SOURCES, from Lemmer & Wagner)."""


def _shifts(run: Run) -> tuple[float, float, float, float]:
    """Mean change of warmth in points of 100 over two years of the hub.

    Of residents who met people of another group: towards those people, and towards their group as a whole. Towards all
    other groups as a whole: of residents who go, and of those who never came but have a tie to somebody who does.
    """
    model, last = run.model, run.moments[SNAPSHOTS[-1]]
    rows, minds = model.people.rows, model.people.minds
    other = (model.groups.inhabitants > 0)[None, :] & (np.arange(minds.shape[1])[None, :] != rows.group[:, None])
    to_met, to_group = minds.warmth_met - minds.baseline, minds.warmth_group - minds.baseline
    group = np.where(other, to_group, 0.0).sum(axis=1) / other.sum(axis=1)
    came = last.visits > run.moments[OPENS].visits
    resident = np.zeros(len(rows), bool)
    resident[run.residents] = True
    friend = np.zeros(len(rows), bool)
    for one, two in ((last.ties.one, last.ties.other), (last.ties.other, last.ties.one)):
        friend[one[came[two]]] = True
    goes, stays = resident & came, resident & ~came & friend
    met = other & resident[:, None] & (to_met != 0.0)
    beside = float(group[stays].mean()) if stays.any() else float("nan")
    means = (float(to_met[met].mean()), float(to_group[met].mean()), float(group[goes].mean()), beside)
    return tuple(100.0 * mean for mean in means)  # type: ignore[return-value]


def _look(arms: Arms) -> Finding:
    worlds = [
        arms.hub,
        arms.arm("people-first", **STAYS, **_OWN_ONLY),
        arms.arm("people-first", **STAYS, **_NOT_AT_ALL),
    ]
    shifts, own, none = (np.array([_shifts(run) for run in runs]) for runs in worlds)
    met, their_group, goers, beside = shifts.T
    ratio, ratio_own = their_group / met, own[:, 1] / own[:, 0]
    extended = goers - own[:, 2]
    bounds = {
        "met less group": lower(met - their_group),
        "little off the field less group / met": lower(_LITTLE - ratio),
        "own contact of goers less extended": lower(own[:, 2] - extended),
        "goers less friends": lower(goers - beside),
        "friends": lower(beside),
    }
    return Finding(
        ours=f"{in_words(met)} points towards those met, {in_words(their_group)} towards their groups, a ratio of "
        f"{in_words(ratio)} ({in_words(ratio_own)} without extended contact, "
        f"{none[:, 1].mean() / none[:, 0].mean():.2f} with g = 0, too); other groups: those who go {in_words(goers)}, "
        f"of it by friends {in_words(extended)}; those who only have ties to them {in_words(beside)}",
        passes=min(bounds.values()) > 0.0,
        numbers={f"{name}, 99 % bound": bound for name, bound in bounds.items()}
        | {"group / met": ratio.mean(), "group / met, own contact": ratio_own.mean(), "met, g = 0": none[:, 0].mean()},
        picture=Picture(
            "bars",
            ["those met", "their groups", "who go: all", "friends only: all"],
            "warmth of residents towards other groups, two years after the opening",
            "change, points of 100",
            {
                "model": shifts.mean(axis=0).tolist(),
                "no extended contact": own.mean(axis=0).tolist(),
                "nor generalisation (g = 0)": none.mean(axis=0).tolist(),
            },
            {"model": half_widths(shifts).tolist()},
        ),
        remark="“Who go: all” and “friends only: all” are means over all other groups, most of which a resident never "
        "meets, so points are few.",
    )


def _moved(run: Run) -> tuple[float, int]:
    """General warmth after about ten sessions, in standard deviations of the start; and of how many people.

    Towards groups of which somebody was met; two years after the opening, and what follows the first ten counts too.
    """
    model = run.model
    rows, minds = model.people.rows, model.people.minds
    few, most = _TEN
    ten = run.residents[(run.classes.sessions >= few)[run.residents] & (run.classes.sessions <= most)[run.residents]]
    other = np.arange(minds.shape[1])[None, :] != rows.group[:, None]
    met = other & (minds.warmth_met != minds.baseline)
    spread = float(minds.baseline[other].std())
    moves = (minds.warmth_group - minds.baseline)[ten][met[ten]]
    return (float(moves.mean()) / spread if len(moves) else float("nan")), len(ten)


def _look_ten(arms: Arms) -> Finding:
    days = OPENS + YEAR
    found = [_moved(run) for run in arms.arm("people-first", **STAYS, **_OWN_ONLY, days=days)]
    moved, number = np.array([each for each, _ in found]), sum(each for _, each in found)
    return Finding(
        ours=f"{in_words(moved, 3)} standard deviations, {number:,} residents in {len(found)} replicates",
        passes=inside(moved, 0.0, _SPREADS),
        numbers={"standard deviations": moved.mean(), "bounds below": lower(moved), "above": upper(moved)},
        picture=Picture(
            "bars",
            [f"seed {seed}" for seed in arms.seeds],
            "replicates",
            "standard deviations of warmth",
            {"model": moved.tolist()},
            published=(0.0, _SPREADS),
        ),
    )


PATTERNS = (
    Pattern(
        name="P5",
        title="Contact changes most where people meet; friends of those who go shift less than they, but shift",
        source="Mousa 2020; Zhou et al. 2019; direct contact Pettigrew & Tropp 2006 [b]",
        mark="[a]",
        url="https://www.sciencenews.org/article/interfaith-soccer-muslim-christian-tensions-positive-contact",
        published="training together 61 to 17 %, little or nothing off the field; extended contact r = 0.17 net of "
        "own, own 0.21",
        statistic="mean change of residents' warmth towards other groups over two years of the hub, in points of 100; "
        "the same without extended contact, and with g = 0, same luck",
        criterion="lower 99 % bounds above zero: met less group; one half ('little', taken) less group / met; of those "
        "who go, own contact's part less extended contact's; goers less friends of goers; friends of goers",
        error=TO_BE_SHOWN,
        role="calibrated",
        used="two stores of warmth (rule 7.6), contact.generalisation, contact.extended",
        look=_look,
        nulls={
            "whatever changes, changes for the whole group": {"behaviour.contact.generalisation": 1.0},
            "no extended contact": _OWN_ONLY,
            "extended contact weighs more than one's own": {"behaviour.contact.extended": 0.004},
        },
    ),
    Pattern(
        name="P5b",
        title="About ten sessions move the general attitude little",
        source="Lemmer & Wagner 2015 (d about 0.28 [b]); Paluck, Green & Green 2019: none on adults",
        mark="[b]",
        url="https://docslib.org/doc/4547348/the-contact-hypothesis-re-evaluated",
        published="0 to 0.3 standard deviations",
        statistic="change of warmth towards groups of which one has met somebody, in standard deviations of the "
        f"start, of residents with {_TEN[0]} to {_TEN[1]} sessions in the hub's first year; without extended contact",
        criterion=f"99 % bounds of its mean over replicates lie within 0 and {_SPREADS}",
        error="1 %: a change at an end of the range passes so often",
        role="calibrated",
        used="contact.gain",
        look=_look_ten,
        nulls={
            "contact changes nothing": {"behaviour.contact.gain": 0.0},
            "contact changes ten times as much, for all": {
                "behaviour.contact.gain": 0.5,
                "behaviour.contact.generalisation": 1.0,
            },
        },
    ),
)
