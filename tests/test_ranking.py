"""Choosing the best: known answers, and the stated error rate on synthetic systems."""

from collections.abc import Sequence

import numpy as np
import pytest
from scipy.stats import binom, t

from experiments.best import chance_best
from experiments.ranking import Observe, kim_nelson


def synthetic(means: Sequence[float], sd: float, shared: float, seed: int) -> Observe:
    """Systems with normal noise, of which a share is common to all."""
    common = np.random.default_rng(seed).normal(0, 1, 5000)
    own = np.random.default_rng(seed + 10**6).normal(0, 1, (5000, len(means)))
    table = np.asarray(means) + sd * (np.sqrt(shared) * common[:, None] + np.sqrt(1 - shared) * own)

    def observe(systems: Sequence[int], first: int, count: int) -> np.ndarray:
        return table[first : first + count, list(systems)]

    return observe


@pytest.mark.parametrize("shared", [0.0, 0.8])
def test_the_best_is_chosen_with_the_stated_probability(shared: float) -> None:
    # The hardest means that the guarantee covers: all others exactly one smallest difference below the best.
    trials, means = 300, (0.0, 0.0, 1.0, 0.0)
    chosen = [kim_nelson(synthetic(means, 2.0, shared, k), 4, 1.0, most=5000) for k in range(trials)]
    assert all(each.decided for each in chosen)
    right = sum(each.best == 2 for each in chosen)
    # If it were right less often than in 95 %, fewer than this many would be seen in 999 of 1,000 such tests or more.
    assert right >= binom.ppf(0.001, trials, 0.95)
    # The bound is not idle: with a looser promise it errs more.
    loose = [kim_nelson(synthetic(means, 2.0, shared, k), 4, 1.0, confidence=0.4, most=5000) for k in range(trials)]
    assert sum(each.best == 2 for each in loose) < right


def test_shared_luck_needs_fewer_replicates() -> None:
    def mean_replicates(shared: float) -> float:
        chosen = [kim_nelson(synthetic((0, 0.4), 2, shared, k), 2, 0.4) for k in range(40)]
        return float(np.mean([max(each.replicates) for each in chosen]))

    assert mean_replicates(0.9) < 0.5 * mean_replicates(0.0)


def test_asking_for_many_at_once_changes_nothing() -> None:
    for seed in range(10):
        one = kim_nelson(synthetic((0, 0.5, 1), 2, 0.3, seed), 3, 0.5, together=1)
        many = kim_nelson(synthetic((0, 0.5, 1), 2, 0.3, seed), 3, 0.5, together=7)
        assert one[:3] == many[:3]
        np.testing.assert_array_equal(one.values, many.values)


def test_the_first_stage_decides_by_the_published_width() -> None:
    # k = 2, n0 = 5, α = 0.05: η = ½ (0.1^(−1/2) − 1) = 1.081139, h² = 2 · 1.081139 · 4 = 8.649111. Differences
    # d, d, d, d, d + 5s with variance 5 s²; with s = 0.2, S² = 0.2, least = 1: W(5) = (1.7298222 − 5) / 10 < 0, so 0.
    noisy = np.zeros((5, 2))
    noisy[4, 1] = 1.0
    settled = kim_nelson(lambda systems, first, count: noisy[first : first + count, list(systems)], 2, 1.0, first=5)
    assert settled.decided
    assert settled.best == 1
    assert settled.replicates == (5, 5)
    # With least = 0.2: W(5) = (8.649111 · 0.2 / 0.2 − 0.2 · 5) / 10 = 0.7649 > 0.2, the mean difference: go on.
    going = kim_nelson(
        lambda systems, first, count: noisy[first : first + count, list(systems)], 2, 0.2, first=5, most=5
    )
    assert not going.decided


def test_identical_systems_end_at_once_and_giving_up_is_said() -> None:
    same = kim_nelson(lambda systems, first, count: np.ones((count, len(systems))), 3, 1.0)
    assert same.decided
    assert same.replicates == (10, 10, 10)
    assert not kim_nelson(synthetic((0, 0), 50, 0, 1), 2, 0.1, most=20).decided


def test_chance_of_two_is_that_of_the_paired_t() -> None:
    values = np.array([[1.0, 1.4], [2.0, 2.1], [3.0, 3.9], [4.0, 3.8], [5.0, 5.2]])
    off = values[:, 1] - values[:, 0]
    expected = t.cdf(off.mean() / (off.std(ddof=1) / np.sqrt(5)), 4)
    assert chance_best(values)[1] == pytest.approx(expected, abs=0.006)
    assert chance_best(values, highest=False)[0] == pytest.approx(expected, abs=0.006)


def test_chances_sum_to_one_and_do_not_depend_on_order() -> None:
    values = np.random.default_rng(3).normal([0, 0.2, 0.4], 1, (12, 3))
    chances = chance_best(values)
    assert chances.sum() == pytest.approx(1)
    assert chance_best(values[:, [2, 0, 1]]) == pytest.approx(chances[[2, 0, 1]], abs=0.01)


def test_equal_designs_share_their_chance_and_too_few_seeds_say_nothing() -> None:
    values = np.random.default_rng(3).normal(0, 1, (8, 1))
    assert chance_best(np.hstack([values, values])).tolist() == [0.5, 0.5]
    assert np.isnan(chance_best(np.ones((2, 4)))).all()
    assert chance_best(np.ones((1, 1))).tolist() == [1.0]
