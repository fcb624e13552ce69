"""The upper bound that spares most residents their utilities is exact: without it the run is the same."""

from typing import Any

import numpy as np
import pytest
from world_columns import BOUNDS, SMALL, columns_of

from model import HubModel

UNBOUNDED = 1e30


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="an eventless run"),
        pytest.param({"events": ({"kind": "layoffs", "day": 15, "share": 0.9},)}, id="layoffs"),
        pytest.param({"events": ({"kind": "operator_exits", "day": 20},)}, id="the operator's exit"),
        pytest.param({"events": ({"kind": "cafe_closes", "day": 15},)}, id="the café closes"),
        pytest.param({"choice_evening": 0.0, "choice_satiation": 0.0, "choice_peers": 4.0}, id="friends matter"),
        pytest.param({"choice_nest": 0.2, "culture_warmth": 4.0, "contact_gain": 0.5}, id="warmth matters"),
        pytest.param({"contact_recovery": 0.2, "culture_warmth": 4.0, "contact_gain": 0.5}, id="warmth recovers"),
        pytest.param({"start": "2026-12-10", "travel_winter_factor": 3.0}, id="school breaks and winter"),
        pytest.param(
            {"start": "2026-01-20", "governance_learning_rate": 1.0, "choice_crowd": 4.0, "memory_fill_rate": 0.5},
            id="a programme that moves and fills",
        ),
        pytest.param({"choice_weekend": 3.0, "choice_bad_weather": -3.0}, id="odd weather"),
    ],
)
def test_the_bound_changes_nothing(changes: dict[str, Any]) -> None:
    world = SMALL | {"choice_home": 6.0, "family_home": 5.0, "population": 400} | changes
    bounded, unbounded = HubModel(**world), HubModel(**world)
    for _ in range(60):
        bounded.step()
        unbounded.people.odds[:] = UNBOUNDED
        unbounded.households.odds[unbounded.households.odds > 0.0] = UNBOUNDED
        unbounded.step()
    one, other = columns_of(bounded), columns_of(unbounded)
    for name in BOUNDS:
        del one[name], other[name]
    assert bounded.chronicle.daily[:, 0].sum() > 100
    differing = [name for name in one if not np.array_equal(one[name], other[name])]
    assert not differing
