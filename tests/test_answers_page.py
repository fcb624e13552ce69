"""The page of answers: its commands exist, with the options that they show, and its pictures are there."""

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from experiments.cli import app

PAGE = Path(__file__).parent.parent / "docs" / "answers.md"
COMMANDS = re.findall(r"^shanyraq .*$", PAGE.read_text("utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_on_the_page_can_be_read(line: str) -> None:
    _, name, *words = shlex.split(line)
    command = get_command(app).commands[name]  # type: ignore[attr-defined]
    command.make_context(name, list(words))


def test_every_command_of_answers_is_on_the_page() -> None:
    shown = {line.split()[1] for line in COMMANDS}
    assert shown == {"select", "sensitivity", "search", "robustness", "calibrate"}


def test_its_pictures_are_there() -> None:
    for name in re.findall(r"\]\(([^)]+\.png)\)", PAGE.read_text("utf-8")):
        assert (PAGE.parent / name).exists()


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    told = CliRunner().invoke(app, ["search", "-s", "aul"])
    assert told.exit_code == 2
    assert 'optuna is not installed; this answer needs `pip install "shanyraq[study]"`' in told.stderr
