"""What the user is told when an input is wrong: one line for each problem, never a traceback."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with an input.

    Attributes
    ----------
    message : str
        What is allowed, or what to do.
    field : str
        Dotted name of the field; empty if the problem is with the whole input. One that begins with a dot, such as
        ``.loan.months``, stands within the section that was checked.
    value : str
        The value as the user wrote it; empty if there is none.
    file : str
        File it stands in; empty for values given in Python.
    line : int
        Line in that file, from 1; 0 if unknown.
    column : int
        Column in that line, from 1; 0 if unknown.
    """

    message: str
    field: str = ""
    value: str = ""
    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        place = ":".join([self.file, *(str(number) for number in (self.line, self.column) if number)])
        what = f"field {self.field}" if self.field else ""
        if self.value:
            what = f"{what} = {self.value}" if what else self.value
        return ": ".join(part for part in (place, what, self.message) if part)


class InputError(ValueError):
    """The user's input is wrong. Its text says where, what was given and what is allowed.

    Parameters
    ----------
    problems : str, Problem or iterable of Problem
        What is wrong; a plain text stands for a problem without a place.
    """

    problems: tuple[Problem, ...]

    def __init__(self, problems: str | Problem | Iterable[Problem]) -> None:
        if isinstance(problems, str):
            problems = Problem(problems)
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["InputError"], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)

    def placed(self, *, file: str = "", line: int = 0, field: str = "", value: str = "") -> "InputError":
        """Say where the problems stand, for those that do not know yet."""
        return InputError(
            replace(
                problem,
                file=problem.file or file,
                line=problem.line if problem.file else problem.line or line,
                field=problem.field or field,
                value=problem.value or ("" if problem.field else value),
            )
            for problem in self.problems
        )


def nearest(name: str, known: Iterable[str]) -> str:
    """Nearest right name, as the end of a sentence: ``'; did you mean "price"?'``, else the names that there are."""
    names = list(dict.fromkeys(known))
    lowered = {candidate.lower(): candidate for candidate in names}
    close = get_close_matches(name.lower(), lowered, n=1, cutoff=0.6)
    if close:
        return f'; did you mean "{lowered[close[0]]}"?'
    if not names:
        return ""
    some = names if len(names) <= 12 else [*names[:12], "…"]
    return f"; known: {', '.join(some)}"


def plain(number: float) -> str:
    """Write a number without an exponent where it is large, and without needless digits."""
    return f"{number:.0f}" if abs(number) >= 1e6 else f"{number:g}"


def written(value: Any, longest: int = 60) -> str:
    """Show a value as one would write it in TOML, shortened if long; tables and objects show as nothing."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | Path):
        text = json.dumps(str(value), ensure_ascii=False)
    elif isinstance(value, dict | BaseModel):
        return ""
    elif isinstance(value, list | tuple):
        text = "[" + ", ".join(written(item) or "{…}" for item in value) + "]"
    else:
        text = str(value)
    return text if len(text) <= longest else text[: longest - 1] + "…"
