"""TOML in and out: a document with the lines of its keys, and the text of a section."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import tomlkit
from pydantic import BaseModel

from model.scenario.errors import InputError, Problem, nearest
from model.scenario.lines import key_lines, line_of
from model.scenario.schema import Place

_WHERE = re.compile(r"^(?P<what>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.DOTALL)


class Document(NamedTuple):
    """A TOML file as read."""

    file: str
    """Path as the user gave it."""
    values: dict[str, Any]
    """What it says."""
    lines: dict[Place, int]
    """On which line each key stands."""

    def line_of(self, place: Place) -> int:
        """Give the line of a place in the file, or of the nearest table around it; 0 if there is none."""
        return line_of(self.lines, place)


def read(path: str | Path, shipped: Iterable[str] = ()) -> Document:
    """Read a TOML file.

    Parameters
    ----------
    path : str or Path
        The file.
    shipped : iterable of str
        Names that the user may have meant instead, for the message if there is no such file.

    Raises
    ------
    InputError
        If the file is not there, cannot be read or is not TOML.
    """
    path = Path(path)
    file = str(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(Problem(f"no such file{_hint(path, shipped)}", file=file)) from None
    except IsADirectoryError:
        raise InputError(Problem("is a folder, must be a TOML file", file=file)) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(Problem("not TOML: the text is not UTF-8", file=file, line=line)) from None
    except OSError as error:
        raise InputError(Problem(f"cannot be read: {error.strerror}", file=file)) from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(not_toml(error, file, text)) from None
    return Document(file, values, key_lines(text))


def text_of(section: BaseModel) -> str:
    """Write a section as TOML; fields without a value are left out."""
    return tomlkit.dumps(_plain(section.model_dump()))


def write(path: str | Path, text: str) -> None:
    """Write a file, whole or not at all."""
    path = Path(path)
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise InputError(Problem(f"cannot be written: {error.strerror}", file=str(path))) from None


def _plain(value: Any) -> Any:
    """Leave what TOML knows: no None, no tuples."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Path):
        return value.as_posix()
    if isinstance(value, bool | int | float | str | dt.date):
        return value
    raise TypeError(f"TOML has no {type(value).__name__}")


def not_toml(error: tomllib.TOMLDecodeError, file: str, text: str) -> Problem:
    """Say where a text is no TOML, and why."""
    found = _WHERE.match(str(error))
    if found is None:
        return Problem(f"not TOML: {error}", file=file)
    what = found["what"][:1].lower() + found["what"][1:]
    if found["line"] is None:
        return Problem(f"not TOML: {what} at the end", file=file, line=max(1, len(text.splitlines())))
    return Problem(f"not TOML: {what}", file=file, line=int(found["line"]), column=int(found["column"]))


def _hint(path: Path, shipped: Iterable[str]) -> str:
    neighbours = [each.name for each in path.parent.glob("*.toml")] if path.parent.is_dir() else []
    near = nearest(path.name, neighbours)
    if "did you mean" in near:
        return near
    return nearest(path.stem, shipped)
