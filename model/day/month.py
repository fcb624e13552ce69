"""What is slow, once a month or as set: ties are forgotten, friends' friends count, feelings settle."""

import numpy as np
from numpy.typing import NDArray

from agents.compiled import rule, rule_that_allots
from agents.rules.contact import raised, recovered, share_kept
from agents.rules.meeting import stage
from model.day.holding import let_go, slot_of_tie, tie_hours
from model.population import AGE_OF_DECISION, Keys, People
from model.ties import Ties

_MILLION = 1_000_000.0


@rule
def forget_ties(day: int, people: People, ties: Ties, b: np.record) -> None:
    """Drop ties made at the hub that have faded below the hours of an acquaintance, at both ends."""
    for row in range(len(people.rows)):
        s = 0
        while s < people.rows[row].degree:
            if ties[row, s].since > 0 and tie_hours(row, s, day, people, ties, b) < b.ties_forgotten_hours:
                other = ties[row, s].other
                let_go(row, s, people, ties)
                let_go(other, slot_of_tie(other, row, people, ties), people, ties)
            else:
                s += 1


@rule_that_allots
def groups_of(people: People) -> NDArray[np.int8]:
    """Everybody's ethnic group side by side, for loops that ask for the groups of all friends of everybody."""
    groups = np.zeros(len(people.rows), np.int8)
    for row in range(len(people.rows)):
        groups[row] = people.rows[row].group
    return groups


@rule_that_allots
def friends_of_friends(days: int, people: People, ties: Ties, b: np.record, bridges: Keys, bridging: Keys) -> None:
    """Extended contact: the more friends have made ties to a group since the start, the warmer one feels towards it.

    Parameters
    ----------
    days : int
        Days since the last settling; the gain is stated for thirty.
    bridges : array of int, shape (2, people)
        Working space: groups to which a person has made a tie since the start, as a sum of powers of two; and groups to
        which friends of the own group have.
    bridging : array of int, shape (groups,)
        Working space: friends of the own group who have made a tie to each group.
    """
    bridges[:] = 0
    groups = groups_of(people)
    gain = b.contact_extended * (days / 30.0)
    for row in range(len(people.rows)):
        own, held = groups[row], people.rows[row].degree
        met = 0
        for s in range(held):
            met |= int(ties[row, s].since > 0) << groups[ties[row, s].other]
        met &= ~(1 << own)
        bridges[0, row] = met
        if met == 0:
            continue
        for s in range(held):
            if groups[ties[row, s].other] == own:
                bridges[1, ties[row, s].other] |= met
    for row in range(len(people.rows)):
        if bridges[1, row] == 0:
            continue
        own, held = groups[row], people.rows[row].degree
        bridging[:] = 0
        for s in range(held):
            other = ties[row, s].other
            if bridges[0, other] == 0 or groups[other] != own:
                continue
            for g in range(len(bridging)):
                bridging[g] += (bridges[0, other] >> g) & 1
        for g in range(len(bridging)):
            if bridging[g] > 0:
                mind = people.minds[row, g]
                mind.warmth_group = raised(mind.warmth_group, gain, bridging[g] / held)


@rule
def settle(days: int, people: People, b: np.record) -> None:
    """Warmth and regard return slowly to where they stood before the run."""
    kept = share_kept(b.contact_recovery, days)
    for row in range(len(people.rows)):
        for g in range(people.minds.shape[1]):
            mind = people.minds[row, g]
            mind.warmth_met = recovered(mind.warmth_met, mind.baseline, kept)
            mind.warmth_group = recovered(mind.warmth_group, mind.baseline, kept)
        person = people.rows[row]
        person.regard = recovered(person.regard, person.baseline_regard, kept)


@rule_that_allots
def count_ties(day: int, people: People, ties: Ties, b: np.record, by_group: Keys, totals: Keys) -> None:
    """Count the ties of residents by group and stage.

    Parameters
    ----------
    by_group : array of int, shape (groups, groups, 4)
        Ends of ties by the holder's group, the other's group and the stage; set anew. Each tie counts once at each end.
    totals : array of int, shape (4,)
        Set anew: hours of all ties (hundredths), residents with a friend of another group, ends of ties made at the
        hub, of these across groups.
    """
    by_group[:] = 0
    totals[:] = 0
    groups = groups_of(people)
    for row in range(len(people.rows)):
        if people.rows[row].age < AGE_OF_DECISION:
            continue
        crossed = False
        own = groups[row]
        for s in range(people.rows[row].degree):
            group = groups[ties[row, s].other]
            hours = tie_hours(row, s, day, people, ties, b)
            level = stage(hours, b.ties_casual_hours, b.ties_friend_hours, b.ties_close_hours)
            by_group[own, group, level] += 1
            totals[0] += int(hours * 100.0)
            if ties[row, s].since > 0:
                totals[2] += 1
                if own != group:
                    totals[3] += 1
            if own != group and level >= 2:
                crossed = True
        if crossed:
            totals[1] += 1


@rule
def sum_feelings(people: People, sizes: Keys, sums: Keys) -> int:
    """Add up what people feel and know.

    Parameters
    ----------
    sizes : array of int, shape (groups,)
        People by group; groups without people do not count.
    sums : array of int, shape (4,)
        Set anew: warmth towards people met, warmth towards groups, knowledge of cultures, all towards other groups;
        regard for people with disabilities. Millionths, so that no sum depends on the order of rows.

    Returns
    -------
    int
        Pairs of a person and another group.
    """
    sums[:] = 0
    pairs = 0
    for row in range(len(people.rows)):
        sums[3] += int(people.rows[row].regard * _MILLION)
        for g in range(len(sizes)):
            if g != people.rows[row].group and sizes[g] > 0:
                pairs += 1
                sums[0] += int(people.minds[row, g].warmth_met * _MILLION)
                sums[1] += int(people.minds[row, g].warmth_group * _MILLION)
                sums[2] += int(people.minds[row, g].knowledge * _MILLION)
    return pairs
