"""Compiled code is found again by the installation that compiled it, and by no other."""

import shutil
from pathlib import Path

import pytest

from agents.compiled import cache_folder

_HERE = Path(__file__).parent.parent


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """The same sources at another place."""
    for package in ("agents", "model"):
        shutil.copytree(_HERE / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def test_the_same_installation_finds_its_folder_again(elsewhere: Path) -> None:
    assert cache_folder(elsewhere) == cache_folder(elsewhere)


def test_the_same_sources_at_another_place_have_a_folder_of_their_own(elsewhere: Path) -> None:
    """Numba looks compiled code up by the place of its source: this folder would seem complete and hold nothing."""
    assert cache_folder(elsewhere) != cache_folder(_HERE)


def test_whoever_edits_a_rule_never_runs_yesterdays(elsewhere: Path) -> None:
    before = cache_folder(elsewhere)
    with (elsewhere / "agents" / "rules" / "reading.py").open("a", encoding="utf-8") as rule:
        rule.write("\n# another rule\n")
    assert cache_folder(elsewhere) != before


def test_a_folder_of_ones_own_holds_one_for_each_source(
    elsewhere: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "own"))
    assert cache_folder(elsewhere).parent == cache_folder(_HERE).parent == tmp_path / "own"
    assert cache_folder(elsewhere) != cache_folder(_HERE)


def test_the_schema_is_no_part_of_compiled_code(elsewhere: Path) -> None:
    before = cache_folder(elsewhere)
    with (elsewhere / "model" / "scenario" / "design.py").open("a", encoding="utf-8") as schema:
        schema.write("\n# another field\n")
    assert cache_folder(elsewhere) == before
