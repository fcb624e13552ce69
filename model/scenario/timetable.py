"""Timetable: the sessions of a week, laid out from a design."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from model.scenario.behaviour import Kind
from model.scenario.design import Design, Session
from model.scenario.errors import InputError, Problem

_PREFERRED = (
    ("Tue", "evening"),
    ("Thu", "evening"),
    ("Sat", "afternoon"),
    ("Wed", "evening"),
    ("Sun", "afternoon"),
    ("Mon", "evening"),
    ("Fri", "evening"),
    ("Sat", "morning"),
    ("Sun", "morning"),
    ("Mon", "afternoon"),
    ("Wed", "afternoon"),
    ("Fri", "afternoon"),
    ("Tue", "afternoon"),
    ("Thu", "afternoon"),
    ("Sat", "evening"),
    ("Sun", "evening"),
    ("Mon", "morning"),
    ("Tue", "morning"),
    ("Wed", "morning"),
    ("Thu", "morning"),
    ("Fri", "morning"),
)

_MOST = 63


def timetable(design: Design, kinds: Mapping[str, Kind]) -> tuple[Session, ...]:
    """Lay out the sessions of a week.

    A timetable that the design writes out stands. Otherwise the sessions that `per_week` asks for take the preferred
    times in turn (working people's evenings first, then weekends, then the rest), one of each kind after the other, as
    many at a time as there are rooms.

    Parameters
    ----------
    design : Design
    kinds : mapping of str to Kind

    Returns
    -------
    tuple of Session

    Raises
    ------
    InputError
        There are more sessions than rooms × slots, or more than rooms in one slot, or something is on the timetable
        that is no class. Fields are named as seen from the design.
    """
    rooms = design.rooms * design.houses
    sessions = design.timetable or _laid_out(design, kinds, rooms)
    if len(sessions) > rooms * len(_PREFERRED):
        raise InputError(
            Problem(
                f"{len(sessions)} sessions a week do not fit into {rooms} rooms × {len(_PREFERRED)} slots; "
                "lower per_week or raise rooms",
                "rooms",
                str(design.rooms),
            )
        )
    at_once: Counter[tuple[str, str]] = Counter()
    for number, session in enumerate(sessions):
        if kinds[session.kind].role != "class":
            what = "is no class: it is open by days and slots, and has no sessions"
            raise InputError(Problem(what, f"timetable[{number}].kind", f'"{session.kind}"'))
        time = (session.day, session.slot)
        at_once[time] += 1
        if at_once[time] > rooms:
            raise InputError(
                Problem(
                    f"{at_once[time]} sessions on {time[0]} {time[1]}, but only {rooms} rooms", f"timetable[{number}]"
                )
            )
    return sessions


def _laid_out(design: Design, kinds: Mapping[str, Kind], rooms: int) -> tuple[Session, ...]:
    wanted = {name: offer.per_week for name, offer in design.offers.items() if kinds[name].role == "class"}
    queue = [name for turn in range(max(wanted.values(), default=0)) for name in wanted if wanted[name] > turn]
    # What finds no room is told apart by the caller, who counts.
    times = [time for time in _PREFERRED for _ in range(rooms)] or [_PREFERRED[0]]
    return tuple(_session(name, times[place % len(times)]) for place, name in enumerate(queue))


def with_sessions(written: Sequence[Session], wanted: Mapping[str, int], rooms: int) -> tuple[Session, ...]:
    """Give some kinds another number of sessions on a timetable that was written out; all others stay.

    Where a kind gets fewer, its last ones go; where it gets more, they take the preferred times that have a room left.

    Parameters
    ----------
    written : sequence of Session
    wanted : mapping of str to int
        Sessions a week by kind.
    rooms : int
        Sessions that can run at the same time. What finds no room stands at the first of the preferred times, for
        `timetable` to refuse.

    Returns
    -------
    tuple of Session
    """
    kept: list[Session] = []
    count: Counter[str] = Counter()
    for session in written:
        count[session.kind] += 1
        if count[session.kind] <= wanted.get(session.kind, count[session.kind]):
            kept.append(session)
    for kind, number in wanted.items():
        for _ in range(number - count[kind]):
            kept.append(_session(kind, _free_time(kept, rooms)))
    return tuple(kept)


def in_step(design: dict[str, Any], rewritten: bool, changed: Collection[str]) -> dict[str, Any]:
    """Bring a design's written timetable and its sessions a week into step, after the one or the other was changed.

    Parameters
    ----------
    design : dict
        Fields of a design in which something was changed, not yet checked.
    rewritten : bool
        The timetable itself was: the sessions a week that were not changed follow it.
    changed : collection of str
        Kinds of which the sessions a week were: the timetable follows them, unless it was rewritten.

    Returns
    -------
    dict
        The fields, in step where they can be; what is left over is for the schema to refuse.
    """
    offers, sessions = design.get("offers"), design.get("timetable")
    if not sessions or not isinstance(offers, Mapping):
        return design
    if rewritten:
        kept = {
            kind: {field: value for field, value in offer.items() if field != "per_week" or kind in changed}
            if isinstance(offer, Mapping)
            else offer
            for kind, offer in offers.items()
        }
        return design | {"offers": kept}
    wanted = {kind: offers[kind].get("per_week") for kind in changed}
    if not all(type(each) in (int, float) and 0 <= each <= _MOST and each == int(each) for each in wanted.values()):
        return design
    rooms = design.get("rooms", 0), design.get("houses", 1)
    written = [session if isinstance(session, Session) else Session.model_validate(session) for session in sessions]
    free = int(rooms[0]) * int(rooms[1]) if all(type(each) in (int, float) for each in rooms) else 0
    return design | {"timetable": with_sessions(written, {kind: int(each) for kind, each in wanted.items()}, free)}


def _free_time(sessions: Iterable[Session], rooms: int) -> tuple[str, str]:
    taken = [(session.day, session.slot) for session in sessions]
    return next((time for time in _PREFERRED if taken.count(time) < rooms), _PREFERRED[0])  # type: ignore[arg-type]


def _session(kind: str, time: tuple[str, str]) -> Session:
    return Session(kind=kind, day=time[0], slot=time[1])  # type: ignore[arg-type]
