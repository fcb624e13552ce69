"""Results on disk: whole or not there, and nothing of somebody else's is lost."""

import json
from pathlib import Path

import pandas as pd
import pytest

from experiments.compare import compare, plan
from experiments.run import run
from experiments.store import Store, finished_runs
from model.scenario import InputError, load_scenario

DAYS = 4


def _scenarios(design: str = "people-first"):
    return plan("aul", ["status-quo", design], DAYS)


def test_a_comparison_leaves_tables_scenarios_and_a_manifest(tmp_path: Path) -> None:
    made = compare(_scenarios(), replicates=2, seed=3, jobs=1, out=tmp_path / "new" / "results")
    folder = tmp_path / "new" / "results"
    daily = pd.read_parquet(folder / "daily.parquet")
    pd.testing.assert_frame_equal(daily, made.daily)
    assert list(daily.columns[:4]) == ["design", "seed", "day", "date"]
    assert len(pd.read_csv(folder / "daily.csv")) == 2 * 2 * DAYS
    assert len(pd.read_csv(folder / "summary.csv")) == len(pd.read_parquet(folder / "summary.parquet"))
    assert load_scenario(folder / "scenario-people-first.toml") == made.scenarios["people-first"]
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["complete"] is True
    assert manifest["seeds"] == [3, 4]
    assert manifest["designs"] == ["status-quo", "people-first"]
    assert {"mesa", "numba", "numpy"} <= set(manifest["packages"])
    tables = ("daily", "summary", "accounts", "finance", "groups", "changes")
    assert {path.name for path in made.files} == {
        *(f"{table}.{kind}" for table in tables for kind in ("parquet", "csv")),
        "manifest.json",
    }
    assert not (folder / "parts").exists()


def test_finished_runs_are_taken_up_and_give_the_same_rows(tmp_path: Path) -> None:
    undisturbed = compare(_scenarios(), replicates=2, jobs=1, out=tmp_path / "a")
    _leave_unfinished(tmp_path / "b")
    assert finished_runs(tmp_path / "b") == 1
    resumed = compare(_scenarios(), replicates=2, jobs=1, out=tmp_path / "b")
    pd.testing.assert_frame_equal(resumed.daily, undisturbed.daily, check_exact=True)


def test_runs_of_another_plan_are_not_touched(tmp_path: Path) -> None:
    _leave_unfinished(tmp_path)
    with pytest.raises(InputError, match="unfinished comparison with other settings"):
        compare(_scenarios("top-down"), replicates=1, jobs=1, out=tmp_path)
    assert finished_runs(tmp_path) == 1
    compare(_scenarios("top-down"), replicates=1, jobs=1, out=tmp_path, resume=False)
    assert finished_runs(tmp_path) == 0


def test_finished_results_of_something_else_are_not_mixed_with_new_ones(tmp_path: Path) -> None:
    compare(_scenarios(), replicates=1, jobs=1, out=tmp_path)
    there = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    holds = rf"{tmp_path.name} holds a comparison of status-quo, people-first in Aul over {DAYS} days, made with other"
    with pytest.raises(InputError, match=holds):
        compare(_scenarios("top-down"), replicates=1, jobs=1, out=tmp_path)
    with pytest.raises(InputError, match=holds):
        run(_scenarios()["people-first"], tmp_path)
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == there
    compare(_scenarios(), replicates=2, jobs=1, out=tmp_path)  # the same designs, more replicates


@pytest.mark.parametrize("manifest", [None, "{}", "not ours"])
def test_tables_of_somebody_else_are_not_overwritten(manifest: str | None, tmp_path: Path) -> None:
    (tmp_path / "daily.csv").write_text("mine")
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest)
    for make in (
        lambda: compare(_scenarios(), replicates=1, jobs=1, out=tmp_path),
        lambda: run(_scenarios()["people-first"], tmp_path),
    ):
        with pytest.raises(InputError, match=r"holds daily\.csv, which no manifest tells to be results"):
            make()
    assert (tmp_path / "daily.csv").read_text() == "mine"


def test_a_part_that_cannot_be_read_is_run_again(tmp_path: Path) -> None:
    _leave_unfinished(tmp_path)
    (part,) = (tmp_path / "parts").glob("*.parquet")
    part.write_bytes(b"half a file")
    made = compare(_scenarios(), replicates=1, jobs=1, out=tmp_path)
    assert len(made.daily) == 2 * DAYS


def test_a_file_that_could_not_be_written_whole_is_not_there(tmp_path: Path) -> None:
    store = Store(tmp_path, _scenarios(), {})

    def half(path: Path) -> None:
        path.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(InputError, match=r"cannot write .*new\.csv: No space left on device"):
        store.write("new.csv", half)
    assert not list(tmp_path.glob("*new*"))


def test_designs_with_odd_names_get_files_of_their_own(tmp_path: Path) -> None:
    first, second = _scenarios().values()
    store = Store(tmp_path, {"a/b": first, "a b": second}, {})
    assert len(list(tmp_path.glob("scenario-*.toml"))) == 2
    assert store.finished() == 0


def _leave_unfinished(folder: Path) -> None:
    """Leave a folder as an interrupted comparison does."""
    from experiments.replicates import Job, run_one

    scenarios = _scenarios()
    store = Store(folder, scenarios, {})
    store.keep(run_one(Job("people-first", scenarios["people-first"], 1)))
