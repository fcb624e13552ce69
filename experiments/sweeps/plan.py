"""Plan of a sweep: what stays, what varies, how points are chosen, and what is kept of each run."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import ValidationError, ValidationInfo, field_validator, model_validator

from experiments.goals import known_measure
from model.measures import CATALOGUE
from model.scenario import Design, InputError, Scenario, Settlement, load_scenario, with_levers
from model.scenario.errors import Problem, nearest, written
from model.scenario.explain import explain
from model.scenario.flat import check_each_once
from model.scenario.parameter import Section, param
from model.scenario.shipped import settle
from model.scenario.toml import read

type Value = bool | int | float | str
"""A value of a parameter, as a table can hold it."""

_PARTS = ("settlement", "design", "library")
_RANGE = ("low", "high", "steps")


class Plan(Section):
    """A sweep: every point is run once for each replicate.

    ``Plan(scenario={"settlement": "aul", "design": "people-first"}, vary={"cafe_price": [300, 600, 900]})`` says the
    same as a file with a table ``[scenario]`` and a table ``[vary]``.
    """

    is_root: ClassVar[bool] = True

    name: str = param("sweep", "Name of the plan", source="choice")
    scenario: Scenario = param(meaning="What stays the same: a file or a table", source="choice")
    vary: dict[str, Any] = param(
        meaning="By flat or dotted name: a list of values, or low and high (and, for a grid, steps)", source="choice"
    )
    method: Literal["grid", "random", "latin-hypercube", "sobol"] = param(
        "grid", "How points are chosen", source="choice"
    )
    points: int = param(0, "Points to draw; a grid has as many as it has", source="choice", ge=0, le=10_000_000)
    crossed: tuple[str, ...] = param(
        (), "Parameters of which every point of the sample takes every value, such as design", source="choice"
    )
    constraints: tuple[str, ...] = param(
        (), "Relations that every point must meet, such as cafe_price <= toys_price", source="choice"
    )
    replicates: int = param(1, "Runs of each point", source="choice", ge=1, le=1_000_000)
    seed: int = param(1, "First seed, of the luck and of the points", source="choice", ge=0, le=2**62)
    common_luck: bool = param(
        True, "Every point meets the same people and the same luck, replicate by replicate", source="choice"
    )
    measures: tuple[str, ...] = param((), "Measures to keep; all if none is named", source="choice")
    series: tuple[str, ...] = param((), "Measures to keep day by day", source="choice")

    @field_validator("scenario", mode="before")
    @classmethod
    def _find_scenario(cls, given: Any, info: ValidationInfo) -> Any:
        return load_scenario(_folder(info) / given) if isinstance(given, str | Path) else given

    @field_validator("measures", "series")
    @classmethod
    def _measures_are_known(cls, names: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        for name in names:
            known_measure(name, str(info.field_name))
        if len(set(names)) < len(names):
            raise ValueError("names a measure twice")
        return names

    @model_validator(mode="after")
    def _values_are_allowed(self, info: ValidationInfo) -> "Plan":
        if not self.vary:
            raise InputError(Problem("names nothing that varies", "vary"))
        problems = [problem for name, spread in self.vary.items() for problem in self._wrong(name, spread, info)]
        if self.method == "grid" and self.points:
            problems.append(Problem("a grid has the points that its values make; leave it out", "points"))
        if self.method != "grid" and not self.points:
            problems.append(Problem(f"is required: how many points a {self.method} sample has", "points"))
        problems += self._wrongly_crossed()
        try:
            check_each_once(self.scenario, self.vary)
        except InputError as error:
            problems.append(Problem(str(error), "vary"))
        if problems:
            raise InputError(problems)
        return self

    @property
    def kept(self) -> tuple[str, ...]:
        """Measures that are kept as one number a run."""
        return self.measures or tuple(CATALOGUE)

    def parts(self, folder: Path = Path()) -> dict[tuple[str, Value], Settlement | Design]:
        """Load the settlements and designs that are varied by name or file, each once."""
        return {
            (name, value): _part(name, value, folder)
            for name, spread in self.vary.items()
            if name in _PARTS and isinstance(spread, list | tuple)
            for value in spread
        }

    def _wrongly_crossed(self) -> Iterator[Problem]:
        if self.crossed and self.method == "grid":
            yield Problem("a grid crosses everything; leave it out", "crossed")
            return
        for name in self.crossed:
            if name not in self.vary:
                yield Problem("does not vary" + nearest(name, self.vary), "crossed", written(name))
            elif not isinstance(self.vary[name], list | tuple):
                yield Problem("is a range; only a list can be crossed", "crossed", written(name))
        if len(self.crossed) == len(self.vary):
            yield Problem('leaves nothing to sample; use method = "grid"', "crossed")

    def _wrong(self, name: str, spread: Any, info: ValidationInfo) -> Iterator[Problem]:
        field = f"vary.{name}"
        if isinstance(spread, list | tuple):
            values = list(spread)
            if not values or not all(isinstance(value, bool | int | float | str) for value in values):
                yield Problem("must be a list of numbers, texts or switches", field, written(spread))
                return
            if len(set(values)) < len(values):
                yield Problem("lists a value twice", field, written(spread))
        elif isinstance(spread, Mapping):
            unknown = [key for key in spread if key not in _RANGE]
            if unknown:
                yield Problem("unknown" + nearest(unknown[0], _RANGE), f"{field}.{unknown[0]}")
                return
            wrong = self._wrong_range(spread)
            if wrong:
                yield Problem(wrong, field)
                return
            values = [spread["low"], spread["high"]]
        else:
            yield Problem("must be a list of values, or a table with low and high", field, written(spread))
            return
        for value in values:
            yield from self._turned_down(name, value, field, _folder(info))

    def _wrong_range(self, spread: Mapping[str, Any]) -> str:
        low, high, steps = (spread.get(key) for key in _RANGE)
        if not all(isinstance(end, int | float) and not isinstance(end, bool) for end in (low, high)):
            return "needs numbers for low and high"
        if not low < high:  # type: ignore[operator]
            return f"low = {low} must be below high = {high}"
        if self.method == "grid" and (not isinstance(steps, int) or isinstance(steps, bool) or steps < 2):
            return "needs steps, at least 2, to be laid on a grid"
        if self.method != "grid" and steps is not None:
            return f"steps are for a grid, not for a {self.method} sample"
        return ""

    def _turned_down(self, name: str, value: Value, field: str, folder: Path) -> Iterator[Problem]:
        try:
            with_levers(self.scenario, {name: _part(name, value, folder) if name in _PARTS else value})
        except InputError as error:
            for problem in error.problems:
                yield Problem(problem.message, field, problem.value or written(value))


def load_plan(path: str | Path) -> Plan:
    """Read a plan from a TOML file.

    Raises
    ------
    InputError
        With file, line, field, value and what is allowed, one line for each problem.
    """
    document = read(path)
    try:
        return Plan.model_validate(document.values, context={"folder": Path(path).parent})
    except ValidationError as error:
        raise explain(error, Plan, file=document.file, line_of=document.line_of) from None


def _part(name: str, value: Value, folder: Path) -> Settlement | Design:
    """Load a settlement or a design by its name or file."""
    if name == "settlement":
        return settle(Settlement, name, value, folder)
    return settle(Design, name, value, folder)


def _folder(info: ValidationInfo) -> Path:
    return Path(info.context["folder"]) if info.context else Path()
