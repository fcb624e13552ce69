"""Who loses the work loses own earnings; the household shares the loss."""

from typing import Any

import numpy as np
import pytest
from shuffle import shuffled
from world_columns import SMALL

from model import HubModel
from model.population import DAY_SHIFT, JOBLESS, ROTATING_SHIFT
from model.synthesis import Inhabitants, synthesise

EVERYBODY = {"kind": "layoffs", "day": 0, "share": 1.0}
HALF = {"kind": "layoffs", "day": 0, "share": 0.5}


def after(*events: dict[str, Any]) -> HubModel:
    model = HubModel(**(SMALL | {"events": events}))
    model.run_for(1)
    return model


def working(model: HubModel) -> np.ndarray:
    return np.isin(model.people.rows.activity, (DAY_SHIFT, ROTATING_SHIFT))


def test_incomes_at_the_start_are_what_the_members_earn() -> None:
    model = HubModel(**SMALL)
    people, homes = model.people.rows, model.households.rows
    assert np.bincount(people.household, people.earnings) == pytest.approx(homes.budget)
    assert people.income == pytest.approx((homes.budget / homes.headcount)[people.household])


def test_the_household_of_a_sole_earner_loses_as_much_as_the_earner() -> None:
    before, hit = HubModel(**SMALL), after(EVERYBODY)
    people, homes = before.people.rows, before.households.rows
    lost = np.where(working(before), 0.9 * people.earnings, 0.0)
    assert (hit.people.rows.activity[working(before)] == JOBLESS).all()
    assert (hit.people.rows.crew[working(before)] == 0).all()
    assert hit.people.rows.earnings == pytest.approx(people.earnings - lost)
    assert hit.households.rows.budget == pytest.approx(homes.budget - np.bincount(people.household, lost))
    # All members have less, not only who was hit.
    left = hit.households.rows.budget / homes.headcount
    assert hit.people.rows.income == pytest.approx(left[people.household])
    earners = np.bincount(people.household, people.earnings > 0.0)
    sole = (earners == 1) & (np.bincount(people.household, working(before)) == 1) & (homes.headcount > 1)
    assert sole.any()
    assert (hit.households.rows.budget / homes.budget)[sole] == pytest.approx(0.1)


def test_two_layoffs_on_one_day_draw_lots_of_their_own() -> None:
    at_first = working(HubModel(**SMALL)).sum()
    once, twice = working(after(HALF)).sum(), working(after(HALF, HALF)).sum()
    assert 0.3 < once / at_first < 0.7
    assert 0.3 < twice / once < 0.7


def test_the_order_of_rows_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    def by_name(model: HubModel) -> np.ndarray:
        return model.people.rows.income[np.argsort(model.people.rows.id)]

    usual = by_name(after(HALF))

    def in_other_rows(*given: object) -> Inhabitants:
        return shuffled(synthesise(*given), 3)

    monkeypatch.setattr("model.hub_model.synthesise", in_other_rows)
    assert np.array_equal(by_name(after(HALF)), usual)
