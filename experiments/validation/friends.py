"""P6 and P7a: bridges decay faster, and a year of a class makes casual friends."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from agents.rules.meeting import CASUAL_FRIEND, CLOSE_FRIEND, FRIEND
from experiments.intervals import half_widths
from experiments.validation.arms import OPENS, STAYS, YEAR, Arms, Run
from experiments.validation.bounds import in_words, lower, upper
from experiments.validation.pattern import TO_BE_SHOWN, Finding, Pattern, Picture

_STAGES = ("acquaintances", "casual friends", "friends", "close friends")
_WEEKLY = 30
"""Weeks of a year with a class, or attendances of one session, from which somebody is a regular."""
_SOME = 0.5
"""Casual or closer friends of a regular below which a class makes no friends (taken)."""
_HARDLY = 0.05
"""Close friends of a regular (taken)."""

_BURT, _DUNBAR, _ROY = 90.0, 15.0, 4.0
"""% a year: bridges gone between bankers; closeness lost without contact; turnover of the inner circle."""


def _gone(run: Run) -> tuple[float, float]:
    """Share of the ties made in the first year, without contact in the second, that are gone: within, across.

    They have faded, or others took their place once hands were full; hours left decide in both.
    """
    first, second = run.moments[OPENS + YEAR].ties, run.moments[OPENS + 2 * YEAR].ties
    group = run.model.people.rows.group
    people = run.model.population
    key, later = first.one * people + first.other, second.one * people + second.other
    met_again = np.isin(key, later[second.last > OPENS + YEAR])
    idle = (first.since > 0) & ~met_again
    lost = ~np.isin(key, later)
    across = group[first.one] != group[first.other]
    within, bridges = (float(lost[idle & which].sum() / max(1, (idle & which).sum())) for which in (~across, across))
    return within, bridges


def _look_bridges(arms: Arms) -> Finding:
    percent = 100.0 * np.array([_gone(run) for run in arms.hub])
    within, across = percent.T
    return Finding(
        ours=f"gone after a year without contact: {in_words(across, 0, '%')} of the ties across groups, "
        f"{in_words(within, 0, '%')} of those within",
        passes=lower(across - within) > 0.0
        and lower(across) > _DUNBAR
        and upper(across) < _BURT
        and lower(within) > _ROY,
        numbers={"across": across.mean(), "within": within.mean(), "99 % bound of the lead": lower(across - within)},
        picture=Picture(
            "bars",
            ["within the group", "across groups"],
            "ties made at the hub in its first year",
            "% gone a year later",
            {"model": percent.mean(axis=0).tolist()},
            {"model": half_widths(percent).tolist()},
            (_DUNBAR, _BURT),
        ),
        remark="Hardly any has faded away by itself: others took its place once hands were full, and by fading it was "
        "the weakest. With room for 150 ties instead of 50, 0.2 % of the ties across and none within were gone (2,000 "
        "people of Tekeli, seed 1).",
    )


def _regulars(run: Run) -> np.ndarray:
    """Rows of residents with classes in thirty weeks of the hub's second year, or thirty times in one session."""
    often = (run.later.weeks >= _WEEKLY) | (run.later.same >= _WEEKLY)
    return run.residents[often[run.residents]]


def _made(run: Run) -> np.ndarray:
    """Ties that a regular has made at the hub and holds at the end of that year, by stage."""
    ties, b = run.moments[OPENS + 2 * YEAR].ties, run.model.b
    stage = np.digitize(ties.hours, (b.ties_casual_hours, b.ties_friend_hours, b.ties_close_hours))
    regular = np.zeros(run.model.population)
    regular[_regulars(run)] = 1.0
    ends = (regular[ties.one] + regular[ties.other]) * (ties.since > 0)
    return np.bincount(stage, ends, len(_STAGES)) / max(1.0, regular.sum())


