"""How visits spread over residents, by hand."""

import math

import numpy as np
import pytest

from model.visit_count import VisitCount


def test_four_residents_with_four_visits() -> None:
    found = VisitCount.of(np.array([3, 0, 1, 0]), unique=2)
    assert found.without_share == 0.5
    assert found.gini == 0.625  # 2 (3·1 + 4·3) / (4·4) − 5/4
    assert found.dispersion == 1.5  # mean 1, squares 10
    assert found.top_fifth == pytest.approx(0.6)  # four fifths of one resident who made three of four


def test_all_come_alike() -> None:
    found = VisitCount.of(np.full(10, 7), unique=10)
    assert (found.without_share, found.gini, found.dispersion, found.top_fifth) == (0.0, 0.0, 0.0, pytest.approx(0.2))


def test_one_comes_and_nobody_else() -> None:
    found = VisitCount.of(np.array([0, 0, 0, 0, 0, 0, 0, 0, 0, 8]), unique=1)
    assert (found.gini, found.dispersion, found.top_fifth) == (pytest.approx(0.9), pytest.approx(7.2), 1.0)


def test_the_gini_is_half_the_mean_difference_over_the_mean() -> None:
    visits = np.random.default_rng(1).negative_binomial(1, 0.2, 200)
    differences = np.abs(visits[:, np.newaxis] - visits).mean()
    assert VisitCount.of(visits, 0).gini == pytest.approx(differences / 2 / visits.mean())


def test_where_nobody_came_nothing_is_spread() -> None:
    found = VisitCount.of(np.zeros(5, np.int32), unique=0)
    assert found.without_share == 1.0
    assert all(math.isnan(value) for value in (found.gini, found.top_fifth, found.dispersion))
