"""The schema looked at from outside: which fields there are, and what a place in the input stands for."""

from collections.abc import Iterator, Mapping, Sequence
from inspect import isclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeAliasType, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

type Place = tuple[str | int, ...]
"""Path from the top of an input to a value: names of tables and keys, numbers of list entries."""


class Spot(NamedTuple):
    """What stands at a place of the schema."""

    path: Place
    """The place as the user sees it, without pydantic's own marks."""
    field: FieldInfo | None
    """Declaration of the field there, or of the nearest field above."""
    kind: Any
    """Its type, without aliases, annotations and ``| None``."""


def bare(kind: Any) -> Any:
    """Strip a type of aliases, ``Annotated`` and ``| None``."""
    while True:
        if isinstance(kind, TypeAliasType):
            kind = kind.__value__
        elif get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif get_origin(kind) in (Union, UnionType):
            members = [member for member in get_args(kind) if member is not NoneType]
            if len(members) != 1:
                return Union[tuple(members)]  # noqa: UP007 - built at run time
            kind = members[0]
        else:
            return kind


def section(kind: Any) -> type[BaseModel] | None:
    """Give the section class that a type is, or None."""
    kind = bare(kind)
    return kind if isclass(kind) and issubclass(kind, BaseModel) else None


def variants(kind: Any) -> dict[str, type[BaseModel]]:
    """Give the members of a union of sections by the value of their ``kind`` field; empty for other types."""
    kind = bare(kind)
    if get_origin(kind) not in (Union, UnionType):
        return {}
    members = [section(member) for member in get_args(kind)]
    return {
        str(get_args(bare(member.model_fields["kind"].annotation))[0]): member
        for member in members
        if member is not None and "kind" in member.model_fields
    }


def entries(kind: Any) -> Any:
    """Give the type of the values of a mapping or of the items of a sequence, or None."""
    kind = bare(kind)
    origin = get_origin(kind)
    if isclass(origin) and issubclass(origin, Mapping):
        return get_args(kind)[1]
    if isclass(origin) and issubclass(origin, Sequence):
        return get_args(kind)[0]
    return None


def locate(root: Any, place: Place) -> Spot:
    """Find what stands at a place of the schema.

    Parameters
    ----------
    root : type
        Section class from which the place counts.
    place : tuple of str and int
        The place, as pydantic reports it.
    """
    kind, field, path = bare(root), None, []
    for step in place:
        if step == "[key]":
            continue
        members = variants(kind)
        if members and step in members:
            kind = members[str(step)]
            continue
        here = section(kind)
        path.append(step)
        if here is not None:
            field = here.model_fields.get(str(step))
            kind = bare(field.annotation) if field is not None else None
        else:
            kind = bare(entries(kind))
    return Spot(tuple(path), field, kind)


def dotted(path: Place) -> str:
    """Write a place with dots: ``events[0].share``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def allowed(kind: Any) -> tuple[str, ...]:
    """Give the words that a field admits, if it admits only some."""
    kind = bare(kind)
    return tuple(str(word) for word in get_args(kind)) if get_origin(kind) is Literal else ()


def declared(root: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], FieldInfo]]:
    """Walk over all fields of the schema that hold values, in order of declaration.

    Entries of a mapping of sections stand under ``<kind>``, those of a list of sections under ``[]``, the members of a
    union under the word that tells them apart.

    Yields
    ------
    path : tuple of str
        Names from the root to the field.
    field : FieldInfo
        Its declaration.
    """
    for name, field in root.model_fields.items():
        below = section(field.annotation)
        inner = entries(field.annotation)
        if below is not None:
            yield from declared(below, (*path, name))
        elif variants(inner):
            for word, member in variants(inner).items():
                yield from declared(member, (*path, name, word))
        elif (each := section(inner)) is not None:
            yield from declared(each, (*path, name, "<kind>" if _is_mapping(field) else "[]"))
        else:
            yield (*path, name), field


def _is_mapping(field: FieldInfo) -> bool:
    origin = get_origin(bare(field.annotation))
    return isclass(origin) and issubclass(origin, Mapping)
