"""Choosing among designs with the model itself, and the notebook of finished runs behind it."""

import json
from multiprocessing import active_children
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from experiments.cli import app
from experiments.compare import plan
from experiments.evaluating import Asking, Notebook, Question
from experiments.factors import factors, points, unit_of
from experiments.goals import Goal, goal
from experiments.select import select
from model.scenario import InputError, Scenario, with_levers
from viz.selection import figure

SMALL = {"settlement.population": 150, "clock.days": 40, "clock.hub_opens": 5}


def shanyraq(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def small(*designs: str) -> dict[str, Scenario]:
    return {name: with_levers(each, SMALL) for name, each in plan("aul", designs).items()}


def test_a_clear_best_is_found_and_the_same_call_repeats_nothing(tmp_path: Path) -> None:
    designs = small("status-quo", "people-first")
    made = select(designs, Goal("visits"), 0.5, first=4, most=12, jobs=1, out=tmp_path)
    assert made.best == "people-first"
    assert made.choice.decided
    lines = (tmp_path / "runs.jsonl").read_text("utf-8").count("\n")
    assert lines == 1 + sum(made.choice.replicates)
    again = select(designs, Goal("visits"), 0.5, first=4, most=12, jobs=1, out=tmp_path)
    assert (tmp_path / "runs.jsonl").read_text("utf-8").count("\n") == lines
    np.testing.assert_array_equal(made.values, again.values)
    texts = " ".join(text.get_text() for text in figure(made).texts)
    assert "seeds 1 to 4" in texts
    assert "95 % t-interval" in texts
    assert "people/day" in texts
    summary = made.summary().set_index("design")
    assert summary.loc["people-first", "chance_best"] > 0.95
    assert summary.loc["status-quo", "off_best"] < 0


def test_less_is_better_where_that_is_asked() -> None:
    made = select(small("status-quo", "people-first"), Goal("visits", False), 0.5, first=4, most=8, jobs=1)
    assert made.best == "status-quo"


def test_a_cut_off_notebook_gives_the_same_answers(tmp_path: Path) -> None:
    question = Question(small("people-first")["people-first"], ("visits", "ties"))
    asked = [{"cafe_price": 400.0}, {"cafe_price": 900.0}]
    with Asking(Notebook(question, tmp_path), jobs=1) as ask:
        whole = ask(asked, (1, 2))
    assert whole.shape == (2, 2, 2)
    path = tmp_path / "runs.jsonl"
    path.write_bytes(path.read_bytes()[:-25])  # as if killed in the middle of a line
    with Asking(Notebook(question, tmp_path), jobs=1) as ask:
        assert len(ask.notebook) == 3
        np.testing.assert_array_equal(ask(asked, (1, 2)), whole)
    assert len(Notebook(question, tmp_path)) == 4
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "runs.jsonl").write_text('{"quest', "utf-8")  # killed while it wrote the first line
    assert len(Notebook(question, tmp_path / "new")) == 0
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "runs.jsonl").mkdir()
    with pytest.raises(InputError, match="cannot read"):
        Notebook(question, tmp_path / "bad")
    with pytest.raises(InputError, match="another question"):
        Notebook(Question(question.scenario, ("visits",)), tmp_path)


def test_factors_know_their_bounds_their_unit_and_whether_they_count() -> None:
    scenario = small("people-first")["people-first"]
    price, opens = factors(["cafe_price=300:1200", "hub_opens=1:4"], scenario)
    assert (price.value(0.5), price.unit) == (750.0, "KZT")
    assert [opens.value(share) for share in (0.0, 0.24, 0.26, 1.0)] == [1, 1, 2, 4]
    assert points((price, opens), np.array([[0.0, 1.0]])) == [{"cafe_price": 300.0, "hub_opens": 4}]
    assert unit_of("design.offers.cafe.price") == "KZT"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cafe_price", "must be written name=low:high"),
        ("cafe_price=a:b", "low and high must be numbers"),
        ("cafe_price=9:1", "low must be below high"),
        ("cafe_pric=1:2", 'did you mean "cafe_price"?'),
        ("cafe_price=-5:10", "must be at least 0 (KZT)"),
        ("start=1:2", "is no number"),
        ("hub_opens=1.5:3", "must be whole numbers"),
    ],
)
def test_a_wrong_factor_is_told(text: str, message: str) -> None:
    with pytest.raises(InputError, match=r"--factor") as caught:
        factors([text], small("people-first")["people-first"])
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"), [("visit", 'did you mean "visits"?'), ("visits:most", "must end in :highest or :lowest")]
)
def test_a_wrong_goal_is_told(text: str, message: str) -> None:
    with pytest.raises(InputError, match=r"--goal") as caught:
        goal(text)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-d", "status-quo"), "two or more"),
        (("-d", "status-quo", "-d", "top-down", "--least-difference", 0), "must be above 0"),
        (("-d", "status-quo", "-d", "top-down", "--confidence", 0.3), "must be above 1/2"),
        (("-d", "status-quo", "-d", "top-down", "-g", "joy"), "unknown measure"),
    ],
)
def test_wrong_choices_are_told_with_exit_code_2(words: tuple[object, ...], message: str, tmp_path: Path) -> None:
    base = ("select", "-s", "aul", "-g", "visits", "--least-difference", 1, "-o", tmp_path / "out")
    told = shanyraq(*base, *words)
    assert told.exit_code == 2
    assert message in told.stderr
    assert not (tmp_path / "out").exists()


def test_the_command_prints_json_and_writes_everything(tmp_path: Path) -> None:
    words = (
        "-d",
        "status-quo",
        "-d",
        "people-first",
        "--days",
        20,
        "--first",
        2,
        "--most",
        2,
        "--jobs",
        1,
        "-o",
        tmp_path,
    )
    told = shanyraq("select", "-s", "aul", "-g", "visits", "--least-difference", 5, "--json", "-q", *words)
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["best"] in ("status-quo", "people-first")
    for name in ("selection.csv", "selection.png", "selection.svg", "selection.pdf", "manifest.json"):
        assert (tmp_path / name).exists()


def test_two_commands_in_one_folder(tmp_path: Path) -> None:
    question = Question(small("people-first")["people-first"], ("visits",))
    with Asking(Notebook(question, tmp_path), jobs=1), pytest.raises(InputError, match="another command is at work"):
        Asking(Notebook(question, tmp_path), jobs=1).__enter__()


def test_a_killed_process_is_told_and_costs_no_finished_run(tmp_path: Path) -> None:
    question = Question(small("people-first")["people-first"], ("visits",))
    with Asking(Notebook(question, tmp_path), jobs=2) as ask:
        ask([{}], [1])
        for process in active_children():
            process.kill()
        with pytest.raises(InputError, match="a process was killed; finished runs are kept in"):
            ask([{}], [2])
    assert len(Notebook(question, tmp_path)) == 1
