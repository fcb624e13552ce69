"""Settlements and designs that ship, found by name, and the user's own, found by path."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

import data
from model.scenario.census import FEWEST
from model.scenario.design import Design
from model.scenario.errors import InputError, Problem, nearest, written
from model.scenario.explain import explain, place_of
from model.scenario.settlement import Settlement
from model.scenario.timetable import in_step
from model.scenario.toml import read

SHIPPED = Path(data.__file__).parent
"""Folder of what ships."""

SET_BY_USER = "set by the user"
"""Source of a settlement's figure that a scenario changes."""

_FILES = ("dwellings", "residents")
_ASKED_OF_SCENARIOS = {"settlement", "design"}


def list_settlements() -> list[str]:
    """List the names of the settlements that ship, in order of the alphabet."""
    return _names("settlements")


def list_designs() -> list[str]:
    """List the names of the designs that ship, in order of the alphabet."""
    return _names("designs")


def load_settlement(name: str | Path) -> Settlement:
    """Load a settlement that ships, or one of the user's.

    Parameters
    ----------
    name : str or Path
        Name such as ``kentau``, in any case, or path of a TOML file.

    Raises
    ------
    InputError
        If there is no such settlement or its file is wrong.
    """
    return _load(Settlement, "settlement", name, Path())


def load_design(name: str | Path) -> Design:
    """Load a design that ships, or one of the user's.

    Parameters
    ----------
    name : str or Path
        Name such as ``people-first``, in any case, or path of a TOML file.

    Raises
    ------
    InputError
        If there is no such design or its file is wrong.
    """
    return _load(Design, "design", name, Path())


def settle[S: (Settlement, Design)](
    root: type[S], what: str, given: Any, folder: Path, above: tuple[Path, ...] = ()
) -> Any:
    """Make of a name, a path or a table with ``base`` what the schema can check.

    Parameters
    ----------
    root : type
        `Settlement` or `Design`.
    what : str
        What the user calls it: ``settlement`` or ``design``.
    given : Any
        Name, path, table, or an object of the class.
    folder : Path
        Folder against which relative paths count.
    above : tuple of Path
        Files that rest on what is given; it may not rest on them.

    Returns
    -------
    Any
        An object of the class, or a table of its fields.
    """
    if isinstance(given, str | Path):
        try:
            return _load(root, what, given, folder)
        except InputError as error:
            path = folder / Path(given).expanduser()
            if not path.exists():  # then it is the name that is wrong, where it is written
                nowhere = [replace(each, file="" if each.file == str(path) else each.file) for each in error.problems]
                raise InputError(nowhere) from None
            raise
    if isinstance(given, root):
        return given
    if not isinstance(given, Mapping):
        raise InputError(f"must be the name of a {what}, the path of a TOML file, or a table")
    table = dict(given)
    for field in _FILES:
        if root is Settlement and isinstance(table.get(field), str):
            table[field] = _existing(table[field], field, folder)
    if root is Settlement and isinstance(table.get("residents"), str) and (people := people_in(table["residents"])):
        table["population"] = max(people, FEWEST)
    if "base" not in table:
        return table
    base = table.pop("base")
    if not isinstance(base, str):
        raise InputError(Problem(f"base must be the name of a {what} or the path of its file"))
    below = _load(root, what, base, folder, above).model_dump()
    return _settlement_over(below, table) if root is Settlement else _design_over(below, table)


def at_home(error: InputError, part: str, path: str | Path) -> InputError:
    """Say of problems with a design that only the whole scenario shows where they stand in the design's own file.

    Parameters
    ----------
    error : InputError
        What is wrong with the scenario.
    part : str
        ``design`` or ``library``.
    path : str or Path
        File of that design.
    """
    own = Path(path).expanduser()
    if not own.is_file():
        return error
    document = read(own)
    problems = []
    for problem in error.problems:
        place = place_of(problem.field)
        if place[:1] == (part,) and len(place) > 1 and problem.file != document.file:
            problem = replace(
                problem, file=document.file, line=document.line_of(place[1:]) or document.line_of(("base",))
            )
        problems.append(problem)
    return InputError(problems)


def _names(folder: str) -> list[str]:
    return sorted(path.stem for path in (SHIPPED / folder).glob("*.toml"))


def _load[S: (Settlement, Design)](
    root: type[S], what: str, name: str | Path, folder: Path, above: tuple[Path, ...] = ()
) -> S:
    names = _names(f"{what}s")
    if isinstance(name, str) and not name.endswith(".toml"):
        found = [each for each in names if each.lower() == name.strip().lower()]
        if not found and Path(name).is_dir():
            raise InputError(f'"{name}" is a folder, must be the name of a {what} or the path of a TOML file')
        if not found:
            raise InputError(f'no {what} "{name}" ships{nearest(name, names)} (a file of your own ends in .toml)')
        path = SHIPPED / f"{what}s" / f"{found[0]}.toml"
    else:
        path = folder / Path(name).expanduser()
    if path.resolve() in above:
        raise InputError(f'the base "{name}" rests on itself: {" → ".join(each.name for each in (*above, path))}')
    document = read(path, names)
    if _ASKED_OF_SCENARIOS & document.values.keys():
        raise InputError(Problem(f"is a scenario, no {what}; `--scenario {path}` takes it", file=document.file))
    try:
        return root.model_validate(settle(root, what, document.values, path.parent, (*above, path.resolve())))
    except ValidationError as error:
        raise explain(error, root, above=(what,), file=document.file, line_of=document.line_of) from None
    except InputError as error:
        raise error.placed(file=document.file, line=document.line_of(("base",))) from None


def _existing(path: str, field: str, folder: Path) -> str:
    """Resolve a path against the folder of the file in which it stands."""
    resolved = folder / Path(path).expanduser()
    if resolved.is_dir():
        raise InputError(Problem("is a folder, must be a file", f"settlement.{field}", written(path)))
    if not resolved.is_file():
        raise InputError(Problem(f"no such file: {resolved}", f"settlement.{field}", written(path)))
    return resolved.absolute().as_posix()


def people_in(file: str) -> int:
    """Count the rows of a table of residents; 0 where it cannot be read, which is told when the people are made."""
    try:
        if file.endswith(".parquet"):
            from pyarrow.parquet import read_metadata  # imported late for a quick start

            return int(read_metadata(file).num_rows)
        lines = Path(file).read_text("utf-8-sig").splitlines()
    except (OSError, ValueError):
        return 0
    return max(0, sum(bool(line.strip(",;\t ")) for line in lines) - 1)


def _settlement_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Change figures of a settlement; shares are replaced whole, and sources follow the figures."""
    changed = {field: SET_BY_USER for field in above if field != "field_sources" and above[field] != below.get(field)}
    given = above.get("field_sources", {})
    if not isinstance(given, Mapping):
        return below | above
    return below | above | {"field_sources": below["field_sources"] | changed | given}


def _design_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Change a design; its timetable and its sessions a week stay in step."""
    offers = above.get("offers")
    given = offers.items() if isinstance(offers, Mapping) else ()
    per_week = {kind for kind, offer in given if isinstance(offer, Mapping) and "per_week" in offer}
    return in_step(_over(below, above), "timetable" in above, per_week)


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Lay tables over tables, to any depth."""
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        merged[key] = _over(under, value) if isinstance(under, Mapping) and isinstance(value, Mapping) else value
    return merged
