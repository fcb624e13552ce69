"""What pages call a parameter that stands there by its name."""

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
        return t.field(field)
    return " ".join([*between[-1:], field]).replace("_", " ").capitalize()


def complaints(v: Visitor, beside: set[str]) -> list[str]:
    """Say what is refused, but for what is said beside its own control."""
    return [f"{label_of(name, v.t)}: {said}" for name, said in v.errors.items() if name not in beside]
