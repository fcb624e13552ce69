"""How far each default can be trusted: one vocabulary, and the patterns to which defaults were set."""

import re
from pathlib import Path

import pytest

from model.scenario import parameter_table
from model.scenario.parameter import param
from model.scenario.trust import ASSUMED, CALIBRATED, CHOICE, MARKS, OWN, trust_of

VALIDATION = (Path(__file__).parent.parent / "docs" / "validation.md").read_text("utf-8")
ROWS = {row.name: row for row in parameter_table()}


@pytest.mark.parametrize(
    ("source", "trust"),
    [
        ("assumed", ASSUMED),
        ("assumed; the sign from Gilpin & Becker 2020 [a]", ASSUMED),
        ("assumed: November to March", ASSUMED),
        ("choice", CHOICE),
        ("choice: a switch", CHOICE),
        ("calibrated: P8, an elasticity of 0.7–0.8", CALIBRATED),
        ("settlement's own", OWN),
        ("census 2021 (liter.kz) [a]", "[a]"),
        ("Hall 2018: 40–60 h [a 2ary]", "[a 2ary]"),
        ("Dunbar's layers [b]", "[b]"),
        ("15.9 loans over 10.3 visits [d]", "[d]"),
    ],
)
def test_a_source_says_how_far_it_can_be_trusted(source: str, trust: str) -> None:
    assert trust_of(source) == trust


@pytest.mark.parametrize(
    "source",
    [
        "",
        "census 2021 (liter.kz)",
        "census [a] of 2021",
        "Hall 2018 [c]",
        "assumed from Hall 2018",
        "calibrated",
        "calibrated: visits look right",
        "choices",
    ],
)
def test_any_other_source_is_turned_down_where_it_is_declared(source: str) -> None:
    with pytest.raises(ValueError, match=r"must (be choice|name the pattern)"):
        param(1.0, "A number", source=source)


def test_every_parameter_keeps_to_the_vocabulary() -> None:
    for row in ROWS.values():
        assert row.trust == trust_of(row.source), row.name
    assert {row.trust for row in ROWS.values()} == {ASSUMED, CALIBRATED, CHOICE, OWN, *MARKS}


def test_names_and_levers_are_not_called_assumed() -> None:
    for name in ("design.name", "design.title", "design.governance.board", "design.offers.<kind>.price", "clock.days"):
        assert ROWS[name].trust == CHOICE, name


def test_what_validation_calls_calibrated_names_its_pattern() -> None:
    """The column Role of docs/validation.md, which `shanyraq validate` writes, is the map."""
    roles = re.findall(r"^\| ([PKS]\d+\w?) \|.*\| calibrated: ([^|]+) \|$", VALIDATION, re.M)
    named = [(pattern, name) for pattern, role in roles for name in re.findall(r"[a-z]+\.[a-z_]+", role)]
    assert len(named) > 15
    for pattern, name in named:
        row = ROWS.get(f"behaviour.{name}") or ROWS[name]
        assert re.search(rf"\b{pattern}\b", row.source), (pattern, row.name, row.source)


def test_what_is_called_calibrated_names_patterns_that_there_are() -> None:
    patterns = set(re.findall(r"^\| ([PKS]\d+\w?) \|", VALIDATION, re.M))
    for row in ROWS.values():
        if row.trust == CALIBRATED:
            assert set(re.findall(r"\b[PKS]\d+[a-z]?\b", row.source)) <= patterns, row.name
