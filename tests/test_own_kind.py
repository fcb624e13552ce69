"""A kind of offer and a design of one's own are data: from two files to results by one command, without code."""

import json
from pathlib import Path

import pandas as pd
from typer.testing import CliRunner

from experiments.cli import app

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
    assert not (tmp_path / "out").exists()
