"""The tutorials do what they say: each is followed from top to bottom in an empty folder, and its outputs are compared.

A block of Markdown with a title is a file to write; `sh` is typed, `python` goes on in one session, and a block of
`text` is what the block before it prints. A block of `sh` marked `fails` must end with exit code 2.
"""

import contextlib
import io
import os
import re
import runpy
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from experiments.cli import app

TUTORIALS = Path(__file__).parents[2] / "docs" / "tutorials"
_BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """One fenced block of a page."""

    language: str
    mark: str
    text: str
    line: int


def blocks_of(page: Path) -> Iterator[Block]:
    text = page.read_text("utf-8")
    for found in _BLOCK.finditer(text):
        language, mark, body = found.groups()
        yield Block(language, mark.strip(), body, text[: found.start()].count("\n") + 1)


def typed(line: str, code: int) -> str:
    """What a command prints."""
    program, *words = shlex.split(line)
    if program == "python":
        with contextlib.redirect_stdout(io.StringIO()) as said:
            runpy.run_path(words[0], run_name="__main__")
        return said.getvalue()
    assert program == "shanyraq"
    told = CliRunner().invoke(app, words, env={"COLUMNS": "110"})
    assert told.exit_code == code, told.output
    return told.output.replace(f"{Path.cwd()}{os.sep}", "")


def follow(page: Path) -> None:
    names: dict[str, object] = {"__name__": "__main__"}
    printed = ""
    for block in blocks_of(page):
        where = f"{page.name}:{block.line}"
        title = re.fullmatch(r'title="(.+)"', block.mark)
        if title:
            Path(title[1]).write_text(block.text, "utf-8")
        elif block.language == "sh":
            lines = block.text.replace("\\\n", " ").splitlines()
            printed = "".join(typed(line, 2 if block.mark == "fails" else 0) for line in lines)
        elif block.language == "python":
            with contextlib.redirect_stdout(io.StringIO()) as said:
                exec(compile("\n" * block.line + block.text, page.name, "exec"), names)
            printed = said.getvalue()
        elif block.language == "text":
            ours, theirs = (" ".join(text.split()) for text in (block.text, printed))
            assert ours == theirs, f"{where}: prints\n{printed}"
        else:
            pytest.fail(f"{where}: a block of {block.language} without a title")


@pytest.mark.parametrize(
    "page", sorted(set(TUTORIALS.glob("*.md")) - {TUTORIALS / "index.md"}), ids=lambda page: page.stem
)
def test_a_tutorial_can_be_followed(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    follow(page)


def test_what_the_index_tells_a_newcomer_to_type_makes_the_command_work_in_an_empty_folder(tmp_path: Path) -> None:
    root = TUTORIALS.parents[1]
    (typed_first,) = [block.text for block in blocks_of(TUTORIALS / "index.md")]
    assert typed_first.splitlines() == ["make setup", "source .venv/bin/activate"]
    assert "\nsetup:" in (root / "Makefile").read_text("utf-8")
    # `make setup` made the environment in which this test runs; a shell that knows no other place to look must do.
    activate = shlex.quote(str(Path(sys.prefix) / "bin" / "activate"))
    told = subprocess.run(
        ["bash", "-c", f"source {activate} && cd {shlex.quote(str(tmp_path))} && shanyraq --version && python -V"],
        env={"PATH": os.defpath},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("shanyraq ")


def test_the_index_names_every_tutorial() -> None:
    named = set(re.findall(r"\]\(([\w-]+\.md)\)", (TUTORIALS / "index.md").read_text("utf-8")))
    assert named == {page.name for page in TUTORIALS.glob("*.md")} - {"index.md"}
