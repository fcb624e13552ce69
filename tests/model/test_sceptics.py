"""The sceptic's arms: a mechanism that is switched off leaves no trace."""

import math
from typing import Any

import numpy as np

from model import HubModel
from model.day.today import PARTIES, Count
from model.population import ACTIVE, LAPSED

LIVELY = {
    "settlement": "aul",
    "population": 400,
    "start": "2026-03-01",
    "hub_opens": 5,
    "awareness_base": 0.2,
    "choice_home": 3.5,
    "rng": 2,
}


def _run(days: int, **levers: Any) -> HubModel:
    model = HubModel(**(LIVELY | levers))
    model.run_for(days)
    return model


def test_where_contact_does_not_generalise_groups_as_a_whole_stay_as_warm_as_they_were() -> None:
    model = _run(70, contact_generalisation=0.0, contact_extended=0.0)
    minds = model.people.minds
    assert np.array_equal(minds.warmth_group, minds.baseline)
    assert not np.array_equal(minds.warmth_met, minds.baseline)


def test_extended_contact_alone_moves_the_group_as_a_whole_upwards_at_the_month() -> None:
    model = _run(30, contact_generalisation=0.0, contact_extended=0.5, contact_recovery=0.0)
    minds = model.people.minds
    assert np.array_equal(minds.warmth_group, minds.baseline)  # March has 31 days
    model.run_for(2)
    assert (minds.warmth_group >= minds.baseline).all()
    assert (minds.warmth_group > minds.baseline).any()


def test_warmth_moves_only_for_those_who_met_somebody_of_the_group() -> None:
    model = _run(25, contact_recovery=0.0)
    minds, rows = model.people.minds, model.people.rows
    moved = minds.warmth_met != minds.baseline
    assert moved.any()
    assert not moved[rows.visits == 0].any()
    assert not moved[np.arange(len(rows)), rows.group].any()  # warmth towards one's own group is no matter of contact


def test_bad_meetings_alone_make_nobody_warmer() -> None:
    model = _run(40, contact_good_share=0.0, contact_good_slope=0.0, contact_recovery=0.0, contact_extended=0.0)
    minds = model.people.minds
    assert (minds.warmth_met <= minds.baseline).all()
    assert (minds.warmth_group <= minds.baseline).all()
    assert (minds.warmth_met < minds.baseline).any()


def test_only_those_who_sat_with_a_host_learn_of_the_culture() -> None:
    at_start = HubModel(**LIVELY).people.minds.knowledge
    without_hosts = {f"design.offers.{kind}.host": "none" for kind in ("dance", "cooking", "poetry", "highlight")}
    assert np.array_equal(_run(30, **without_hosts).people.minds.knowledge, at_start)
    taught = _run(30).people
    assert (taught.minds.knowledge >= at_start).all()
    learnt = (taught.minds.knowledge > at_start).any(axis=1)
    assert learnt.any()
    assert not learnt[taught.rows.visits == 0].any()


NO_OTHER_WAY = {"reading_return_base": 0.0, "reading_start_base": 0.0, "reading_lapse": 0.0}
NO_READING_ROOM = {"reading_lapsed": -10.0, "reading_never": -10.0}


def test_coffee_and_classes_make_no_readers_where_the_spillover_is_nothing() -> None:
    counts = _run(60, reading_spillover=0.0, **NO_OTHER_WAY, **NO_READING_ROOM).chronicle.daily.sum(axis=0)
    assert counts[Count.RETURNED] == counts[Count.NEW_READERS] == counts[Count.LAPSED] == 0


def test_with_spillover_lapsed_readers_return_and_are_counted_after_a_year() -> None:
    start = HubModel(**LIVELY).people.rows
    model = _run(60, reading_spillover=0.5, **NO_OTHER_WAY, **NO_READING_ROOM)
    rows, counts = model.people.rows, model.chronicle.daily.sum(axis=0)
    back = (start.reading == LAPSED) & (rows.reading == ACTIVE)
    assert counts[Count.RETURNED] == (rows.returned_on > 0).sum() > 0
    assert (rows.returned_on[back] - start.lapsed_on[back] >= 365)[rows.returned_on[back] > 0].all()
    fresh = back & (rows.returned_on <= 0)
    assert (start.lapsed_on[fresh] > -365).all()  # lapsed too lately to count as returning
    assert counts[Count.NEW_READERS] == ((start.reading == 0) & (rows.reading == ACTIVE)).sum()


