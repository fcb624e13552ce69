"""What pages call a parameter that stands there by its name."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from model.scenario import parameter_table
from model.scenario.kinds import shipped_kinds
from model.scenario.table import Row
from viz.controls import SAID_BY_LABELS
from viz.text import Words
from viz.visitor import Visitor

MONEY = (
    *("partnership.fit_out", "partnership.loan.share", "partnership.loan.rate", "partnership.rent.month"),
    *("partnership.treasury.support", "partnership.treasury.upkeep_before", "partnership.patience"),
)
"""Terms of the partnership that have a control."""

_OFFER = ("price", "places", "appeal", "host", "per_week")
_TITLED = {
    "program_mix": "programme",
    "design.timetable": "timetable",
    "design": "design_choice",
    **{name: name for name in ("settlement", "seed", "replicates", "events")},
}


def label_of(name: str, t: Words) -> str:
    """Name a parameter by its dotted name: as its control does where it has one, else in plain words."""
    part, *between, field = ["", *name.split(".")] if "." not in name else name.split(".")
    if name in _TITLED:
        return t(_TITLED[name])
    if between[:1] == ["offers"] and part == "design" and field in _OFFER:
        return f"{t.kind(between[1])}: {t.field(field)}"
    if part in ("settlement", "clock") or (part == "design" and (between[:1] != ["partnership"] or name[7:] in MONEY)):
        return t.field(name)
    whose = [part] if part == "library" else []
    return " ".join([*whose, *between[-1:], field]).replace("_", " ").capitalize()


def factor_titles(names: Sequence[str], t: Words) -> dict[str, str]:
    """Give the titles of varied parameters, with their units; two that would be called alike keep their names."""
    titles = {name: _factor(name, t) for name in names}
    count = Counter(titles.values())
    return {name: title if count[title] == 1 else name for name, title in titles.items()}


def _factor(name: str, t: Words) -> str:
    row, kind = _row_of(name)
    if row is None:
        return label_of(name, t) if name in _TITLED else name
    unit = "" if row.unit in SAID_BY_LABELS else t.unit(row.unit)
    label = label_of(row.name.replace("<kind>", kind), t)
    return f"{label}, {unit}" if unit else label


@cache
def _rows() -> dict[str, Row]:
    """Parameters by each of their names."""
    rows = parameter_table()
    return {row.name: row for row in rows} | {row.flat: row for row in rows if row.flat}


def _row_of(name: str) -> tuple[Row | None, str]:
    """Find a parameter by its flat or dotted name, and the kind of offer that it is of."""
    if name in _rows():
        return _rows()[name], ""
    for kind in shipped_kinds():
        for written in (name.replace(f".{kind}.", ".<kind>."), name.replace(f"{kind}_", "<kind>_", 1)):
            if written != name and written in _rows():
                return _rows()[written], kind
    return None, ""


def complaints(v: Visitor, beside: set[str]) -> list[str]:
    """Say what is refused, but for what is said beside its own control."""
    return [f"{label_of(name, v.t)}: {said}" for name, said in v.errors.items() if name not in beside]
