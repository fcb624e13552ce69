"""Points of a plan: a grid in order, samples that fill the space, and relations between parameters."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.sweeps import points_of
from model.scenario import InputError

RANGES = {"cafe_price": {"low": 300, "high": 900}, "population": {"low": 100, "high": 103}}


def test_a_grid_is_every_combination_in_order(make_plan: Any) -> None:
    points = points_of(make_plan())
    assert points.values.tolist() == [
        [price, design] for price in (300, 600, 900) for design in ("people-first", "top-down")
    ]


def test_steps_of_a_grid_and_whole_numbers(make_plan: Any) -> None:
    spread = {"cafe_price": {"low": 300, "high": 900, "steps": 3}, "population": {"low": 100, "high": 103, "steps": 3}}
    points = points_of(make_plan(vary=spread))
    assert points["cafe_price"].unique().tolist() == [300.0, 600.0, 900.0]
    assert points["population"].unique().tolist() == [100, 102, 103]
    assert points["population"].dtype == np.int64


def test_a_latin_hypercube_has_one_point_in_each_layer(make_plan: Any) -> None:
    points = points_of(make_plan(vary=RANGES, method="latin-hypercube", points=20))
    layers = np.floor((points["cafe_price"] - 300) / 600 * 20)
    assert sorted(layers) == list(range(20))
    assert points["population"].value_counts().to_dict() == dict.fromkeys(range(100, 104), 5)


def test_sobol_points_halve_every_range_evenly_and_lists_too(make_plan: Any) -> None:
    spread = RANGES | {"design": ["people-first", "top-down"]}
    points = points_of(make_plan(vary=spread, method="sobol", points=64))
    assert (points["cafe_price"] < 600).sum() == 32
    assert points["design"].value_counts().to_dict() == {"people-first": 32, "top-down": 32}
    with pytest.raises(InputError, match="must have a power of 2, such as 128"):
        points_of(make_plan(vary=spread, method="sobol", points=100))


@pytest.mark.parametrize("method", ["random", "latin-hypercube", "sobol"])
def test_the_seed_fixes_the_sample(make_plan: Any, method: str) -> None:
    one, same, other = (
        points_of(make_plan(vary=RANGES, method=method, points=8, seed=seed)) for seed in (3, 3, 4)
    )  # fmt: skip
    pd.testing.assert_frame_equal(one, same)
    assert not one.equals(other)


def test_constraints_leave_points_out(make_plan: Any) -> None:
    spread = {"cafe_price": [300, 600, 900], "design.offers.toys.price": [300, 600]}
    points = points_of(make_plan(vary=spread, constraints=["cafe_price <= `design.offers.toys.price`"]))
    assert points.values.tolist() == [[300, 300], [300, 600], [600, 600]]
    assert points.index.tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    ("constraint", "told"),
    [
        ("cafe_prise < 3", "cannot be understood .*cafe_prise"),
        ("cafe_price +", "cannot be understood"),
        ("cafe_price + 1", "must be a relation that is true or false"),
        ("cafe_price > 10000", "leave no point"),
    ],
)
def test_constraints_that_make_no_sense(make_plan: Any, constraint: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        points_of(make_plan(constraints=[constraint]))


def test_crossed_parameters_take_every_value_at_every_point(make_plan: Any) -> None:
    spread = {"design": ["people-first", "top-down"], "cafe_price": {"low": 300, "high": 900}}
    points = points_of(make_plan(vary=spread, method="random", points=5, crossed=["design"]))
    assert points.columns.tolist() == ["design", "cafe_price"]
    assert points["design"].tolist() == ["people-first", "top-down"] * 5
    assert points.groupby("cafe_price")["design"].nunique().tolist() == [2] * 5
