"""The example scenarios load, and their first days run."""

from pathlib import Path

import pytest

from model import HubModel
from model.scenario import load_scenario, with_levers

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.mark.parametrize("name", ["first-scenario", "partnership"])
def test_an_example_scenario_runs(name: str) -> None:
    scenario = with_levers(load_scenario(EXAMPLES / f"{name}.toml"), {"population": 150, "hub_opens": 3})
    model = HubModel(scenario=scenario, rng=1)
    model.run_for(40)
    assert model.hub_open
    assert model.operation.months
