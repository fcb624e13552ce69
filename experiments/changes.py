"""What changed in people during a run: in those who came, and in everybody.

An evaluation that asks visitors before and after sees the first alone. Those who come are not like those who stay away,
and what the years change in everybody counts as an effect; the sceptic's arms hold the two against each other.
"""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from model.population import ACTIVE, Floats

if TYPE_CHECKING:
    from model import HubModel

MINDS = ("warmth_met", "warmth_group", "knowledge")
"""States of mind towards groups and cultures, by their names in `model.measures.CATALOGUE`."""

WHO = ("those who came", "everybody")


def states(model: "HubModel") -> dict[str, Floats]:
    """State of each person today: of mind, averaged over the other groups, and of reading (1 for an active reader).

    Returns
    -------
    dict of str to array of float, shape (people,)
        By the name of the measure which is the mean over everybody.
    """
    people = model.people
    others = np.arange(people.minds.shape[1]) != np.asarray(people.rows.group)[:, np.newaxis]
    number = np.maximum(others.sum(axis=1), 1)
    minds = {name: np.where(others, people.minds[name], 0.0).sum(axis=1) / number for name in MINDS}
    return minds | {
        "regard": np.array(people.rows.regard, float),
        "readers_share": (people.rows.reading == ACTIVE).astype(float),
    }


def changes(model: "HubModel", before: dict[str, Floats]) -> pd.DataFrame:
    """Means before the run and now, over those who came since the hub's opening day and over everybody.

    Parameters
    ----------
    model : HubModel
        After its run.
    before : dict of str to array of float
        What `states` gave at the start.

    Returns
    -------
    pandas.DataFrame
        Columns ``measure``, ``who`` (see `WHO`), ``people``, ``before``, ``after``; the means are not a number where
        nobody came.
    """
    rows = model.people.rows
    came = (model.people.last_visit >= model.opening_day) & (rows.visits > 0)
    after = states(model)
    table = []
    for who, chosen in zip(WHO, (came, np.ones(len(rows), bool)), strict=True):
        for name, start in before.items():
            means = (start[chosen].mean(), after[name][chosen].mean()) if chosen.any() else (np.nan, np.nan)
            table.append((name, who, int(chosen.sum()), *means))
    return pd.DataFrame(table, columns=["measure", "who", "people", "before", "after"])
