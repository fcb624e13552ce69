"""S6 and S7: who comes: new light users make the growth, parents come more than others."""

import numpy as np

from experiments.intervals import half_widths
from experiments.validation.arms import OPENS, YEAR, Arms, Run
from experiments.validation.bounds import in_words, lower
from experiments.validation.pattern import TO_BE_SHOWN, Finding, Pattern, Picture

_PARENTS_AGES = (25, 49)


def _users(run: Run) -> tuple[float, float]:
    """Residents who came in the year, and visits of each of them."""
    visits = run.visits(OPENS, OPENS + YEAR)
    return float((visits > 0).sum()), float(visits[visits > 0].mean())


def _look_growth(arms: Arms) -> Finding:
    hub, library = (np.array([_users(run) for run in runs]) for runs in (arms.hub, arms.library))
    more = np.log(hub / library)
    share = more[:, 0] / more.sum(axis=1)
    percent = 100.0 * (hub / library - 1.0)
    return Finding(
        ours=f"users {in_words(percent[:, 0], 0, '%')} more, visits a user {in_words(percent[:, 1], 0, '%')} more; "
        f"users make {in_words(100 * share, 0, '%')} of the growth",
        passes=lower(share) > 0.5 and lower(more.sum(axis=1)) > 0.0,
        numbers={"share of users": share.mean(), "99 % bound": lower(share)},
        picture=Picture(
            "bars",
            ["users", "visits of a user"],
            "people-first hub, first year",
            "% above the library as it is",
            {"model": percent.mean(axis=0).tolist()},
            {"model": half_widths(percent).tolist()},
        ),
    )


def _came(run: Run) -> tuple[float, float]:
    """Share of adults of parents' age who came in a year: with children at home, without."""
    people, homes = run.model.people.rows, run.model.households.rows
    young, old = _PARENTS_AGES
    visits = run.moments[OPENS + YEAR].visits - run.moments[OPENS].visits
    adult = (people.age >= young) & (people.age <= old)
    parent = homes.children[people.household] > 0
    return float((visits[adult & parent] > 0).mean()), float((visits[adult & ~parent] > 0).mean())


def _look_parents(arms: Arms) -> Finding:
    percent = 100.0 * np.array([_came(run) for run in arms.library])
    lead = percent[:, 0] - percent[:, 1]
    return Finding(
        ours=f"{in_words(percent[:, 0], 0, '%')} of parents came in a year, {in_words(percent[:, 1], 0, '%')} of "
        "others",
        passes=lower(lead) > 0.0,
        numbers={"lead, points": lead.mean(), "99 % bound": lower(lead)},
        picture=Picture(
            "bars",
            ["children at home", "no children"],
            "residents of {} to {}, library as it is".format(*_PARENTS_AGES),
            "% who came in a year",
            {"model": percent.mean(axis=0).tolist()},
            {"model": half_widths(percent).tolist()},
        ),
    )


PATTERNS = (
    Pattern(
        name="S6",
        title="Growth comes from more users rather than from heavier ones",
        source="'Don't try to manage loyalty', in the tradition of Ehrenberg",
        mark="[a]",
        url="https://www.academia.edu/1510787/Dont_Try_to_Manage_Loyalty",
        published="direction only; taken as more than half",
        statistic="part of users in the growth of visits, by logarithms: residents who came in the hub's first year "
        "over those of the library in the same year, same luck",
        criterion="lower 99 % bound of the mean part over replicates is above one half",
        error=TO_BE_SHOWN,
        role="held out",
        used="",
        look=_look_growth,
        nulls={
            "none but readers are interested, and they come more": {
                "behaviour.awareness.weak": 0.0,
                "behaviour.awareness.strong": 0.0,
                "behaviour.awareness.base": 0.0,
                "design.outreach.campaign_days": 0,
                "design.outreach.promotion": 0.0,
                "design.outreach.signage": False,
                "design.outreach.endorsement": False,
                "behaviour.awareness.library_known": 0.0,
                "behaviour.reading.active": 5.0,
            }
        },
    ),
    Pattern(
        name="S7",
        title="Parents use a library more than others",
        source="Pew 2013",
        mark="[a]",
        url="http://libraries.pewinternet.org/2013/05/01/part-4-parents-and-libraries/",
        published="direction: 70 % of parents say that their child came in a year; 54 to 42 % rate the library very "
        "important",
        statistic="residents of 25 to 49 who came in a year, with children at home and without; library as it is",
        criterion="lower 99 % bound of the mean lead over replicates is above zero",
        error=TO_BE_SHOWN,
        role="calibrated",
        used="family.home, tastes of children",
        look=_look_parents,
        nulls={"families never go together": {"behaviour.family.home": 20.0}},
    ),
)
