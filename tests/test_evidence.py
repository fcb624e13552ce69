"""People-first evidence: each indicator against hand-computed values, and that it never claims more than it knows."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.cli import app
from experiments.compare import Comparison, compare
from experiments.evidence import evidence
from experiments.evidence_table import evidence_document
from experiments.finance import Appraisal
from experiments.indicators import INDICATORS, OUTCOMES, SILENT
from experiments.reach import GROUPINGS, least_reached, left_out_in_words, reach_by_group
from experiments.record import Record
from model.month_account import MonthAccount
from model.scenario import Scenario, with_levers

DAYS = 70


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    levers = {"population": 300, "hub_opens": 5, "awareness_base": 0.3, "days": DAYS}
    designs = ("status-quo", "people-first")
    scenarios = {name: with_levers(Scenario(settlement="aul", design=name), levers) for name in designs}  # type: ignore[arg-type]
    return compare(scenarios, replicates=3, seed=2, jobs=1)


@pytest.fixture(scope="module")
def table(comparison: Comparison) -> pd.DataFrame:
    return evidence(comparison, "people-first").set_index("indicator")


def _groups(*rows: tuple[str, str, str, int, int]) -> pd.DataFrame:
    """Months by group; the last number of a row are the residents who came."""
    table = pd.DataFrame(rows, columns=["grouping", "group", "month", "residents", "reach_30"])
    return table.assign(reach_30=table["reach_30"] / table["residents"])


def test_reach_by_group_is_a_mean_of_months_and_a_ratio_to_all() -> None:
    groups = _groups(
        ("sex", "man", "2026-01", 100, 10),
        ("sex", "woman", "2026-01", 100, 30),
        ("sex", "man", "2026-02", 100, 20),
        ("sex", "woman", "2026-02", 100, 40),
    )
    found = reach_by_group(groups, "sex").set_index("group")
    assert found["reach"].to_dict() == {"man": 0.15, "woman": 0.35}
    assert found["ratio"].to_dict() == pytest.approx({"man": 0.6, "woman": 1.4})  # 100 of 400 came
    assert found["residents"].to_dict() == {"man": 100, "woman": 100}


def test_only_the_last_year_counts() -> None:
    months = [f"{2026 + month // 12}-{month % 12 + 1:02}" for month in range(14)]
    groups = _groups(*(("sex", "man", month, 10, 10 if number < 2 else 1) for number, month in enumerate(months)))
    assert reach_by_group(groups, "sex")["reach"].tolist() == [0.1]


def test_months_before_the_opening_do_not_count() -> None:
    groups = _groups(*(("sex", "man", f"2026-0{month}", 10, came) for month, came in ((1, 9), (2, 2), (3, 4))))
    assert reach_by_group(groups, "sex", since="2026-02")["reach"].tolist() == pytest.approx([0.3])
    assert reach_by_group(groups, "sex", since="2026-05")["reach"].tolist() == [0.4]


def test_the_least_reached_group_is_one_group_over_all_runs() -> None:
    names = [("a", 100, 0.9), ("b", 100, 1.0), ("c", 100, 1.1), ("few", 20, 0.1)]
    one = pd.DataFrame(names, columns=["group", "residents", "ratio"])
    other = one.assign(ratio=[0.9, 0.7, 1.4, 0.1])
    assert least_reached([one, other]) == ("b", [1.0, 0.7])
    assert least_reached([one, one]) == ("a", [0.9, 0.9])
    nobody = one.assign(ratio=math.nan)
    assert least_reached([one, nobody])[0] == "a"
    assert math.isnan(least_reached([one, nobody])[1][1])
    assert least_reached([nobody])[0] == ""


def test_who_is_left_out_is_said_of_every_design(comparison: Comparison) -> None:
    told = left_out_in_words(comparison)
    assert [sentence.split(":")[0] for sentence in told] == ["status-quo", "people-first"]
    groups = comparison.groups[comparison.groups["design"] == "people-first"]
    least = {
        grouping: least_reached([reach_by_group(run, grouping, "2026-01") for _, run in groups.groupby("seed")])
        for grouping in GROUPINGS
    }
    ratio, group, grouping = min((np.mean(ratios), group, name) for name, (group, ratios) in least.items() if group)
    said = f"least reached: {group} ({grouping.replace('_', ' ')}), a month's reach {ratio:.0%} of the average."
    assert told[1] == f"people-first: {said}"


def test_disabilities_are_taken_together() -> None:
    groups = _groups(
        ("disability", "none", "2026-01", 90, 45),
        ("disability", "mobility", "2026-01", 6, 1),
        ("disability", "sensory", "2026-01", 4, 1),
    )
    found = reach_by_group(groups, "disability").set_index("group")
    assert found["reach"].to_dict() == {"none": 0.5, "any": 0.2}


def test_where_nobody_comes_there_is_no_ratio() -> None:
    found = reach_by_group(_groups(("sex", "man", "2026-01", 10, 0), ("sex", "woman", "2026-01", 10, 0)), "sex")
    assert found["ratio"].isna().all()


def test_the_indicators_agree_with_the_runs(comparison: Comparison, table: pd.DataFrame) -> None:
    runs = comparison.runs[comparison.runs["design"] == "people-first"]
    daily = comparison.daily[comparison.daily["design"] == "people-first"]
    assert table.loc["awareness", "value"] == pytest.approx(runs["aware_share"].mean())
    assert table.loc["operator_stays", "points"] == 100 * runs["operator_there"].mean()
    assert runs["operator_there"].eq(1).all()
    assert table.loc["operator_stays", "value_low"] == pytest.approx(0.025 ** (1 / 3))
    shares = []
    for seed in comparison.seeds:
        since = daily[(daily["seed"] == seed) & (daily["day"] >= 5)]
        shares.append(since["visits"].sum() / (since["visits"].sum() + since["turned_away"].sum()))
    assert table.loc["places", "value"] == pytest.approx(np.mean(shares))
    dscr = [each.dscr_mean for each in comparison.appraisals["people-first"]]
    assert table.loc["debt_cover", "value"] == pytest.approx(np.mean(dscr))
    shares_of_groups = np.array(list(comparison.scenario.settlement.ethnic_percent.values())) / 100
    blind = 1 - (shares_of_groups**2).sum()
    assert table.loc["mixing", "value"] == pytest.approx((runs["new_cross_ties"] / runs["new_ties"]).mean() / blind)


def test_points_lie_between_the_benchmarks(table: pd.DataFrame) -> None:
    known = table.dropna(subset="points")
    assert len(known) > 12
    for column in ("points", "points_low", "points_high"):
        assert known[column].dropna().between(0, 100).all()


@pytest.mark.parametrize(
    ("name", "value", "points"),
    [
        ("debt_cover", 1.25, 50),
        ("debt_cover", 0.2, 0),
        ("debt_cover", 9.0, 100),
        ("cost_of_visit", 0.75, 25),
        ("cost_of_visit", 1.5, 0),
        ("places", 0.9, 50),
        ("reach_income", 0.4, 40),
        ("jobs", math.nan, math.nan),
    ],
)
def test_a_value_becomes_points_between_two_benchmarks(name: str, value: float, points: float) -> None:
    indicator = next(each for each in INDICATORS if each.name == name)
    assert indicator.score(value) == pytest.approx(points, nan_ok=True)


def test_the_library_as_it_is_has_no_business_to_judge(comparison: Comparison) -> None:
    quo = evidence(comparison, "status-quo").set_index("indicator")
    assert quo.loc[["debt_cover", "jobs", "without_loss"], "value"].isna().all()
    assert quo.loc["cost_of_visit", "value"] == 1.0
    assert quo.loc["cost_of_visit", "points"] == 0.0


def _value(name: str, run: Record) -> float:
    return next(each for each in INDICATORS if each.name == name).judge([run]).values[0]


def _run(*accounts: MonthAccount, start: str = "2026-01-01", opens: int = 0, **measures: float) -> Record:
    """A run of so many months with one value of each measure, and ten visits a day (twenty in January)."""
    last = accounts[-1].day
    daily = pd.DataFrame({"date": pd.date_range(start, periods=last)} | measures)
    daily["visits"] = np.where(daily["date"].dt.month == 1, 20, 10)
    scenario = with_levers(
        Scenario(settlement="aul", design="people-first"),  # type: ignore[arg-type]
        {"start": start, "hub_opens": opens},
    )
    nothing = Appraisal(*[math.nan] * len(Appraisal._fields))
    return Record(scenario, daily, pd.DataFrame(), accounts, nothing, daily)


def test_a_hub_is_carried_by_what_it_earns_not_by_who_pays_the_rest() -> None:
    loser = MonthAccount(31, "2026-01", operated=True, part=1.0, cafe=500_000, wages=1_000_000, interest=200_000)
    cut = MonthAccount(40, "2026-02", operated=True, part=0.3, lived=0.3, ended=False, cafe=9_000_000)
    run = _run(loser, cut)
    assert _value("own_revenue", run) == pytest.approx(500_000 / 1_200_000)
    assert _value("without_loss", run) == 0.0
    supported = _run(replace(loser, support=2_000_000), cut)
    assert _value("own_revenue", supported) == _value("own_revenue", run)
    assert _value("without_loss", supported) == 1.0


def test_what_a_closed_hub_no_longer_gives_counts_as_nothing() -> None:
    stays = MonthAccount(31, "2026-01", operated=True, part=1.0)
    measures = {"people_first_index": 0.8, "jobs": 2.0, "net_jobs": 1.5}
    assert _value("programme", _run(stays, **measures)) == 0.8
    assert _value("jobs", _run(stays, **measures)) == 0.75
    gone = replace(stays, left=True)
    assert _value("programme", _run(gone, **measures)) == 0.0
    assert _value("jobs", _run(gone, **(measures | {"jobs": 0.0, "net_jobs": 0.0}))) == 0.0
    library = MonthAccount(31, "2026-01")
    assert math.isnan(_value("jobs", _run(library, **(measures | {"jobs": 0.0}))))


def test_winter_is_judged_against_the_librarys_once_the_hub_has_stopped_growing() -> None:
    # from 1 July on, the hub's first half-year being over: Nov and Dec are winter, and Jan, twice as full, to March
    hub = _run(*_months(15))
    later = hub.daily.iloc[180:]
    winter = later["date"].dt.month.isin((11, 12, 1, 2, 3))
    kept = later["visits"][winter].mean() / later["visits"][~winter].mean()
    assert kept == pytest.approx((61 * 10 + 31 * 20 + 59 * 10) / 151 / 10)
    assert _value("winter", hub) == 1.0
    steady = hub.before.assign(visits=7.0)
    assert _value("winter", hub._replace(before=steady)) == pytest.approx(kept)
    # in nine months there are two of winter, in seven none
    assert not math.isnan(_value("winter", _run(*_months(12))))
    assert math.isnan(_value("winter", _run(*_months(9))))


def test_a_hub_that_is_gone_is_none_in_winter_and_nobody_knows_of_it() -> None:
    stays = _run(*_months(15), aware_share=0.9, public_cost_per_visit=300.0)
    assert (_value("awareness", stays), _value("cost_of_visit", stays)) == (0.9, 1.0)
    cheaper = stays._replace(before=stays.before.assign(public_cost_per_visit=600.0))
    assert _value("cost_of_visit", cheaper) == 0.5
    gone = cheaper._replace(accounts=(*cheaper.accounts[:-1], replace(cheaper.accounts[-1], left=True)))
    assert [_value(name, gone) for name in ("winter", "awareness", "cost_of_visit")] == [0.0, 0.0, 1.0]


def _months(number: int) -> list[MonthAccount]:
    """So many months with an operator, from January 2026 on."""
    ends = pd.date_range("2026-01-01", periods=number, freq="MS") + pd.offsets.MonthEnd()
    days = ((ends - pd.Timestamp("2026-01-01")).days + 1).tolist()
    return [MonthAccount(day, f"{end:%Y-%m}", operated=True, part=1.0) for day, end in zip(days, ends, strict=True)]


def test_each_outcome_has_evidence_and_each_benchmark_says_where_it_comes_from() -> None:
    assert {each.outcome for each in INDICATORS} == {each.outcome for each in SILENT} == set(OUTCOMES)
    for each in INDICATORS:
        assert any(word in each.benchmark for word in ("assumed", "FHWA", "Ministry", "closed form"))
        assert len(each.formula) > 10
    assert len({each.name for each in INDICATORS}) == len(INDICATORS)


def test_the_command_shows_what_can_and_what_cannot_be_said(tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_text('name = "Small"\npopulation = 60\n')
    words = ["evidence", "-s", str(tmp_path / "small.toml"), "-d", "cafe-only", "-n", "2", "--days", "20", "-j", "1"]
    told = CliRunner().invoke(app, [*words, "--out", str(tmp_path / "out")])
    assert told.exit_code == 0, told.output
    for title in OUTCOMES.values():
        assert title.split()[0] in told.stdout
    assert "no score of UNECE's method" in " ".join(told.stdout.split())
    assert "2 of 2" in told.stdout
    assert "0 of 2" in told.stdout
    assert SILENT[1].criterion.split(",")[0] in told.stdout
    assert "PIERS" not in told.stdout
    assert len(pd.read_parquet(tmp_path / "out" / "evidence.parquet")) == len(INDICATORS)
    as_json = json.loads(CliRunner().invoke(app, [*words, "--out", str(tmp_path / "out"), "--json"]).stdout)
    assert len(as_json["indicators"]) == len(INDICATORS)
    assert len(as_json["not_simulated"]) == len(SILENT)


def test_the_document_is_up_to_date() -> None:
    document = Path(__file__).parent.parent / "docs" / "people-first.md"
    assert document.read_text("utf-8") == evidence_document()
