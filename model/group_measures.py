"""The catalogue of measures by group and month: name, unit and formula, and how the groups make up the whole."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np

from model.day.today import GroupCount
from model.grouping import Grouping
from model.population import Floats, Keys
from model.tie_count import TieCount


class GroupMonth(NamedTuple):
    """What a month added up to and its last day found, by group."""

    month: str
    """Such as ``2026-03``."""
    counts: Keys
    """Groups × columns of `GroupCount`."""
    ties: TieCount
    """The ties on that day."""


type Whom = Literal["everybody", "people", "units", "ethnic groups"]
type Column = Callable[[GroupMonth, Grouping], np.ndarray]


class GroupMeasure(NamedTuple):
    """One number that the model reports by group and month."""

    name: str
    """Column of the table; that of the catalogue of all days where it is the same measure."""
    unit: str
    """Unit."""
    formula: str
    """How it is computed."""
    column: Column
    """Computes it: one value a group."""
    weight: str = ""
    """Measure by which the groups' values are weighted in the mean that is the whole's; none: they add up to it."""
    whom: Whom = "people"
    """Groupings that have it: all, those of inhabitants, that by deciding unit, that by ethnic group."""

    def fits(self, grouping: Grouping) -> bool:
        """Tell whether a grouping has this measure."""
        if self.whom == "ethnic groups":
            return grouping.name == "ethnic_group"
        return self.whom == "everybody" or (grouping.name == "came_as") == (self.whom == "units")


def _cells(month: GroupMonth, grouping: Grouping, counts: slice | int) -> Keys:
    return month.counts[grouping.first : grouping.end, counts]


def _count(name: str) -> Column:
    return lambda month, grouping: _cells(month, grouping, int(GroupCount[name]))


def _halves(name: str, columns: int = 1, share: float = 0.5, first: int = 0) -> Column:
    begin = int(GroupCount[name]) + first
    return lambda month, grouping: _cells(month, grouping, slice(begin, begin + columns)).sum(axis=1) * share


def _mean(part: str, whole: str, scale: float = 1.0, columns: int = 1) -> Column:
    def column(month: GroupMonth, grouping: Grouping) -> Floats:
        first = int(GroupCount[whole])
        over = _cells(month, grouping, slice(first, first + columns)).sum(axis=1)
        total = _cells(month, grouping, int(GroupCount[part])) / scale
        return np.divide(total, over, out=np.full(len(over), np.nan), where=over != 0)

    return column


def _ei(month: GroupMonth, grouping: Grouping) -> Floats:
    return 2.0 * _mean("ACROSS", "ENDS", columns=4)(month, grouping) - 1.0


_SHARED = "; a tie of two groups counts half in each"
_OTHERS = "mean over the group's people and the other ethnic groups of "
_STAGES = ("acquaintances", "casual_friends", "friends", "close_friends")

_MEASURES = (
    GroupMeasure("visits", "visits/month", "visits in the month", _count("VISITS"), whom="everybody"),
    GroupMeasure(
        "outings",
        "outings/month",
        "residents, families and parties that came in the month",
        _count("OUTINGS"),
        whom="units",
    ),
    GroupMeasure(
        "turned_away",
        "people/month",
        "people who found no place at their first choice, in the month",
        _count("TURNED_AWAY"),
        whom="everybody",
    ),
    GroupMeasure(
        "reading_visits",
        "visits/month",
        "visits for the reading room in the month",
        _count("READING_VISITS"),
        whom="everybody",
    ),
    GroupMeasure(
        "class_visits", "visits/month", "visits for a class in the month", _count("CLASS_VISITS"), whom="everybody"
    ),
    GroupMeasure(
        "satisfaction",
        "0–1",
        "mean outcome of the month's visits",
        _mean("OUTCOME", "VISITS", 1e6),
        weight="visits",
        whom="everybody",
    ),
    GroupMeasure("people", "people", "inhabitants of any age", _count("PEOPLE")),
    GroupMeasure("residents", "people", "inhabitants of 15 and older", _count("RESIDENTS")),
    GroupMeasure("unique_visitors", "people/month", "people with a visit in the month", _count("UNIQUE")),
    GroupMeasure(
        "reach_30",
        "share",
        "residents with a visit in the last 30 days / residents",
        _mean("REACH_30", "RESIDENTS"),
        weight="residents",
    ),
    GroupMeasure(
        "residents_reached", "people", "residents with a visit since the hub's opening day", _count("REACHED")
    ),
    GroupMeasure(
        "without_visit_share",
        "share",
        "residents without a visit since the start / residents",
        _mean("WITHOUT_VISIT", "RESIDENTS"),
        weight="residents",
    ),
    GroupMeasure(
        "class_joiners", "people", "residents who have taken part in a class since the start", _count("JOINED")
    ),
    GroupMeasure(
        "aware_share",
        "share",
        "residents who know of the hub / residents",
        _mean("AWARE", "RESIDENTS"),
        weight="residents",
    ),
    GroupMeasure("active_readers", "people", "people in the state 'active'", _count("ACTIVE")),
    GroupMeasure(
        "returning_readers",
        "people",
        "people lapsed for a year or more who took up reading again, since the start",
        _count("RETURNED"),
    ),
    GroupMeasure(
        "new_readers", "people", "people who never read before the start and took it up since", _count("NEW_READERS")
    ),
    GroupMeasure("loans_total", "books", "books taken home since the start", _count("LOANS")),
    GroupMeasure("ties", "ties", f"living ties of the group's residents{_SHARED}", _halves("ENDS", 4)),
    *(
        GroupMeasure(stage, "ties", f"ties of this stage{_SHARED}", _halves("ENDS", first=number))
        for number, stage in enumerate(_STAGES)
    ),
    GroupMeasure("tie_hours", "h", f"hours that these ties count today{_SHARED}", _halves("HOURS", 4, 0.005)),
    *(
        GroupMeasure(
            f"tie_hours_{stage}", "h", f"hours of this stage{_SHARED}", _halves("HOURS", share=0.005, first=number)
        )
        for number, stage in enumerate(_STAGES)
    ),
    GroupMeasure("cross_ethnic_ties", "ties", f"ties across ethnic groups{_SHARED}", _halves("ACROSS")),
    GroupMeasure("new_ties", "ties", f"living ties made since the start{_SHARED}", _halves("MADE")),
    GroupMeasure(
        "new_cross_ties",
        "ties",
        f"living ties across ethnic groups made since the start{_SHARED}",
        _halves("MADE_ACROSS"),
    ),
    GroupMeasure(
        "cross_ethnic_share",
        "share",
        "ends of ties across ethnic groups / ends of ties that the group's residents hold",
        _mean("ACROSS", "ENDS", columns=4),
        weight="ties",
    ),
    GroupMeasure(
        "ei_index", "−1…1", "(E − I) / (E + I), E ends of ties across and I within ethnic groups", _ei, weight="ties"
    ),
    GroupMeasure(
        "friend_across_share",
        "share",
        "residents with a friend or close friend of another ethnic group / residents",
        _mean("FRIEND_ACROSS", "RESIDENTS"),
        weight="residents",
    ),
    GroupMeasure(
        "inbreeding_homophily",
        "≤ 1",
        "Coleman's (H − w) / (1 − w), H the share of the group's ties that stay within, w its share of residents",
        lambda month, _: np.append(month.ties.inbreeding_homophily, np.nan),
        weight="residents",
        whom="ethnic groups",
    ),
    GroupMeasure(
        "warmth_met",
        "0–1",
        f"{_OTHERS}warmth towards the people met here",
        _mean("WARMTH_MET", "PAIRS", 1e6),
        weight="people",
    ),
    GroupMeasure(
        "warmth_group",
        "0–1",
        f"{_OTHERS}warmth towards the group as a whole",
        _mean("WARMTH_GROUP", "PAIRS", 1e6),
        weight="people",
    ),
    GroupMeasure(
        "knowledge", "0–1", f"{_OTHERS}knowledge of its culture", _mean("KNOWLEDGE", "PAIRS", 1e6), weight="people"
    ),
    GroupMeasure(
        "regard",
        "0–1",
        "mean over people of regard for people with disabilities",
        _mean("REGARD", "PEOPLE", 1e6),
        weight="people",
    ),
)

GROUP_CATALOGUE: dict[str, GroupMeasure] = {measure.name: measure for measure in _MEASURES}
