"""Layoffs: what the loss of work does to those who are hit, and to those who live with them."""

import numpy as np
from numpy.typing import NDArray

from model.luck import Luck, Stream, code
from model.population import DAY_SHIFT, JOBLESS, ROTATING_SHIFT, Households, Keys, People
from model.scenario.settlement import Settlement


def employed(people: People, settlement: Settlement, luck: Luck) -> NDArray[np.intp]:
    """Rows of those whom layoffs can hit: who works for the main employer, or everybody who works without one."""
    rows = people.rows
    working = np.flatnonzero((rows.activity == DAY_SHIFT) | (rows.activity == ROTATING_SHIFT))
    staffed = settlement.employer_percent / 100.0
    if staffed == 0.0:
        return working
    # Of one's own luck, so that who works there does not hang on when, or whether, somebody is laid off.
    return working[luck.uniforms(Stream.PERSON, rows.id[working], counter=code("main employer")) < staffed]


def by_lots(staff: NDArray[np.intp], share: float, ids: Keys, luck: Luck, day: int, turn: int) -> NDArray[np.intp]:
    """Draw who loses the work.

    Parameters
    ----------
    staff : array of int
        Rows of those who can be hit.
    share : float
        Share of them who are.
    ids : array of int, shape (people,)
        Names by which luck knows people.
    luck : Luck
    day : int
        Day on which it happens.
    turn : int
        How many layoffs there were on that day before; each draws lots of its own.
    """
    return staff[luck.uniforms(Stream.PERSON, ids[staff], day, turn) < share]


def lose_work(hit: NDArray[np.intp], share_lost: float, people: People, households: Households) -> None:
    """Let people lose their work and a share of what they earn.

    Households pool what they have: the whole of the loss is taken from the budget, and an equal part of it from the
    income of each member, whoever was hit. Sums go in order of names, so that rows may stand in any order.

    Parameters
    ----------
    hit : array of int
        Rows of those who lose their work.
    share_lost : float
        Share of their own earnings that they lose, 0–1.
    """
    rows, homes = people.rows, households.rows
    rows.activity[hit] = JOBLESS
    rows.crew[hit] = 0
    by_name = hit[np.argsort(rows.id[hit])]
    loss = np.zeros(len(homes))
    np.add.at(loss, rows.household[by_name], share_lost * rows.earnings[by_name])
    rows.earnings[hit] *= 1.0 - share_lost
    poorer = loss > 0.0
    homes.budget[poorer] = np.maximum(0.0, homes.budget[poorer] - loss[poorer])
    theirs = poorer[rows.household]
    each = (loss / homes.headcount)[rows.household[theirs]]
    rows.income[theirs] = np.maximum(0.0, rows.income[theirs] - each)
