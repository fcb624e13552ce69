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


def test_what_does_not_fit_is_refused_and_changes_nothing(model: HubModel) -> None:
    design, before = load_design("people-first"), model.people.rows.house.copy()
    dance = design.offers["dance"]
    for changes, what in (
        ({"houses": 3, "rooms": 0}, "room"),
        ({"offers": design.offers | {"chess": dance}}, "chess"),
        ({"offers": design.offers | {"dance": dance.model_copy(update={"host": "Klingon"})}}, "Klingon"),
    ):
        with pytest.raises(InputError, match=what):
            model.adopt(design.model_copy(update=changes))
        assert (model.people.rows.house == before).all()
        assert len(model.houses) == 1
    model.run_for(5)


def test_a_board_that_sits_anew_knows_how_many_rooms_there_are() -> None:
    model = HubModel("aul", "people-first", population=600, hub_opens=0, partnership_patience=0, rng=1)
    model.run_for(20)
    before = model.hub.timetable
    model.adopt(model.hub.design.model_copy(update={"rooms": 1}))
    model.run_for(220)
    times = [(each.day, each.slot) for each in model.hub.timetable]
    assert len(set(times)) == len(times)
    assert model.hub.timetable != before


@pytest.mark.parametrize(("first", "second"), [("people-first", "cafe-only"), ("cafe-only", "people-first")])
def test_prices_move_about_those_of_the_design_that_was_adopted(first: str, second: str) -> None:
    model = HubModel("aul", first, population=300, hub_opens=2, partnership_patience=0, pricing_rate=0.1, rng=1)
    model.run_for(5)
    model.adopt(second)
    model.run_for(120)
    known, bound = load_design(second).offers, model.operation.terms.pricing.highest
    assert set(model.hub.design.offers) == set(known)
    for kind, offer in model.hub.design.offers.items():
        assert offer.price <= known[kind].price * bound, kind


QUIET = {"outreach_promotion": 0, "outreach_campaign_days": 0, "partnership_patience": 0}


def test_promotion_costs_what_it_does_by_the_design_that_stands() -> None:
    model = HubModel("aul", "people-first", population=200, hub_opens=0, start="2026-01-01", rng=1, **QUIET)
    model.run_for(31)
    design = model.hub.design
    model.adopt(design.model_copy(update={"outreach": design.outreach.model_copy(update={"promotion": 1.0})}))
    model.run_for(28)
    assert [month.promotion for month in model.operation.months] == [0, model.operation.terms.costs.promotion]


def test_a_hub_whose_operator_has_left_does_not_open() -> None:
    gone = ({"kind": "operator_exits", "day": 5},)
    model = HubModel("aul", "people-first", population=200, hub_opens=60, events=gone, rng=1)
    model.run_for(10)
    with pytest.raises(InputError, match="the operator has left before the hub could open"):
        model.open_hub()


def test_what_opens_early_is_new_on_the_day_on_which_it_opens(model: HubModel) -> None:
    model.run_for(20)
    model.open_hub()
    assert model.hub.state.items.opened.max() == model.opening_day == 21
