"""A sweep that is killed, at any moment and however often, ends with the rows of an undisturbed one."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.sweeps import Plan, load, load_plan, sweep
from model.scenario import InputError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends POSIX signals")

PLAN = """\
replicates = 20
measures = ["visits", "residents_reached", "cross_ethnic_ties"]
series = ["visits"]

[scenario]
design = "people-first"
[scenario.settlement]
base = "aul"
population = 250
[scenario.clock]
days = 25
hub_opens = 5

[vary]
cafe_price = [300, 600, 900]
"""
RUNS = 60


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("sweep")
    path = folder / "plan.toml"
    path.write_text(PLAN, "utf-8")
    sweep(load_plan(path), folder / "whole", jobs=1)
    return path, folder / "whole"


def same(folder: Path, whole: Path) -> None:
    for what in ("runs", "series"):
        pd.testing.assert_frame_equal(load(folder, what), load(whole, what), check_exact=True)


def start(plan: Path, out: Path, jobs: int) -> "subprocess.Popen[str]":
    words = ["sweep", str(plan), "--out", str(out), "--jobs", str(jobs), "--json"]
    return subprocess.Popen(
        [sys.executable, "-c", "from experiments.cli import main; main()", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_kill_9_of_the_parent(undisturbed: tuple[Path, Path], tmp_path: Path) -> None:
    """Killed twice, once with workers and once without, at moments that the machine's own unsteadiness moves."""
    plan, whole = undisturbed
    out = tmp_path / "killed"
    for finished, jobs in ((7, 2), (31, 1)):
        process = start(plan, out, jobs)
        deadline = time.monotonic() + 120
        while process.poll() is None and _finished(out) < finished:
            assert time.monotonic() < deadline
            time.sleep(0.005)
        process.kill()
        process.communicate()
    kept = _finished(out)
    assert kept >= 7
    made = sweep(load_plan(plan), out, jobs=1)
    assert (made.made, made.failed) == (RUNS - kept, 0)
    same(out, whole)


def _finished(out: Path) -> int:
    if (out / "runs.parquet").exists():
        return RUNS
    return sum(int(file.stem[10:]) - int(file.stem[:9]) + 1 for file in (out / "runs").glob("[!.]*.parquet"))


def test_kill_9_of_workers(undisturbed: tuple[Path, Path], tmp_path: Path) -> None:
    plan, whole = undisturbed
    out = tmp_path / "workers"
    killed: list[int] = []

    def kill() -> None:
        while not _finished(out):
            time.sleep(0.005)
        for worker in active_children()[:1]:
            worker.kill()  # SIGKILL
            killed.append(_finished(out))

    killer = threading.Thread(target=kill)
    killer.start()
    made = sweep(load_plan(plan), out, jobs=2)
    killer.join()
    assert killed
    assert killed[0] < RUNS
    assert made.failed == 0
    same(out, whole)


def test_a_run_that_kills_its_process_is_recorded_and_the_others_are_made(
    make_plan: Callable[..., Plan], tmp_path: Path
) -> None:
    plan = make_plan(vary={"cafe_price": [300, 600, 900]}, replicates=1)
    with _poisoned(tmp_path / "poison", price=600):
        made = sweep(plan, tmp_path / "out", jobs=2)
    assert load(tmp_path / "out")["cafe_price"].tolist() == [300, 900]
    failures = load(tmp_path / "out", "failures")
    assert failures["run"].tolist() == [1]
    assert made.failed == 1
    assert sweep(plan, tmp_path / "out", jobs=1, retry=True).failed == 0
    assert load(tmp_path / "out")["cafe_price"].tolist() == [300, 600, 900]


def _poisoned(folder: Path, price: int) -> Any:
    """Processes that start within die as soon as they run a hub with this price of a coffee."""
    from contextlib import contextmanager

    @contextmanager
    def poisoned() -> Any:
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(
            "import os, sys, threading, time\n"
            "def poison():\n"
            "    while not hasattr(sys.modules.get('model.hub_model'), 'HubModel'):\n"
            "        time.sleep(0.001)\n"
            "    model = sys.modules['model.hub_model'].HubModel\n"
            "    step = model.step\n"
            "    def deadly(self):\n"
            f"        if self.plan.design.offers['cafe'].price == {price}:\n"
            "            os._exit(9)\n"
            "        step(self)\n"
            "    model.step = deadly\n"
            "threading.Thread(target=poison, daemon=True).start()\n",
            "utf-8",
        )
        before = os.environ.get("PYTHONPATH")
        os.environ["PYTHONPATH"] = os.pathsep.join([str(folder), *([before] if before else [])])
        try:
            yield
        finally:
            os.environ.pop("PYTHONPATH") if before is None else os.environ.update(PYTHONPATH=before)

    return poisoned()


def test_a_borrowed_executor_that_breaks_is_told(make_plan: Callable[..., Plan], tmp_path: Path) -> None:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pool.submit(os.getpid).result()
        for worker in active_children():
            worker.kill()
        with pytest.raises(InputError, match="the executor broke down"):
            sweep(make_plan(), tmp_path, executor=pool)
    assert len(sweep(make_plan(), tmp_path, jobs=1).runs) == 12


@pytest.mark.parametrize(("broken", "told"), [(2, ""), (99, "the executor broke down")])
def test_processes_that_die_as_they_start_are_started_again(
    make_plan: Callable[..., Plan], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: int, told: str
) -> None:
    from concurrent.futures.process import BrokenProcessPool

    from experiments.sweeps import crew

    starts = []
    start_workers = crew.workers

    def start_some(count: int) -> Any:
        starts.append(count)
        if len(starts) <= broken:
            raise BrokenProcessPool
        return start_workers(1)  # that is this process

    monkeypatch.setattr(crew, "workers", start_some)
    if told:
        with pytest.raises(InputError, match=told):
            sweep(make_plan(), tmp_path, jobs=2)
        assert len(starts) == 5
    else:
        assert sweep(make_plan(), tmp_path, jobs=2).failed == 0
        assert len(load(tmp_path)) == 12
