"""The compiled model equals a second one, written down as simply as can be, to the last bit.

The second one (`benchmarks.plain`) holds people, families and ties as objects and lets everybody weigh everything every
day: no columns, no bounds, no lists kept from yesterday. Both call the same rules and draw the same luck.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.plain import Village, census
from model import HubModel
from model.day.today import GROUP_COUNTS, PARTIES, Count, GroupCount
from model.reviews import Reviews
from model.scenario import list_designs
from model.survey import Questionnaire

TOLD = ("activity", "crew", "income", "earnings", "minutes", "house")
"""What events and the builders of houses do to people; the village hears of it."""

OWN = {"household", "busy", "stale", "ceiling", "drift", "degree", "own_roots", "own_share", "own_share_free", *TOLD}


class Overheard(Reviews):
    """The reviews, of which the village hears what was asked."""

    def _hold_survey(self, day: int) -> None:
        """Keep the questions, and mark where the answers end."""
        self._model.questions = self._model.board.questionnaire(self._model.hub.design)
        self.paper["person"] = -1
        super()._hold_survey(day)


class Followed(HubModel):
    """The model, followed day by day by the village."""

    village: Village | None = None
    questions: Questionnaire | None = None

    def __init__(self, **scenario: Any) -> None:
        super().__init__(**scenario)
        self.reviews = Overheard(self)

    def _look_at(self, day: int) -> Any:
        """Tell the village in the morning what happened overnight."""
        if self.village:
            tell(self.village, self)
        return super()._look_at(day)


def tell(village: Village, model: HubModel) -> None:
    if village.hub is not model.hub:
        village.adopt(model)
    for name in TOLD:
        for person, value in zip(village.people, model.people.rows[name].tolist(), strict=True):
            setattr(person, name, value)
    for household, budget in zip(village.households, model.households.rows.budget.tolist(), strict=True):
        household.budget = budget


def follow(days: int, **scenario: Any) -> tuple[Followed, Village]:
    """Live both, and compare each day's count and the world at the end."""
    model = Followed(**scenario)
    model.village = village = Village(model)
    live_both(days, model, village)
    compare_world(model, village)
    return model, village


def live_both(days: int, model: Followed, village: Village) -> None:
    for _ in range(days):
        model.step()
        village.live(model.today, model.offers)
        compare_day(model, village)
        if model.calendar.day(model.day - 1).first_of_month and model.day > 1:
            village.review_month()
        if model.calendar.day(model.day).first_of_month:
            compare_month(model, village)
        if model.questions:
            answers = model.reviews.paper[model.reviews.paper["person"] >= 0].tolist()
            assert village.survey(model.questions, model.board.terms) == answers
            model.questions = None


def compare_day(model: HubModel, village: Village) -> None:
    page = model.day - 1
    theirs = {count.name: village.tally[count.name] for count in Count}
    assert dict(zip(theirs, model.chronicle.daily[page].tolist(), strict=True)) == theirs, f"day {model.day}"
    for kind, visits in enumerate(model.chronicle.visits_by_kind[page].tolist()):
        assert visits == village.visits_by_kind[kind]
    for payer, kinds in enumerate(model.chronicle.sales_by_kind[page].tolist()):
        assert kinds == [village.sales[payer, kind] for kind in range(len(kinds))]
    assert model.chronicle.reputation[page] == village.reputation


def compare_month(model: HubModel, village: Village) -> None:
    """What a month adds up to and what its last day counts: people, visits, ties and feelings by group."""
    month = model.chronicle.months[-1]
    theirs = census.by_group(village)
    names = columns()
    for group, counted in enumerate(month.counts.tolist()):
        assert dict(zip(names, counted, strict=True)) == {name: theirs[group, name] for name in names}, group
    village.by_label.clear()
    village.month_began = village.today.day + 1
    ends = model.chronicle.last_ties.ends
    assert {place: ends[place] for place in np.ndindex(ends.shape) if ends[place]} == census.ends(village)


def columns() -> list[str]:
    """Names of the columns of the tally by group; a name that stands for four has the stage behind it."""
    begins = [*GroupCount, GROUP_COUNTS]
    return [
        f"{count.name} {number}" if after - count > 1 else count.name
        for count, after in zip(GroupCount, begins[1:], strict=True)
        for number in range(after - count)
    ]


def compare_world(model: HubModel, village: Village) -> None:
    """Every attribute of everybody, bit by bit."""
    people = model.people
    for name in set(people.rows.dtype.names) - OWN:
        assert people.rows[name].tolist() == [getattr(person, name) for person in village.people], name
    assert people.last_visit.tolist() == [person.last_visit for person in village.people]
    for name in ("knowledge", "warmth_met", "warmth_group"):
        assert people.minds[name].tolist() == [getattr(person, name) for person in village.people], name
    for name in ("purse", "purse_day", "satisfaction", "last_outing", "outings"):
        theirs = [getattr(household, name) for household in village.households]
        assert model.households.rows[name].tolist() == theirs, name
    for row, person in enumerate(village.people):
        ends = model.ties[row, : people.rows[row].degree] if row < len(model.ties) else ()
        ours = {(int(end.other), float(end.hours), int(end.last), int(end.since)) for end in ends}
        theirs = {(other.row, float(tie.hours), tie.last, tie.since) for other, tie in person.ties.items()}
        assert ours == theirs
    parties = model.parties[: model.sheets.sizes[PARTIES]]
    for name in parties.dtype.names:
        assert parties[name].tolist() == [getattr(party, name) for party in village.parties], name
    if village.hub is model.hub:
        assert model.hub.state.items.expected.tolist() == [item.expected for item in village.items]


