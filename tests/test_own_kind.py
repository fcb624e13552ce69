"""A kind of offer and a design of one's own are data: from two files to results by one command, without code."""

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from experiments.cli import app
from experiments.compare import plan
from model.scenario import load_scenario

DESIGN = """
name = "chess-house"
title = "A chess house"
intent = "A reading room with a chess class on two evenings and at the weekend."
rooms = 1

[offers.reading]
places = 40

[offers.chess]
price = 200
places = 12
appeal = 0.9

[[timetable]]
kind = "chess"
day = "Tue"
slot = "evening"

[[timetable]]
kind = "chess"
day = "Sat"
slot = "afternoon"
"""

SCENARIO = """
settlement = "aul"
design = "chess-house.toml"

[clock]
days = 40
hub_opens = 2

[behaviour.awareness]
base = 0.2

[behaviour.kinds.chess]
role = "class"
hours = 2
contact = 0.8
taste_adult = 2.5
taste_youth = 2.5
"""


def run(folder: Path, scenario: str, design: str = DESIGN) -> tuple[int, str]:
    (folder / "chess-house.toml").write_text(design)
    (folder / "mine.toml").write_text(scenario)
    words = ["run", str(folder / "mine.toml"), "--seed", "2", "--days", "40", "--out", str(folder / "out")]
    done = CliRunner().invoke(app, words)
    return done.exit_code, done.output


def test_chess_is_played(tmp_path: Path) -> None:
    code, said = run(tmp_path, SCENARIO)
    assert code == 0, said
    days = pd.read_parquet(tmp_path / "out" / "daily.parquet")
    assert days["session_fill"].max() > 0.0
    assert days["ticket_sales"].sum() > 0
    assert days["ticket_sales"].sum() % 200 == 0
    assert "chess" in json.dumps(json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))) or (
        "chess" in (tmp_path / "out" / "scenario.toml").read_text("utf-8")
    )


def test_an_offer_of_an_unknown_kind_is_named(tmp_path: Path) -> None:
    code, said = run(tmp_path, SCENARIO.replace("kinds.chess", "kinds.ches"))
    assert code == 2
    assert "design.offers.chess" in said
    assert 'did you mean "ches"' in said
    assert "[behaviour.kinds.chess]" in said
    assert f"{tmp_path / 'chess-house.toml'}:10: " in said  # where the design offers it
    assert not (tmp_path / "out").exists()


def shanyraq(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_without_its_scenario_a_design_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "chess-house.toml").write_text(DESIGN)
    told = shanyraq(
        "compare", "-s", "aul", "-d", "status-quo", "-d", tmp_path / "chess-house.toml", "-o", tmp_path / "o"
    )
    assert told.exit_code == 2
    assert told.stderr.startswith(f"{tmp_path / 'chess-house.toml'}:10: field design.offers.chess: is of no known kind")
    assert "[behaviour.kinds.chess] in the file of the scenario" in told.stderr


EVENT = '\n[[events]]\nkind = "closure"\nday = 5\ndays = 3\n'


def test_a_scenario_is_compared_with_its_behaviour_clock_and_events(tmp_path: Path) -> None:
    (tmp_path / "chess-house.toml").write_text(DESIGN)
    (tmp_path / "mine.toml").write_text(SCENARIO + EVENT)
    out = tmp_path / "out"
    done = shanyraq("compare", "--scenario", tmp_path / "mine.toml", "-n", 2, "-j", 1, "--days", 12, "-o", out, "-q")
    assert done.exit_code == 0, done.output
    own, library = load_scenario(out / "scenario-chess-house.toml"), load_scenario(out / "scenario-status-quo.toml")
    assert json.loads((out / "manifest.json").read_text("utf-8"))["designs"] == ["status-quo", "chess-house"]
    for part in ("settlement", "behaviour", "clock", "events"):
        assert getattr(own, part) == getattr(library, part)
    assert own.events[0].kind == "closure"
    assert own.behaviour.kinds["chess"].contact == 0.8
    visits = pd.read_parquet(out / "daily.parquet").groupby(["design", "day"])["visits"].sum().unstack()
    assert not visits.loc["chess-house", [5, 6, 7]].any()
    assert visits.loc["chess-house"].any()


def test_designs_that_are_named_take_the_place_of_the_scenarios_own(tmp_path: Path) -> None:
    (tmp_path / "chess-house.toml").write_text(DESIGN)
    path = tmp_path / "mine.toml"
    path.write_text(SCENARIO)
    assert list(plan(None, ["status-quo", "cafe-only"], scenario=path)) == ["status-quo", "cafe-only"]
    assert plan(None, ["chess-house"], scenario=path)["chess-house"].design == load_scenario(path).design
    assert plan("tekeli", ["cafe-only"], scenario=path)["cafe-only"].settlement.name == "Tekeli"
    path.write_text(SCENARIO + '[library]\nbase = "status-quo"\naccessibility = 0.9\n')
    assert plan(None, ["status-quo"], scenario=path)["status-quo"].design.accessibility == 0.9


@pytest.mark.parametrize("command", ["sceptic", "evidence"])
def test_claims_of_a_scenario_are_judged_in_its_own_world(command: str, tmp_path: Path) -> None:
    (tmp_path / "chess-house.toml").write_text(DESIGN)
    (tmp_path / "mine.toml").write_text(SCENARIO.replace("days = 40", "days = 6"))
    out = tmp_path / "out"
    done = shanyraq(command, "--scenario", tmp_path / "mine.toml", "-n", 2, "-j", 1, "-o", out, "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["design"] == "chess-house"
    folder = out / "sceptic" if command == "sceptic" else out
    assert "chess" in load_scenario(folder / "scenario-status-quo.toml").behaviour.kinds


@pytest.mark.parametrize("command", ["compare", "sceptic", "evidence", "robustness"])
def test_something_has_to_be_asked_about(command: str) -> None:
    told = shanyraq(command)
    assert told.exit_code == 2
    assert "--scenario" in told.stderr


def test_a_scenario_in_place_of_a_design_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SCENARIO)
    told = shanyraq("compare", "-s", "aul", "-d", "status-quo", "-d", path, "-o", tmp_path / "out")
    assert told.exit_code == 2
    assert told.stderr.startswith(f"{path}: ")
    assert told.stderr.endswith(f": is a scenario, no design; `--scenario {path}` takes it\n")
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["old-house", "status-quo"])
def test_the_status_quo_of_a_scenario_is_its_library_whatever_its_name(name: str, tmp_path: Path) -> None:
    (tmp_path / "chess-house.toml").write_text(DESIGN)
    path = tmp_path / "own.toml"
    path.write_text(SCENARIO + f'[library]\nbase = "status-quo"\nname = "{name}"\ncollection_quality = 0.05\n')
    reference, *_ = plan(None, ["status-quo", "chess-house"], 60, path).values()
    assert reference.design.name == "status-quo"
    assert reference.design.collection_quality == 0.05
