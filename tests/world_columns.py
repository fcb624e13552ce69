"""A small world for tests, and all of its columns, to be compared to the last bit."""

import hashlib
import json
from typing import Any

import numpy as np

from model import HubModel
from model.day.reckoning import weigh_servings
from model.hub import Menu

SMALL = {
    "settlement": "aul",
    "design": "people-first",
    "population": 200,
    "start": "2026-03-20",
    "hub_opens": 5,
    "awareness_base": 0.15,
    "choice_home": 3.5,
    "tourist_parties": (60.0,) * 12,
    "ties_capacity": 12,
    "dance_places": 2,
    "cooking_places": 2,
    "rng": 5,
}
"""Two hundred people whose hub opens on the fifth day, and who go often: all that can happen happens in two weeks."""


def menu_of(model: HubModel) -> Menu:
    """What the week of a model offers, every offer as good as any other to all alike."""
    menu = model.hub.menu(model.world.associations, np.zeros((7, len(model.kinds))))
    weigh_servings(menu, model.world.behaviour)
    return menu


BOUNDS = frozenset(
    {"odds", "lift", "people.ceiling", "people.drift", "people.stale"}
    | {"people.own_roots", "people.own_share", "people.own_share_free"}
)
"""Columns that only spare computing."""


def columns_of(model: HubModel) -> dict[str, np.ndarray]:
    """Give every column of a model's tables and chronicle by name."""
    tables = {
        "people": model.people.rows,
        "minds": model.people.minds,
        "households": model.households.rows,
        "ties": model.ties,
        "parties": model.parties,
        "items": model.hub.state.items,
    }
    columns = {f"{name}.{field}": table[field] for name, table in tables.items() for field in table.dtype.names}
    columns |= {
        "tastes": model.people.tastes,
        "last visit": model.people.last_visit,
        "odds": model.people.odds,
        "lift": model.people.lift,
        "members": model.households.members,
        "reputation": model.chronicle.reputation[: model.chronicle.days],
        "counts": model.chronicle.daily,
        "visits by kind": model.chronicle.visits_by_kind[: model.chronicle.days],
        "sales by kind": model.chronicle.sales_by_kind[: model.chronicle.days],
        "seat hours": model.chronicle.seat_hours[: model.chronicle.days],
    }
    for month, counts, _ in model.chronicle.months:
        columns[f"groups in {month}"] = counts
    return columns


def digests(model: HubModel) -> dict[str, str]:
    """Give a fingerprint of every column."""
    return {
        name: hashlib.sha256(np.ascontiguousarray(column).tobytes()).hexdigest()
        for name, column in columns_of(model).items()
    }


def digests_of_run(days: int = 20, **changes: Any) -> dict[str, str]:
    """Live some days in the small world and give the fingerprints; can be sent to another process."""
    model = HubModel(**(SMALL | changes))
    model.run_for(days)
    return digests(model)


if __name__ == "__main__":
    print(json.dumps(digests_of_run()))  # noqa: T201 - read by the test of the JIT
