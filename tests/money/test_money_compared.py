"""Money beside the social outcomes: what a comparison keeps, appraises, prints and says."""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.accounts import accounts_table, months_of
from experiments.cli import app
from experiments.compare import Comparison, compare, plan
from experiments.finance import Appraisal, appraise
from experiments.money_words import money_in_words
from experiments.progress import Lines
from experiments.tables import finance_table
from model import HubModel
from model.scenario import load_scenario, with_levers

DESIGNS = ("status-quo", "people-first")
LEVERS = {"population": 200, "hub_opens": 20, "days": 100, "start": "2026-03-01", "awareness_base": 0.2}


def _scenarios(**levers):
    return {name: with_levers(each, LEVERS | levers) for name, each in plan("aul", DESIGNS).items()}


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    return compare(_scenarios(), replicates=3, jobs=1, out=tmp_path_factory.mktemp("money"))


def test_accounts_go_into_a_table_and_back() -> None:
    model = HubModel(scenario=_scenarios()["people-first"], rng=1)
    model.run_for(100)
    table = accounts_table("people-first", 1, model.operation.months)
    assert months_of(table) == model.operation.months
    assert table["profit"].tolist() == [month.profit for month in model.operation.months]


def test_the_accounts_of_all_runs_are_kept_on_disk(comparison: Comparison) -> None:
    path = next(path for path in comparison.files if path.name == "accounts.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(path), comparison.accounts)
    assert len(comparison.accounts) == 2 * 3 * 4  # March to May, and eight days of June
    assert not comparison.accounts["ended"].to_numpy().reshape(6, 4)[:, 3].any()


def test_the_appraisal_rests_on_whole_months_with_an_operator(comparison: Comparison) -> None:
    terms = comparison.scenarios["people-first"].design.partnership
    months = [
        month
        for month in months_of(comparison.accounts.query("design == 'people-first' and seed == 2"))
        if month.operated and month.ended
    ]
    assert len(months) == 3
    share = comparison.scenarios["people-first"].behaviour.spending.displacement
    assert comparison.appraisals["people-first"][1] == pytest.approx(appraise(months, terms, share), nan_ok=True)
    assert all(math.isnan(value) for each in comparison.appraisals["status-quo"] for value in each)


def test_the_spread_is_over_the_replicates(comparison: Comparison) -> None:
    found = comparison.finance()
    assert set(found["design"]) == {"people-first"}
    assert set(found["figure"]) == set(Appraisal._fields)
    values = [each.npv for each in comparison.appraisals["people-first"]]
    row = found[found["figure"] == "npv"].iloc[0]
    assert (row["p5"], row["median"], row["p95"]) == pytest.approx(tuple(np.quantile(values, [0.05, 0.5, 0.95])))
    assert row["chance"] == sum(value >= 0 for value in values) / 3
    assert (row["replicates"], row["exists"]) == (3, 1.0)


def test_a_comparison_without_operators_has_no_appraisal(capsys: pytest.CaptureFixture[str]) -> None:
    found = compare(_scenarios(days=3, hub_opens=90), replicates=2, jobs=1, progress=Lines())
    assert "Note: the hub of people-first opens on day 91, after the run of 3 days" in capsys.readouterr().err
    assert len(found.finance()) == 0
    assert finance_table(found) is None
    assert money_in_words(found) == [
        "status-quo: no operator; the state spends what it did.",
        "people-first: the hub opens on day 91, after the end; the state spends what it did.",
    ]


def test_an_operator_that_leaves_before_the_opening_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    scenarios = _scenarios(days=12, hub_opens=8, events=[{"kind": "operator_exits", "day": 5}])
    found = compare(scenarios, replicates=1, jobs=1, progress=Lines())
    said = "Note: the operator of people-first leaves on day 6, before the hub opens on day 9; it never opens."
    told = capsys.readouterr().err
    assert said in told
    assert told.count("Note") == 1
    assert found.daily["aware_share"].max() == 0


def test_a_renovation_is_worth_to_the_state_what_it_saves_less_what_it_costs() -> None:
    scenarios = {
        name: with_levers(each, LEVERS | {"days": 61})
        for name, each in plan("aul", ["status-quo", "renovation"]).items()
    }
    found = compare(scenarios, replicates=1, jobs=1)
    figures = found.finance().set_index("figure")
    assert list(figures.index) == ["state_npv_gross", "state_npv"]
    # the upkeep stays what it was, and nothing is sold
    assert figures["median"].tolist() == [-25_000_000, -25_000_000]
    assert finance_table(found) is not None


def test_a_dash_says_why(comparison: Comparison) -> None:
    table = finance_table(comparison)
    assert table is not None
    cells = [str(cell) for column in table.columns for cell in column.cells]
    assert comparison.finance().set_index("figure").loc["payback", "exists"] == 0
    assert "[dim]never[/]" in cells


def test_the_sentences_agree_with_the_numbers(comparison: Comparison) -> None:
    library, hub = money_in_words(comparison)
    assert library == "status-quo: no operator; the state spends what it did."
    assert f"{'loses' if comparison.value('operator_profit', 'people-first').mean < 0 else 'earns'} " in hub
    assert "never paid back" in hub
    assert "better off" in hub


def test_an_operator_that_left_is_said_to_have_left() -> None:
    found = compare(_scenarios(partnership_patience=1, hub_opens=0), replicates=2, jobs=1)
    assert "has left by the end in every run, after 1.00 months of loss" in money_in_words(found)[1]


def test_resumed_runs_bring_their_accounts(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        compare(_scenarios(), replicates=3, jobs=1, out=tmp_path, progress=_Stop())
    resumed = compare(_scenarios(), replicates=3, jobs=1, out=tmp_path)
    pd.testing.assert_frame_equal(resumed.accounts, comparison.accounts, check_exact=True)


def test_screen_and_json_show_the_money(tmp_path: Path) -> None:
    words = ["compare", "-s", "aul", "-d", "status-quo", "-d", "top-down", "-n", "2", "--days", "125", "--jobs", "1"]
    seen = CliRunner().invoke(app, [*words, "--out", str(tmp_path)])
    for text in ("Operator's profit", "Gain of the state, net", "Net present value of the fit-out", "In short:"):
        assert text in seen.stdout
    told = CliRunner().invoke(app, [*words, "--out", str(tmp_path), "--json", "--quiet"])
    figures = {row["figure"]: row for row in json.loads(told.stdout)["finance"]}
    assert figures["npv"]["p5"] <= figures["npv"]["median"] <= figures["npv"]["p95"]
    assert set(figures) == set(Appraisal._fields)


def test_a_single_run_writes_its_accounts_and_its_payments(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        'settlement = "aul"\ndesign = "people-first"\n[clock]\ndays = 70\nhub_opens = 20\n', "utf-8"
    )
    words = ["run", str(tmp_path / "mine.toml"), "--out", str(tmp_path / "out")]
    seen = CliRunner().invoke(app, words)
    assert "Net present value of the fit-out" in seen.stdout
    accounts, ledger = (pd.read_csv(tmp_path / "out" / f"{name}.csv") for name in ("accounts", "ledger"))
    starts = pd.Timestamp(load_scenario(tmp_path / "mine.toml").clock.start)
    assert ((pd.to_datetime(ledger["date"]) - starts).dt.days + 1).tolist() == ledger["day"].tolist()
    paid = ledger[ledger["payer"] == "operator"]["amount"].sum()
    got = ledger[ledger["payee"] == "operator"]["amount"].sum()
    assert got - paid == (accounts["cash"] + accounts["borrowed"] - accounts["fit_out"]).sum() != 0
    told = json.loads(CliRunner().invoke(app, [*words, "--json", "--quiet"]).stdout)
    assert told["finance"]["npv"] < 0
    assert told["values"]["operator_cash"] == got - paid


class _Stop:
    """Stops a comparison after its second run."""

    def __init__(self) -> None:
        self.left = 2

    def say(self, text: str) -> None:
        """Say nothing."""

    def count(self, *_: object, **__: object):
        """Count in silence."""
        from contextlib import nullcontext

        return nullcontext()

    def step(self, *_: object, **__: object) -> None:
        """Count down."""
        self.left -= 1
        1 / self.left
