"""Step 12 of the day: stocks are counted, in whole numbers."""

from agents.compiled import rule
from model.day.today import Count
from model.population import ACTIVE, AGE_OF_DECISION, Ints, Keys, People

_REACH = int(Count.REACH_30)
_AWARE = int(Count.AWARE)
_ACTIVE = int(Count.ACTIVE)
_STILL = int(Count.STILL_READING)
_DUE = int(Count.READERS_DUE)


@rule
def count_stocks(day: int, people: People, counts: Keys) -> None:
    """Count who came lately, who knows of the hub, who reads.

    Parameters
    ----------
    day : int
        Day of the run.
    """
    reach = 0
    aware = 0
    active = 0
    still = 0
    due = 0
    for row in range(len(people.rows)):
        if people.rows[row].reading == ACTIVE:
            active += 1
        if people.rows[row].returned_on > 0 and day - people.rows[row].returned_on == 90:
            due += 1
            if people.rows[row].reading == ACTIVE:
                still += 1
        if people.rows[row].age >= AGE_OF_DECISION:
            if people.rows[row].aware:
                aware += 1
            if people.last_visit[row] > day - 30:
                reach += 1
    counts[_REACH] = reach
    counts[_AWARE] = aware
    counts[_ACTIVE] = active
    counts[_STILL] += still
    counts[_DUE] += due


@rule
def count_groups(day: int, people: People, cells: Ints, out: Keys) -> None:
    """Count stocks by group.

    Parameters
    ----------
    cells : array of int, shape (people, dimensions)
        Number of each person's group.
    out : array of int, shape (groups, 7)
        Set anew: people, residents (15 and older), residents with a visit in 30 days, active readers, returned readers,
        loans since the start, residents who know of the hub.
    """
    out[:] = 0
    for row in range(len(people.rows)):
        resident = people.rows[row].age >= AGE_OF_DECISION
        for d in range(cells.shape[1]):
            cell = cells[row, d]
            out[cell, 0] += 1
            if resident:
                out[cell, 1] += 1
                if people.last_visit[row] > day - 30:
                    out[cell, 2] += 1
                if people.rows[row].aware:
                    out[cell, 6] += 1
            if people.rows[row].reading == ACTIVE:
                out[cell, 3] += 1
            if people.rows[row].returned_on > 0:
                out[cell, 4] += 1
            out[cell, 5] += people.rows[row].loans
