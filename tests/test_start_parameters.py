"""Every parameter of the start, of households, ties and minds, does something and nothing that it should not."""

from typing import Any

import numpy as np
import pytest

from model.cultures import associations_of
from model.scenario import InputError, load_settlement
from model.scenario.behaviour import Behaviour
from model.scenario.settlement import Settlement
from model.synthesis import Inhabitants, synthesise

OTHERWISE: dict[str, Any] = {
    "ageing": 0.5,
    "disability_work_odds": 2.0,
    "income_factor": {
        "school": 0.05,
        "day shift": 1,
        "rotating shift": 2,
        "home": 0.1,
        "pension": 0.45,
        "jobless": 0.1,
    },
    "age_gap": 8.0,
    "age_gap_sd": 0.0,
    "age_gap_off": 0,
    "married_weight": {"18": 1.0},
    "mother_age": 22.0,
    "mother_age_sd": 0.0,
    "mother_youngest": 25,
    "mother_oldest": 26,
    "leaves_home_age": 20,
    "elder_age": 90,
    "alone_weight": {"18": 10.0, "80": 1.0},
    "founder_weight": {"18": 10.0, "80": 1.0},
    "founder_women": 0.1,
    "children_score": {"18": 0.0, "70": 2.0},
    "children_score_sd": 0.0,
    "class_size": 5,
    "workplace_size": 5,
    "street_size": 5,
    "household_hours": 300.0,
    "class_hours_low": 100.0,
    "class_hours_high": 160.0,
    "work_hours_low": 100.0,
    "work_hours_high": 160.0,
    "neighbour_hours_low": 50.0,
    "neighbour_hours_high": 100.0,
    "contact_days": 60.0,
    "knowledge_sd": 0.0,
    "regard_sd": 0.0,
    "pupil_readers": 5.0,
    "readers_sd": 0.0,
    "read_within": 10.0,
    "lapsed_from": 1000.0,
    "lapsed_to": 5000.0,
}


def settlement(**changes: Any) -> Settlement:
    return Settlement.model_validate(load_settlement("aul").model_dump() | {"population": 400} | changes)


def live_in(place: Settlement, behaviour: Behaviour | None = None) -> Inhabitants:
    behaviour = behaviour or Behaviour()
    return synthesise(place, behaviour, list(place.groups), behaviour.kinds, 1)


def same(one: Inhabitants, other: Inhabitants) -> bool:
    pairs = [(one.people.rows, other.people.rows), (one.people.minds, other.people.minds)]
    pairs += [(one.households.rows, other.households.rows), (one.ties, other.ties)]
    pairs += [(one.people.last_visit, other.people.last_visit)]
    return all(mine.shape == theirs.shape and mine.tobytes() == theirs.tobytes() for mine, theirs in pairs)


@pytest.fixture(scope="module")
def as_it_is() -> Inhabitants:
    return live_in(settlement())


@pytest.mark.parametrize("name", OTHERWISE)
def test_each_parameter_of_the_start_changes_the_people(name: str, as_it_is: Inhabitants) -> None:
    assert not same(as_it_is, live_in(settlement(**{name: OTHERWISE[name]})))


def test_the_main_employer_is_nobodys_attribute(as_it_is: Inhabitants) -> None:
    assert same(as_it_is, live_in(settlement(employer_percent=80.0)))


def test_ties_at_the_start_keep_to_the_hours_that_are_stated() -> None:
    bounds = {f"{circle}_hours_{end}": 70.0 for circle in ("class", "work", "neighbour") for end in ("low", "high")}
    ties = live_in(settlement(household_hours=310.0, contact_days=3.0, **bounds)).ties
    held = ties[ties["hours"] > 0.0]
    assert set(held["hours"].tolist()) == {70.0, 310.0}
    assert held["last"].min() == -3


def test_without_experience_people_stand_where_memory_says() -> None:
    behaviour = Behaviour.model_validate({"memory": {"satisfaction_start": 0.7, "trust_start": 0.2}})
    people, households = live_in(settlement(), behaviour)[:2]
    assert np.all(people.rows.satisfaction == 0.7)
    assert np.all(people.rows.trust == 0.2)
    assert np.all(households.rows.satisfaction == 0.7)


def test_groups_that_are_large_enough_have_an_association() -> None:
    place = settlement()
    sizes = sorted(place.ethnic_percent.values())
    everybody = associations_of(settlement(associations_percent=0.0), list(place.groups))
    assert len(associations_of(settlement(associations_percent=sizes[-1]), list(place.groups))) == 1
    assert len(everybody) >= len(associations_of(place, list(place.groups))) > 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"class_hours_low": 151.0}, "class_hours_low = 151 must not exceed class_hours_high = 150"),
        ({"mother_youngest": 43}, "mother_youngest = 43 must not exceed mother_oldest = 42"),
        ({"alone_weight": {"30": 1.0, "20": 1.0}}, "ages must rise, got 30, 20"),
        ({"alone_weight": {}}, "ages must rise, got none"),
        ({"income_factor": {"school": 1.0}}, 'has no value for "day shift"'),
    ],
)
def test_what_does_not_fit_is_told_in_one_line(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        Settlement(name="x", population=500, **changes)
    assert "\n" not in str(caught.value)
