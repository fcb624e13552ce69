"""Flat names: every parameter as one keyword, for sweeps, `mesa.batch_run` and sliders.

A parameter has a dotted name, ``design.offers.cafe.price``, and a flat one: the last two parts, ``cafe_price``. Fields
right under settlement, clock and design are called by the field alone: ``population``, ``start``, ``rooms``. Those of
the library say so: ``library_cafe_price``. Where one flat name would stand for two parameters, both need the longer
one, all parts: ``settlement_name`` and ``design_name``. Dotted names may leave out ``offers`` and ``kinds``.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from model.scenario.design import Design, Offer
from model.scenario.errors import InputError, Problem, nearest, written
from model.scenario.explain import explain
from model.scenario.scenario import Scenario
from model.scenario.shipped import SET_BY_USER
from model.scenario.timetable import in_step

PROGRAM_MIX = "program_mix"
"""Special flat name: sessions a week by kind of class; classes that are not named get none."""

_CONTAINERS = ("offers", "kinds")
_CALLED_BY_FIELD = ("settlement", "clock", "design")

# Events come with the single values: whether they fall into the run, its length decides.
_PARTS = tuple(name for name in Scenario.model_fields if name not in ("name", "events"))

type Path = tuple[str, ...]


def with_levers(scenario: Scenario, levers: Mapping[str, Any]) -> Scenario:
    """Make a scenario that differs in some parameters.

    Parameters
    ----------
    scenario : Scenario
        What to start from; stays as it is.
    levers : mapping of str to Any
        Values by flat or dotted name: ``{"cafe_price": 600, "behaviour.reading.spillover": 0}``. Whole parts may be
        given too (``design="people-first"``), and ``program_mix={"dance": 2}``; parts come first, then the mix, then
        single values.

    Returns
    -------
    Scenario
        The new scenario, checked.

    Raises
    ------
    InputError
        For an unknown name, with the nearest right one, or a value that is not allowed.
    """
    singles = dict(levers)
    parts = {name: singles.pop(name) for name in levers if name in _PARTS}
    if parts:
        scenario = _checked({name: getattr(scenario, name) for name in Scenario.model_fields} | parts)
    mixed = PROGRAM_MIX in singles
    if mixed:
        scenario = _mixed(scenario, singles.pop(PROGRAM_MIX))
    if not singles and not mixed:
        return scenario
    changed = scenario.model_dump()
    names = _Names(scenario)
    paths = dict(zip(_each_once(singles, names), singles.values(), strict=True))
    if ("settlement", "population") in paths and scenario.settlement.residents:
        what = f"the people are those of {scenario.settlement.residents}; population cannot be set beside a table"
        raise InputError(Problem(what, "settlement.population", str(paths["settlement", "population"])))
    for path, value in paths.items():
        value = value.item() if hasattr(value, "item") and not hasattr(value, "__len__") else value
        _put(changed, path, value)
        if path[0] == "settlement" and value != getattr(scenario.settlement, path[1]):
            changed["settlement"]["field_sources"][path[1]] = SET_BY_USER
    for part in ("design", "library"):
        per_week = {path[2] for path in paths if path[0] == part and path[-1] == "per_week"}
        changed[part] = in_step(changed[part], (part, "timetable") in paths, per_week)
    return _checked(changed, {"sessions": PROGRAM_MIX} if mixed else None)


def check_each_once(scenario: Scenario, levers: Iterable[str]) -> None:
    """Check that no two names mean the same parameter of a scenario; unknown names are told where they are set.

    Raises
    ------
    InputError
        Two do.
    """
    names = _Names(scenario)
    _each_once([name for name in levers if names.knows(name)], names)


def _each_once(levers: Iterable[str], names: "_Names") -> list[Path]:
    """Find the paths of some names, no two of which may mean the same parameter."""
    called: dict[Path, str] = {}
    for name in levers:
        path = names.find(name)
        if path in called:
            raise InputError(f'"{called[path]}" and "{name}" are the same parameter; give it once')
        called[path] = name
    return list(called)


def flat_values(scenario: Scenario) -> dict[str, Any]:
    """Give every parameter of a scenario by its flat name.

    Returns
    -------
    dict
        Flat name, which `with_levers` takes, to value.
    """
    names = _Names(scenario)
    return {names.shortest(path): value for path, value in leaves(scenario)}


def leaves(section: BaseModel, above: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Walk over all values of a section, through the sections and mappings of sections below it.

    Yields
    ------
    path : tuple of str
        Names from the top to the value.
    value : Any
        The value.
    """
    for name in type(section).model_fields:
        value = getattr(section, name)
        if isinstance(value, BaseModel):
            yield from leaves(value, (*above, name))
        elif name in _CONTAINERS and isinstance(value, Mapping):
            for key, entry in value.items():
                yield from leaves(entry, (*above, name, key))
        else:
            yield (*above, name), value


