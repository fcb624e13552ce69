"""Who meets whom: nobody twice a day, and as often as the weights say."""

from collections import Counter

import numpy as np
import pytest
from scipy.stats import chisquare

from agents.rules.meeting import partner_weight
from model import HubModel
from model.day.holding import hold
from model.day.meeting import partner
from model.hub import OFFER
from model.population import AGE_OF_DECISION
from model.rows import bare, table

MIXING, FAMILIAR, CLOSURE = 0.5, 30.0, 2.0


def test_two_share_no_more_than_one_session_a_day() -> None:
    model = HubModel(
        settlement="tekeli",
        design="people-first",
        hub_opens=0,
        awareness_base=1.0,
        choice_home=-10.0,
        meeting_familiar=10_000.0,
        meeting_intensity=1.0,
        rng=3,
    )
    longest = max(kind.hours for kind in model.plan.behaviour.kinds.values())
    made = 0
    for day in range(1, 8):
        before = model.ties.hours.copy()
        others = model.ties.other.copy()
        model.step()
        same = (model.ties.other == others) & (model.ties.last == day)
        grown = model.ties.hours[same] - before[same]
        new = model.ties.hours[(model.ties.since == day)]
        assert (grown <= longest + 1e-5).all()
        assert (new <= longest).all()
        made += len(new)
    assert made > 100


def _room() -> tuple[HubModel, list[int]]:
    """Eleven grown-ups and a child in one room.

    The first has ties to the three who follow, of which it has met the third today already; the fifth is a friend of
    the second. The groups differ.
    """
    model = HubModel(
        settlement="aul",
        population=200,
        class_ties=0.0,
        work_ties=0.0,
        neighbour_ties=0.0,
        household_size_percent={"1": 100.0},
        meeting_familiar=FAMILIAR,
        meeting_closure=CLOSURE,
        rng=1,
    )
    rows, ties = model.people.rows, model.ties
    assert (rows.degree == 0).all()
    grown = np.flatnonzero(rows.age >= AGE_OF_DECISION)[:11].tolist()
    rows.group[grown] = [0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1]
    pairs = (
        (grown[0], grown[1], 45.0),
        (grown[0], grown[2], 9.0),
        (grown[0], grown[3], 90.0),
        (grown[1], grown[4], 5.0),
    )
    for one, other, hours in pairs:
        for me, you in ((one, other), (other, one)):
            hold(me, you, 0, hours, model.world.people, model.world.ties)
    present = [*grown, int(np.flatnonzero(rows.age < AGE_OF_DECISION)[0])]
    assert ties.since[grown[0], 0] == 0
    return model, present


def _draws(model: HubModel, present: list[int], times: int) -> Counter[int]:
    """Whom the first of those present meets first, by place in the room, each time on another day."""
    me = present[0]
    found: Counter[int] = Counter()
    offer = table(OFFER, 1)
    offer[0].mixing, offer[0].partners = MIXING, 99
    for day in range(1, times + 1):
        model.ties.last[me, 2] = day
        row = partner(
            me,
            0,
            np.array(present, np.int32),
            day,
            bare(offer)[0],
            model.world.people,
            model.world.ties,
            model.luck.key,
            model.b,
            model.sheets.marks,
            model.sheets.fading,
        )
        found[present.index(row) if row >= 0 else -1] += 1
    return found


def test_partners_are_met_as_often_as_their_weights_say() -> None:
    model, present = _room()
    times = 20_000
    found = _draws(model, present, times)
    own = model.people.rows.group[present[:11]] == model.people.rows.group[present[0]]
    closeness = {1: 0.5, 2: 0.1}
    weights = np.array(
        [
            partner_weight(bool(own[k]), MIXING, closeness.get(k, 0.0), FAMILIAR, k == 4, CLOSURE)
            if k not in (0, 3)
            else 0.0
            for k in range(11)
        ]
    )
    assert found[0] == found[3] == found[11] == 0  # oneself, one met today, the child
    expected = times * weights / weights.sum()
    drawn = np.array([found[k] for k in range(11)])
    met = expected > 0.0
    # A wrong weight is missed with the chance of a test of one in a thousand; the luck of the test is fixed.
    assert chisquare(drawn[met], expected[met]).pvalue > 0.001


def test_who_has_met_everybody_meets_nobody() -> None:
    model, present = _room()
    assert _draws(model, present[:1], 50) == {-1: 50}
    assert _draws(model, [present[0], present[3]], 50) == {-1: 50}
    assert _draws(model, [present[0], present[11]], 50) == {-1: 50}


def test_friends_alone_are_found_among_themselves() -> None:
    model, present = _room()
    found = _draws(model, present[:3], 2_000)
    # 1 + 30 · 0.5² = 8.5 to 0.5 · (1 + 30 · 0.1²) = 0.65
    assert found[1] + found[2] == 2_000
    share = 0.65 / 9.15
    assert found[2] / 2_000 == pytest.approx(share, abs=4 * (share * (1 - share) / 2_000) ** 0.5)
