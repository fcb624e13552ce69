"""The ties of residents as a graph."""

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from agents.compiled import rule
from agents.rules.meeting import stage
from model.day.fading import Fading
from model.day.holding import tie_hours
from model.population import AGE_OF_DECISION, DISABILITIES, READING_STATES, SEXES, Keys, People
from model.rows import Table
from model.ties import Ties

if TYPE_CHECKING:
    from model.hub_model import HubModel

STAGES = ("acquaintance", "casual friend", "friend", "close friend")


def social_graph(model: "HubModel") -> nx.Graph:
    """Give the residents and their ties of today as a graph.

    Parameters
    ----------
    model : HubModel

    Returns
    -------
    networkx.Graph
        Nodes are the residents' ids with ``ethnic_group``, ``age``, ``sex``, ``household``, ``x``, ``y``, ``visits``,
        ``reading``, ``disability``; edges have ``hours`` (h), ``stage``, ``last_contact`` and ``since`` (days).
    """
    people, ties, b = model.people, model.ties, model.b
    day = model.day
    graph = nx.Graph()
    for row in np.flatnonzero(people.rows.age >= AGE_OF_DECISION).tolist():
        graph.add_node(
            int(people.rows[row].id),
            ethnic_group=model.cultures[people.rows[row].group],
            age=int(people.rows[row].age),
            sex=SEXES[people.rows[row].sex],
            household=int(model.households.rows[people.rows[row].household].id),
            x=float(people.rows[row].x),
            y=float(people.rows[row].y),
            visits=int(people.rows[row].visits),
            reading=READING_STATES[people.rows[row].reading],
            disability=DISABILITIES[people.rows[row].disability],
        )
    for row in np.flatnonzero(people.rows.degree > 0).tolist():
        for s in range(people.rows[row].degree):
            other = int(ties[row, s].other)
            if row < other:
                hours = float(tie_hours(row, s, day, people, ties, model.sheets.fading))
                level = stage(hours, b.ties_casual_hours, b.ties_friend_hours, b.ties_close_hours)
                graph.add_edge(
                    int(people.rows[row].id),
                    int(people.rows[other].id),
                    hours=hours,
                    stage=STAGES[level],
                    last_contact=int(ties[row, s].last),
                    since=int(ties[row, s].since),
                )
    return graph


def stages_of(rows: NDArray[np.int64], slots: NDArray[np.int64], model: "HubModel") -> Keys:
    """Give the stages of some ties of today, as indices into `STAGES`.

    Parameters
    ----------
    rows, slots : array of int, shape (n,)
        Where they stand in the table of ties.
    model : HubModel
    """
    levels, world = np.zeros(len(rows), np.int64), model.world
    _note_stages(rows, slots, model.day, world.people, world.ties, world.sheets.fading, world.behaviour, levels)
    return levels


@rule
def _note_stages(
    rows: Keys, slots: Keys, day: int, people: People, ties: Ties, fading: Fading, behaviour: Table, levels: Keys
) -> None:
    b = behaviour[0]
    for n in range(len(rows)):
        hours = tie_hours(rows[n], slots[n], day, people, ties, fading)
        levels[n] = stage(hours, b.ties_casual_hours, b.ties_friend_hours, b.ties_close_hours)
