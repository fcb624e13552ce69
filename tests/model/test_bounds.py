"""Bounds on utility hold for everybody; that they are also used rightly is what `test_shortcut.py` holds."""

import numpy as np
import pytest
from world_columns import SMALL

from model import HubModel
from model.day.worth import affinity_of, highest_affinity, highest_in_turn


@pytest.fixture(scope="module")
def model() -> HubModel:
    return HubModel(**SMALL)


def test_whoever_feels_colder_now_may_warm_up_to_where_they_stood(model: HubModel) -> None:
    people, groups, b = model._bare_people, range(len(model.cultures)), model.b
    before = [[affinity_of(row, host, people, b) for host in groups] for row in range(60)]
    model.people.minds["warmth_met"] -= np.float32(0.2)
    after = [[highest_affinity(row, host, people, b) for host in groups] for row in range(60)]
    assert np.greater_equal(after, np.array(before) - 1e-6).all()


def test_in_turn_is_worth_at_most_what_the_best_liked_association_is(model: HubModel) -> None:
    people, b = model._bare_people, model.b
    for row in range(60):
        each = [highest_affinity(row, int(host), people, b) for host in model.associations]
        assert highest_in_turn(row, model.associations, people, b) == max(each)
