"""What is told before runs start."""

import pytest

from experiments.preparing import say_of_idle_events
from experiments.progress import Lines
from model.scenario import Scenario, with_levers

CAFE, EXIT = {"kind": "cafe_opens", "day": 4}, {"kind": "operator_exits", "day": 9}


def told(capsys: pytest.CaptureFixture[str], *designs: str, run_by: str = "operator", events: object) -> str:
    made = [Scenario(settlement="aul", design=design, events=events) for design in designs]
    scenarios = [with_levers(each, {"design.partnership.run_by": run_by}) for each in made]
    say_of_idle_events(scenarios, Lines())
    return capsys.readouterr().err


def test_an_event_that_changes_nothing_is_told_of_with_the_reason(capsys: pytest.CaptureFixture[str]) -> None:
    told_of = told(capsys, "classes-only", "status-quo", events=[CAFE, EXIT])
    assert (
        "Note: the event cafe_opens on day 5 changes nothing: classes-only has no café, status-quo has no café."
        in told_of
    )
    assert "operator_exits" not in told_of  # of classes-only there is an operator
    assert "operator_exits on day 10 changes nothing: status-quo is a library" in told(
        capsys, "status-quo", events=[EXIT]
    )
    by_state = told(capsys, "top-down", run_by="state", events=[EXIT])
    assert by_state == "Note: the event operator_exits on day 10 changes nothing: the state itself runs top-down.\n"


def test_an_event_that_matters_under_one_of_the_designs_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "status-quo", "people-first", events=[CAFE, EXIT]) == ""
