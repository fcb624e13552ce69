"""P5: warmth towards those met moves more than warmth towards the group; their friends shift less."""

import numpy as np

from experiments.intervals import half_widths
from experiments.validation.arms import OPENS, SNAPSHOTS, Arms, Run
from experiments.validation.bounds import in_words, lower
from experiments.validation.pattern import TO_BE_SHOWN, Finding, Pattern, Picture


def _shifts(run: Run) -> tuple[float, float, float, float]:
    """Mean change of warmth in points of 100 over two years of the hub.

    Of residents who met people of another group: towards those people, and towards their group as a whole. Towards all
    other groups as a whole: of residents who go, and of those who never came but have a tie to somebody who does.
    """
    model, last = run.model, SNAPSHOTS[-1]
    rows, minds = model.people.rows, model.people.minds
    other = (model._inhabitants > 0)[None, :] & (np.arange(minds.shape[1])[None, :] != rows.group[:, None])
    to_met, to_group = minds.warmth_met - minds.baseline, minds.warmth_group - minds.baseline
    group = np.where(other, to_group, 0.0).sum(axis=1) / other.sum(axis=1)
    came = run.moments[last].visits > run.moments[OPENS].visits
    resident = np.zeros(len(rows), bool)
    resident[run.residents] = True
    friend = np.zeros(len(rows), bool)
    for one, two in run.moments[last].ties:
        friend[one] |= came[two]
        friend[two] |= came[one]
    goes, stays = resident & came, resident & ~came & friend
    met = other & resident[:, None] & (to_met != 0.0)
    beside = float(group[stays].mean()) if stays.any() else float("nan")
    means = (float(to_met[met].mean()), float(to_group[met].mean()), float(group[goes].mean()), beside)
    return tuple(100.0 * mean for mean in means)  # type: ignore[return-value]


def _look(arms: Arms) -> Finding:
    shifts = np.array([_shifts(run) for run in arms.hub])
    met, their_group, goers, beside = shifts.T
    return Finding(
        ours=f"{in_words(met)} points towards those met, {in_words(their_group)} towards their groups; other groups: "
        f"those who go {in_words(goers)}, those who only have ties to them {in_words(beside)}",
        passes=lower(met - their_group) > 0.0 and lower(goers - beside) > 0.0 and lower(beside) > 0.0,
        numbers={
            "met less group, 99 % bound": lower(met - their_group),
            "goers less friends, 99 % bound": lower(goers - beside),
            "friends, 99 % bound": lower(beside),
        },
        picture=Picture(
            "bars",
            ["those met", "their groups", "who go: all", "friends only: all"],
            "warmth of residents towards other groups, two years after the opening",
            "change, points of 100",
            {"model": shifts.mean(axis=0).tolist()},
            {"model": half_widths(shifts).tolist()},
        ),
        remark="The last two are means over all other groups, most of which a resident never meets, so points are few.",
    )


PATTERNS = (
    Pattern(
        "P5",
        "Contact changes most where people meet; friends of those who go shift less than they, but shift",
        "Mousa 2020; Zhou et al. 2019; Lemmer & Wagner 2015",
        "training together 61 to 17 %, little or nothing off the field; extended contact r = 0.17 to 0.21 of direct",
        "mean change of residents' warmth towards other groups over two years of the hub, in points of 100",
        "lower 99 % bounds above zero: met less group, goers less friends of goers, friends of goers",
        TO_BE_SHOWN,
        "calibrated",
        "two stores of warmth (rule 7.6), contact.generalisation, contact.extended",
        _look,
    ),
)
