"""Ties counted, and the measures that follow, of four residents and three ties by hand."""

import itertools
import math

import numpy as np
import pytest

from model.day.today import GROUP_COUNTS, GroupCount
from model.tie_count import TieCount

ACQUAINTANCE, CASUAL, FRIEND, CLOSE = range(4)
HERE, THERE = range(2)


def count(*ties: tuple[int, int, int], residents: tuple[int, ...] = (3, 1), **sums: int) -> TieCount:
    """Ties by both groups and stage; sums of feelings by name."""
    ends, whole = np.zeros((len(residents), len(residents), 4), np.int64), np.zeros(GROUP_COUNTS, np.int64)
    for one, other, stage in ties:
        ends[one, other, stage] += 1
        ends[other, one, stage] += 1
    for name, value in sums.items():
        whole[GroupCount[name]] = value
    return TieCount(ends, whole, np.array(residents))


THREE = count((HERE, HERE, ACQUAINTANCE), (HERE, THERE, FRIEND), (HERE, HERE, CLOSE))


def test_a_tie_with_two_ends_counts_once_at_its_stage() -> None:
    assert (THREE.acquaintances, THREE.casual_friends, THREE.friends, THREE.close_friends) == (1, 0, 1, 1)
    assert (THREE.total, THREE.across) == (3, 1)
    assert count((THERE, THERE, CASUAL)).casual_friends == 1


def test_one_tie_in_three_across() -> None:
    assert THREE.across_share == pytest.approx(1 / 3)
    assert THREE.ei_index == pytest.approx((1 - 2) / 3)


def test_the_ei_index_to_be_expected_is_its_mean_over_all_ways_to_deal_out_the_groups() -> None:
    ties = np.array([(0, 1), (0, 2), (0, 3), (1, 2), (3, 4)])  # degrees differ, which changes nothing
    dealt = [np.array(groups) for groups in itertools.permutations((HERE, HERE, HERE, THERE, THERE))]
    across = np.mean([(groups[ties[:, 0]] != groups[ties[:, 1]]).mean() for groups in dealt])
    assert count(residents=(3, 2)).ei_expected == pytest.approx(2.0 * across - 1.0)
    assert count(residents=(4, 0)).ei_expected == -1.0
    assert math.isnan(count(residents=(1, 0)).ei_expected)


def test_homophily_beyond_what_the_groups_sizes_explain() -> None:
    """Four of the five ends that the larger group holds stay within, of three quarters; of the other's none, of one."""
    assert THREE.inbreeding_homophily == pytest.approx([(4 / 5 - 3 / 4) / (1 / 4), (0 - 1 / 4) / (3 / 4)])
    assert THREE.mean_inbreeding_homophily == pytest.approx((3 * 0.2 - 1 / 3) / 4)


def test_assortativity_is_newmans() -> None:
    """Four of six ends are within; by chance 25 and 1 of 36 would be."""
    assert THREE.assortativity == pytest.approx((4 / 6 - 26 / 36) / (1 - 26 / 36))


def test_groups_without_ties_or_residents_are_left_out_of_the_mean() -> None:
    lonely = count((HERE, HERE, FRIEND), residents=(3, 1))
    assert math.isnan(lonely.inbreeding_homophily[THERE])
    assert lonely.mean_inbreeding_homophily == pytest.approx(1.0)
    gone = count((HERE, HERE, FRIEND), (HERE, THERE, FRIEND), residents=(2, 2, 0))
    assert gone.mean_inbreeding_homophily == pytest.approx(((2 / 3 - 1 / 2) / (1 / 2) + (0 - 1 / 2) / (1 / 2)) / 2)


def test_what_has_nothing_to_be_a_share_of_is_no_number() -> None:
    nothing = count()
    of_ties = ("across_share", "ei_index", "mean_inbreeding_homophily", "assortativity")
    for name in (*of_ties, "warmth_met", "warmth_group", "knowledge", "regard"):
        assert math.isnan(getattr(nothing, name)), name
    assert math.isnan(count((HERE, HERE, FRIEND)).assortativity)  # one group alone
    assert nothing.total == nothing.hours == 0


def test_hours_are_kept_in_hundredths_at_both_ends() -> None:
    ties = count()
    ties.whole[GroupCount.HOURS : GroupCount.HOURS + 4] = 200, 5000, 19_000, 50_000
    by_stage = (ties.hours_acquaintances, ties.hours_casual_friends, ties.hours_friends, ties.hours_close_friends)
    assert by_stage == (1.0, 25.0, 95.0, 250.0)
    assert ties.hours == 371.0


def test_feelings_are_kept_in_millionths() -> None:
    felt = count(PAIRS=4, WARMTH_MET=2_400_000, WARMTH_GROUP=2_000_000, KNOWLEDGE=800_000, PEOPLE=5, REGARD=3_000_000)
    assert (felt.warmth_met, felt.warmth_group, felt.knowledge, felt.regard) == (0.6, 0.5, 0.2, 0.6)


def test_ties_made_since_the_start_have_two_ends_as_well() -> None:
    made = count(MADE=6, MADE_ACROSS=4, FRIEND_ACROSS=3)
    assert (made.made, made.made_across, made.with_friend_across) == (3, 2, 3)
