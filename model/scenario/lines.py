"""On which line of a TOML file a key stands. The standard parser gives values, not places."""

import tomllib
from collections import Counter
from typing import Any

from model.scenario.schema import Place


def key_lines(text: str) -> dict[Place, int]:
    """Find the line of every table header and key of a TOML document.

    The document must be valid TOML. The scan goes statement by statement: a key and its value end on the line with
    which they first parse on their own, so multi-line strings and arrays need no rules here. What stands inside an
    inline table or an array is not listed; ask `line_of`, which falls back on the key around it.

    Parameters
    ----------
    text : str
        A TOML document that parses.

    Returns
    -------
    dict
        Place (tuple of keys and list positions) to line number, from 1.
    """
    found: dict[Place, int] = {}
    lists: Counter[Place] = Counter()
    table: Place = ()
    rows = text.splitlines()
    row = 0
    while row < len(rows):
        line = rows[row].strip()
        number = row + 1
        row += 1
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            table = _header(line, lists)
            for length in range(1, len(table) + 1):
                found.setdefault(table[:length], number)  # `[a.b]` is where `a` begins, if nothing said so before
            continue
        statement, end = _statement(rows, row - 1)
        row = end
        for length in range(1, len(statement) + 1):
            found.setdefault(table + statement[:length], number)
    return found


def line_of(lines: dict[Place, int], place: Place) -> int:
    """Give the line of a place, or of the nearest table around it; 0 if there is none."""
    while place:
        if place in lines:
            return lines[place]
        place = place[:-1]
    return 0


def _header(line: str, lists: Counter[Place]) -> Place:
    parsed = tomllib.loads(line)
    path: list[str | int] = []
    inner: object = parsed
    while isinstance(inner, dict | list) and inner:
        if isinstance(inner, list):
            # `[[events]]` opens the next entry of a list
            here = tuple(path)
            path.append(lists[here])
            lists[here] += 1
            inner = inner[0]
            continue
        name, inner = next(iter(inner.items()))
        path.append(name)
        here = tuple(path)
        if isinstance(inner, dict) and lists[here]:
            # `[events.more]` belongs to the entry opened last
            path.append(lists[here] - 1)
    return tuple(path)


def _statement(rows: list[str], start: int) -> tuple[tuple[str, ...], int]:
    """Read the key of the statement that begins on a row; give it with the row after the statement."""
    for end in range(start + 1, len(rows) + 1):
        if _parsed("\n".join(rows[start:end])) is not None:
            return _key(rows[start]), end
    return (), len(rows)


def _key(row: str) -> tuple[str, ...]:
    """Read the key before the first equals sign that leaves a whole key; others stand in quotes."""
    for end, letter in enumerate(row):
        if letter == "=" and (nested := _parsed(row[:end] + "= 0")) is not None:
            return _names(nested)
    return ()


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _names(nested: object) -> tuple[str, ...]:
    names: list[str] = []
    while isinstance(nested, dict):
        name, nested = next(iter(nested.items()))
        names.append(name)
    return tuple(names)