def test_returned_readers_are_asked_again_after_ninety_days() -> None:
    model = _run(160, reading_spillover=0.5, **NO_OTHER_WAY, **NO_READING_ROOM)
    counts, rows = model.chronicle.daily.sum(axis=0), model.people.rows
    due = (rows.returned_on > 0) & (rows.returned_on <= 70)
    assert counts[Count.READERS_DUE] == due.sum() > 0
    assert counts[Count.STILL_READING] == due.sum()  # nobody lapses here


def test_habit_is_gained_by_visits_alone() -> None:
    model = _run(40, habit_gain=0.0)
    start = HubModel(**LIVELY).people.rows
    assert (model.people.rows.habit <= start.habit).all()
    rows = _run(40, habit_decay=0.0, habit_reader_start=0.0, habit_gain=0.1).people.rows
    assert np.allclose(rows.habit, 1.0 - 0.9 ** rows.visits.astype(float), atol=1e-12)


def test_where_nothing_fades_a_tie_holds_the_hours_that_were_spent_on_it() -> None:
    """Hours made at the hub: meetings × (class hours) × intensity, at both ends."""
    levers = {"ties_decay": 0.0, "ties_forgotten_hours": 0.0, "ties_capacity": 150, "meeting_intensity": 0.8}
    at_start, model = HubModel(**(LIVELY | levers)), _run(20, **levers)
    gained = float(model.ties.hours.astype(float).sum() - at_start.ties.hours.astype(float).sum())
    meetings = int(model.chronicle.daily[:, Count.MEETINGS].sum())
    lengths = [kind.hours for kind in model.plan.behaviour.kinds.values() if kind.partners > 0]
    assert 2.0 * 0.8 * min(lengths) * meetings * 0.999 <= gained <= 2.0 * 0.8 * max(lengths) * meetings * 1.001
    assert model.chronicle.daily[:, Count.NEW_TIES].sum() == ((model.ties.since > 0).sum()) / 2


def test_tourist_parties_arrive_by_a_poisson_process_of_the_stated_rate() -> None:
    parties, days = 300.0, 120
    model = HubModel(
        **(LIVELY | {"population": 50, "hub_opens": 0, "tourist_parties": (parties,) * 12}),
        tourism_considered=0.5,
        tourism_pull=0.0,
    )
    seen: dict[int, int] = {}
    for _ in range(days):
        model.step()
        here = model.parties[: model.sheets.sizes[PARTIES]]
        seen |= dict(zip(here.id.tolist(), here.headcount.tolist(), strict=True))
    expected = parties / (365.25 / 12.0) * 0.5 * days
    assert abs(len(seen) - expected) / math.sqrt(expected) < 4.0
    sizes = np.array(list(seen.values()))
    # 1 + binomial(4, 0.35): mean 2.4, variance 4 × 0.35 × 0.65
    assert abs(sizes.mean() - 2.4) / math.sqrt(4 * 0.35 * 0.65 / len(sizes)) < 4.0


def test_a_party_sees_the_hub_once() -> None:
    model = HubModel(**(LIVELY | {"tourist_parties": (300.0,) * 12, "hub_opens": 0}), tourism_home=-10.0)
    came: dict[int, int] = {}
    for _ in range(30):
        model.step()
        outings = model.world.outings[: int(model.sheets.sizes[0])]
        for outing in outings[(outings["unit"] == 2) & (outings["offer"] >= 0)]:
            came[int(outing["entity"])] = came.get(int(outing["entity"]), 0) + 1
    assert len(came) > 30
    assert set(came.values()) == {1}
