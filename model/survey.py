"""The monthly survey: what a sample of the residents wishes for, drawn from what the classes are worth to them."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.compiled import rule
from agents.rules.availability import ALL_DAY, EVENING, free_slots
from agents.rules.board import response_chance
from agents.rules.choice import belonging, price_term
from model.circles import kind_of, roots_now
from model.day.worth import pull_of
from model.hub import CLASS
from model.luck import Stream, draw_words, uniform
from model.population import AGE_OF_DECISION, ROTATING_SHIFT, Floats, Ints, People
from model.rows import Table, bare, row_type, table

_BOARD = int(Stream.BOARD)
_WEEK = 7
_SLOTS = 3


class Wish:
    """What one of those who were asked wishes for."""

    person: np.int32
    """Row of the person."""
    kind: np.int32
    """Index into the classes on the questionnaire."""
    host: np.int32
    """Culture that the person would like to teach it."""
    weekday: np.int32
    """0 Monday to 6 Sunday."""
    slot: np.int32
    """0 morning, 1 afternoon, 2 evening."""
    dear: np.int32
    """Classes that cost too much, as a sum of powers of two by index on the questionnaire."""
    answers: np.bool_
    """Sends the questionnaire back; who does not is counted to see what the survey misses."""


WISH = row_type(Wish)


class Questionnaire(NamedTuple):
    """The classes that are asked about."""

    kinds: Ints
    """Index of each into the scenario's kinds."""
    hosted: Ints
    """1 where associations teach it."""
    prices: Floats
    """Price a person, KZT."""


@rule
def ask(
    key: np.uint64,
    day: int,
    questions: Questionnaire,
    associations: Ints,
    people: People,
    behaviour: Table,
    share: float,
    of_visitors: float,
    of_others: float,
    visitors_only: bool,
    recent: int,
    too_dear: float,
    words: NDArray[np.uint32],
    wishes: Table,
) -> int:
    """Ask a sample of the residents; gives how many were asked.

    A person wishes for the class that is worth most to them, by the association that they like best, and for one of the
    times at which they are free, evenings less likely than others by what an evening costs in utility.

    Parameters
    ----------
    key : uint64
        The seed.
    day : int
        Day of the run.
    associations : array of int
        Cultures that can teach.
    share : float
        Share of the residents who are asked, 0–1.
    of_visitors, of_others, visitors_only
        See `agents.rules.board.response_chance`.
    recent : int
        Days within which one who came counts as a visitor.
    too_dear : float
        Loss of utility by the price above which a class is called too dear.
    words : array of int, shape (3, people)
        Working space: everybody's luck.
    wishes : table of Wish
        Written.
    """
    b = behaviour[0]
    asked = 0
    draw_words(key, _BOARD, people.names, day, words)
    for row in range(len(people.rows)):
        person = people.rows[row]
        if uniform(words[0, row]) >= share or person.age < AGE_OF_DECISION:
            continue
        visitor = day - people.last_visit[row] <= recent
        chance = response_chance(visitor, of_visitors, of_others, visitors_only)
        wish = wishes[asked]
        wish.person = row
        wish.answers = uniform(words[1, row]) < chance
        wish.kind = 0
        wish.host = -1
        wish.dear = 0
        best, own = -math.inf, -1
        home = belonging(True, roots_now(person, day, b), b.choice_circle)
        for k in range(len(questions.kinds)):
            loss = price_term(questions.prices[k], 1, person.income, b.choice_price)
            if loss < -too_dear:
                wish.dear |= 1 << k
            hosts = len(associations) if questions.hosted[k] else 0
            for h in range(max(1, hosts)):
                host = associations[h] if hosts > 0 else -1
                worth = pull_of(row, questions.kinds[k], CLASS, host, people, b) + loss
                at_home = questions.kinds[k] == kind_of(person.circle)
                if at_home:
                    worth += home
                if worth > best:
                    best = worth
                    own = person.circle if at_home else -1
                    wish.kind = k
                    wish.host = host
        choose_time(row, uniform(words[2, row]), own, home, people, b, wish)
        asked += 1
    return asked


@rule
def choose_time(row: int, luck: float, circle: int, home: float, people: People, b: np.record, wish: np.record) -> None:
    """Draw one of the times at which a person is free, with the logit's weights.

    Parameters
    ----------
    circle : int
        Session in which the person is at home, if it is of the class wished for; −1 otherwise.
    home : float
        Utility of being at home there.
    """
    late, at_home = math.exp(-b.choice_evening), math.exp(home)
    own = circle % (_WEEK * _SLOTS) if circle >= 0 else -1
    total = 0.0
    for time in range(_WEEK * _SLOTS):
        total += time_weight(row, time, late, people) * (at_home if time == own else 1.0)
    left = luck * total
    chosen = -1
    for time in range(_WEEK * _SLOTS):
        weight = time_weight(row, time, late, people) * (at_home if time == own else 1.0)
        if weight > 0.0:
            chosen = time
            if left < weight:
                break
            left -= weight
    wish.weekday = chosen // _SLOTS
    wish.slot = chosen % _SLOTS


@rule
def time_weight(row: int, time: int, late: float, people: People) -> float:
    """Weight of a time of the week for a person: 0 if busy; `late` for an evening. A rotating shift counts as free."""
    activity = people.rows[row].activity
    free = ALL_DAY if activity == ROTATING_SHIFT else free_slots(activity, 0, 0, time // _SLOTS >= 5, False)
    slot = 1 << (time % _SLOTS)
    if free & slot == 0:
        return 0.0
    return late if slot == EVENING else 1.0


def blank_paper(people: int) -> Table:
    """Room for the wishes of so many people; rows of `Wish`."""
    return bare(table(WISH, people))
