"""Patterns are judged by what is there: each criterion can fail, and what fails is shown as failing."""

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.cli import app
from experiments.validation.bounds import inside, lower, upper
from experiments.validation.catalogue import CATALOGUE
from experiments.validation.holding import Validation, hold
from experiments.validation.pattern import MARKS, ROLES, Finding, Picture
from model.scenario import InputError
from viz.validation import render, render_summary


def test_every_pattern_says_what_it_rests_on() -> None:
    assert {f"P{number}" for number in range(1, 13)} <= {name.rstrip("abc") for name in CATALOGUE}
    for pattern in CATALOGUE.values():
        assert pattern.role in ROLES
        assert pattern.mark in MARKS
        assert not pattern.url or pattern.url.startswith("http")
        assert all(
            (pattern.title, pattern.source, pattern.published, pattern.statistic, pattern.criterion, pattern.error)
        )
        assert bool(pattern.used) or pattern.role != "calibrated"


def test_bounds_keep_their_error_rate() -> None:
    """Means at the very bound pass in 1 % of the worlds: 2,000 worlds, held to four standard errors."""
    worlds = np.random.default_rng(1).normal(0.0, 1.0, (2000, 8))
    passed = sum(lower(world) > 0.0 for world in worlds)
    assert abs(passed - 20) < 4 * np.sqrt(2000 * 0.01 * 0.99)
    assert lower([1.0]) == -np.inf
    assert upper([1.0, 2.0, 3.0]) == pytest.approx(2.0 + 6.964557 / np.sqrt(3))
    assert inside([1.0, 1.1, 0.9], 0.0, 2.0)
    assert not inside([1.0, 1.1, 0.9], 1.0, 2.0)


def test_what_fails_is_shown_as_failing() -> None:
    pattern = CATALOGUE["P8"]
    picture = Picture(
        "lines", [1.0, 2.0], "price", "cups", {"model": [2.0, 1.0]}, {"model": [0.1, float("nan")]}, (1, 2)
    )
    good, bad = Finding("ours", True, {"x": 1.0}), Finding("<ours>", False, {"x": 2.0}, picture, "because of this")
    found = Validation(((pattern, bad), (CATALOGUE["P1"], good)), range(1, 4), 400)
    assert found.failing == ("P8",)
    summary = render_summary(found)
    assert "- **1 of 2 calibrated** hold" in summary
    assert re.search(r"^\| P8 \|.* <ours> \|.*\*\*no\*\* \|", summary, re.M)
    assert re.search(r"^- \*\*P8\*\* .* because of this$", summary, re.M)
    page = render(found)
    assert "<b>1 of 2</b><span>calibrated</span>" in page
    assert "does not hold" in page
    assert "because of this" in page
    assert "&lt;ours&gt;" in page
    assert "<script" not in page
    assert not re.search(r"src=\"", page)
    assert set(re.findall(r"href=\"([^#\"][^\"]*)\"", page)) == {pattern.url, CATALOGUE["P1"].url}
    assert page.count("<svg") == 1
    assert found.numbers()["value"].tolist() == [2.0, 1.0]


def test_the_command(tmp_path: Path) -> None:
    words = ["validate", "-p", "P9a", "-p", "P12", "-n", "2", "--population", "300", "--out", str(tmp_path)]
    told = CliRunner().invoke(app, [*words, "--json", "--quiet"])
    assert told.exit_code == 0, told.output
    facts = json.loads(told.stdout)
    assert [row["pattern"] for row in facts["findings"]] == ["P9a", "P12"]
    table = pd.read_csv(tmp_path / "patterns.csv")
    assert table["holds"].tolist() == [row["holds"] for row in facts["findings"]]
    assert (tmp_path / "validation.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert manifest["seeds"] == [1, 2]
    assert {"model_fingerprint", "git", "packages", "command"} <= set(manifest)
    assert {path.name for path in (tmp_path / "figures").iterdir()} == {
        f"{name}.{kind}" for name in ("P9a", "P12") for kind in ("png", "svg", "pdf")
    }
    assert "n = 2 replicates, seeds 1–2" in (tmp_path / "figures" / "P9a.svg").read_text("utf-8")
    strict = CliRunner().invoke(app, [*words, "--quiet", "--strict"])
    assert strict.exit_code == (1 if facts["failing"] else 0)


def test_a_pattern_that_is_not_there() -> None:
    with pytest.raises(InputError, match='unknown pattern "P99"'):
        hold(["P99"])


def test_worlds_without_the_mechanism_are_told() -> None:
    pattern, good = CATALOGUE["P1"], Finding("ours", True, {})
    (words,) = pattern.nulls
    honest = Validation(((pattern, good),), range(1, 4), 400, {"P1": {words: Finding("none", False, {})}})
    blind = Validation(((pattern, good),), range(1, 4), 400, {"P1": {words: good}})
    assert honest.blind == ()
    assert blind.blind == ("P1",)
    assert "fails there, as it must" in render(honest)
    assert "IT HOLDS" in render(blind)
    assert "meets, too: P1." in render_summary(blind)


def test_the_document_lists_the_patterns_of_the_code() -> None:
    """docs/validation.md is written by the command; a pattern that was changed since makes it out of date."""
    text = (Path(__file__).parents[2] / "docs" / "validation.md").read_text("utf-8")
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\| [PKS]\d.*$", text, re.M)]
    assert [row[0] for row in rows] == list(CATALOGUE)
    for row, pattern in zip(rows, CATALOGUE.values(), strict=True):
        role = f"{pattern.role}: {pattern.used}" if pattern.used else pattern.role
        assert (row[1], row[3], row[5], row[8]) == (
            pattern.title,
            f"{pattern.published} {pattern.mark}",
            pattern.criterion,
            role,
        )
