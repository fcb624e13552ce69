"""What is varied: a parameter of the scenario between two bounds."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from model.scenario import InputError, Scenario, flat_values, with_levers
from model.scenario.errors import nearest
from model.scenario.flat import leaves

type Point = dict[str, float | int | str]
"""A value for each factor, as `model.scenario.with_levers` takes them."""


class Factor(NamedTuple):
    """A parameter that is varied."""

    name: str
    """Flat or dotted name."""
    low: float
    """Least value."""
    high: float
    """Largest value."""
    whole: bool = False
    """The parameter counts something, so that values are rounded."""

    def value(self, share: float) -> float | int:
        """Value at a share of the way from the least (0) to the largest (1); whole numbers are equally likely."""
        if self.whole:
            return int(min(self.low + np.floor(share * (self.high - self.low + 1)), self.high))
        return float(self.low + share * (self.high - self.low))

    @property
    def unit(self) -> str:
        """Unit in the schema; empty for a pure number."""
        return unit_of(self.name)


def factors(texts: Iterable[str], scenario: Scenario, option: str = "--factor") -> tuple[Factor, ...]:
    """Read factors such as ``cafe_price=300:1200`` and try both bounds on the scenario.

    Raises
    ------
    InputError
        It is written in another way, no such parameter, no number, or a bound that the schema does not allow.
    """
    return tuple(_checked(*_split(text, option), scenario, option) for text in texts)


def factor(name: str, low: float, high: float, scenario: Scenario, option: str = "factor") -> Factor:
    """Make a factor, and try both bounds on the scenario."""
    return _checked(name, low, high, scenario, option)


def points(chosen: Sequence[Factor], shares: np.ndarray) -> list[Point]:
    """Turn rows of shares (0 to 1, a column for each factor) into values of the parameters."""
    return [{each.name: each.value(float(share)) for each, share in zip(chosen, row, strict=True)} for row in shares]


def unit_of(name: str) -> str:
    """Unit of a parameter, by its flat or dotted name; empty for a pure number and for a name not in the schema."""
    from model.scenario import parameter_table

    dotted, last = "." in name, name.split(".")[-1]
    for row in parameter_table():
        field = row.name.split(".")[-1]
        of_a_kind = "<kind>" in row.name and (last == field if dotted else last.endswith(f"_{field}"))
        if name in (row.name, row.flat) or of_a_kind:
            return "" if row.unit == "1" else row.unit
    return ""


def _split(text: str, option: str) -> tuple[str, float, float]:
    name, is_there, bounds = text.partition("=")
    ends = bounds.split(":")
    if not is_there or len(ends) != 2:
        raise InputError(f'{option}: "{text}" must be written name=low:high, such as cafe_price=300:1200')
    try:
        low, high = (float(end) for end in ends)
    except ValueError:
        raise InputError(f'{option}: "{text}": low and high must be numbers') from None
    return name.strip(), low, high


def _checked(name: str, low: float, high: float, scenario: Scenario, option: str) -> Factor:
    value = _value_now(name, scenario, option)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputError(f"{option}: {name} is no number, so it has no range")
    if not low < high:
        raise InputError(f"{option}: {name} = {low:g}:{high:g}: low must be below high")
    whole = isinstance(value, int)
    if whole and not (low.is_integer() and high.is_integer()):
        raise InputError(f"{option}: {name} = {low:g}:{high:g}: must be whole numbers")
    made = Factor(name, low, high, whole)
    for end in (0.0, 1.0):
        try:
            with_levers(scenario, {name: made.value(end)})
        except InputError as error:
            raise InputError(f"{option}: {error}") from None
    return made


def _value_now(name: str, scenario: Scenario, option: str) -> object:
    values = flat_values(scenario) | {".".join(path): value for path, value in leaves(scenario)}
    short = {key.replace(".offers.", ".").replace(".kinds.", "."): value for key, value in values.items()}
    if name in values or name in short:
        return values.get(name, short.get(name))
    raise InputError(f'{option}: unknown parameter "{name}"{nearest(name, values)}')
