"""What a search or a choice wants: a measure, as high or as low as can be."""

from typing import NamedTuple

from model.measures import CATALOGUE, Measure
from model.scenario import InputError
from model.scenario.errors import nearest

_WAYS = {"highest": 1.0, "lowest": -1.0}


class Goal(NamedTuple):
    """A measure of the catalogue and the direction in which it is better."""

    measure: str
    """Name in the catalogue."""
    highest: bool = True
    """More is better; otherwise less is."""

    @property
    def sign(self) -> float:
        """Factor that turns the measure into something of which more is better."""
        return 1.0 if self.highest else -1.0

    @property
    def about(self) -> Measure:
        """Title, unit and formula."""
        return CATALOGUE[self.measure]

    def __str__(self) -> str:
        return f"{self.measure}:{'highest' if self.highest else 'lowest'}"


def goal(text: str, option: str = "--goal") -> Goal:
    """Read a goal: ``returning_readers`` or ``public_cost_per_visit:lowest``.

    Raises
    ------
    InputError
        The measure is not in the catalogue, or the direction is none.
    """
    name, _, way = text.partition(":")
    if way and way not in _WAYS:
        raise InputError(f'{option}: "{text}" must end in :highest or :lowest')
    return Goal(known_measure(name, option), way != "lowest")


def known_measure(name: str, option: str = "--measure") -> str:
    """Check that a measure is in the catalogue.

    Raises
    ------
    InputError
        It is not; names the nearest one.
    """
    if name not in CATALOGUE:
        raise InputError(f'{option}: unknown measure "{name}"{nearest(name, CATALOGUE)}')
    return name