def _look_class(arms: Arms) -> Finding:
    runs = arms.arm("top-down", **STAYS)
    made = np.array([_made(run) for run in runs])
    number = np.array([len(_regulars(run)) for run in runs])
    beyond = made[:, CASUAL_FRIEND:].sum(axis=1)
    casual = made[:, CASUAL_FRIEND] / np.maximum(beyond, 1e-9)
    close = made[:, CLOSE_FRIEND]
    return Finding(
        ours=f"{in_words(number, 0)} regulars of {len(runs[0].residents):,} residents; each has made "
        f"{in_words(made[:, CASUAL_FRIEND], 1)} casual friends, {in_words(made[:, FRIEND], 2)} friends and "
        f"{in_words(close, 2)} close ones at the hub",
        passes=bool(lower(number) > 0.0 and lower(beyond) > _SOME and lower(casual) > 0.5 and upper(close) < _HARDLY),
        numbers={
            "regulars": number.mean(),
            "casual friends or closer, a regular": beyond.mean(),
            "their 99 % bound": lower(beyond),
            "casual share": casual.mean(),
            "its 99 % bound": lower(casual),
            "close friends, a regular": close.mean(),
            "upper 99 % bound": upper(close),
        },
        picture=Picture(
            "bars",
            _STAGES[CASUAL_FRIEND:],
            "ties made at the hub, after a year of regular classes",
            "ties per regular of a class",
            {"model": made.mean(axis=0)[CASUAL_FRIEND:].tolist()},
            {"model": half_widths(made)[CASUAL_FRIEND:].tolist()},
        ),
        remark=""
        if lower(beyond) > _SOME
        else "Fails low: too few come every week, or they meet other people each week, to share fifty hours with "
        "anybody.",
    )


_FAST_HOURS: Mapping[str, Any] = {
    "behaviour.ties.casual_hours": 10.0,
    "behaviour.ties.friend_hours": 18.0,
    "behaviour.ties.close_hours": 40.0,
}

PATTERNS = (
    Pattern(
        name="P6",
        title="Bridging ties decay faster",
        source="Burt 2002; Dunbar 2010 [a 2ary]; Roy et al. 2022",
        mark="[a]",
        url="https://vdocuments.site/bridge-decay-booth-school-of-decay-december-2001-page-4-bridges-across-structural"
        ".html",
        published="nine in ten bridges between bankers are gone in a year: an upper bound; closeness falls by 15 % a "
        "year without contact; the inner circle turns over by 1–4 % a year",
        statistic="share of the ties made at the hub in its first year, without contact in the second, that are gone "
        "at its end: faded, or let go for others where hands were full",
        criterion="99 % bounds: the share across exceeds that within and lies between 15 and 90 %; the share within "
        "exceeds the inner circle's 4 %",
        error=TO_BE_SHOWN,
        role="calibrated",
        used="direction of ties.bridge_factor; ties.decay from Dunbar's 15 % a year",
        look=_look_bridges,
        nulls={
            "bridges fade as all ties do": {"behaviour.ties.bridge_factor": 1.0},
            "bridges fade as Burt's bankers' do, all others too": {
                "behaviour.ties.bridge_factor": 1.0,
                "behaviour.ties.decay": 0.0063,
            },
        },
    ),
    Pattern(
        name="P7a",
        title="A year of weekly classes makes mainly casual friends, hardly any close ones",
        source="Hall 2018",
        mark="[a 2ary]",
        url=""
        "https://links.thingelstad.com/2018/04/how-do-you-make-or-maintain-friends-put-in-the-time-psychology-today",
        published="50, 90 and 200 shared hours: 33, 60 and 133 weeks at 1.5 h a week [d], so casual friends within a "
        "year, close ones in two and a half",
        statistic="ties made at the hub by those who were regulars for a year, by stage at its end; regulars came to "
        f"classes in {_WEEKLY} weeks or more of the hub's second year, or as often to one session; a hub whose "
        "timetable stands (top-down)",
        criterion=f"there are regulars; lower 99 % bounds: more than {_SOME} casual or closer friends each, more than "
        f"half of them casual; upper bound: fewer than {_HARDLY} close friends each",
        error=TO_BE_SHOWN,
        role="calibrated",
        used="ties.casual_hours to close_hours, meeting.intensity, meeting.familiar, choice.circle",
        look=_look_class,
        nulls={
            "nobody is at home in a class": {"behaviour.choice.circle": 0.0},
            "no steady partners": {"behaviour.meeting.familiar": 0.0},
            "an hour counts for five": _FAST_HOURS,
        },
    ),
)
