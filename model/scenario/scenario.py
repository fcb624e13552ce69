"""Scenario: everything that a run depends on, but the luck."""

from pathlib import Path
from typing import Any, ClassVar

from pydantic import ValidationError, ValidationInfo, field_validator, model_validator

from model.scenario.behaviour import Behaviour
from model.scenario.clock import Clock
from model.scenario.design import Design
from model.scenario.errors import InputError, Problem, nearest
from model.scenario.events import Event
from model.scenario.explain import explain
from model.scenario.parameter import Section, param
from model.scenario.settlement import Settlement
from model.scenario.shipped import load_design, settle
from model.scenario.toml import read, text_of, write


class Scenario(Section):
    """A settlement, a design for its library, how people behave, the clock and what happens.

    Where a settlement or a design is asked for, its name or the path of its file will do:
    ``Scenario(settlement="kentau", design="people-first")``.
    """

    is_root: ClassVar[bool] = True

    name: str = param("scenario", "Name of the scenario", source="choice")
    settlement: Settlement = param(meaning="Where people live: a name, a file, or a table", source="choice")
    design: Design = param(meaning="The hub that opens: a name, a file, or a table", source="choice")
    library: Design = param(
        meaning="The library as it is until the hub opens: a name, a file, or a table; the design's partnership holds",
        factory=lambda: load_design("status-quo"),
        source="choice",
    )
    behaviour: Behaviour = Behaviour()
    clock: Clock = Clock()
    events: tuple[Event, ...] = param((), "What happens on given days", source="choice")

    @field_validator("settlement", mode="before")
    @classmethod
    def _find_settlement(cls, given: Any, info: ValidationInfo) -> Any:
        return settle(Settlement, "settlement", given, _folder(info))

    @field_validator("design", "library", mode="before")
    @classmethod
    def _find_design(cls, given: Any, info: ValidationInfo) -> Any:
        return settle(Design, "design", given, _folder(info))

    @model_validator(mode="after")
    def _offers_are_of_known_kinds(self) -> "Scenario":
        known = self.behaviour.kinds
        problems = [
            Problem("is of no known kind" + nearest(kind, known), f"{part}.offers.{kind}")
            for part, design in (("design", self.design), ("library", self.library))
            for kind in design.offers
            if kind not in known
        ]
        if problems:
            raise InputError(problems)
        return self

    @model_validator(mode="after")
    def _events_fall_into_the_run(self) -> "Scenario":
        problems = [
            Problem(f"must not be before the start, {self.clock.start}", f"events[{number}].date", str(event.date))
            for number, event in enumerate(self.events)
            if event.on(self.clock) < 0
        ]
        openings = [number for number, event in enumerate(self.events) if event.kind == "hub_opens"]
        problems += [
            Problem("the hub opens only once; to shut its doors for a while use closure", f"events[{number}].kind")
            for number in openings[1:]
        ]
        if problems:
            raise InputError(problems)
        return self


def load_scenario(path: str | Path) -> Scenario:
    """Read a scenario from a TOML file.

    Parameters
    ----------
    path : str or Path
        The file. Paths in it count from its folder.

    Raises
    ------
    InputError
        With file, line, field, value and what is allowed, one line for each problem.
    """
    document = read(path)
    try:
        return Scenario.model_validate(document.values, context={"folder": Path(path).parent})
    except ValidationError as error:
        raise explain(error, Scenario, file=document.file, line_of=document.line_of) from None


def dump_scenario(scenario: Scenario, path: str | Path | None = None) -> str:
    """Write a scenario as TOML, with every field; reading it back gives an equal scenario.

    Parameters
    ----------
    scenario : Scenario
        What to write.
    path : str or Path, optional
        File to write; none writes no file.

    Returns
    -------
    str
        The text.
    """
    text = text_of(scenario)
    if path is not None:
        write(path, text)
    return text


def _folder(info: ValidationInfo) -> Path:
    return Path(info.context["folder"]) if info.context else Path()
