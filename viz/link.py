"""The whole configuration of a run as a link, and back: whoever opens it gets the same run to the bit."""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from pydantic import ValidationError

from model.scenario import (
    Design,
    InputError,
    Scenario,
    Settlement,
    list_designs,
    list_settlements,
    load_design,
    load_settlement,
    with_levers,
)
from model.scenario.errors import Problem
from model.scenario.explain import explain
from model.scenario.flat import PROGRAM_MIX

LARGEST = 75_000
"""People in a settlement at most, so that one visitor cannot take the server from the others."""

LONGEST = 3_650
"""Days of a run at most, for the same reason."""

LARGEST_SEED = 999_999_999
"""Largest seed that a page takes."""

OWN = "my-own"
"""Name of the design that a visitor makes."""

LIMITS = {"settlement.population": LARGEST, "clock.days": LONGEST}
"""The application's own limits, by the names of the levers."""

_LONGEST_LINK = 200_000
_FILES = ("dwellings", "residents")
_PARTS = ("settlement", "design")
_PLAIN = (*_PARTS, "seed", "base")
_FOREIGN = re.compile(r"utm_\w+|\w*clid|_openstat")  # what networks and mailers append to a link, to count it


@cache
def shipped_settlement(name: str) -> Settlement:
    """Give a settlement that ships; each file is read once."""
    return load_settlement(name)


@cache
def shipped_design(name: str) -> Design:
    """Give a design that ships; each file is read once."""
    return load_design(name)


@dataclass(frozen=True)
class Setup:
    """What a visitor has chosen to run.

    Attributes
    ----------
    settlement, design : str
        Names of what ships.
    seed : int
        The run's luck.
    levers : dict
        What differs from the shipped, by dotted name, as `with_levers` takes it.
    base : dict, optional
        A scenario, of which some part is the visitor's own; its settlement and design stand in place of the shipped
        ones.
    """

    settlement: str = "aul"
    design: str = "people-first"
    seed: int = 1
    levers: dict[str, Any] = field(default_factory=dict)
    base: dict[str, Any] | None = None

    def scenario(self) -> Scenario:
        """Make the scenario.

        Raises
        ------
        InputError
            Something in it is not allowed, or too large for a shared server.
        """
        return self._scenario

    @cached_property
    def _scenario(self) -> Scenario:
        _keep_within_limits(self.levers)  # before the schema, which would allow more
        scenario = with_levers(self._start, self.levers) if self.levers else self._start
        _keep_within_limits(
            {"settlement.population": scenario.settlement.population, "clock.days": scenario.clock.days}
        )
        return scenario

    def start(self) -> Scenario:
        """Make the scenario before any lever is moved."""
        return self._start

    @cached_property
    def _start(self) -> Scenario:
        if self.base is not None:
            return checked(self.base)
        for given, known in ((self.settlement, list_settlements()), (self.design, list_designs())):
            if given not in known:
                raise InputError(f'nothing called "{given[:60]}" ships; there are {", ".join(known)}')
        return Scenario(settlement=shipped_settlement(self.settlement), design=shipped_design(self.design))

    def is_own(self, part: str) -> bool:
        """Tell whether the ``settlement`` or the ``design`` is the visitor's own, in place of one that ships."""
        return self.base is not None and not isinstance(self.base.get(part), str)

    def with_scenario(self, values: Mapping[str, Any]) -> "Setup":
        """Put in a scenario of the visitor's own; parts that it lacks are the shipped ones that stand here."""
        base = {each: getattr(self, each) for each in _PARTS} | dict(values)
        base.pop("name", None)
        return replace(self, levers={}, base=base, **_names_in(base))

    def with_part(self, part: str, given: str | dict[str, Any]) -> "Setup":
        """Put in another ``settlement`` or ``design``, by name or of the visitor's own; levers of the old one go."""
        base = {each: getattr(self, each) for each in _PARTS} | (self.base or {}) | {part: given}
        shipped = base.keys() == set(_PARTS) and all(isinstance(each, str) for each in base.values())
        levers = {name: value for name, value in self.levers.items() if not belongs(name, part)}
        return replace(self, levers=levers, base=None if shipped else base, **_names_in(base))

    def moved(self, name: str, value: Any) -> "Setup":
        """Move one lever; back to where it was takes it out of the link."""
        levers = {key: each for key, each in self.levers.items() if key != name}
        return replace(self, levers=levers | {name: value})

    def moves(self, part: str) -> bool:
        """Tell whether a lever moves something in the ``settlement`` or the ``design``."""
        return any(belongs(name, part) for name in self.levers)

    def freed(self, *names: str) -> "Setup":
        """Put levers back to where they were."""
        return replace(self, levers={key: each for key, each in self.levers.items() if key not in names})


