"""A model that is copied, or sent to another process, goes on as the model itself does."""

import copy
import pickle
from collections.abc import Callable

import pytest
from world_columns import SMALL, digests

from agents import Resident
from model import HubModel

COPIES = pytest.mark.parametrize(
    "another", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))], ids=["deepcopy", "pickle"]
)


@COPIES
@pytest.mark.parametrize("day", [0, 40])
def test_a_copy_lives_the_same_days(another: Callable[[HubModel], HubModel], day: int) -> None:
    model = HubModel(**SMALL)
    if day:
        model.run_for(day)
    twin = another(model)
    for each in (model, twin):
        each.run_for(70 - day)
    assert digests(twin) == digests(model)
    assert (twin.chronicle.counts == model.chronicle.counts).all()
    assert twin.ledger.table().equals(model.ledger.table())


@COPIES
def test_a_copy_lives_a_life_of_its_own(another: Callable[[HubModel], HubModel]) -> None:
    model = HubModel(**SMALL)
    model.run_for(10)
    before = digests(model)
    resident = model.agents_by_type[Resident][0]
    twin = another(model)
    twin.run_for(30)
    twin.agents_by_type[Resident][0].trust = 0.25
    assert digests(model) == before
    assert resident.trust != 0.25
    assert twin.agents_by_type[Resident][0].model is twin
    assert twin.people.rows.trust[resident.row] == 0.25
