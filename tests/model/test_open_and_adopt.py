"""A script may open the hub before its day, close it, and put another design in its place."""

import pytest

from model import HubModel
from model.scenario import InputError, load_design


@pytest.fixture
def model() -> HubModel:
    return HubModel("aul", "people-first", population=200, hub_opens=60, partnership_patience=0, rng=1)


@pytest.mark.parametrize("day", [0, 20])
def test_a_hub_that_opens_early_opens_once(model: HubModel, day: int) -> None:
    if day:
        model.run_for(day)
    model.open_hub()
    assert model.opening_day == day + 1
    model.run_for(100 - day)
    assert model.hub_open
    fit_out = model.plan.design.partnership.fit_out
    assert model.ledger.flow("operator", "suppliers", "fit-out") == fit_out
    scheduled = HubModel("aul", "people-first", population=200, hub_opens=day, partnership_patience=0, rng=1)
    scheduled.run_for(100)
    assert (model.chronicle.daily == scheduled.chronicle.daily).all()


def test_it_cannot_open_twice_and_a_library_is_no_hub(model: HubModel) -> None:
    model.open_hub()
    model.run_for(3)
    model.close_hub()
    with pytest.raises(InputError, match="has opened before, on day 1"):
        model.open_hub()
    model.run_for(70)
    assert not model.hub_open
    with pytest.raises(InputError, match="status-quo is a library"):
        HubModel("aul", "status-quo", population=200, rng=1).open_hub()


@pytest.mark.parametrize(("first", "second"), [("people-first", "cafe-only"), ("cafe-only", "people-first")])
def test_a_design_with_other_classes_has_a_board_that_knows_them(first: str, second: str) -> None:
    model = HubModel("aul", first, population=200, hub_opens=0, partnership_patience=0, rng=1)
    model.run_for(20)
    model.adopt(second)
    model.run_for(80)
    classes = {kind for kind in load_design(second).offers if model.plan.behaviour.kinds[kind].role == "class"}
    assert {session.kind for session in model.hub.timetable} == classes


def test_what_is_no_design_cannot_be_adopted(model: HubModel) -> None:
    with pytest.raises(InputError, match="must be a Design, or the name of one"):
        model.adopt(7)  # type: ignore[arg-type]
    with pytest.raises(InputError, match='no design "coffee-only" ships'):
        model.adopt("coffee-only")
