"""The success factors of the idea, each a lever: switched alone, on the same people and the same luck, it works."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from model import HubModel, Scenario
from model.day.today import Count
from model.scenario import with_levers
from model.scenario.flat import flat_values

WORLD: dict[str, Any] = {
    "settlement": "aul",
    "design": "people-first",
    "population": 300,
    "hub_opens": 0,
    "governance_board": "top-down",
    "outreach_campaign_days": 0,
    "outreach_promotion": 0.0,
    "outreach_endorsement": False,
    "rng": 3,
}
STAY_AT_HOME = {"choice_home": 20.0, "family_home": 20.0, "awareness_endorsement": 0.02, "awareness_promotion": 0.02}


def lived(days: int, **changes: Any) -> HubModel:
    model = HubModel(**(WORLD | changes))
    model.run_for(days)
    return model


def aware(model: HubModel) -> np.ndarray:
    return model.chronicle.daily[:, Count.AWARE]


@pytest.mark.parametrize(
    ("lever", "value"),
    [
        ("outreach_promotion", 1.0),
        ("outreach_endorsement", True),
        ("highlight_appeal", 0.9),
        ("highlight_days", ("Sat",)),
        ("inclusion_per_week", 2),
        ("dance_inclusive_hosts", 0.5),
        ("accessibility", 1.0),
        ("rent_share", 0.1),
    ],
)
def test_each_has_a_flat_name(lever: str, value: Any) -> None:
    scenario = with_levers(Scenario(settlement="aul", design="people-first"), {lever: value})
    assert flat_values(scenario)[lever] == value


def test_the_interest_of_business_makes_the_hub_known_at_its_own_cost() -> None:
    idle, keen = lived(62, **STAY_AT_HOME), lived(62, **STAY_AT_HOME, outreach_promotion=1.0)
    assert (aware(keen) >= aware(idle)).all()
    assert aware(keen)[30] > 1.3 * aware(idle)[30]
    entries = keen.ledger.table()
    assert "promotion" in set(entries["reason"])
    assert "promotion" not in set(idle.ledger.table()["reason"])


def test_endorsement_makes_the_hub_known_and_moves_no_money() -> None:
    silent, endorsed = lived(62, **STAY_AT_HOME), lived(62, **STAY_AT_HOME, outreach_endorsement=True)
    assert aware(endorsed)[30] > 1.3 * aware(silent)[30]
    pd.testing.assert_frame_equal(endorsed.ledger.table(), silent.ledger.table())


def test_a_highlight_draws_tourists_the_more_the_better_its_name() -> None:
    without, plain, fine = (
        lived(3, highlight_days=()),
        lived(3, highlight_appeal=0.4),
        lived(3, highlight_appeal=0.9),
    )
    assert without.hub.highlight == 0.0
    assert without.today.tourist_rate < plain.today.tourist_rate < fine.today.tourist_rate


def test_guests_carry_its_name_home_for_the_next_season() -> None:
    model = lived(3, start="2026-02-01", highlight_appeal=0.9)
    parties, rates = model.plan.settlement.tourist_parties, {2: set(), 3: set()}
    while (month := model.calendar.day(model.day).date.month) < 4:
        model.hub.state.reputation[0] = 0.2
        model.step()
        rates[month].add(round(model.today.tourist_rate / parties[month - 1], 12))
    (winter,), (spring,) = rates[2], rates[3]
    assert spring < winter


LIVELY = {"awareness_base": 0.2, "choice_home": 3.5}


def test_hosts_with_disabilities_raise_regard_and_change_nothing_else() -> None:
    usual, inclusive = lived(40, **LIVELY), lived(40, **LIVELY, dance_inclusive_hosts=1.0)
    assert np.array_equal(usual.chronicle.daily, inclusive.chronicle.daily)
    gain = inclusive.people.rows.regard - usual.people.rows.regard
    assert (gain >= -1e-12).all()
    assert (gain > 0.01).sum() > 5
    assert (gain[~usual.people.rows.joined] == 0.0).all()


def test_inclusion_workshops_raise_regard() -> None:
    mix = {"dance": 2, "cooking": 1}
    without = lived(40, **LIVELY, program_mix=mix, design="asked-once")
    with_them = lived(40, **LIVELY, program_mix=mix | {"inclusion": 3}, design="asked-once")
    assert with_them.people.rows.regard.mean() > without.people.rows.regard.mean()
