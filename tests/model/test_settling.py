"""The first of a month: all ties are looked at in one go, with what is left of their hours looked up by days."""

import numpy as np

from model import HubModel
from model.day.holding import fading_until, hours_of, tie_hours


def test_hours_looked_up_are_those_reckoned_tie_by_tie() -> None:
    model = HubModel(settlement="aul", design="people-first", population=300, hub_opens=1, rng=4)
    model.run_for(200)
    people, ties, b, day = model._bare_people, model._bare_ties, model.b, model.day
    fading, group = fading_until(day, b), model.people.rows.group
    seen = set()
    for row, slot in zip(*np.nonzero(model.ties.other >= 0), strict=True):
        tie = ties[row, slot]
        across = int(group[row] != group[tie["other"]])
        assert hours_of(tie, day, across, fading) == tie_hours(row, slot, day, people, ties, b)
        seen.add((bool(tie["since"] > 0), across, bool(tie["last"] < day)))
    assert len(seen) > 4, "ties of before and since, within a group and across, are among them"


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