BUSY = {
    "settlement": "aul",
    "population": 120,
    "start": "2026-03-23",  # a Monday, on which people meet at once
    "hub_opens": 0,
    "awareness_base": 0.3,
    "choice_home": 3.5,
    "tourist_parties": (60.0,) * 12,
    "ties_capacity": 12,
    "reading_lapse": 0.01,
    "dance_places": 2,
    "toys_price": 300,
    "rng": 5,
}
"""A hundred people who go often: all that can happen happens within weeks."""


def test_a_busy_village_through_two_months() -> None:
    model, village = follow(45, design="people-first", **BUSY)
    happened = dict(zip((count.name for count in Count), model.chronicle.daily.sum(axis=0).tolist(), strict=True))
    assert {name for name, number in happened.items() if not number} <= {"RETURNED", "STILL_READING", "READERS_DUE"}
    assert any(tie.since > 0 for person in village.people for tie in person.ties.values())


EVENTS = (
    {"kind": "layoffs", "day": 5, "share": 0.5},
    {"kind": "road_closed", "day": 7, "days": 5, "minutes": 10},
    {"kind": "closure", "day": 9, "days": 2},
    {"kind": "harsh_winter", "day": 12, "days": 6},
    {"kind": "cafe_closes", "day": 13},
    {"kind": "operator_exits", "day": 16},
)


def test_events_and_fading_ties() -> None:
    world = BUSY | {
        "ties_capacity": 6,
        "ties_decay": 0.05,
        "ties_forgotten_hours": 1.0,
        "events": EVENTS,
    }
    follow(20, design="people-first", **world)


MANY_TOURISTS = {"tourist_parties": (300.0,) * 12, "tourism_considered": 1.0, "tourism_home": -1.0}


def test_where_no_association_takes_a_turn() -> None:
    model, _ = follow(8, design="people-first", **BUSY | MANY_TOURISTS | {"associations_percent": 100.0})
    assert model.chronicle.daily[:, Count.VISITS_TOURISTS].sum() > 20


def test_tourists_who_are_just_of_age_with_the_price_of_a_coffee_and_no_more() -> None:
    """A day's money is 600 KZT a head, as is a coffee; tourists count as people of 18, for whom the café is."""
    coins = {"tourism_budget": 600.0, "tourism_stay_days": 1.0, "choice_price": 0.0, "spending_coffee": 5.0}
    of_age = {"cafe_age_from": 18, "cafe_age_to": 18}
    _, village = follow(8, design="people-first", **BUSY | MANY_TOURISTS | coins | of_age)
    assert any(party.visited and party.purse == 0 for party in village.parties)


scenarios = st.fixed_dictionaries(
    {
        "design": st.sampled_from(list_designs()),
        "rng": st.integers(0, 2**32),
        "population": st.integers(20, 70),
        "start": st.sampled_from(["2026-01-25", "2026-03-20", "2026-06-25", "2026-08-28", "2026-12-24"]),
        "hub_opens": st.integers(0, 5),
        "choice_home": st.floats(1.0, 8.0),
        "awareness_base": st.floats(0.0, 0.5),
        "awareness_class_sources": st.integers(1, 2),
        "ties_capacity": st.integers(1, 20),
        "ties_decay": st.floats(0.0, 0.1),
        "ties_forgotten_hours": st.floats(0.0, 3.0),
        "choice_nest": st.floats(0.2, 1.0),
        "choice_price": st.floats(0.0, 3.0),
        "family_home": st.floats(-2.0, 6.0),
        "meeting_intensity": st.floats(0.0, 1.0),
        "reading_lapse": st.floats(0.0, 0.02),
        "reading_lapse_distance": st.sampled_from([0.0, 0.01, 0.6]),
        "tourist_parties": st.floats(0.0, 90.0).map(lambda monthly: (monthly,) * 12),
        "tourism_home": st.floats(-3.0, 5.0),
        "tourism_considered": st.floats(0.1, 1.0),
        "tourism_budget": st.floats(0.0, 10_000.0),
        "disposable_share": st.floats(0.0, 0.5),
        "reading_places": st.integers(1, 30),
        "governance_survey_share": st.floats(0.0, 1.0),
        "governance_too_dear": st.floats(0.0, 1.0),
    }
)


@given(scenarios)
def test_random_scenarios(scenario: dict[str, Any]) -> None:
    """Whatever the start, the days hold the end of a month with the hub open, and ten days of the month after."""
    follow(25, settlement="aul", **scenario)


def test_the_comparison_can_fail() -> None:
    """A village that draws other luck is told from the model."""
    model = Followed(design="people-first", **BUSY)
    model.village = village = Village(model)
    village.key = np.uint64(model.seed + 1)
    with pytest.raises(AssertionError):
        live_both(5, model, village)
