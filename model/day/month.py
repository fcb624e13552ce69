"""What is slow, once a month or as set: ties are forgotten, friends' friends count, feelings settle."""

import numpy as np
from numpy.typing import NDArray

from agents.compiled import rule, rule_that_allots
from agents.rules.contact import extended_share, raised, recovered, share_kept
from model.day.fading import Fading, hours_left
from model.day.holding import let_go, slot_of_tie
from model.population import People
from model.rows import Table
from model.ties import Ties

type Groups = NDArray[np.int8]
"""Ethnic groups of all people."""


@rule_that_allots
def settle(
    day: int, days: int, people: People, ties: Ties, behaviour: Table, fading: Fading, bridging: NDArray[np.uint8]
) -> None:
    """Forget ties, let friends' friends count, and let warmth and regard return slowly to where they once stood.

    Parameters
    ----------
    day : int
        Today.
    days : int
        Days since the last settling; what friends' friends bring is stated for thirty.
    behaviour : table
        Behaviour in one row.
    fading : Fading
    bridging : array of int, shape (people, ethnic groups)
        Working space: friends of the own group who have made a tie to each group since the start.
    """
    b = behaviour[0]
    groups = groups_of(people)
    bridging[:] = 0
    for row in range(len(people.rows)):
        forget_ties(row, day, people, ties, groups, fading, b)
        note_bridges(row, people, ties, groups, bridging)
    gain = b.contact_extended * (days / 30.0)
    kept = share_kept(b.contact_recovery, days)
    for row in range(len(people.rows)):
        hear_of_others(row, gain, people, bridging)
        come_to_rest(row, kept, people)


@rule_that_allots
def groups_of(people: People) -> Groups:
    """Everybody's ethnic group side by side, for loops that ask for the groups of all friends of everybody."""
    groups = np.zeros(len(people.rows), np.int8)
    for row in range(len(people.rows)):
        groups[row] = people.rows[row].group
    return groups


@rule
def forget_ties(row: int, day: int, people: People, ties: Ties, groups: Groups, fading: Fading, b: np.record) -> None:
    """Drop ties made at the hub that have faded below the hours of an acquaintance, at both ends.

    Those to earlier rows have been looked at there: when a person's turn is over, what is left will stay.
    """
    s = 0
    while s < people.rows[row].degree:
        tie = ties[row, s]
        other = tie.other
        if (
            tie.since > 0
            and other > row
            and hours_left(tie, day, int(groups[row] != groups[other]), fading) < b.ties_forgotten_hours
        ):
            let_go(row, s, people, ties)
            let_go(other, slot_of_tie(other, row, people, ties), people, ties)
        else:
            s += 1


@rule
def note_bridges(row: int, people: People, ties: Ties, groups: Groups, bridging: NDArray[np.uint8]) -> None:
    """Tell a person's friends of the own group to which groups that person has made ties since the start."""
    own, held = groups[row], people.rows[row].degree
    met = 0
    for s in range(held):
        if ties[row, s].since > 0:
            met |= 1 << groups[ties[row, s].other]
    met &= ~(1 << own)
    if met == 0:
        return
    for s in range(held):
        other = ties[row, s].other
        if groups[other] == own:
            for g in range(bridging.shape[1]):
                bridging[other, g] += (met >> g) & 1


@rule
def hear_of_others(row: int, gain: float, people: People, bridging: NDArray[np.uint8]) -> None:
    """Extended contact: the more friends have made ties to a group since the start, the warmer one feels towards it."""
    for g in range(bridging.shape[1]):
        if bridging[row, g] > 0:
            mind = people.minds[row, g]
            share = extended_share(int(bridging[row, g]), people.rows[row].degree)
            mind.warmth_group = raised(mind.warmth_group, gain, share)


@rule
def come_to_rest(row: int, kept: float, people: People) -> None:
    """Let warmth and regard return slowly to where they stood before the run."""
    for g in range(people.minds.shape[1]):
        mind = people.minds[row, g]
        mind.warmth_met = recovered(mind.warmth_met, mind.baseline, kept)
        mind.warmth_group = recovered(mind.warmth_group, mind.baseline, kept)
    person = people.rows[row]
    person.regard = recovered(person.regard, person.baseline_regard, kept)