def short_name(path: Path) -> str:
    """Give the flat name of a parameter: its last two parts, or the field alone right under a part of the scenario."""
    if len(path) == 2 and path[0] in _CALLED_BY_FIELD:
        return path[1]
    short = "_".join(path[-2:])
    return f"library_{short}" if path[0] == "library" and len(path) > 2 else short


def long_name(path: Path) -> str:
    """Give the longer flat name of a parameter: all its parts."""
    return "_".join(part for part in path if part not in _CONTAINERS)


class _Names:
    """The names by which the parameters of one scenario can be called."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._dotted: dict[str, Path] = {}
        self._long: dict[str, Path] = {}
        self._short: dict[str, list[Path]] = {}
        for path, _ in leaves(scenario):
            self._dotted[".".join(path)] = path
            self._dotted.setdefault(".".join(part for part in path if part not in _CONTAINERS), path)
            self._long.setdefault(long_name(path), path)
            self._short.setdefault(short_name(path), []).append(path)

    def knows(self, name: str) -> bool:
        """Whether a name is that of one parameter."""
        return name in self._dotted or name in self._long or len(self._short.get(name, [])) == 1

    def find(self, name: str) -> Path:
        for names in (self._dotted, self._long):
            if name in names:
                return names[name]
        paths = self._short.get(name, [])
        if len(paths) == 1:
            return paths[0]
        if paths:
            longer = ", ".join(long_name(path) for path in paths)
            raise InputError(f'parameter "{name}" stands for several: use one of {longer}')
        known = self._dotted if "." in name else [*self._short, PROGRAM_MIX, *self._long]
        hint = nearest(name, known)
        hint = hint if "did you mean" in hint else "; `shanyraq params` lists all"
        self._refuse_what_is_not_offered(name)
        raise InputError(f'unknown parameter "{name}"{hint}')

    def _refuse_what_is_not_offered(self, name: str) -> None:
        """Say so where a name is that of an offer that the design does not have."""
        for part, design in (("design", self._scenario.design), ("library", self._scenario.library)):
            for kind in self._scenario.behaviour.kinds:
                for field in Offer.model_fields:
                    path = (part, "offers", kind, field)
                    if name in (".".join(path), ".".join((part, kind, field)), long_name(path), short_name(path)):
                        raise InputError(f'parameter "{name}": the design "{design.name}" offers no {kind}')

    def shortest(self, path: Path) -> str:
        short = short_name(path)
        unique = len(self._short[short]) == 1 and self.find(short) == path
        return short if unique else long_name(path)


def _mixed(scenario: Scenario, mix: Any) -> Scenario:
    kinds = scenario.behaviour.kinds
    classes = [kind for kind in kinds if kinds[kind].role == "class"]
    if not isinstance(mix, Mapping):
        raise InputError(Problem("must be a table of sessions a week by kind", PROGRAM_MIX, written(mix)))
    for kind in mix:
        if kind not in classes:
            what = "is not on the timetable" if kind in kinds else "is of no known kind"
            raise InputError(Problem(what + nearest(str(kind), classes), f"{PROGRAM_MIX}.{kind}"))
    design = scenario.design.model_dump()
    for kind in classes:
        if kind in mix:
            design["offers"].setdefault(kind, {})["per_week"] = mix[kind]
        elif kind in design["offers"]:
            design["offers"][kind]["per_week"] = 0
    design["timetable"] = ()  # a written timetable would overrule the sessions a week
    try:
        return scenario.model_copy(update={"design": Design.model_validate(design)})
    except ValidationError as error:
        raise explain(error, Design, above=("design",)) from None


def _put(table: dict[str, Any], path: Path, value: Any) -> None:
    for part in path[:-1]:
        table = table[part]
    table[path[-1]] = value


def _checked(fields: dict[str, Any], context: dict[str, Any] | None = None) -> Scenario:
    try:
        return Scenario.model_validate(fields, context=context)
    except ValidationError as error:
        raise explain(error, Scenario) from None
