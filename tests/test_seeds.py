"""Which numbers are seeds: one rule for the command line and for Python."""

from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from experiments.cli import app
from model import HubModel
from model.scenario import InputError, Scenario
from model.seeds import SEEDS, check_seeds


@pytest.mark.parametrize("given", [-3, 1.5, "a", True, SEEDS, 2**64 + 1, [1, 2]])
def test_what_is_no_seed_is_refused(given: Any) -> None:
    with pytest.raises(InputError, match=r"^field rng = .+: must be a whole number from 0 to 9223372036854775807$"):
        HubModel(rng=given)


def test_seeds_up_to_the_last_are_taken_with_those_that_follow() -> None:
    assert check_seeds(0) == 0
    assert check_seeds(np.int64(7)) == 7
    assert check_seeds(SEEDS - 1) == SEEDS - 1
    assert check_seeds(SEEDS - 2, 2) == SEEDS - 2
    with pytest.raises(InputError, match=r"2 seeds follow each other"):
        check_seeds(SEEDS - 1, 2)


@pytest.mark.parametrize("seed", ["18446744073709551616", "9223372036854775807", "-1"])
def test_the_command_line_says_the_same(seed: str, tmp_path: Any) -> None:
    command = ["compare", "-s", "aul", "-d", "status-quo", "-d", "top-down", "-n", "2", "--out", str(tmp_path / "out")]
    said = CliRunner().invoke(app, [*command, "--seed", seed])
    assert said.exit_code == 2
    assert f"field --seed = {seed}: must be a whole number from 0 to 9223372036854775806" in said.output
    assert not (tmp_path / "out").exists()


def test_without_a_seed_one_is_drawn() -> None:
    small: dict[str, Any] = {"settlement": "aul", "population": 20}
    drawn, other = HubModel(**small).seed, HubModel(**small).seed
    assert drawn != other
    assert {check_seeds(drawn), check_seeds(other)} == {drawn, other}
    one, same = (HubModel(**small, rng=np.random.default_rng(5)).seed for _ in range(2))
    assert one == same


def test_seed_points_to_rng() -> None:
    with pytest.raises(InputError, match="the seed is called rng"):
        HubModel(seed=3)


def test_a_scenario_is_one_or_the_path_of_its_file(tmp_path: Any) -> None:
    (tmp_path / "small.toml").write_text('design = "status-quo"\n[settlement]\nbase = "aul"\npopulation = 60\n')
    assert HubModel(scenario=str(tmp_path / "small.toml"), rng=1).population == 60
    with pytest.raises(InputError, match="field scenario = dict: must be a Scenario, or the path of a TOML file"):
        HubModel(scenario={"settlement": "aul"})  # type: ignore[arg-type]
    with pytest.raises(InputError, match="give the one or the others"):
        HubModel("kentau", scenario=Scenario(settlement="aul", design="status-quo"))  # type: ignore[arg-type]
