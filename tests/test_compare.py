"""Designs side by side: intervals against hand-computed values, and the same rows however they are made."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.compare import Comparison, compare, plan
from experiments.headline import summary_of, value_of
from experiments.intervals import chance_interval, mean_interval, paired_chance_difference, paired_difference
from experiments.money_words import money_in_words
from experiments.replicates import Job, run_jobs, run_one, workers
from experiments.tables import comparison_table
from experiments.wording import amount, with_interval
from model.measures import CATALOGUE
from model.scenario import InputError, Scenario, load_scenario, with_levers

DESIGNS = ("status-quo", "people-first")
DAYS = 100


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(plan("aul", DESIGNS, DAYS), replicates=3, seed=4, jobs=1)


def test_interval_of_a_mean_is_students() -> None:
    # mean 2, s = 1, n = 3, t(0.975, 2) = 4.302653: half width 4.302653 / sqrt(3) = 2.484138
    found = mean_interval([1.0, 2.0, 3.0])
    assert found.mean == 2.0
    assert (found.low, found.high) == pytest.approx((2.0 - 2.484138, 2.0 + 2.484138), abs=1e-6)


def test_one_replicate_has_no_interval() -> None:
    found = mean_interval([5.0])
    assert found.mean == 5.0
    assert math.isnan(found.low)
    assert math.isnan(found.high)


def test_a_chance_has_the_exact_binomial_interval() -> None:
    # Clopper and Pearson by hand: where all of n agree, the far end solves p^n = 2.5 %
    assert chance_interval([1.0] * 8) == pytest.approx((1.0, 0.025 ** (1 / 8), 1.0))
    assert chance_interval([0.0] * 8) == pytest.approx((0.0, 0.0, 1.0 - 0.025 ** (1 / 8)))
    mean, low, high = chance_interval([1.0, 0.0, 0.0])
    assert mean == pytest.approx(1 / 3)
    assert 1.0 - (1.0 - low) ** 3 == pytest.approx(0.025)  # at the low end one or more of three
    assert (1.0 - high) ** 3 + 3.0 * high * (1.0 - high) ** 2 == pytest.approx(0.025)  # at the high end one or none
    assert math.isnan(chance_interval([1.0]).low)
    assert math.isnan(chance_interval([1.0, math.nan]).mean)  # one of the runs has no operator


def test_a_difference_of_chances_stays_within_one() -> None:
    off = paired_chance_difference([1.0] * 8, [0.0] * 8)
    half = 1.959964 * math.sqrt(9.0 - 8.0**2 / 10.0) / 10.0  # 8.5 pairs for, 0.5 against, of 10
    assert off == pytest.approx((1.0, 0.8 - half, 1.0), abs=1e-6)
    same = paired_chance_difference([1.0, 0.0], [1.0, 0.0])
    assert same == pytest.approx((0.0, -1.959964 / 4.0, 1.959964 / 4.0), abs=1e-6)
    assert math.isnan(paired_chance_difference([1.0], [0.0]).low)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=30))
def test_intervals_of_chances_hold_their_means_and_their_bounds(pairs: list[tuple[bool, bool]]) -> None:
    one, other = np.array(pairs, float).T
    mean, low, high = chance_interval(one)
    assert 0.0 <= low <= mean <= high <= 1.0
    off = paired_chance_difference(one, other)
    assert -1.0 <= off.low <= off.mean <= off.high <= 1.0


def test_paired_difference_takes_out_what_the_seeds_share() -> None:
    found = paired_difference([11.0, 102.0, 1003.0], [10.0, 100.0, 1000.0])
    assert found.mean == 2.0
    assert (found.low, found.high) == pytest.approx((2.0 - 2.484138, 2.0 + 2.484138), abs=1e-6)


def test_different_numbers_of_seeds_cannot_be_paired() -> None:
    with pytest.raises(ValueError, match="cannot be paired"):
        paired_difference([1.0, 2.0], [1.0])


@pytest.mark.parametrize(
    ("measure", "opening", "expected"),
    [("visits", 2, 35.0), ("visits", 9, 25.0), ("visits_total", 2, 40.0), ("reach_30", 2, 40.0)],
)
def test_a_flow_is_averaged_from_the_opening_and_a_stock_taken_at_the_end(
    measure: str, opening: int, expected: float
) -> None:
    assert value_of(measure, pd.Series([10.0, 20.0, 30.0, 40.0]), opening) == expected


def test_every_measure_has_a_summary() -> None:
    assert {summary_of(name) for name in CATALOGUE} == {"at the end", "mean since opening"}


def test_seeds_and_designs_are_all_there_in_order(comparison: Comparison) -> None:
    assert comparison.seeds == (4, 5, 6)
    runs = comparison.daily[["design", "seed"]].drop_duplicates()
    assert list(runs.itertuples(index=False, name=None)) == [(d, s) for d in DESIGNS for s in (4, 5, 6)]
    assert len(comparison.daily) == 2 * 3 * DAYS
    assert str(comparison.daily["date"].iloc[DAYS - 1].date()) == "2026-04-10"


def test_designs_are_one_until_the_hub_opens(comparison: Comparison) -> None:
    opening = comparison.scenario.clock.hub_opens
    before = [comparison.series("visits", design)[:, :opening] for design in DESIGNS]
    after = [comparison.series("visits", design)[:, opening:] for design in DESIGNS]
    assert np.array_equal(*before)
    assert not np.array_equal(*after)


def test_summary_agrees_with_the_daily_table(comparison: Comparison) -> None:
    table = comparison.summary().set_index(["measure", "design"])
    last = comparison.daily[comparison.daily["day"] == DAYS - 1].set_index(["design", "seed"])["visits_total"]
    people, status = last["people-first"], last["status-quo"]
    row = table.loc[("visits_total", "people-first")]
    assert row["replicates"] == 3
    assert row["mean"] == pytest.approx(people.mean())
    assert row["difference"] == pytest.approx((people - status).mean())
    assert row["difference_low"] < row["difference"] < row["difference_high"]
    assert row["chance_best"] > 0.95
    assert table["chance_best"].groupby(level="measure").sum(min_count=2).dropna().to_numpy() == pytest.approx(1.0)
    assert row["unit"] == CATALOGUE["visits_total"].unit
    assert math.isnan(table.loc[("visits_total", "status-quo"), "difference"])
    assert len(table) == 2 * len(CATALOGUE)


def test_the_best_is_the_highest_or_the_lowest_as_the_measure_asks(comparison: Comparison) -> None:
    dear = (
        comparison.value("cost_per_visit", "people-first").mean > comparison.value("cost_per_visit", "status-quo").mean
    )
    assert (comparison.chance_best("cost_per_visit")["people-first"] < 0.5) == dear
    assert comparison.chance_best("visits")["people-first"] > 0.5
    assert CATALOGUE["turned_away"].better == CATALOGUE["public_cost_per_visit"].better == "lower"


def test_a_design_without_a_value_is_left_out_of_who_is_best(comparison: Comparison) -> None:
    assert set(comparison.runs.loc[comparison.runs["design"] == "status-quo", "operator_there"].isna()) == {True}
    for name in ("operator_there", "months_of_loss"):  # one design alone is not the best of any
        assert all(math.isnan(chance) for chance in comparison.chance_best(name).values())
    other = comparison.runs[comparison.runs["design"] == "people-first"].assign(design="top-down")
    values = {"status-quo": [math.nan] * 3, "people-first": [1.0, 2.0, 3.0], "top-down": [3.0, 2.0, 5.0]}
    runs = pd.concat([comparison.runs, other], ignore_index=True)
    runs["operator_revenue"] = np.concatenate([values[name] for name in runs["design"].unique()])
    three = replace(comparison, scenarios=comparison.scenarios | {"top-down": comparison.scenarios["people-first"]})
    vars(three)["runs"] = runs.sort_values("design", key=lambda c: c.map(list(values).index), kind="stable")
    chances = three.chance_best("operator_revenue")
    assert math.isnan(chances["status-quo"])
    assert chances["top-down"] > 0.5
    assert chances["people-first"] + chances["top-down"] == pytest.approx(1.0)


def test_nothing_is_said_to_be_best_where_no_way_is_better_or_all_are_alike(comparison: Comparison) -> None:
    assert CATALOGUE["tax_on_sales"].better == "neither"
    assert all(math.isnan(chance) for chance in comparison.chance_best("tax_on_sales").values())
    runs = comparison.runs.assign(visits=7.0)
    alike = replace(comparison)
    vars(alike)["runs"] = runs
    assert all(math.isnan(chance) for chance in alike.chance_best("visits").values())
    column = comparison_table(alike, ("visits",)).columns[-1]
    assert (column.header, set(column.cells)) == ("P(best)", {""})


def test_the_numbers_behind_are_said(comparison: Comparison) -> None:
    assert comparison.basis == "3 replicates (seeds 4 to 6), 95 % t-interval over replicates"


def test_one_process_and_two_give_the_same_rows(comparison: Comparison) -> None:
    two = compare(plan("aul", DESIGNS, DAYS), replicates=3, seed=4, jobs=2)
    pd.testing.assert_frame_equal(comparison.daily, two.daily, check_exact=True)


def test_a_replicate_does_not_depend_on_its_company(comparison: Comparison) -> None:
    alone = run_one(Job("people-first", comparison.scenarios["people-first"], 5)).daily
    rows = comparison.daily[(comparison.daily["design"] == "people-first") & (comparison.daily["seed"] == 5)]
    pd.testing.assert_frame_equal(alone, rows.reset_index(drop=True), check_exact=True)


def test_an_error_names_the_run_that_it_befell() -> None:
    scenario = plan("aul", ["status-quo"], 5)["status-quo"]
    with pytest.raises(InputError, match="seven") as caught:
        list(run_jobs([Job("status-quo", scenario, "seven")]))  # type: ignore[arg-type]
    assert caught.value.__notes__ == ["in the run of status-quo under seed seven"]


def test_a_single_worker_is_this_process() -> None:
    with workers(1) as executor:
        assert executor is None


def test_two_designs_of_one_name_are_turned_down() -> None:
    with pytest.raises(InputError, match='"status-quo" is there twice'):
        plan("aul", ["status-quo", "status-quo"])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((0.1234, "0.123"), (1.5, "1.50"), (23.42, "23.4"), (1234.5, "1,234"), (math.nan, "–")),
        *((0.00368, "0.0037"), (-0.0001, "−0.00010"), (-1e-9, "0.000000"), (0.0, "0")),
    ],
)
def test_numbers_are_written_as_people_read_them(value: float, text: str) -> None:
    assert amount(value) == text


def test_a_gain_has_a_plus_and_a_loss_a_true_minus() -> None:
    assert with_interval(mean_interval([-10.0, -12.0, -14.0]), signed=True) == ("−12.0", "−17.0 to −7.0")
    assert with_interval(mean_interval([7.0]), signed=True) == ("+7.00", "")


def test_a_name_that_was_not_compared_is_told_with_the_nearest(comparison: Comparison) -> None:
    with pytest.raises(InputError, match=r'no design "peple-first" was compared.*did you mean "people-first"'):
        comparison.difference("visits", "peple-first")
    with pytest.raises(InputError, match=r'unknown measure "visit".*"visits'):
        comparison.value("visit", "people-first")


@pytest.mark.parametrize("replicates", [1.5, "2", True])
def test_replicates_are_a_whole_number(replicates: Any) -> None:
    with pytest.raises(InputError, match=r"--replicates = .*: must be a whole number from 1 on"):
        compare(plan("aul", "status-quo", days=10), replicates=replicates)


def test_a_hub_that_an_event_opens_is_averaged_from_that_day_on(tmp_path: Path) -> None:
    path = tmp_path / "late.toml"
    path.write_text(
        'settlement = "aul"\ndesign = "people-first"\n[clock]\ndays = 120\nhub_opens = 10\n'
        '[[events]]\nkind = "hub_opens"\nday = 90\n'
    )
    scenario = with_levers(load_scenario(path), {"settlement.population": 300})
    found = compare({"late": scenario}, replicates=1, jobs=1)
    visits = found.daily["visits"].to_numpy()
    assert found.scenario.opens == 90
    assert found.value("visits", "late").mean == visits[90:].mean() != visits[10:].mean()


def test_a_hub_that_opens_after_the_end_is_told_of() -> None:
    scenarios = {name: with_levers(each, {"settlement.population": 200}) for name, each in late().items()}
    (told,) = money_in_words(compare(scenarios, replicates=1, jobs=1))
    assert told == "cafe-only: the hub opens on day 91, after the end; the state spends what it did."


def test_an_operator_without_a_whole_month_is_no_hub_without_an_operator() -> None:
    scenarios = {
        name: with_levers(each, {"settlement.population": 200, "clock.hub_opens": 25}) for name, each in late().items()
    }
    (told,) = money_in_words(compare(scenarios, replicates=1, jobs=1))
    assert told.startswith("cafe-only: the operator has no whole month by the end; ")


def late() -> dict[str, Scenario]:
    """A run that is over before the hub would open."""
    return plan("aul", ["cafe-only"], 29)
