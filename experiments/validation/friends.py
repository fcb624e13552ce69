"""P6 and P7a: bridges decay faster, and a year of a class makes casual friends."""

from collections import Counter

import numpy as np

from agents.rules.meeting import ACQUAINTANCE, CASUAL_FRIEND, CLOSE_FRIEND, stage
from experiments.intervals import half_widths
from experiments.validation.arms import OPENS, YEAR, Arms, Run
from experiments.validation.bounds import in_words, lower, upper
from experiments.validation.pattern import TO_BE_SHOWN, Finding, Pattern, Picture
from model import HubModel, Scenario
from model.day.holding import tie_hours
from model.scenario import with_levers

_STAGES = ("acquaintances", "casual friends", "friends", "close friends")
_CLASS = 20
"""People of the hamlet whose adults make up the class."""


def _gone(run: Run) -> tuple[float, float]:
    """Share of the ties made in the first year, without contact in the second, that are gone: within, across."""
    first, second = run.moments[OPENS + YEAR].ties, run.moments[OPENS + 2 * YEAR].ties
    group = run.model.people.rows.group
    idle: Counter[bool] = Counter()
    gone: Counter[bool] = Counter()
    for (one, other), (_, since) in first.items():
        if since <= 0:
            continue
        now = second.get((one, other))
        if now is not None and now[0] > OPENS + YEAR:
            continue
        across = bool(group[one] != group[other])
        idle[across] += 1
        gone[across] += now is None
    return gone[False] / max(1, idle[False]), gone[True] / max(1, idle[True])


def _look_bridges(arms: Arms) -> Finding:
    shares = np.array([_gone(run) for run in arms.hub])
    lead = shares[:, 1] - shares[:, 0]
    percent = 100.0 * shares
    return Finding(
        ours=f"gone after a year without contact: {in_words(percent[:, 1], 0, '%')} of the ties across groups, "
        f"{in_words(percent[:, 0], 0, '%')} of those within",
        passes=lower(lead) > 0.0 and upper(shares[:, 1]) < 0.9,
        numbers={"across": shares[:, 1].mean(), "within": shares[:, 0].mean(), "99 % bound of the lead": lower(lead)},
        picture=Picture(
            "bars",
            ["within the group", "across groups"],
            "ties made at the hub in its first year",
            "% gone a year later",
            {"model": percent.mean(axis=0).tolist()},
            {"model": half_widths(percent).tolist()},
            (90.0, 90.0),
        ),
    )


def _year_of_a_class(seed: int) -> np.ndarray:
    """Ends of ties that a year of one weekly class has made, per participant, by stage."""
    kinds = {"dance": {"taste_youth": 5.0, "taste_adult": 5.0, "taste_senior": 5.0}}
    offers = {"dance": {"per_week": 1, "places": 2 * _CLASS}}
    plan = Scenario.model_validate(
        {"settlement": "tekeli", "design": {"offers": offers}, "behaviour": {"kinds": kinds}}
    )
    strangers = {
        "population": _CLASS,
        "class_ties": 0.0,
        "work_ties": 0.0,
        "neighbour_ties": 0.0,
        "household_size_percent": {"1": 100.0},
        "tourist_parties": (0.0,) * 12,
        "clock.hub_opens": 0,
        "awareness_base": 1.0,
        "choice_home": -10.0,
        "culture_attachment": 0.0,
        "design.partnership.patience": 0,
    }
    model = HubModel(scenario=with_levers(plan, strangers), rng=seed)
    model.run_for(YEAR)
    b, made = model.b, np.zeros(len(_STAGES))
    for row in range(model.population):
        for s in range(model.people.rows[row].degree):
            if model.ties[row, s].since > 0:
                hours = tie_hours(row, s, YEAR, model._bare_people, model._bare_ties, b)
                made[stage(hours, b.ties_casual_hours, b.ties_friend_hours, b.ties_close_hours)] += 1.0
    return made / model.residents


def _look_class(arms: Arms) -> Finding:
    made = np.array([_year_of_a_class(seed) for seed in arms.seeds])
    beyond = made[:, ACQUAINTANCE + 1 :].sum(axis=1)
    casual = made[:, CASUAL_FRIEND] / np.maximum(beyond, 1e-9)
    close = made[:, CLOSE_FRIEND] / np.maximum(beyond, 1e-9)
    return Finding(
        ours=f"{in_words(made[:, CASUAL_FRIEND], 1)} casual friends a person and "
        f"{in_words(made[:, CLOSE_FRIEND], 2)} close ones; {in_words(100 * casual, 0, '%')} of friendships are casual",
        passes=lower(made[:, CASUAL_FRIEND]) > 0.0 and lower(casual) > 0.5 and upper(close) < 0.05,
        numbers={"casual share": casual.mean(), "close share": close.mean(), "friendships a person": beyond.mean()},
        picture=Picture(
            "bars",
            _STAGES,
            "ties after a year of one weekly class",
            "ties per participant",
            {"model": made.mean(axis=0).tolist()},
            {"model": half_widths(made).tolist()},
        ),
    )


PATTERNS = (
    Pattern(
        "P6",
        "Bridging ties decay faster",
        "Burt 2002, Bridge decay",
        "nine in ten bridges between bankers are gone in a year: an upper bound",
        "share of the ties made at the hub in its first year, without contact in the second, that are gone at its end",
        "lower 99 % bound of the share across less the share within is above zero, and the first is below 90 %",
        TO_BE_SHOWN,
        "calibrated",
        "direction of ties.bridge_factor; ties.decay from Dunbar's 15 % a year",
        _look_bridges,
    ),
    Pattern(
        "P7a",
        "A year of one weekly class makes mainly casual friends, hardly any close ones",
        "Hall 2018: 50, 90 and 200 shared hours",
        "33, 60 and 133 weeks at 1.5 h a week: casual friends within a year, close friends in two and a half",
        f"ties by stage after a year in which {_CLASS} residents of a hamlet, strangers at first, dance once a week",
        "lower 99 % bounds: some casual friends, more than half of all friends; upper bound of close ones below 5 %",
        TO_BE_SHOWN,
        "calibrated",
        "ties.casual_hours to close_hours, meeting.intensity, meeting.familiar",
        _look_class,
    ),
)
