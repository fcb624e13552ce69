"""The example scenarios load, and their first days run."""

import runpy
from pathlib import Path

import pytest

from experiments.sweeps import load_plan, points_of
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


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("sweep-*.toml")), ids=lambda path: path.stem)
def test_an_example_plan_is_laid_out_and_its_first_point_runs(path: Path) -> None:
    plan = load_plan(path)
    points = points_of(plan)
    assert len(points) > 1
    levers = {str(name): value for name, value in points.iloc[0].items()}
    scenario = with_levers(with_levers(plan.scenario, {"population": 150, "hub_opens": 3}), levers)
    HubModel(scenario=scenario, rng=1).run_for(10)


def test_the_counted_months_are_those_that_their_command_makes() -> None:
    made = runpy.run_path(str(EXAMPLES / "counted.py"))["counted"]().to_csv()
    assert (EXAMPLES / "counted.csv").read_text("utf-8") == made, "see examples/counted.py"


@pytest.mark.parametrize("path", sorted((EXAMPLES / "drivers").glob("*.py")), ids=lambda path: path.stem)
def test_others_drive_the_model_in_ten_lines(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = path.read_text("utf-8").split('"""', 2)[2]
    lines = [line for line in body.splitlines() if line.strip() and not line.startswith(("import", "from"))]
    assert len(lines) <= 10
    runpy.run_path(str(path))
    assert capsys.readouterr().out.strip()
