"""People, places and money are conserved, whatever the scenario; whole numbers, to the last unit."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.rules.spending import purse_now
from model import HubModel
from model.day.today import PARTIES, PRESENT, UNITS, Count

MONEY = [Count.TICKETS, Count.CAFE_SALES, Count.SHOP_SALES]
LOCAL = [Count.VISITS_RESIDENTS, Count.VISITS_FAMILIES]
DAYS = 25

event = st.one_of(
    st.builds(lambda day, share: {"kind": "layoffs", "day": day, "share": share}, st.integers(0, 24), st.floats(0, 1)),
    st.builds(lambda day, days: {"kind": "closure", "day": day, "days": days}, st.integers(0, 24), st.integers(1, 9)),
    st.builds(
        lambda kind, day: {"kind": kind, "day": day},
        st.sampled_from(["cafe_closes", "cafe_opens", "operator_exits", "endorsement"]),
        st.integers(0, 24),
    ),
)

scenarios = st.fixed_dictionaries(
    {
        "design": st.sampled_from(["people-first", "top-down"]),
        "population": st.integers(20, 250),
        "rng": st.integers(0, 2**32),
        "start": st.sampled_from(["2026-02-20", "2026-07-15", "2027-12-20"]),
        "hub_opens": st.integers(0, 10),
        "choice_home": st.floats(-5.0, 6.0),
        "family_home": st.floats(-5.0, 6.0),
        "awareness_base": st.floats(0.0, 1.0),
        "design.offers.cafe.price": st.integers(0, 5000),
        "design.offers.cafe.places": st.integers(1, 20),
        "design.offers.dance.price": st.integers(0, 3000),
        "design.offers.dance.places": st.integers(1, 20),
        "design.offers.highlight.places": st.integers(1, 10),
        "ties_capacity": st.integers(1, 30),
        "ties_decay": st.floats(0.0, 0.2),
        "ties_forgotten_hours": st.floats(0.0, 5.0),
        "contact_gain": st.floats(0.0, 0.3),
        "contact_loss_ratio": st.floats(1.0, 3.0),
        "contact_generalisation": st.floats(0.0, 1.0),
        "contact_extended": st.floats(0.0, 1.0),
        "contact_recovery": st.floats(0.0, 1.0),
        "habit_gain": st.floats(0.0, 1.0),
        "habit_decay": st.floats(0.0, 1.0),
        "disposable_share": st.floats(0.0, 1.0),
        "tourist_parties": st.floats(0.0, 200.0).map(lambda parties: (parties,) * 12),
        "events": st.lists(event, max_size=3).map(tuple),
    }
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios)
def test_people_places_and_money_are_conserved(scenario: dict[str, Any]) -> None:
    model = HubModel(settlement="aul", days=DAYS, **scenario)
    for _ in range(DAYS):
        before = _accounts(model)
        model.step()
        _nobody_is_lost_or_doubled(model, scenario["population"])
        _no_room_is_overfull(model)
        _money_paid_is_money_taken(model, before)
    _visits_add_up(model)
    _groups_add_up_to_the_whole(model)
    _ties_have_two_like_ends(model)
    _shares_stay_shares(model)


def _accounts(model: HubModel) -> dict[str, Any]:
    purses = model.households.rows
    parties = model.parties[: model.sheets.sizes[PARTIES]]
    return {
        "purse": purses.purse.copy(),
        "purse_day": purses.purse_day.copy(),
        "parties": dict(zip(parties.id.tolist(), parties.purse.tolist(), strict=True)),
        "visits": model.people.rows.visits.copy(),
    }


def _nobody_is_lost_or_doubled(model: HubModel, population: int) -> None:
    assert len(model.people.rows) == population == len(set(model.people.rows.id.tolist()))
    assert sorted(model.households.members.tolist()) == list(range(population))
    present = model.world.presence[: model.sheets.sizes[PRESENT]]["person"]
    assert len(set(present.tolist())) == len(present)  # nobody is in two places
    assert len(present) == model.chronicle.daily[-1, LOCAL].sum()


def _no_room_is_overfull(model: HubModel) -> None:
    offers, units = model.offers, model.world.outings[: model.sheets.sizes[UNITS]]
    for a in range(len(offers)):
        for slot in range(3):
            came = int(units["people"][(units["offer"] == a) & (units["slot"] == slot)].sum())
            assert came <= model.sheets.taken[a, slot] <= offers[a].places
            assert came == 0 or offers[a].slots >> slot & 1


def _money_paid_is_money_taken(model: HubModel, before: dict[str, Any]) -> None:
    homes, day = model.households.rows, model.day
    limit = int(model.b.spending_carry_days)
    paid = 0
    for home, purse, purse_day in zip(homes, before["purse"], before["purse_day"], strict=True):
        budget = int(home.budget)
        then = purse_now(int(purse), budget, day - int(purse_day), limit)
        now = purse_now(int(home.purse), budget, day - int(home.purse_day), limit)
        assert 0 <= now <= then
        paid += then - now
    for party in model.parties[: model.sheets.sizes[PARTIES]]:
        brought = int(model.b.tourism_budget) * int(party.headcount) * int(party.leaves - day)
        then = before["parties"].get(int(party.id), brought)
        assert 0 <= party.purse <= then
        paid += then - int(party.purse)
    assert paid == model.chronicle.daily[-1, MONEY].sum()
    assert paid == model.chronicle.sales_by_kind[model.chronicle.days - 1].sum()


def _visits_add_up(model: HubModel) -> None:
    counts = model.chronicle.daily.sum(axis=0)
    assert model.people.rows.visits.sum() == counts[LOCAL].sum()
    everybody = counts[LOCAL].sum() + counts[Count.VISITS_TOURISTS]
    assert model.chronicle.visits_by_kind.sum() == everybody
    assert model.people.rows.loans.sum() == counts[Count.LOANS]


def _groups_add_up_to_the_whole(model: HubModel) -> None:
    counts = model.chronicle.daily.sum(axis=0)
    for grouping in model.groups.ways:
        months = model.measures_by(grouping.name)
        assert months["visits"].sum() == counts[LOCAL].sum() + counts[Count.VISITS_TOURISTS]
        if grouping.name == "came_as":
            continue
        last = months[months["month"] == months["month"].iloc[-1]]
        stocks = last.sum(numeric_only=True)
        assert stocks["people"] == model.population
        assert stocks["residents"] == model.residents
        for name, count in (("reach_30", Count.REACH_30), ("aware_share", Count.AWARE)):
            assert round((last[name] * last["residents"]).sum(), 6) == model.chronicle.daily[-1, count]
        assert stocks["active_readers"] == model.chronicle.daily[-1, Count.ACTIVE]
        assert stocks["loans_total"] == counts[Count.LOANS]


def _ties_have_two_like_ends(model: HubModel) -> None:
    ties, degree = model.ties, model.people.rows.degree
    assert (degree <= ties.shape[1]).all()
    ends = {}
    assert not degree[len(ties) :].any()
    for row in range(len(ties)):
        assert (ties.other[row, degree[row] :] == -1).all()
        for tie in ties[row, : degree[row]]:
            other = int(tie.other)
            assert other != row
            assert (row, other) not in ends
            assert model.people.rows.age[other] >= 15
            ends[row, other] = (float(tie.hours), int(tie.last), int(tie.since))
    assert all(ends.get((other, row)) == end for (row, other), end in ends.items())


def _shares_stay_shares(model: HubModel) -> None:
    people, minds = model.people.rows, model.people.minds
    columns = [people.habit, people.satisfaction, people.trust, people.regard, model.households.rows.satisfaction]
    columns += [minds.knowledge, minds.warmth_met, minds.warmth_group, model.hub.state.reputation]
    columns += [model.hub.state.items.expected]
    for column in columns:
        assert ((column >= 0.0) & (column <= 1.0)).all()


@pytest.mark.parametrize("design", ["people-first", "top-down"])
def test_the_same_people_live_there_whatever_the_design(design: str) -> None:
    here = HubModel(settlement="aul", population=300, design=design, rng=4)
    there = HubModel(settlement="aul", population=300, design="status-quo", rng=4)
    for field in ("id", "age", "sex", "group", "activity", "disability", "income", "minutes", "reading", "x", "y"):
        assert np.array_equal(here.people.rows[field], there.people.rows[field])
    assert np.array_equal(here.people.tastes, there.people.tastes)
    assert np.array_equal(here.ties.other, there.ties.other)
