"""A sweep gives the same rows whoever makes them, and keeps every one."""

import json
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import experiments
from experiments.headline import headlines
from experiments.sweeps import Plan, load, running, sweep
from experiments.sweeps.runs import Chunk, Made, make
from model import HubModel
from model.scenario import InputError

type Maker = Callable[..., Plan]


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_each_row_is_the_run_that_it_says(make_plan: Maker, tmp_path: Path) -> None:
    runs = sweep(make_plan(), tmp_path, jobs=1).runs
    assert runs[["run", "point", "replicate", "seed"]].values.tolist() == [
        [run, run // 2, run % 2, 1 + run % 2] for run in range(12)
    ]
    row = runs.iloc[7]
    levers = {"design": row.design, "cafe_price": row.cafe_price, "population": 250, "days": 25, "hub_opens": 5}
    model = HubModel(settlement="aul", **levers, rng=row.seed)
    model.run_for(25)
    by_hand = headlines(model.datacollector.get_model_vars_dataframe(), 5)
    assert (row.visits, row.residents_reached) == (by_hand["visits"], by_hand["residents_reached"])


def test_luck_of_its_own_shares_no_seed(make_plan: Maker, tmp_path: Path) -> None:
    runs = sweep(make_plan(common_luck=False, seed=5), tmp_path, jobs=1).runs
    assert runs["seed"].tolist() == list(range(5, 17))


def test_one_executor_equals_another(make_plan: Maker, tmp_path: Path) -> None:
    plan = make_plan(series=["visits"])
    alone = sweep(plan, tmp_path / "alone", jobs=1)
    ours = sweep(plan, tmp_path / "ours", jobs=2)
    with ThreadPoolExecutor(2) as threads:
        brought = sweep(plan, tmp_path / "threads", executor=threads)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        foreign = sweep(plan, tmp_path / "processes", executor=processes)
    for other in (ours, brought, foreign):
        same(other.runs, alone.runs)
        same(load(other.folder, "series"), load(alone.folder, "series"))
        assert (other.folder / "runs.csv").read_bytes() == (alone.folder / "runs.csv").read_bytes()
    series = load(alone.folder, "series")
    assert series.columns.tolist() == ["run", "day", "visits"]
    assert len(series) == 12 * 25


def test_the_tables_read_alike(make_plan: Maker, tmp_path: Path) -> None:
    made = sweep(make_plan(), tmp_path, jobs=1)
    same(experiments.load(tmp_path), made.runs)
    pd.testing.assert_frame_equal(pd.read_csv(tmp_path / "runs.csv"), made.runs, check_dtype=False, check_exact=True)
    assert {path.name for path in made.files} == {"runs.parquet", "runs.csv"}
    facts = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert facts["complete"]
    assert facts["runs"] == 12
    assert facts["seeds"] == [1, 2]
    assert {"model_fingerprint", "git", "packages"} <= facts.keys()


def test_nothing_is_made_twice(make_plan: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sweep(make_plan(), tmp_path / "whole", jobs=1).runs
    made: list[int] = []

    def stops_after_five(chunk: Chunk) -> Made:
        if len(made) >= 5:
            raise KeyboardInterrupt
        made.extend(run.number for run in chunk.runs)
        return make(chunk)

    monkeypatch.setattr(running, "make", stops_after_five)
    with pytest.raises(KeyboardInterrupt):
        sweep(make_plan(), tmp_path / "cut", jobs=1)
    same(load(tmp_path / "cut"), whole.iloc[: len(made)])
    assert json.loads((tmp_path / "cut" / "manifest.json").read_text("utf-8"))["complete"] is False
    monkeypatch.undo()
    again = sweep(make_plan(), tmp_path / "cut", jobs=1)
    assert again.made == 12 - len(made)
    same(again.runs, whole)
    assert sweep(make_plan(), tmp_path / "cut", jobs=1).made == 0


def test_failed_runs_are_told_and_made_again_when_asked(
    make_plan: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sweep(make_plan(), tmp_path / "whole", jobs=1).runs
    run_for = HubModel.run_for

    def fails_at_nine_hundred(model: HubModel, days: int) -> None:
        if model.plan.design.offers["cafe"].price == 900:
            raise ZeroDivisionError("no coffee at this price")
        run_for(model, days)

    with monkeypatch.context() as patch:
        patch.setattr(HubModel, "run_for", fails_at_nine_hundred)
        made = sweep(make_plan(), tmp_path / "cut", jobs=1)
        assert made.failed == 4
        same(made.runs, whole.iloc[:8])
    failures = load(tmp_path / "cut", "failures")
    assert failures["run"].tolist() == [8, 9, 10, 11]
    assert failures["error"].unique().tolist() == ["ZeroDivisionError: no coffee at this price"]
    assert failures["seed"].tolist() == [1, 2, 1, 2]
    assert "price = 900" in (tmp_path / "cut/failures/run-000000008.toml").read_text("utf-8")

    assert sweep(make_plan(), tmp_path / "cut", jobs=1).made == 0
    again = sweep(make_plan(), tmp_path / "cut", jobs=1, retry=True)
    assert (again.made, again.failed) == (4, 0)
    same(again.runs, whole)
    assert not list((tmp_path / "cut/failures").iterdir())


def test_a_run_that_ctrl_c_broke_in_compiled_code_is_no_failure(
    make_plan: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed_in_compiled_code(model: HubModel, days: int) -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt as pressed:
            raise SystemError("returned a result with an exception set") from pressed

    monkeypatch.setattr(HubModel, "run_for", pressed_in_compiled_code)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            sweep(make_plan(), tmp_path / "cut", jobs=1)
    finally:
        signal.signal(signal.SIGINT, before)
    assert not list((tmp_path / "cut/failures").glob("*"))


def test_combinations_that_are_not_allowed_fail_by_themselves(make_plan: Maker, tmp_path: Path) -> None:
    spread = {"settlement.population": [100, 200], "residents_of_nowhere": [1]}
    with pytest.raises(InputError, match="residents_of_nowhere"):
        make_plan(vary=spread)
    made = sweep(make_plan(vary={"design": ["status-quo", "people-first"], "cafe_price": [300]}), tmp_path, jobs=1)
    assert made.failed == 2
    assert "cafe_price" in load(tmp_path, "failures")["error"].iloc[0]
    assert load(tmp_path)["design"].unique().tolist() == ["people-first"]


def test_another_plan_is_refused_or_put_aside(make_plan: Maker, tmp_path: Path) -> None:
    before = sweep(make_plan(), tmp_path, jobs=1).runs
    other = make_plan(replicates=1, vary={"cafe_price": [300, 500]})
    with pytest.raises(InputError, match=r"another plan, which differs in vary\.cafe_price, vary\.design, replicates"):
        sweep(other, tmp_path, jobs=1)
    with pytest.raises(InputError, match="another plan"):
        sweep(other, tmp_path, jobs=1, force=True)
    same(load(tmp_path), before)
    assert len(sweep(other, tmp_path, jobs=1, new=True).runs) == 2
    same(load(tmp_path / "before-1"), before)


def test_another_model_is_refused_unless_forced(
    make_plan: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep(make_plan(), tmp_path, jobs=1)
    old = json.loads((tmp_path / "manifest.json").read_text("utf-8"))["model_fingerprint"]
    facts = {"model_fingerprint": "another"}
    monkeypatch.setattr(running, "model_fingerprint", lambda: "another")
    monkeypatch.setattr(running, "provenance", lambda: facts)
    with pytest.raises(InputError, match="another version of the model"):
        sweep(make_plan(), tmp_path, jobs=1)
    assert sweep(make_plan(), tmp_path, jobs=1, force=True).made == 0
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8"))["mixed_with"] == [old]


@pytest.mark.parametrize(("what", "told"), [("rows", "must be one of"), ("series", "holds no series")])
def test_what_is_not_there(make_plan: Maker, tmp_path: Path, what: str, told: str) -> None:
    sweep(make_plan(vary={"cafe_price": [300]}, replicates=1), tmp_path, jobs=1)
    with pytest.raises(InputError, match=told):
        load(tmp_path, what)
    with pytest.raises(InputError, match="is no folder of results"):
        load(tmp_path / "nowhere")


def test_names_are_found_in_the_package() -> None:
    assert experiments.Plan is Plan
    assert experiments.sweep is sweep
    with pytest.raises(AttributeError):
        _ = experiments.nothing  # type: ignore[attr-defined]


def test_the_command(tmp_path: Path, capsys: Any) -> None:
    from typer.testing import CliRunner

    from experiments.cli import app

    path = tmp_path / "plan.toml"
    path.write_text(
        'measures = ["visits"]\n[scenario]\ndesign = "people-first"\n[scenario.settlement]\nbase = "aul"\n'
        "population = 200\n[scenario.clock]\ndays = 20\nhub_opens = 5\n[vary]\ncafe_price = [300, 900]\n",
        "utf-8",
    )
    dry = CliRunner().invoke(app, ["sweep", str(path), "--dry-run"])
    assert "2 points × 1 replicates = 2 runs" in dry.stdout
    words = ["sweep", str(path), "--out", str(tmp_path / "out"), "--jobs", "1", "--json"]
    facts = json.loads(CliRunner().invoke(app, words).stdout)
    assert (facts["points"], facts["runs"], facts["made"], facts["failed"]) == (2, 2, 2, 0)
    assert all(Path(file).stat().st_size for file in facts["files"])
    assert {Path(file).suffix for file in facts["files"]} == {".parquet", ".csv", ".png", ".svg", ".pdf"}
    assert CliRunner().invoke(app, [*words, "--cluster", "tcp://nowhere:1"]).exit_code == 2
