"""Everybody who lives in the settlement, as one table at the end of a run."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.changes import MINDS, states
from model.population import ACTIVITIES, DISABILITIES, READING_STATES, SEXES
from model.ties import in_use

if TYPE_CHECKING:
    from model import HubModel

COLUMNS = {
    "id": ("", "name of the person in this seed, the same under every design"),
    "household": ("", "name of the household: the smallest id among its members"),
    "ethnic_group": ("", "ethnic group"),
    "sex": ("", "man or woman"),
    "age": ("years", "age in completed years at the start"),
    "activity": ("", "what fills the days"),
    "disability": ("", "kind of disability"),
    "income": ("KZT/day", "disposable income"),
    "minutes": ("min", "way to the hub, door to door"),
    "age_band": ("", "group of age, as in the months by group"),
    "income_tercile": ("", "group of income"),
    "distance_band": ("", "group of distance"),
    "aware": ("0 or 1", "knows of the hub"),
    "joined": ("0 or 1", "has taken part in a class"),
    "visits": ("visits", "visits since the start"),
    "last_visit": ("day", "day of the run of the last visit, 1 for the first; empty without one since the start"),
    "reading": ("", "never, lapsed or active"),
    "loans": ("books", "books taken home since the start"),
    "ties": ("ties", "ties held"),
    "new_ties": ("ties", "of these made since the start"),
    "cross_ethnic_ties": ("ties", "of all held, those with somebody of another ethnic group"),
    "satisfaction": ("0–1", "remembered satisfaction with visits"),
    "trust": ("0–1", "trust in the hub"),
    "warmth_met": ("0–1", "mean over other groups of warmth towards the people met here"),
    "warmth_group": ("0–1", "mean over other groups of warmth towards the group as a whole"),
    "knowledge": ("0–1", "mean over other cultures of knowledge"),
    "regard": ("0–1", "regard for people with disabilities"),
}
"""Columns of the table: unit and definition."""


def persons_table(model: "HubModel") -> pd.DataFrame:
    """Everybody as they are now, a row each in the order of ids; see `COLUMNS`."""
    people, households = model.people, model.households.rows
    rows, ties = people.rows, model.ties
    bands = {grouping.name: model.groups.cells[:, number] for number, grouping in enumerate(model.groups.ways[1:])}
    labels = [label for grouping in model.groups.ways for label in grouping.labels]
    group, children = np.asarray(rows.group), (0, len(rows) - len(ties))
    held = in_use(ties, rows.degree)
    across = held & (group[np.where(held, ties.other, 0)] != group[: len(ties), np.newaxis])
    minds = states(model)
    came = people.last_visit >= 1
    table = {
        "id": rows.id,
        "household": households.id[rows.household],
        "ethnic_group": _named(rows.group, model.cultures),
        "sex": _named(rows.sex, SEXES),
        "age": rows.age,
        "activity": _named(rows.activity, ACTIVITIES),
        "disability": _named(rows.disability, DISABILITIES),
        "income": rows.income,
        "minutes": rows.minutes,
        "age_band": _named(bands["age"], labels),
        "income_tercile": _named(bands["income"], labels),
        "distance_band": _named(bands["distance"], labels),
        "aware": rows.aware.astype(np.int32),
        "joined": rows.joined.astype(np.int32),
        "visits": rows.visits,
        "last_visit": pd.array(np.where(came, people.last_visit, 0), dtype="Int32"),
        "reading": _named(rows.reading, READING_STATES),
        "loans": rows.loans,
        "ties": rows.degree,
        "new_ties": np.pad((held & (ties.since > 0)).sum(axis=1), children),
        "cross_ethnic_ties": np.pad(across.sum(axis=1), children),
        "satisfaction": rows.satisfaction,
        "trust": rows.trust,
        **{name: minds[name] for name in (*MINDS, "regard")},
    }
    found = pd.DataFrame({name: _plain(table[name]) for name in COLUMNS})
    found.loc[~came, "last_visit"] = pd.NA
    return found.sort_values("id", ignore_index=True)


def _named(codes: np.ndarray, names: "list[str] | tuple[str, ...]") -> np.ndarray:
    return np.array(names, object)[codes]


def _plain(column: object) -> object:
    """Give a column of its own: one of a table of rows lies scattered in memory."""
    return np.array(column) if isinstance(column, np.ndarray) else column
