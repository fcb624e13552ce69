"""What is left after so many days: the fading of habit, satiation and ties, worked out once a run by their rules.

A day asks for it hundreds of times, of whole days, of which a run has few.
"""

import math
from typing import NamedTuple

import numpy as np

from agents.compiled import rule
from agents.rules.choice import satiation
from agents.rules.meeting import hours_now
from agents.rules.memory import habit_now
from model.population import Floats
from model.rows import Table


class Fading(NamedTuple):
    """What is left by days, for as many days as the run has."""

    habit: Floats
    """Share of a habit, by days since the last visit."""
    satiation: Floats
    """Utility lost for having come lately, by days since the last visit."""
    sated: Floats
    """What satiation does to the odds to go, by days since the last visit."""
    ties: Floats
    """Share of a tie's hours within a group, then across groups, by days since the last contact; 2 × days."""


def fading_of(behaviour: Table, days: int) -> Fading:
    """Work out what is left after 0, 1, 2 … days.

    Parameters
    ----------
    behaviour : table
        Behaviour in one row.
    days : int
        Days of the run.

    Returns
    -------
    Fading
    """
    habit, lost, sated = np.empty((3, days + 1))
    fading = Fading(habit, lost, sated, np.empty((2, days + 1)))
    _work_out(behaviour, fading)
    return fading


@rule
def _work_out(behaviour: Table, fading: Fading) -> None:
    b = behaviour[0]
    for days in range(len(fading.habit)):
        fading.habit[days] = habit_now(1.0, days, b.habit_decay)
        fading.satiation[days] = satiation(float(days), b.choice_satiation, b.choice_satiation_days)
        fading.sated[days] = math.exp(-fading.satiation[days])
        for across in range(2):
            fading.ties[across, days] = hours_now(1.0, days, True, across == 1, b.ties_decay, b.ties_bridge_factor)


@rule
def habit_left(habit: float, days: int, fading: Fading, b: np.record) -> float:
    """Habit after days without a visit, as `habit_now`; who last came long before the run is reckoned apart."""
    return habit * fading.habit[days] if days < len(fading.habit) else habit_now(habit, days, b.habit_decay)


@rule
def satiation_left(days: int, fading: Fading, b: np.record) -> float:
    """Utility lost for having come lately, as `satiation`; who last came long before the run is reckoned apart."""
    if days < len(fading.satiation):
        return fading.satiation[days]
    return satiation(float(days), b.choice_satiation, b.choice_satiation_days)


@rule
def hours_left(tie: np.record, day: int, across: int, fading: Fading) -> float:
    """Hours that a tie counts today, as `agents.rules.meeting.hours_now`.

    Parameters
    ----------
    tie : record of Tie
        Last contact within the run where it fades.
    across : int
        1 if the two are of different groups, else 0.
    """
    fading_days = (day - tie.last) * (tie.since > 0)  # no branch: which ties fade is anybody's guess
    return tie.hours * fading.ties[across, fading_days]
