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
    bridging : array of int, shape (people, ethnic groups in whole eights)
        Working space: friends of the own group who have made a tie to each group since the start.
    """
    b = behaviour[0]
    groups = groups_of(people)
    bridging[:] = 0
    counts, told = bridging.view(np.uint64), np.zeros(bridging.shape[1], np.uint64)
    met = np.zeros(bridging.shape[1], np.uint8)
    eights = met.view(np.uint64)
    for row in range(len(ties)):
        forget_ties(row, day, people, ties, groups, fading, b)
        note_met(row, people, ties, groups, met)
        note_bridges(row, people, ties, groups, eights, told, counts)
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
    own, s = groups[row], 0
    while s < people.rows[row].degree:
        tie = ties[row, s]
        other = tie.other
        hours = hours_left(tie, day, int(own != groups[other]), fading)
        # Few are forgotten, which is what the processor guesses; which ties fade at all it cannot guess.
        if (tie.since > 0) & (hours < b.ties_forgotten_hours) and other > row:
            let_go(row, s, people, ties)
            let_go(other, slot_of_tie(other, row, people, ties), people, ties)
        else:
            s += 1


@rule
def note_met(row: int, people: People, ties: Ties, groups: Groups, met: NDArray[np.uint8]) -> None:
    """Write a 1 for each other group to which a person has made ties since the start, a 0 for each one else."""
    met[:] = 0
    held = people.rows[row].degree
    for s in range(held):
        met[groups[ties[row, s].other]] |= ties[row, s].since > 0
    met[groups[row]] = 0


@rule
def note_bridges(
    row: int,
    people: People,
    ties: Ties,
    groups: Groups,
    met: NDArray[np.uint64],
    told: NDArray[np.uint64],
    counts: NDArray[np.uint64],
) -> None:
    """Tell a person's friends of the own group to which groups that person has made ties since the start.

    Eight groups are counted at one go, a byte each: nobody holds so many ties that a byte could run over.

    Parameters
    ----------
    met : array of uint64, shape (eights of groups,)
        A byte of 1 for each group to which there are such ties.
    told : array of uint64, shape (groups,)
        Working space, all zeros: what friends of each group are told. A look into it is no guess, as a branch would be.
    counts : array of uint64, shape (people, eights of groups)
        Added to.
    """
    own, held = groups[row], people.rows[row].degree
    for eight in range(len(met)):
        if met[eight] == 0:
            continue
        told[own] = met[eight]
        for s in range(held):
            other = ties[row, s].other
            counts[other, eight] += told[groups[other]]
    told[own] = 0


@rule
def hear_of_others(row: int, gain: float, people: People, bridging: NDArray[np.uint8]) -> None:
    """Extended contact: the more friends have made ties to a group since the start, the warmer one feels towards it."""
    for g in range(people.minds.shape[1]):
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
