"""Scenario: everything that a run depends on, but the luck."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

from pydantic import ValidationError, ValidationInfo, field_validator, model_validator

from model.scenario import national
from model.scenario.behaviour import Behaviour
from model.scenario.clock import Clock
from model.scenario.design import Design
from model.scenario.errors import InputError, Problem, nearest
from model.scenario.events import Event
from model.scenario.explain import explain, place_of
from model.scenario.parameter import Section, param
from model.scenario.parties import PARTIES_A_DAY, most_parties_a_day
from model.scenario.settlement import Settlement
from model.scenario.shipped import at_home, load_design, settle
from model.scenario.timetable import timetable
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
            Problem("is of no known kind" + _near(kind, known) + _OWN_KIND.format(kind), f"{part}.offers.{kind}")
            for part, design in self._designs()
            for kind in design.offers
            if kind not in known
        ]
        if problems:
            raise InputError(problems)
        return self

    @model_validator(mode="after")
    def _hosts_are_groups(self) -> "Scenario":
        """Ethnic groups and tourists of the settlement, also with a share of 0, and the groups of Kazakhstan."""
        groups = dict.fromkeys((*self.settlement.ethnic_percent, *self.settlement.tourist_groups, *national.ETHNIC))
        hosts = [
            (f"{part}.{place}", host)
            for part, design in self._designs()
            for place, host in (
                *((f"offers.{kind}.host", offer.host) for kind, offer in design.offers.items()),
                *((f"timetable[{number}].host", entry.host) for number, entry in enumerate(design.timetable)),
            )
        ]
        problems = [
            Problem(
                "is no group that lives here, visits or is known" + _near(host, groups) + _OWN_GROUP, place, f'"{host}"'
            )
            for place, host in hosts
            if host is not None and host not in (*groups, "none", "in turn")
        ]
        if problems:
            raise InputError(problems)
        return self

    @property
    def opens(self) -> int:
        """Days before the hub opens: as the event says that opens it, or else as the clock does."""
        by_event = (event.on(self.clock) for event in self.events if event.kind == "hub_opens")
        return next(by_event, self.clock.hub_opens)

    @property
    def opening_month(self) -> str:
        """Month in which the hub opens, such as ``2026-03``."""
        return f"{self.clock.date_of(self.opens):%Y-%m}"

    @property
    def opens_too_late(self) -> bool:
        """Whether the run is over before the hub opens."""
        return self.design.hub and self.opens >= self.clock.days

    def _designs(self) -> tuple[tuple[str, Design], ...]:
        return ("design", self.design), ("library", self.library)

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
        problems += [
            Problem(
                f"must be before the run ends, on day {self.clock.days}",
                f"events[{number}].{'day' if event.date is None else 'date'}",
                str(event.date or event.day),
            )
            for number, event in enumerate(self.events)
            if event.on(self.clock) >= self.clock.days
        ]
        if problems:
            raise InputError(problems)
        return self

    @model_validator(mode="after")
    def _sessions_find_rooms(self, info: ValidationInfo) -> "Scenario":
        asked = (info.context or {}).get("sessions", "rooms")
        problems = _programme("design", self.design, self.behaviour, asked)
        problems += _programme("library", self.library, self.behaviour, "rooms")
        if problems:
            raise InputError(problems)
        return self

    @model_validator(mode="after")
    def _tourists_find_room(self) -> "Scenario":
        most = most_parties_a_day(self.settlement, self.behaviour.tourism)
        if most > PARTIES_A_DAY:
            raise InputError(
                Problem(
                    f"up to {most:,.0f} parties a day would come into question, must be at most {PARTIES_A_DAY}; "
                    "lower it, or considered or pull of behaviour.tourism",
                    "settlement.tourist_parties",
                )
            )
        return self


def _programme(part: str, design: Design, behaviour: Behaviour, asked: str) -> list[Problem]:
    """Find what is wrong with the sessions of a design.

    Parameters
    ----------
    part : str
        ``design`` or ``library``.
    asked : str
        Name of the field that asked for so many sessions; ``rooms`` where it is the design itself.
    """
    try:
        timetable(design, behaviour.kinds)
    except InputError as error:
        (problem,) = error.problems
        if problem.field == "rooms" and asked != "rooms":
            return [replace(problem, field=asked, value="")]
        return [replace(problem, field=f"{part}.{problem.field}")]
    return [
        Problem(
            "must be 0: it is no class, and is open by days and slots",
            f"{part}.offers.{kind}.per_week",
            str(offer.per_week),
        )
        for kind, offer in design.offers.items()
        if offer.per_week and behaviour.kinds[kind].role != "class"
    ]


_OWN_KIND = "; a kind of your own is a table [behaviour.kinds.{}] in the file of the scenario"
_OWN_GROUP = "; a group that nobody there belongs to is declared in settlement.ethnic_percent, with 0"


def _near(name: str, known: Iterable[str]) -> str:
    """Nearest known name, if there is one near."""
    hint = nearest(name, known)
    return hint if "did you mean" in hint else ""


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
        found = explain(error, Scenario, file=document.file, line_of=document.line_of)
        for part in ("design", "library"):
            given = document.values.get(part)
            if isinstance(given, str) and given.endswith(".toml"):
                found = at_home(found, part, Path(path).parent / given)
        raise found from None


def at_its_line(error: InputError, path: str | Path, *, with_design: bool = True) -> InputError:
    """Say of problems that only a run shows where they stand in the scenario's file, as far as they stand there.

    Parameters
    ----------
    error : InputError
        What is wrong.
    path : str or Path
        File of the scenario.
    with_design : bool
        Its own design is meant; else what is wrong with a design stands elsewhere.
    """
    document = read(path)

    def placed(problem: Problem) -> Problem:
        if problem.file or (not with_design and problem.field.startswith("design")):
            return problem
        line = document.line_of(place_of(problem.field))
        return replace(problem, file=document.file, line=line) if line else problem

    return InputError(placed(problem) for problem in error.problems)


def scenario_meant(
    scenario: Scenario | str | Path | None, settlement: str | Settlement | None, design: str | Design | None
) -> Scenario:
    """Find the scenario that is meant: the one that is given, or that of a settlement and a design.

    Parameters
    ----------
    scenario : Scenario, str or Path, optional
        The scenario, or the path of its file.
    settlement, design
        In place of it, themselves or by name: ``aul`` and ``people-first`` where none is given.

    Raises
    ------
    InputError
        Both are given, the scenario is none, or a name is not known.
    """
    if scenario is None:
        named = "aul" if settlement is None else settlement
        return Scenario(settlement=named, design="people-first" if design is None else design)  # type: ignore[arg-type]
    if settlement is not None or design is not None:
        raise InputError("a scenario brings its settlement and design with it: give the one or the others")
    if isinstance(scenario, str | Path):
        return load_scenario(scenario)
    if not isinstance(scenario, Scenario):
        raise InputError(Problem("must be a Scenario, or the path of a TOML file", "scenario", type(scenario).__name__))
    return scenario


def check_design(design: Design, scenario: Scenario) -> None:
    """Check that a design fits into a scenario: its kinds, hosts, rooms and sessions.

    Raises
    ------
    InputError
        Which field, which value, what is allowed.
    """
    Scenario(**dict(scenario) | {"design": design})


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
    return Path((info.context or {}).get("folder", ""))
