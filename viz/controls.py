"""Controls made from the schema: label, unit, bounds, step, default and help of a field are written nowhere else."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from model.scenario import Scenario
from model.scenario.design import Offer
from model.scenario.schema import allowed, bare, locate
from viz.link import LIMITS, LONGEST
from viz.text import Words

type Sort = Literal["number", "switch", "choice", "text", "date"]

_CEILINGS = LIMITS | {"clock.hub_opens": LONGEST}
SAID_BY_LABELS = ("day", "rooms", "sessions/week")
"""Units of numbers whose labels say what is counted."""

_SPANS = (7.0, 14.0, 21.0, *(digit * 10.0**power for power in range(8) for digit in (3.0, 5.0, 10.0, 20.0)))


@dataclass(frozen=True)
class Control:
    """One field of the schema, ready to be shown.

    Attributes
    ----------
    name : str
        Dotted name; the lever that it moves.
    label, unit, help : str
        In the visitor's language.
    sort : str
        What it is: a number, a switch, a choice among words, text or a date.
    value, default : Any
        As set, and as shipped.
    low, high : float or None
        Bounds of the schema, inside those of the server.
    span : float or None
        Where the slider ends; a number beyond it can still be typed.
    step : float
        Step of the slider.
    choices : tuple of (str, str)
        Words and what they are called.
    error : str
        What is wrong with it.
    """

    name: str
    label: str
    unit: str
    help: str
    sort: Sort
    value: Any
    default: Any
    low: float | None = None
    high: float | None = None
    span: float | None = None
    step: float = 1.0
    choices: tuple[tuple[str, str], ...] = ()
    error: str = ""

    @property
    def ident(self) -> str:
        """Name that HTML takes."""
        return "c-" + self.name.replace(".", "-").replace("[", "-").replace("]", "")

    @property
    def changed(self) -> bool:
        """Whether it differs from what ships."""
        return bool(self.value != self.default)


def control(
    name: str,
    value: Any,
    default: Any,
    words: Words,
    *,
    label: str = "",
    error: str = "",
    brief: bool = False,
    choices: Iterable[tuple[str, str]] = (),
) -> Control:
    """Make the control of a field.

    Parameters
    ----------
    name : str
        Dotted name in the scenario, such as ``design.offers.cafe.price``.
    value, default : Any
        As set, and as shipped.
    words : Words
        Language.
    label : str
        In place of the field's own.
    error : str
        What is wrong with the value.
    brief : bool
        Leave out unit and help, which stand above a group of alike controls.
    choices : iterable of (str, str)
        Words to choose from, where the schema alone does not know them.
    """
    spot = locate(Scenario, tuple(name.split(".")))
    field = spot.field
    if field is None:
        raise KeyError(f"the schema has no field {name}")
    extra: Any = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    unit = str(extra.get("unit", "1"))
    kind = bare(spot.kind)
    said = allowed(kind)
    given = tuple(choices) or tuple((word, words.group(word)) for word in said)
    sort: Sort = "choice" if given else "switch" if kind is bool else "number" if kind in (int, float) else "text"
    low, high = _bound(field.metadata, ("ge", "gt")), _bound(field.metadata, ("le", "lt"))
    if name in _CEILINGS:
        high = min(high or _CEILINGS[name], _CEILINGS[name])
    span = _span(low or 0.0, high, float(default or 0)) if sort == "number" else None
    return Control(
        name=name,
        label=label or words.field(name),
        unit="" if brief or unit in SAID_BY_LABELS else words.unit(unit),
        help="" if brief else words.help(name, field.description or ""),
        sort=sort,
        value=value,
        default=default,
        low=low,
        high=high,
        span=span,
        step=_step(kind, span),
        choices=given,
        error=error,
    )


def value_at(scenario: Scenario, name: str) -> Any:
    """Give the value of a field by its dotted name; None where an offer is not there."""
    here: Any = scenario
    for part in name.split("."):
        here = here.get(part) if isinstance(here, dict) else getattr(here, part)
        if here is None:
            return None
    return here


def typed(made: Control, given: Any) -> Any:
    """Turn what the browser sent into the field's type; what cannot be turned stays, for the schema to refuse."""
    if made.sort == "switch":
        return bool(given)
    if made.sort != "number":
        return given
    number = number_in(given)
    return float(number) if made.step < 1 and isinstance(number, int) else number


def number_in(given: Any) -> int | float | str:
    """Read a number as people write it; what is none stays text, for the schema to refuse."""
    text = str(given).strip().replace(",", ".").replace("\u202f", "")
    try:
        number = float(text)
    except ValueError:
        return text
    if not math.isfinite(number):
        return text
    return int(number) if number == int(number) else number


def default_offer(field: str) -> Any:
    """Give the schema's default of a field of an offer."""
    return Offer.model_fields[field].get_default(call_default_factory=True)


def _bound(metadata: Iterable[Any], names: tuple[str, ...]) -> float | None:
    return next((getattr(mark, name) for mark in metadata for name in names if hasattr(mark, name)), None)


def _span(low: float, high: float | None, default: float) -> float:
    """End of a slider: the bound if it is near, else about four times what ships."""
    if high is not None and high <= 1.0:
        return high
    wanted = max(low + 1.0, 4.0 * default, 7.0)
    end = min((span for span in _SPANS if span >= wanted), default=wanted)
    return min(end, high) if high is not None else end


def _step(kind: Any, span: float | None) -> float:
    if kind is not int and span is not None and span <= 1.0:
        return 0.05
    if span is None or span <= 200:
        return 1.0
    return 10.0 if span <= 10_000 else 100.0
