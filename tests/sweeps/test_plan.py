"""A plan says what it wants, or is told where it is wrong."""

from pathlib import Path
from typing import Any

import pytest

from experiments.sweeps import Plan, load_plan
from model.scenario import InputError

HEAD = """\
replicates = 2
[scenario]
settlement = "aul"
design = "people-first"
clock.days = 30
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "plan.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_file_says_the_same_as_python(tmp_path: Path) -> None:
    read = load_plan(
        written(
            tmp_path,
            HEAD
            + '[vary]\ncafe_price = [300, 600]\n"behaviour.awareness.base" = {low = 0.0, high = 0.01, steps = 3}\n',
        )
    )
    made = Plan(
        scenario={"settlement": "aul", "design": "people-first", "clock": {"days": 30}},
        vary={"cafe_price": [300, 600], "behaviour.awareness.base": {"low": 0.0, "high": 0.01, "steps": 3}},
        replicates=2,
    )
    assert read == made


def test_a_plan_may_name_a_scenario_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "here.toml").write_text('settlement = "aul"\ndesign = "cafe-only"\n', "utf-8")
    plan = load_plan(written(tmp_path, 'scenario = "here.toml"\n[vary]\ncafe_price = [300, 600]\n'))
    assert plan.scenario.design.name == "cafe-only"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("[vary]\ncafe_prise = [1, 2]\n", 7, 'field vary.cafe_prise = 1: unknown parameter "cafe_prise"; did you mean'),
        ("[vary]\ncafe_price = [-1]\n", 7, "field vary.cafe_price = -1: must be at least 0"),
        ("[vary]\ncafe_price = 300\n", 7, "field vary.cafe_price = 300: must be a list of values, or a table"),
        ("[vary]\ncafe_price = [300, 300]\n", 7, "lists a value twice"),
        ("[vary]\ncafe_price = {low = 900, high = 300, steps = 3}\n", 7, "low = 900 must be below high = 300"),
        ("[vary]\ncafe_price = {low = 300, high = 900}\n", 7, "needs steps, at least 2"),
        ("[vary]\ncafe_price = {low = 300, high = 900, stops = 3}\n", 7, 'unknown; did you mean "steps"?'),
        ('[vary]\ndesign = ["people-frst"]\n', 7, 'did you mean "people-first"?'),
        ("[vary]\n", 6, "names nothing that varies"),
        ("", 0, "field vary: is required"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, line: int, told: str) -> None:
    path = written(tmp_path, HEAD + text)
    with pytest.raises(InputError) as error:
        load_plan(path)
    assert told in str(error.value)
    assert str(error.value).startswith(f"{path}:{line}: " if line else f"{path}: ")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"measures": ["visists"]}, 'did you mean "visits"?'),
        ({"measures": ["visits", "visits"]}, "names a measure twice"),
        ({"method": "lhs"}, 'must be one of "grid", "random", "latin-hypercube", "sobol"'),
        ({"method": "sobol"}, "how many points a sobol sample has"),
        ({"points": 5}, "a grid has the points that its values make"),
        ({"replicates": 0}, "must be at least 1"),
        ({"vary": {"cafe_price": [300, 600], "design.offers.cafe.price": [900]}}, "are the same parameter"),
        ({"crossed": ["design"]}, "a grid crosses everything"),
        ({"crossed": ["desing"], "method": "random", "points": 2}, 'does not vary; did you mean "design"?'),
        ({"crossed": ["cafe_price", "design"], "method": "random", "points": 2}, "leaves nothing to sample"),
    ],
)
def test_wrong_fields(make_plan: Any, changed: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError, match=told):
        make_plan(**changed)
