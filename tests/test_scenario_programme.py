"""Sessions a week, timetable and rooms: in step, or refused by name before anything runs."""

from collections import Counter
from typing import Any

import pytest

from model.scenario import Design, InputError, Scenario, with_levers
from model.scenario.timetable import timetable

BASE = Scenario(settlement="aul", design="people-first")  # type: ignore[arg-type]
MONDAY = {"kind": "dance", "day": "Mon", "slot": "morning"}


def held(design: Design) -> Counter[str]:
    return Counter(session.kind for session in timetable(design, BASE.behaviour.kinds))


@pytest.mark.parametrize("wanted", [0, 1, 4, 5, 20])
def test_sessions_a_week_change_a_timetable_that_is_written_out(wanted: int) -> None:
    design = with_levers(BASE, {"dance_per_week": wanted}).design
    before = BASE.design.timetable
    assert held(design)["dance"] == wanted == design.offers["dance"].per_week
    assert [each for each in design.timetable if each.kind != "dance"] == [
        each for each in before if each.kind != "dance"
    ]
    danced = [each for each in before if each.kind == "dance"]
    assert [each for each in design.timetable if each.kind == "dance"][: len(danced)] == danced[:wanted]
    if wanted == 4:
        assert design == BASE.design


def test_hosts_that_are_written_out_stay() -> None:
    hosted = with_levers(BASE, {"design.timetable": [MONDAY | {"host": "Tatar"}]})
    more = with_levers(hosted, {"dance_per_week": 3, "cooking_per_week": 1}).design
    assert more.timetable[0].host == "Tatar"
    assert held(more) == {"dance": 3, "cooking": 1}


def test_a_file_over_a_base_changes_its_timetable_too() -> None:
    fewer = Scenario(settlement="aul", design={"base": "people-first", "offers": {"dance": {"per_week": 2}}})
    assert held(fewer.design) == held(BASE.design) - Counter(dance=2)
    own = Scenario(settlement="aul", design={"base": "people-first", "timetable": [MONDAY]}).design
    assert held(own) == {"dance": 1}
    assert {kind: offer.per_week for kind, offer in own.offers.items() if offer.per_week} == {"dance": 1}


def test_a_timetable_and_other_sessions_a_week_contradict_each_other() -> None:
    with pytest.raises(InputError, match=r"offers\.dance\.per_week = 8, but the timetable holds 1; leave out"):
        Design(offers={"dance": {"per_week": 8}}, timetable=[MONDAY])  # type: ignore[arg-type]


def test_a_timetable_holds_what_is_offered() -> None:
    with pytest.raises(InputError, match=r"timetable names 'dance', which is not among the offers \(cooking\)"):
        Design(offers={"cooking": {}}, timetable=[MONDAY])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("levers", "text"),
    [
        ({"rooms": 0}, "field design.rooms = 0: 9 sessions a week do not fit into 0 rooms × 21 slots"),
        (
            {"design.timetable": [MONDAY, MONDAY], "rooms": 1},
            "field design.timetable[1]: 2 sessions on Mon morning, but only 1 rooms",
        ),
        (
            {"program_mix": {"dance": 60}},
            "field program_mix: 60 sessions a week do not fit into 2 rooms × 21 slots",
        ),
        (
            {"library": "people-first", "library_rooms": 0},
            "field library.rooms = 0: 9 sessions a week do not fit into 0 rooms × 21 slots",
        ),
        (
            {"design": "asked-once", "cafe_per_week": 2, "design.timetable": []},
            "field design.offers.cafe.per_week = 2: must be 0: it is no class, and is open by days and slots",
        ),
        (
            {"library_reading_per_week": 2},
            "field library.offers.reading.per_week = 2: must be 0: it is no class, and is open by days and slots",
        ),
        (
            {"design.timetable": [MONDAY | {"kind": "cafe"}]},
            'field design.timetable[0].kind = "cafe": is no class: it is open by days and slots, and has no sessions',
        ),
        (
            {"dance_per_week": 63},
            "68 sessions a week do not fit into 2 rooms × 21 slots; lower per_week",
        ),
    ],
)
def test_what_cannot_be_laid_out_is_refused_at_once(levers: dict[str, Any], text: str) -> None:
    with pytest.raises(InputError) as caught:
        with_levers(BASE, levers)
    assert text in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_mix_and_the_rooms_are_looked_at_together() -> None:
    assert held(with_levers(BASE, {"program_mix": {"dance": 60}, "rooms": 3}).design) == {"dance": 60}