def belongs(lever: str, part: str) -> bool:
    """Tell whether a lever moves something in the ``settlement`` or the ``design``."""
    return lever.startswith(f"{part}.") or (part == "design" and lever == PROGRAM_MIX)


def _names_in(base: Mapping[str, Any]) -> dict[str, Any]:
    """Give the names of a scenario's shipped parts."""
    return {part: base[part].strip().lower() for part in _PARTS if isinstance(base.get(part), str)}


def _keep_within_limits(values: Mapping[str, Any]) -> None:
    """Refuse numbers that are too large for a shared server."""
    problems = [
        Problem(f"must be at most {most:,} in the application", name)
        for name, most in LIMITS.items()
        if isinstance(values.get(name), int | float) and values[name] > most
    ]
    if problems:
        raise InputError(problems)


def checked(values: Mapping[str, Any]) -> Scenario:
    """Make a scenario of a visitor's values, which may name nothing but what ships: no file of the server is read."""
    refuse_files(values)
    try:
        return Scenario.model_validate(dict(values))
    except ValidationError as error:
        raise explain(error, Scenario) from None


def to_query(setup: Setup, **more: str) -> str:
    """Write a setup as the query of a link."""
    pairs = [("settlement", setup.settlement), ("design", setup.design), ("seed", str(setup.seed))]
    if setup.base is not None:
        packed = zlib.compress(json.dumps(setup.base, separators=(",", ":")).encode(), 9)
        pairs = [("base", base64.urlsafe_b64encode(packed).decode()), ("seed", str(setup.seed))]
    pairs += [(name, json.dumps(value, separators=(",", ":"))) for name, value in sorted(setup.levers.items())]
    return urlencode([*((key, value) for key, value in more.items() if value), *pairs])


def from_query(query: str, reserved: tuple[str, ...] = ()) -> Setup:
    """Read a setup from the query of a link.

    Parameters
    ----------
    query : str
        The part of the link behind the question mark.
    reserved : tuple of str
        Keys that say something else.

    Raises
    ------
    InputError
        The link is damaged, or names something that is not allowed.
    """
    if len(query) > _LONGEST_LINK:
        raise InputError("the link is too long")
    pairs = dict(parse_qsl(query))
    base = _unpacked(pairs["base"]) if "base" in pairs else None
    setup = Setup(seed=_whole(pairs.get("seed", "1")), base=base, **_names_in(pairs if base is None else base))
    levers = {name: _value(text) for name, text in pairs.items() if name not in (*_PLAIN, *reserved)}
    levers = {name: value for name, value in levers.items() if not _FOREIGN.fullmatch(name)}
    refuse_files(levers)
    return replace(setup, levers=levers)


def _whole(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise InputError(Problem(f"must be a whole number from 0 to {LARGEST_SEED:,}", "seed", text[:20]))
    return int(text)


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _unpacked(text: str) -> dict[str, Any]:
    try:
        opener = zlib.decompressobj()
        values = json.loads(opener.decompress(base64.urlsafe_b64decode(text), 1_000_000))
    except (binascii.Error, zlib.error, ValueError):
        raise InputError("the link is damaged; ask for it again") from None
    if not isinstance(values, dict):
        raise InputError("the link is damaged; ask for it again")
    return values


def refuse_files(values: Any, above: str = "") -> None:
    """Refuse whatever would make the schema open a file of the server."""
    if not isinstance(values, Mapping):
        return
    for key, value in values.items():
        name = str(key).rsplit(".", 1)[-1]
        place = f"{above}.{key}" if above else str(key)
        if name in _FILES and value is not None:
            raise InputError(Problem("files cannot be named here; use the command line", place))
        if name in ("settlement", "design", "library", "base") and isinstance(value, str):
            known = list_settlements() if "settlement" in place else list_designs()
            if value.strip().lower() not in known:
                raise InputError(Problem(f"must be one of {', '.join(known)}", place, value[:60]))
        refuse_files(value, place)
