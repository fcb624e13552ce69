"""Step 10 of the day: habit, satisfaction, trust, reputation."""

import numpy as np

from agents.compiled import rule
from agents.rules.memory import habit_after_visit, remembered, visit_outcome
from model.circles import circle_of, take_root
from model.day.bounds import set_family_lift, set_lift, set_odds
from model.day.fading import habit_left
from model.day.going import FAMILY, TOURIST
from model.day.stocks import KNOWING, note_visit
from model.day.today import PRESENT, UNITS, Attendance, Count, GroupCount, Outings, Parties, Sheets, Today
from model.hub import CLASS, HubState, Menu, Offers
from model.population import AGE_OF_DECISION, Households, Ints, Keys, People
from model.ties import Ties

_VISITS = (int(Count.VISITS_RESIDENTS), int(Count.VISITS_FAMILIES), int(Count.VISITS_TOURISTS))
_OUTINGS = int(Count.OUTINGS)
_REPEAT = int(Count.REPEAT_VISITS)
_FIRST = int(Count.FIRST_VISITS)
_FIRST_CLASS = int(Count.FIRST_CLASSES)
_OUTCOME = int(Count.OUTCOME)
_VISITS_OF_GROUP = int(GroupCount.VISITS)
_OUTCOME_OF_GROUP = int(GroupCount.OUTCOME)

_MILLION = 1_000_000.0
_DRIFT_BORNE = 0.05
"""Technical: utility from which bounds are drawn up anew; below, looser bounds cost less than new ones."""


@rule
def remember(
    today: Today,
    opened: int,
    menu: Menu,
    people: People,
    households: Households,
    ties: Ties,
    parties: Parties,
    offers: Offers,
    state: HubState,
    b: np.record,
    sheets: Sheets,
    outings: Outings,
    presence: Attendance,
    cells: Ints,
    counts: Keys,
    by_group: Keys,
    by_kind: Keys,
) -> None:
    """Write what the visits leave behind, and count them.

    Parameters
    ----------
    opened : int
        Day on which the hub opened (a visitor's first visit is counted from there).
    cells : array of int, shape (people, dimensions)
        Groups to which each person belongs, numbered through.
    by_group : array of int, shape (groups, columns of GroupCount)
        Visits and what came of them by group; added to.
    by_kind : array of int, shape (kinds,)
        Visits by kind of offer; added to.
    """
    outcomes = 0
    for p in range(sheets.sizes[PRESENT]):
        row = presence[p].person
        place = presence[p].outing
        a = outings[place].offer
        fill = sheets.taken[a, outings[place].slot] / offers[a].places
        outcome = visit_outcome(offers[a].appeal, people.rows[row].met > 0, b.memory_company, fill, b.memory_crowding)
        outcomes += int(outcome * _MILLION)
        before = people.last_visit[row]
        habit = habit_left(people.rows[row].habit, today.day - before, sheets.fading, b)
        people.rows[row].habit = habit_after_visit(habit, b.habit_gain)
        people.rows[row].satisfaction = remembered(people.rows[row].satisfaction, outcome, b.memory_satisfaction_rate)
        people.rows[row].trust = remembered(people.rows[row].trust, outcome, b.memory_trust_rate)
        adult = people.rows[row].age >= AGE_OF_DECISION
        if adult:
            note_visit(before, today.day, sheets.stocks)
        people.last_visit[row] = today.day
        people.rows[row].visits += 1
        people.rows[row].knows_library = True
        if today.hub_open:
            sheets.stocks.held[KNOWING] += adult and not people.rows[row].aware
            people.rows[row].aware = True
        if offers[a].role == CLASS:
            if adult and not people.rows[row].joined:
                counts[_FIRST_CLASS] += 1
            people.rows[row].joined = True
            if adult:
                circle = circle_of(offers[a].kind, today.weekday, outings[place].slot)
                take_root(row, circle, today.day, people, b)
        if today.day - before <= 30:
            counts[_REPEAT] += 1
        if adult and before < opened <= today.day:
            counts[_FIRST] += 1
        counts[_VISITS[outings[place].unit]] += 1
        by_kind[offers[a].kind] += 1
        for d in range(cells.shape[1]):
            by_group[cells[row, d], _VISITS_OF_GROUP] += 1
            by_group[cells[row, d], _OUTCOME_OF_GROUP] += int(outcome * _MILLION)
        by_group[outings[place].unit, _VISITS_OF_GROUP] += 1
        by_group[outings[place].unit, _OUTCOME_OF_GROUP] += int(outcome * _MILLION)
        if people.rows[row].stale or people.rows[row].drift > _DRIFT_BORNE:
            set_odds(row, menu, today.accessibility, people, households, b)
        else:
            set_lift(row, today.accessibility, people, households, b)
    visitors = sheets.sizes[PRESENT]
    for place in range(sheets.sizes[UNITS]):
        a = outings[place].offer
        if a < 0:
            continue
        counts[_OUTINGS] += 1
        row = outings[place].row
        if outings[place].unit == FAMILY:
            fill = sheets.taken[a, outings[place].slot] / offers[a].places
            outcome = visit_outcome(offers[a].appeal, True, b.memory_company, fill, b.memory_crowding)
            households.rows[row].satisfaction = remembered(
                households.rows[row].satisfaction, outcome, b.memory_satisfaction_rate
            )
            households.rows[row].last_outing = today.day
            households.rows[row].outings += 1
            set_family_lift(row, people, households, b)
        elif outings[place].unit == TOURIST:
            parties[row].visited = True
            fill = sheets.taken[a, outings[place].slot] / offers[a].places
            outcome = visit_outcome(offers[a].appeal, False, b.memory_company, fill, b.memory_crowding)
            outcomes += int(outcome * _MILLION) * outings[place].people
            visitors += outings[place].people
            counts[_VISITS[TOURIST]] += outings[place].people
            by_kind[offers[a].kind] += outings[place].people
            by_group[TOURIST, _VISITS_OF_GROUP] += outings[place].people
            by_group[TOURIST, _OUTCOME_OF_GROUP] += int(outcome * _MILLION) * outings[place].people
    counts[_OUTCOME] += outcomes
    if visitors > 0:
        mean = outcomes / visitors / _MILLION
        state.reputation[0] = remembered(state.reputation[0], mean, b.memory_reputation_rate)
