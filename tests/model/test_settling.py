"""The first of a month: all ties are looked at in one go, with what is left of their hours looked up by days."""

import numpy as np
import pytest

from agents.rules.choice import satiation
from agents.rules.meeting import hours_now
from agents.rules.memory import habit_now
from model import HubModel
from model.day.fading import fading_of, habit_left, satiation_left
from model.day.holding import tie_hours


def test_hours_looked_up_are_those_reckoned_tie_by_tie() -> None:
    model = HubModel(settlement="aul", design="people-first", population=300, hub_opens=1, rng=4)
    model.run_for(200)
    people, ties, b, day = model.world.people, model.world.ties, model.b, model.day
    group, seen = model.people.rows.group, set()
    for row, slot in zip(*np.nonzero(model.ties.other >= 0), strict=True):
        tie = ties[row, slot]
        across, made = bool(group[row] != group[tie["other"]]), bool(tie["since"] > 0)
        days = day - int(tie["last"])
        hours = hours_now(float(tie["hours"]), days, made, across, b.ties_decay, b.ties_bridge_factor)
        assert tie_hours(row, slot, day, people, ties, model.sheets.fading) == hours
        seen.add((made, across, days > 0))
    assert len(seen) > 4, "ties of before and since, within a group and across, are among them"


@pytest.mark.parametrize("days", [0, 1, 99, 100, 101, 1_000_000])
def test_what_is_looked_up_by_days_is_what_the_rules_say_within_the_run_and_beyond(days: int) -> None:
    model = HubModel(settlement="aul", population=300, rng=4)
    b, fading = model.b, fading_of(model.world.behaviour, 100)
    assert len(fading.habit) == 101
    assert habit_left(0.7, days, fading, b) == habit_now(0.7, days, b.habit_decay)
    lost = satiation(float(days), b.choice_satiation, b.choice_satiation_days)
    assert satiation_left(days, fading, b) == lost
    if days <= 100:
        assert fading.sated[days] == pytest.approx(np.exp(-lost))


def test_a_run_goes_on_beyond_its_horizon_as_a_longer_one_does() -> None:
    small = {"settlement": "aul", "design": "people-first", "population": 300, "hub_opens": 1, "rng": 4}
    short, long = HubModel(**small, days=40), HubModel(**small, days=400)
    short.run_for(90)
    long.run_for(90)
    # The horizon counts everybody once more, which is no part of the days themselves.
    assert np.array_equal(short.chronicle.daily, long.chronicle.daily)
    assert len(short.sheets.fading.habit) > 90


def test_a_tie_that_has_faded_is_forgotten_at_both_ends_and_no_other() -> None:
    model = HubModel(settlement="aul", design="people-first", population=300, hub_opens=1, ties_decay=0.02, rng=4)
    model.run_for(88)  # to the last day but one of March
    ties, group, forgotten = model.ties, model.people.rows.group, model.b.ties_forgotten_hours
    rows, slots = np.nonzero(ties.other >= 0)
    held = ties[rows, slots]
    rate = model.b.ties_decay * np.where(group[rows] != group[held.other], model.b.ties_bridge_factor, 1.0)
    left = held.hours * np.exp(-rate * (91 - held["last"]))  # on 1 April, if they do not meet before
    due = (held.since > 0) & (left < forgotten)
    pairs = {(int(a), int(b)) for a, b in zip(rows[due], held.other[due], strict=True)}
    stay = {(int(a), int(b)) for a, b in zip(rows[~due], held.other[~due], strict=True)}
    model.run_for(3)
    assert model.calendar.day(model.day - 1).date.isoformat() == "2026-04-01"
    rows, slots = np.nonzero(ties.other >= 0)
    met = ties["last"][rows, slots] > 88
    today = set(zip(rows.tolist(), ties.other[rows, slots].tolist(), strict=True))
    again = set(zip(rows[met].tolist(), ties.other[rows, slots][met].tolist(), strict=True))
    assert pairs
    assert not (pairs - again) & today
    assert stay <= today
    assert all((b, a) in today for a, b in today)


def test_feelings_settle_every_so_many_days() -> None:
    model = HubModel(settlement="aul", design="status-quo", population=50, settle_days=3, contact_recovery=0.1, rng=4)
    settled = []
    for day in range(1, 8):
        model.people.rows.regard[:] = 1.0
        model.step()
        if (model.people.rows.regard < 1.0).any():
            settled.append(day)
    assert settled == [3, 6]
