"""Every parameter by one flat name, for sweeps and for the keywords of the model."""

import numpy as np
import pytest

from model import HubModel
from model.scenario import InputError, Scenario, flat_values, list_designs, list_settlements, with_levers
from model.scenario.shipped import SET_BY_USER

BASE = Scenario(settlement="aul", design="people-first")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["cafe_price", "design.offers.cafe.price", "design.cafe.price", "design_cafe_price"])
def test_a_lever_by_each_of_its_names(name: str) -> None:
    changed = with_levers(BASE, {name: 650})
    assert changed.design.offers["cafe"].price == 650
    assert BASE.design.offers["cafe"].price != 650
    assert changed.library == BASE.library


def test_behaviour_settlement_and_clock() -> None:
    changed = with_levers(
        BASE, {"behaviour.reading.spillover": 0, "habit_gain": 0.1, "population": 500, "hub_opens": 30}
    )
    assert changed.behaviour.reading.spillover == 0
    assert changed.behaviour.habit.gain == 0.1
    assert changed.settlement.population == 500
    assert changed.settlement.source_of("population") == SET_BY_USER
    assert changed.clock.hub_opens == 30


def test_the_library_has_names_of_its_own() -> None:
    changed = with_levers(BASE, {"library_reading_places": 7})
    assert changed.library.offers["reading"].places == 7
    assert changed.design == BASE.design


def test_two_fields_that_would_collide_both_need_the_longer_name() -> None:
    names = flat_values(BASE)
    assert {"settlement_name", "design_name", "name"} <= set(names)
    assert with_levers(BASE, {"settlement_name": "Other"}).settlement.name == "Other"
    assert with_levers(BASE, {"name": "trial"}).name == "trial"


def test_flat_names_are_unique_and_lead_back() -> None:
    values = flat_values(BASE)
    assert with_levers(BASE, values) == BASE
    assert values["cafe_price"] == BASE.design.offers["cafe"].price
    assert values["reading_spillover"] == BASE.behaviour.reading.spillover


@pytest.mark.parametrize("settlement", list_settlements())
@pytest.mark.parametrize("design", list_designs())
def test_what_ships_is_valid_and_has_flat_names(settlement: str, design: str) -> None:
    scenario = Scenario(settlement=settlement, design=design)  # type: ignore[arg-type]
    assert len(flat_values(scenario)) > 300


def test_numbers_of_numpy_are_numbers() -> None:
    changed = with_levers(BASE, {"population": np.int64(500), "cafe_price": np.float64(600)})
    assert (changed.settlement.population, changed.design.offers["cafe"].price) == (500, 600.0)


def test_whole_parts_come_before_single_values() -> None:
    changed = with_levers(BASE, {"population": 500, "settlement": "kentau", "design": "top-down"})
    assert (changed.settlement.name, changed.settlement.population, changed.design.name) == ("Kentau", 500, "top-down")


def test_events_are_held_against_the_new_length_of_the_run() -> None:
    events = [{"kind": "campaign", "day": 900}]
    changed = with_levers(BASE, {"events": events, "clock.days": 1000})
    assert [event.day for event in changed.events] == [900]
    assert with_levers(changed, {"events": [], "clock.days": 100}).events == ()
    with pytest.raises(InputError, match="on day 800"):
        with_levers(changed, {"clock.days": 800})


def test_program_mix_sets_the_sessions_a_week_of_all_classes() -> None:
    design = with_levers(BASE, {"program_mix": {"dance": 2, "cooking": 1}, "dance_price": 300}).design
    classes = {kind for kind in design.offers if BASE.behaviour.kinds[kind].role == "class"}
    assert {kind: design.offers[kind].per_week for kind in classes if design.offers[kind].per_week} == {
        "dance": 2,
        "cooking": 1,
    }
    assert design.offers["dance"].price == 300
    assert design.timetable == ()
    assert design.offers["cafe"] == BASE.design.offers["cafe"]


def test_program_mix_adds_a_class_that_the_design_does_not_have() -> None:
    bare = Scenario(settlement="aul", design={"name": "bare"})  # type: ignore[arg-type]
    assert with_levers(bare, {"program_mix": {"poetry": 3}}).design.offers["poetry"].per_week == 3


@pytest.mark.parametrize(
    ("levers", "text"),
    [
        ({"cafe_prise": 600}, 'unknown parameter "cafe_prise"; did you mean "cafe_price"?'),
        ({"design.offers.cafe.prise": 600}, 'did you mean "design.offers.cafe.price"?'),
        ({"xyzzy": 1}, 'unknown parameter "xyzzy"; `shanyraq params` lists all'),
        ({"cafe_price": -1}, "field design.offers.cafe.price = -1: must be at least 0 (KZT)"),
        ({"population": 500.5}, "field settlement.population = 500.5: must be a whole number (people)"),
        ({"program_mix": {"danse": 1}}, 'field program_mix.danse: is of no known kind; did you mean "dance"?'),
        ({"program_mix": {"cafe": 1}}, "field program_mix.cafe: is not on the timetable; known: dance"),
        ({"program_mix": 3}, "field program_mix = 3: must be a table of sessions a week by kind"),
        ({"design": "status-quo", "cafe_price": 600}, 'parameter "cafe_price": the design "status-quo" offers no cafe'),
        ({"library_cafe_price": 600}, 'parameter "library_cafe_price": the design "status-quo" offers no cafe'),
        ({"choice_nest": 0.04}, "field behaviour.choice.nest = 0.04: must be at least 0.05"),
        ({"contact_loss_ratio": 3.5}, "field behaviour.contact.loss_ratio = 3.5: must be at most 3"),
        (
            {"tourist_parties": (100_000.0,) * 12},
            "up to 986 parties a day would come into question, must be",
        ),
        ({"design": "people_first"}, 'no design "people_first" ships; did you mean "people-first"?'),
    ],
)
def test_a_wrong_lever_gets_a_clear_message(levers: dict, text: str) -> None:
    with pytest.raises(InputError) as caught:
        with_levers(BASE, levers)
    assert text in str(caught.value)
    assert "\n" not in str(caught.value)


def test_one_parameter_under_two_names_is_refused() -> None:
    message = '"cafe_price" and "design.offers.cafe.price" are the same parameter'
    with pytest.raises(InputError, match=message):
        HubModel("aul", rng=1, cafe_price=100, **{"design.offers.cafe.price": 200})
