"""The table of parameters, made from the schema: what documentation, app and sweeps know of a field."""

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple, get_args

from pydantic.fields import FieldInfo

from model.scenario.errors import plain, written
from model.scenario.flat import long_name, short_name
from model.scenario.kinds import shipped_kinds
from model.scenario.scenario import Scenario
from model.scenario.schema import allowed, bare, declared, entries
from model.scenario.trust import ASSUMED, trust_of

_TYPES = {float: "number", int: "whole number", bool: "true or false", str: "text", dt.date: "date"}
_INTRODUCTION = """# Parameters

Every parameter of a scenario, made from the schema. `name` is its place in a TOML file, `flat` its keyword in Python
and in sweeps; `<kind>` stands for a kind of offer, `[]` for an entry of a list.

`trust` says how far a default can be trusted. *choice*: a lever or a name. *settlement's own*: each settlement's file
gives it, with its source. *assumed*: no figure was found; sweep it. *calibrated*: set so that the
[patterns](validation.md) named come out, which are no evidence for it. Published figures bear a mark: [a] read at the
source, [a 2ary] read in a secondary source, [b] recalled and not checked, [d] worked out from such figures.
"""

_KINDS = """
## Kinds of offer that ship

The defaults under `behaviour.kinds.<kind>` above are those of a kind that a scenario adds. The ten that ship have their
own, all assumed; no study was found that compares such offers. The order of `contact` (Allport's conditions) is
assumed too.
"""

_SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}


class Row(NamedTuple):
    """One parameter."""

    name: str
    """Dotted name; ``<kind>`` stands for the name of a kind of offer, ``[]`` for an entry of a list."""
    flat: str
    """Flat name, as a keyword of `HubModel` and of a sweep; empty where there is none."""
    type: str
    """Type in words."""
    unit: str
    """Unit; ``1`` for a pure number, empty for what is no number."""
    default: str
    """Default as one would write it in TOML, or ``required``."""
    allowed: str
    """Bounds, or the words that are allowed."""
    trust: str
    """How far the default can be trusted, in one word: see `model.scenario.trust`."""
    source: str
    """Where the default comes from."""
    meaning: str
    """What it says."""


def parameter_table() -> list[Row]:
    """List every parameter of the model, in order of the schema."""
    found = list(declared(Scenario))
    counts = Counter(short_name(path) for path, _ in found)
    return [_row(path, field, counts) for path, field in found]


def to_markdown(rows: Iterable[Row]) -> str:
    """Write the table in Markdown, one part of the scenario after the other."""
    text = [_INTRODUCTION]
    rows = list(rows)
    for part, members in groupby(rows, key=lambda row: row.name.split(".")[0].split("[")[0]):
        text.append(f"\n## {part}\n\n| {' | '.join(Row._fields)} |\n|{'---|' * len(Row._fields)}\n")
        for row in members:
            cells = [cell.replace("|", "\\|").replace("<", "&lt;") for cell in row]
            cells[:2] = [f"`{cell}`" if cell else "" for cell in row[:2]]
            text.append(f"| {' | '.join(cells)} |\n")
    kinds = kind_rows(rows)
    if kinds:
        text.append(_KINDS)
        names = list(dict.fromkeys(row.name.split(".")[2] for row in kinds))
        text.append(f"\n| `behaviour.kinds.<kind>.` | {' | '.join(names)} |\n|{'---|' * (len(names) + 1)}\n")
        fields = dict.fromkeys(row.name.split(".")[3] for row in kinds)
        given = {row.name: row.default for row in kinds}
        for field in fields:
            values = [given[f"behaviour.kinds.{name}.{field}"] for name in names]
            text.append(f"| `{field}` | {' | '.join(values)} |\n")
    return "".join(text)


def kind_rows(rows: Iterable[Row]) -> list[Row]:
    """Spell out the rows of a kind of offer for each kind that ships, with that kind's own defaults.

    Parameters
    ----------
    rows : iterable of Row
        The table; rows that are not of a kind are passed over.

    Returns
    -------
    list of Row
        Kind after kind, in order of the schema.
    """
    below = "behaviour.kinds.<kind>."
    of_a_kind = [row for row in rows if row.name.startswith(below)]
    return [
        row._replace(
            name=row.name.replace("<kind>", name),
            flat=row.flat.replace("<kind>", name),
            default=_written(getattr(kind, row.name.removeprefix(below))),
        )
        for name, kind in shipped_kinds().items()
        for row in of_a_kind
    ]


def to_csv(rows: Iterable[Row]) -> str:
    """Write the table as CSV with a header; the kinds of offer that ship follow, each with its own defaults."""
    rows = list(rows)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(Row._fields)
    writer.writerows(rows + kind_rows(rows))
    return text.getvalue()


def _row(path: tuple[str, ...], field: FieldInfo, counts: Counter[str]) -> Row:
    extra: Any = field.json_schema_extra if isinstance(field.json_schema_extra, Mapping) else {}
    source = str(extra.get("source", ASSUMED))
    short = short_name(path) if counts[short_name(path)] == 1 else long_name(path)
    return Row(
        name=".".join(path).replace(".[]", "[]"),
        flat=short if path[0] != "events" and "[]" not in path else "",
        type=_type(field.annotation),
        unit=_unit(extra, field),
        default=_default(field),
        allowed=_allowed(field),
        trust=trust_of(source),
        source=source,
        meaning=field.description or "",
    )


def _unit(extra: Mapping[str, Any], field: FieldInfo) -> str:
    unit = str(extra.get("unit", "1"))
    return "" if unit == "1" and bare(field.annotation) not in (float, int) else unit


def _type(annotation: Any) -> str:
    kind = bare(annotation)
    if allowed(kind):
        return "word"
    if kind in _TYPES:
        return _TYPES[kind]
    inner = entries(kind)
    origin = getattr(kind, "__origin__", None)
    word = "table" if isinstance(origin, type) and issubclass(origin, Mapping) else "list"
    return f"{word} of {_type(inner)}s" if inner is not None else str(kind)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    return _written(field.get_default(call_default_factory=True, validated_data={}))


def _written(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(written(item) for item in value) + "]"
    return written(value, longest=1000)


def _allowed(field: FieldInfo) -> str:
    words = allowed(field.annotation) or allowed(entries(field.annotation))
    if words:
        return ", ".join(words)
    own = _bounds(field.metadata)
    if own:
        return own
    inner = getattr(entries(field.annotation), "__value__", entries(field.annotation))
    metadata: list[Any] = []
    for item in get_args(inner)[1:]:
        metadata += getattr(item, "metadata", [item])
    each = _bounds(metadata)
    return f"each {each}" if each else ""


def _bounds(metadata: Iterable[Any]) -> str:
    found = ((sign, getattr(mark, name, None)) for mark in metadata for name, sign in _SIGNS.items())
    return ", ".join(f"{sign} {plain(bound)}" for sign, bound in found if bound is not None)
