"""The programme board: what people wish for, how much of it the programme holds, and what a board changes."""

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from agents.compiled import rule
from agents.rules.board import moves_due, price_after_survey, voice
from model.population import Floats, Ints, Keys
from model.rows import Table
from model.scenario.design import SLOTS, WEEKDAYS, Design, Governance, Offer, Session
from model.scenario.kinds import Kind
from model.survey import Questionnaire

_KINDS, _TIMES, _HOSTS = range(3)
_QUESTIONS = 3
_WEEKEND = ("Sat", "Sun")
_WORKDAYS = tuple(day for day in WEEKDAYS if day not in _WEEKEND)


class Verdict(NamedTuple):
    """How far a programme is what people wish for, on the day of a survey; shares from 0 to 1."""

    day: int
    """Day of the run."""
    people_first: float
    """People-first index: share of the answers that the programme holds; NaN without answers or classes."""
    fit: float
    """The same of everybody who was asked, answer or not, each with one voice."""
    answers: int
    """Answers that came back."""


class Programme:
    """The sessions of a week as counts by class, by time and by teacher.

    Times are told apart as parts of the day on working days, then at weekends. A session taught in turn counts for
    every association alike.
    """

    def __init__(self, sessions: tuple[Session, ...], design: Design, classes: list[str], teachers: list[str]) -> None:
        self.sessions = list(sessions)
        self._design = design
        self._classes = classes
        self._teachers = teachers
        times, hosts = len(classes), len(classes) + 2 * len(SLOTS)
        self._parts = slice(times), slice(times, hosts), slice(hosts, hosts + len(teachers))
        self._table = np.array([self._row(session) for session in sessions])

    def table(self, question: int) -> Floats:
        """What each session is in answers to a question; sessions × answers."""
        return self._table[:, self._parts[question]]

    def offered(self, question: int) -> Floats:
        """Sessions by answer to a question."""
        counts: Floats = self.table(question).sum(axis=0)
        return counts

    def shares(self) -> list[Floats]:
        """Shares of the sessions by answer to each question."""
        return [_shares(self.offered(question)) for question in range(_QUESTIONS)]

    def change(self, index: int, session: Session) -> None:
        """Put a session in the place of another."""
        self.sessions[index] = session
        self._table[index] = self._row(session)

    def of(self, session: Session, question: int) -> list[float]:
        """What one session is, in answers to a question."""
        return self._row(session)[self._parts[question]]

    def _row(self, session: Session) -> list[float]:
        """What one session is, in answers to one question after the other."""
        _, times, hosts = self._parts
        row = [0.0] * hosts.stop
        row[self._classes.index(session.kind)] = 1.0
        late = len(SLOTS) if session.day in _WEEKEND else 0
        row[times.start + late + SLOTS.index(session.slot)] = 1.0
        host = session.host or self._design.offers[session.kind].host
        if host in self._teachers:
            row[hosts.start + self._teachers.index(host)] = 1.0
        elif host == "in turn" and self._teachers:
            row[hosts] = [1.0 / len(self._teachers)] * len(self._teachers)
        return row


