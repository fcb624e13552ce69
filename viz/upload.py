"""A visitor's own TOML file: read with the lines of its mistakes, and without opening any other file."""

import datetime as dt
import json
import tomllib
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from model.scenario import InputError, Scenario
from model.scenario.explain import explain
from model.scenario.lines import key_lines
from model.scenario.toml import Document, not_toml
from viz.link import OWN, Setup, refuse_files

_PARTS = ("settlement", "design", "library", "behaviour", "clock", "events")
_BARE = {"base": "status-quo", "name": OWN, "hub": True, "title": "", "intent": ""}
"""What a design of one's own begins with: the library as it is, but for its name and words."""


def setup_of(text: str, name: str, setup: Setup) -> Setup:
    """Make a setup of an uploaded file.

    Parameters
    ----------
    text : str
        What the file holds: a scenario, or a design alone.
    name : str
        Name of the file, for messages.
    setup : Setup
        What is set up now; a design alone takes the place of its design.

    Raises
    ------
    InputError
        With file and line.
    """
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(not_toml(error, name, text)) from None
    whole = any(part in values for part in _PARTS)
    place = () if whole else ("design",)
    made = setup.with_scenario(values) if whole else setup.with_part("design", _BARE | values)
    base = made.base or {}
    document = Document(name, values, key_lines(text))
    try:
        refuse_files(base)
        Scenario.model_validate(base)
    except ValidationError as error:
        skip = len(place)
        raise explain(error, Scenario, file=name, line_of=lambda at: document.line_of(at[skip:])) from None
    except InputError as error:
        raise error.placed(file=name) from None
    plain: dict[str, Any] = json.loads(json.dumps(base, default=_written))
    return replace(made, base=plain)


def _written(value: Any) -> str:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    raise InputError(f"{value!r} cannot stand in a link")
