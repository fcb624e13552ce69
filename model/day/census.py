"""The last day of a month counts everybody by group, in one pass over the rows; whole numbers."""

import numpy as np

from agents.compiled import rule, rule_that_allots
from agents.rules.meeting import FRIEND, stage
from model.day.fading import Fading, hours_left
from model.day.month import Groups, groups_of
from model.day.sieving import fetch_person
from model.day.today import GROUP_COUNTS, GroupCount
from model.fetching import AHEAD
from model.population import ACTIVE, AGE_OF_DECISION, NEVER, Flags, Ints, Keys, People
from model.rows import Table
from model.ties import Ties

_PEOPLE = int(GroupCount.PEOPLE)
_RESIDENTS = int(GroupCount.RESIDENTS)
_REACH = int(GroupCount.REACH_30)
_ACTIVE = int(GroupCount.ACTIVE)
_RETURNED = int(GroupCount.RETURNED)
_LOANS = int(GroupCount.LOANS)
_AWARE = int(GroupCount.AWARE)
_UNIQUE = int(GroupCount.UNIQUE)
_REACHED = int(GroupCount.REACHED)
_JOINED = int(GroupCount.JOINED)
_WITHOUT_VISIT = int(GroupCount.WITHOUT_VISIT)
_NEW_READERS = int(GroupCount.NEW_READERS)
_ENDS = int(GroupCount.ENDS)
_HOURS = int(GroupCount.HOURS)
_ACROSS = int(GroupCount.ACROSS)
_MADE = int(GroupCount.MADE)
_MADE_ACROSS = int(GroupCount.MADE_ACROSS)
_FRIEND_ACROSS = int(GroupCount.FRIEND_ACROSS)
_PAIRS = int(GroupCount.PAIRS)
_WARMTH_MET = int(GroupCount.WARMTH_MET)
_WARMTH_GROUP = int(GroupCount.WARMTH_GROUP)
_KNOWLEDGE = int(GroupCount.KNOWLEDGE)
_REGARD = int(GroupCount.REGARD)

_FIRST = _PEOPLE
_MILLION = 1_000_000.0


@rule_that_allots
def count_everybody(
    day: int,
    began: int,
    opened: int,
    people: People,
    ties: Ties,
    behaviour: Table,
    fading: Fading,
    never_read: Flags,
    inhabitants: Keys,
    cells: Ints,
    ends: Keys,
    by_group: Keys,
) -> None:
    """Count people, readers, ties and feelings by group.

    Parameters
    ----------
    day, began, opened : int
        Today, the first day of the month, and the day of the hub's opening.
    behaviour : table
        Behaviour in one row.
    fading : Fading
    never_read : array of bool, shape (people,)
        Who had never read when the run began.
    inhabitants : array of int, shape (ethnic groups,)
        People by ethnic group; nobody has feelings towards a group without people.
    cells : array of int, shape (people, dimensions)
        Number of each person's group.
    ends : array of int, shape (ethnic groups, ethnic groups, 4)
        Set anew: ends of ties by the holder's group, the other's group and the stage.
    by_group : array of int, shape (groups, columns of GroupCount)
        What the month's last day counts is set anew; what the month adds up stays.
    """
    b = behaviour[0]
    ends[:] = 0
    by_group[:, _FIRST:] = 0
    groups = groups_of(people)
    mine = np.zeros(GROUP_COUNTS, np.int64)
    for row in range(len(people.rows)):
        fetch_person(min(row + AHEAD, len(people.rows) - 1), people, ties)
        mine[:] = 0
        note_person(row, began, people, never_read, mine)
        note_feelings(row, people, inhabitants, mine)
        if people.rows[row].age >= AGE_OF_DECISION:
            note_resident(row, day, opened, people, mine)
            note_ties(row, day, people, ties, b, groups, fading, ends, mine)
        for d in range(cells.shape[1]):
            cell = cells[row, d]
            for c in range(_FIRST, GROUP_COUNTS):
                by_group[cell, c] += mine[c]


@rule
def note_person(row: int, began: int, people: People, never_read: Flags, mine: Keys) -> None:
    """Note whether somebody of any age came this month, and what this one reads."""
    person = people.rows[row]
    mine[_PEOPLE] = 1
    mine[_UNIQUE] = int(people.last_visit[row] >= began)
    mine[_ACTIVE] = int(person.reading == ACTIVE)
    mine[_RETURNED] = int(person.returned_on > 0)
    mine[_NEW_READERS] = int(never_read[row] and person.reading != NEVER)
    mine[_LOANS] = person.loans


@rule
def note_resident(row: int, day: int, opened: int, people: People, mine: Keys) -> None:
    """Note what only residents are counted for."""
    person = people.rows[row]
    mine[_RESIDENTS] = 1
    mine[_REACH] = int(people.last_visit[row] > day - 30)
    mine[_REACHED] = int(people.last_visit[row] >= opened)
    mine[_AWARE] = int(person.aware)
    mine[_JOINED] = int(person.joined)
    mine[_WITHOUT_VISIT] = int(person.visits == 0)


@rule
def note_ties(
    row: int,
    day: int,
    people: People,
    ties: Ties,
    b: np.record,
    groups: Groups,
    fading: Fading,
    ends: Keys,
    mine: Keys,
) -> None:
    """Note the ties that a resident holds. Each tie is noted once at each end."""
    own, held = groups[row], people.rows[row].degree
    crossing, made, made_crossing, friends = 0, 0, 0, 0
    for s in range(held):
        tie = ties[row, s]
        group = groups[tie.other]
        across = int(own != group)
        hours = hours_left(tie, day, across, fading)
        level = stage(hours, b.ties_casual_hours, b.ties_friend_hours, b.ties_close_hours)
        begun = int(tie.since > 0)
        ends[own, group, level] += 1
        mine[_ENDS + level] += 1
        mine[_HOURS + level] += int(hours * 100.0)
        crossing += across
        made += begun
        made_crossing += begun & across
        friends |= across & int(level >= FRIEND)
    mine[_ACROSS] = crossing
    mine[_MADE] = made
    mine[_MADE_ACROSS] = made_crossing
    mine[_FRIEND_ACROSS] = friends


@rule
def note_feelings(row: int, people: People, inhabitants: Keys, mine: Keys) -> None:
    """Note what somebody feels towards, and knows of, the other groups."""
    mine[_REGARD] = int(people.rows[row].regard * _MILLION)
    for g in range(len(inhabitants)):
        if g != people.rows[row].group and inhabitants[g] > 0:
            mine[_PAIRS] += 1
            mine[_WARMTH_MET] += int(people.minds[row, g].warmth_met * _MILLION)
            mine[_WARMTH_GROUP] += int(people.minds[row, g].warmth_group * _MILLION)
            mine[_KNOWLEDGE] += int(people.minds[row, g].knowledge * _MILLION)