class Board:
    """Reads a survey every month, and under people-first governance moves the programme towards the answers.

    Parameters
    ----------
    design : Design
        The design with which the hub opens; its sessions are the board's budget, its rooms and prices the frame.
    kinds : mapping of str to Kind
        Kinds of offer.
    associations : dict of int to str
        Number and name of the cultures whose associations can teach.

    Attributes
    ----------
    verdict : Verdict
        On the last survey.
    """

    def __init__(self, design: Design, kinds: Mapping[str, Kind], associations: dict[int, str]) -> None:
        self.design = design
        self.terms: Governance = design.governance
        self.verdict = Verdict(0, math.nan, math.nan, 0)
        self._classes = [name for name in design.offers if kinds[name].role == "class"]
        self._kinds = np.array([list(kinds).index(name) for name in self._classes], np.int32)
        self._teachers = list(associations.values())
        # By culture; the last entry stands for nobody, −1.
        self._teacher_of = np.full(max(associations, default=-1) + 2, -1)
        self._teacher_of[list(associations)] = range(len(associations))
        self._left = [0.0] * _QUESTIONS
        self._left_hours: dict[str, float] = {}

    def questionnaire(self, design: Design) -> Questionnaire:
        """The classes that are asked about, at the prices of a design."""
        offers = [design.offers[name] for name in self._classes]
        return Questionnaire(
            self._kinds,
            np.array([offer.host != "none" for offer in offers], np.int32),
            np.array([offer.price for offer in offers], np.float64),
        )

    def meet(
        self, day: int, design: Design, sessions: tuple[Session, ...], wishes: Table, underserved: Floats
    ) -> Design:
        """Read a survey and give the design of the next month.

        Parameters
        ----------
        day : int
            Day of the run.
        design : Design
            Of the month before.
        sessions : tuple of Session
            Its timetable as it was laid out.
        wishes : table of Wish
            Of all who were asked.
        underserved : array of float, shape (asked,)
            Share of each person's groups that come less often than people do on average.

        Returns
        -------
        Design
            The same object where nothing changes.
        """
        back = wishes["answers"]
        answers = wishes[back]
        if not len(answers) or not sessions:
            self.verdict = Verdict(day, math.nan, math.nan, len(answers))
            return design
        programme = Programme(sessions, design, self._classes, self._teachers)
        weights = np.array([voice(share, self.terms.equity) for share in underserved[back].tolist()])
        wished, everybody = self._wished(answers, weights), self._wished(wishes, np.ones(len(wishes)))
        offered = programme.shares()
        self.verdict = Verdict(day, agreement(wished, offered), agreement(everybody, offered), len(answers))
        if self.terms.board == "top-down" or self.terms.learning_rate == 0.0:
            return design
        self._move_sessions(wished, programme)
        moved, offers = tuple(programme.sessions), self._prices(answers, weights, design)
        offers |= self._hours(wished[_TIMES], design)
        if moved == sessions and not offers:
            return design
        return design.model_copy(update={"timetable": moved, "offers": design.offers | offers})

    def _wished(self, wishes: Table, weights: Floats) -> list[Floats]:
        """Weighted shares of the answers to each question; of teachers, among those who wish for one."""
        counts = [np.zeros(size) for size in (len(self._classes), 2 * len(SLOTS), len(self._teachers) + 1)]
        count_wishes(wishes, weights, self._teacher_of, *counts)
        # The last one stands for nobody.
        counts[_HOSTS] = counts[_HOSTS][:-1]
        return [_shares(each) for each in counts]

    def _move_sessions(self, wished: list[Floats], programme: Programme) -> None:
        """Move as many sessions as are due, one property at a time, each from the fullest answer to the emptiest."""
        for question in range(_QUESTIONS):
            offered = programme.offered(question)
            gap = wished[question] * offered.sum() - offered
            lacking = float(gap[gap > 0.0].sum())
            due, self._left[question] = moves_due(self.terms.learning_rate, lacking, self._left[question])
            for _ in range(due):
                if not self._move_one(question, wished[question], programme):
                    break

    def _move_one(self, question: int, wished: Floats, programme: Programme) -> bool:
        """Change the session that brings the programme nearest to the answers; False if none does within the limits."""
        offered = programme.offered(question)
        target = wished * offered.sum()
        beyond = offered - target
        emptiest_first = np.argsort(beyond, kind="stable")
        away = float(np.abs(beyond).sum())
        without = offered - programme.table(question) - target
        as_any = without[:, None, :] + np.eye(len(target))  # sessions × the answer that one becomes × answers
        nearer = (away - np.abs(as_any).sum(axis=2))[:, emptiest_first].ravel()
        for place in np.argsort(-nearer, kind="stable").tolist():
            if nearer[place] <= 1e-9:  # no nearer, but for what rounding may make of it
                break
            index, rank = divmod(place, len(target))
            changed = self._changed(index, question, int(emptiest_first[rank]), programme)
            if changed is not None:
                programme.change(index, changed)
                return True
        return False

    def _changed(self, index: int, question: int, answer: int, programme: Programme) -> Session | None:
        """Give a session another class, time or teacher, if rooms and teachers allow it."""
        session = programme.sessions[index]
        if question == _KINDS:
            kind = self._classes[answer]
            if sum(each.kind == session.kind for each in programme.sessions) <= self.terms.least_of_each:
                return None
            host = session.host if self.design.offers[kind].host != "none" else None
            changed = Session(kind=kind, day=session.day, slot=session.slot, host=host)
            before = programme.offered(_HOSTS)
            after = before - programme.table(_HOSTS)[index] + programme.of(changed, _HOSTS)
            return changed if (after <= np.maximum(before, self.terms.instructors)).all() else None
        if question == _TIMES:
            return self._at(session, answer, programme)
        if self.design.offers[session.kind].host == "none":
            return None
        teaching = float(programme.offered(_HOSTS)[answer] - programme.table(_HOSTS)[index, answer])
        if teaching + 1.0 > self.terms.instructors:
            return None
        return Session(kind=session.kind, day=session.day, slot=session.slot, host=self._teachers[answer])

    def _at(self, session: Session, answer: int, programme: Programme) -> Session | None:
        """Put a session to a part of the day, on the day with the fewest sessions that has a room; None without one."""
        slot = SLOTS[answer % len(SLOTS)]
        taken: list[tuple[str, str]] = [(each.day, each.slot) for each in programme.sessions if each is not session]
        held_on: list[str] = [day for day, _ in taken]
        for day in sorted(_WORKDAYS if answer < len(SLOTS) else _WEEKEND, key=held_on.count):
            if taken.count((day, slot)) < self.design.rooms * self.design.houses:
                return Session(kind=session.kind, day=day, slot=slot, host=session.host)  # type: ignore[arg-type]
        return None

    def _prices(self, answers: Table, weights: Floats, design: Design) -> dict[str, Offer]:
        """Lower the price of what too many call too dear."""
        changed: dict[str, Offer] = {}
        called, voices = answers["dear"], weights.sum()
        for index, name in enumerate(self._classes):
            offer, lowest = design.offers[name], self.terms.price_lowest * self.design.offers[name].price
            # What costs the least that it may becomes no cheaper, whatever it is called.
            dear = float(weights[called & 1 << index > 0].sum() / voices) if offer.price > lowest else 0.0
            price = price_after_survey(offer.price, dear, self.terms.dear_borne, self.terms.learning_rate, lowest)
            if round(price) != round(offer.price):
                changed[name] = offer.model_copy(update={"price": float(round(price))})
        return changed

    def _hours(self, times: Floats, design: Design) -> dict[str, Offer]:
        """Move the hours of what is open to all comers towards the parts of the day that people wish for."""
        wished = times.reshape(2, len(SLOTS)).sum(axis=0).tolist()
        changed: dict[str, Offer] = {}
        for name, offer in design.offers.items():
            if name in self._classes:
                continue
            opened = [part for part, slot in enumerate(SLOTS) if slot in offer.slots]
            shut = [part for part in range(len(SLOTS)) if part not in opened]
            if not opened or not shut:
                continue
            gain, loss = max(shut, key=wished.__getitem__), min(opened, key=wished.__getitem__)
            if wished[gain] - wished[loss] <= self.terms.hours_margin:
                continue
            due, self._left_hours[name] = moves_due(self.terms.learning_rate, 1.0, self._left_hours.get(name, 0.0))
            if due:
                opened[opened.index(loss)] = gain
                slots = tuple(SLOTS[part] for part in sorted(opened))
                changed[name] = offer.model_copy(update={"slots": slots})
        return changed


