"""Pydantic's findings in the words of the field: where, what was given, what is allowed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from model.scenario.errors import InputError, Problem, nearest, plain, written
from model.scenario.schema import Place, Spot, allowed, dotted, locate, section, variants

type Lines = Callable[[Place], int]
"""Line on which a place of the input stands; 0 if unknown."""

_EXPECTED = {
    "float": "must be a number",
    "decimal": "must be a number",
    "finite_number": "must be a finite number",
    "int": "must be a whole number",
    "bool": "must be true or false",
    "string": "must be text in quotes",
    "date": "must be a date such as 2026-01-01",
    "tuple": "must be a list",
    "list": "must be a list",
    "dict": "must be a table",
    "model": "must be a table",
}

_BOUNDS = {
    "greater_than_equal": ("must be at least {}", "ge"),
    "greater_than": ("must be above {}", "gt"),
    "less_than_equal": ("must be at most {}", "le"),
    "less_than": ("must be below {}", "lt"),
}


def explain(
    error: ValidationError,
    root: type[BaseModel],
    *,
    above: Place = (),
    file: str = "",
    line_of: Lines = lambda place: 0,
) -> InputError:
    """Turn a validation error into one clear message for each problem.

    Parameters
    ----------
    error : ValidationError
        What pydantic found.
    root : type
        Section class that was validated.
    above : tuple
        Place of that section in the whole, for the field's name.
    file : str
        File that was read; empty for values given in Python.
    line_of : callable
        Line of a place in that file.
    """
    problems: list[Problem] = []
    for details in error.errors(include_url=False):
        spot = locate(root, details["loc"])
        field, line = dotted((*above, *spot.path)), line_of(spot.path)
        cause = details.get("ctx", {}).get("error")
        if isinstance(cause, InputError):
            for problem in cause.problems:
                if problem.field.startswith("."):
                    problem = replace(problem, field=field + problem.field)
                found = line_of(place_of(problem.field)[len(above) :]) if problem.field else 0
                known = InputError(problem).placed(
                    file=file, line=found or line, field=field, value=written(details["input"])
                )
                problems += known.problems
            continue
        shown = "" if details["type"] in ("extra_forbidden", "missing") else written(details["input"])
        problems.append(Problem(_message(details, spot, root), field, shown, file, line))
    return InputError(sorted(problems, key=lambda problem: (problem.file, problem.line)))


def _message(details: ErrorDetails, spot: Spot, root: type[BaseModel]) -> str:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        parent = locate(root, details["loc"][:-1]).kind if len(details["loc"]) > 1 else root
        owner = section(parent)
        return "unknown" + nearest(str(details["loc"][-1]), owner.model_fields if owner else ())
    if kind == "missing":
        meaning = spot.field.description if spot.field and spot.field.description else ""
        return "is required" + (f" ({meaning})" if meaning else "")
    if kind in _BOUNDS:
        text, bound = _BOUNDS[kind]
        return text.format(plain(context[bound])) + _unit(spot)
    if kind == "literal_error":
        words = allowed(spot.kind)
        near = nearest(str(details["input"]), words)
        hint = near if "did you mean" in near else ""
        return "must be one of " + ", ".join(f'"{word}"' for word in words) + hint
    if kind == "union_tag_invalid":
        words = tuple(variants(spot.kind))
        given = str(context["tag"])
        return f'unknown kind "{given}"' + nearest(given, words)
    if kind == "union_tag_not_found":
        return "needs a kind, one of " + ", ".join(f'"{word}"' for word in variants(spot.kind))
    if kind == "value_error":
        return str(context["error"])
    for start, expected in _EXPECTED.items():
        if kind.startswith(start):
            return expected + _unit(spot)
    return details["msg"]


def place_of(field: str) -> Place:
    """Read a dotted name such as ``design.timetable[0].host``."""
    steps = field.replace("[", ".").replace("]", "").split(".")
    return tuple(int(step) if step.isdigit() else step for step in steps)


def _unit(spot: Spot) -> str:
    extra: Any = spot.field.json_schema_extra if spot.field else None
    unit = extra.get("unit", "1") if isinstance(extra, Mapping) else "1"
    return "" if unit in ("1", "") else f" ({unit})"
