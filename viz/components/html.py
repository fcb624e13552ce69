"""HTML from templates: whatever is filled in is escaped."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_ROOT = Path(__file__).parents[1]


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader([_ROOT / "pages", _ROOT / "components"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["short"] = _short
    return made


def page(template: str, **values: Any) -> str:
    """Fill a template of a page or a component."""
    return Markup(_templates().get_template(template).render(**values))


def _short(value: Any) -> Any:
    """Write a number without needless digits, as an input of a form takes it."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return str(int(value)) if value == int(value) else f"{value:.10g}"