def agreement(wished: list[Floats], offered: list[Floats]) -> float:
    """Share of wishes that a programme holds: Σ min(wished share, offered share), the mean over what, when and by whom.

    1 where sessions are spread as wishes are, 0 where nothing that is wished for is offered. Questions without an
    answer or an offer are left out.
    """
    held, asked = 0.0, 0
    for wish, offer in zip(wished, offered, strict=True):
        if any(wish) and any(offer):
            held += float(np.minimum(wish, offer).sum())
            asked += 1
    return held / asked if asked else math.nan


def underserved(rows: Ints, cells: Ints, visits: Ints, groups: int) -> Floats:
    """Share of each person's groups that have come less often a head than people have on average.

    Parameters
    ----------
    rows : array of int, shape (n,)
        Rows of the persons.
    cells : array of int, shape (people, groupings)
        Number of each person's group in each grouping.
    visits : array of int, shape (people,)
        Visits since the start of the run.
    groups : int
        Groups of all groupings.

    Returns
    -------
    array of float, shape (n,)
    """
    people, came = np.zeros((2, groups), np.int64)
    behind = np.empty(len(rows))
    share_behind(rows, cells, count_groups(cells, visits, people, came) / len(visits), people, came, behind)
    return behind


@rule
def count_groups(cells: Ints, visits: Ints, people: Keys, came: Keys) -> int:
    """Count people and visits by group; gives all visits.

    Parameters
    ----------
    people, came : arrays of int, shape (groups,)
        Added to.
    """
    total = 0
    for row in range(len(cells)):
        times = visits[row]
        total += times
        for d in range(cells.shape[1]):
            cell = cells[row, d]
            people[cell] += 1
            came[cell] += times
    return total


@rule
def share_behind(rows: Ints, cells: Ints, mean: float, people: Keys, came: Keys, behind: Floats) -> None:
    """Write the share of each person's groups that have come less often than the mean, in visits a head.

    Parameters
    ----------
    people, came : arrays of int, shape (groups,)
        People and visits by group.
    behind : array of float, shape (n,)
        Written.
    """
    for place in range(len(rows)):
        less = 0
        for cell in cells[rows[place]]:
            less += came[cell] < people[cell] * mean
        behind[place] = less / cells.shape[1]


@rule
def count_wishes(
    wishes: Table, weights: Floats, teacher_of: Ints, kinds: Floats, times: Floats, teachers: Floats
) -> None:
    """Add the weights of those who wish, by class, by time and by teacher; the last teacher stands for nobody."""
    for place in range(len(wishes)):
        wish, weight = wishes[place], weights[place]
        kinds[wish["kind"]] += weight
        times[wish["slot"] + (len(SLOTS) if wish["weekday"] >= len(_WORKDAYS) else 0)] += weight
        teachers[teacher_of[wish["host"]]] += weight


def _shares(counts: Floats) -> Floats:
    """Counts as shares of their sum; all 0 where nothing was counted."""
    return counts / (counts.sum() or 1.0)
