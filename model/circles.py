"""Circles: those who are at home in one class of the week, and what becomes of them when it moves."""

import numpy as np

from agents.compiled import rule
from agents.rules.memory import habit_after_visit, habit_now, roots_after_another
from model.population import Ints, Keys, People
from model.scenario.design import SLOTS, WEEKDAYS, Session

_DAYS, _SLOTS = 7, 3
_RUNGS = 4.0


@rule
def circle_of(kind: int, weekday: int, slot: int) -> int:
    """Number of a session of the week: kind × 21 + weekday × 3 + slot."""
    return (kind * _DAYS + weekday) * _SLOTS + slot


@rule
def kind_of(circle: int) -> int:
    """Kind of a session by its number; −1 for none."""
    return circle // (_DAYS * _SLOTS)


@rule
def weekday_of(circle: int) -> int:
    """Weekday of a session by its number, 0 Monday to 6 Sunday."""
    return circle // _SLOTS % _DAYS


@rule
def roots_now(person: np.record, day: int, b: np.record) -> float:
    """How firmly a person is rooted in the circle today, 0–1."""
    return habit_now(person.roots, day - person.rooted_on, b.habit_class_decay)


@rule
def highest_roots(person: np.record) -> float:
    """Upper bound of `roots_now` until the next class: rounded up, so that bounds change on few visits."""
    return np.ceil(person.roots * _RUNGS) / _RUNGS


@rule
def take_root(row: int, circle: int, day: int, people: People, b: np.record) -> None:
    """Let somebody who took part in a class be more at home there, and less in another.

    The class becomes the person's circle where the roots in the old one are weaker than one visit makes them.
    """
    person = people.rows[row]
    highest = highest_roots(person)
    roots = roots_now(person, day, b)
    if circle == person.circle:
        person.roots = habit_after_visit(roots, b.habit_class_gain)
    else:
        person.roots = roots_after_another(roots, b.habit_class_gain)
        if person.roots < b.habit_class_gain:
            person.circle = circle
            person.roots = habit_after_visit(0.0, b.habit_class_gain)
            person.stale = True
    person.rooted_on = day
    if highest_roots(person) > highest:
        person.stale = True


def follow_sessions(
    circles: Ints, before: tuple[Session, ...], now: tuple[Session, ...], kinds: list[str]
) -> np.ndarray:
    """Let circles move with their class when the board gives it another time; gives the rows of those who moved.

    Parameters
    ----------
    circles : array of int, shape (people,)
        Circle of everybody; changed in place.
    before, now : tuple of Session
        The timetable as it was and as it is, session by session.
    kinds : list of str
        Kinds of offer, by index.
    """
    there = np.arange(len(kinds) * _DAYS * _SLOTS + 1)
    there[-1] = -1  # nobody's circle
    taken = [_number(session, kinds) for session in now]
    for old, new, number in zip(before, now, taken, strict=True):
        left = _number(old, kinds)
        if old.kind == new.kind and left not in taken:
            there[left] = number
    followers = np.empty(len(circles), np.int64)
    return followers[: _follow(circles, there, followers)]


@rule
def _follow(circles: Ints, there: Keys, followers: Keys) -> int:
    """Move everybody to where their circle is; writes the rows of those who moved, and gives how many they are."""
    moved = 0
    for row in range(len(circles)):
        if there[circles[row]] != circles[row]:
            circles[row] = there[circles[row]]
            followers[moved] = row
            moved += 1
    return moved


def _number(session: Session, kinds: list[str]) -> int:
    return int(circle_of(kinds.index(session.kind), WEEKDAYS.index(session.day), SLOTS.index(session.slot)))
