"""A plan so small that a sweep of it takes a second."""

from collections.abc import Callable
from typing import Any

import pytest

from experiments.sweeps import Plan

TINY = {
    "settlement": {"base": "aul", "population": 250},
    "design": "people-first",
    "clock": {"days": 25, "hub_opens": 5},
}


@pytest.fixture
def make_plan() -> Callable[..., Plan]:
    def make(**changed: Any) -> Plan:
        fields: dict[str, Any] = {
            "scenario": TINY,
            "vary": {"cafe_price": [300, 600, 900], "design": ["people-first", "top-down"]},
            "replicates": 2,
            "measures": ["visits", "residents_reached"],
        }
        return Plan(**(fields | changed))

    return make
