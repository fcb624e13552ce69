"""A Dask cluster gives the same rows, also if it loses a worker half way."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.sweeps import Plan, sweep
from model.scenario import InputError

distributed = pytest.importorskip("distributed")


@pytest.fixture
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as made:
        yield made


def test_a_cluster_that_loses_a_worker_loses_no_run(
    make_plan: Callable[..., Plan], tmp_path: Path, cluster: Any
) -> None:
    plan = make_plan(replicates=6, series=["visits"])
    alone = sweep(plan, tmp_path / "alone", jobs=1)
    killed = threading.Event()

    def kill_one_half_way() -> None:
        while not list((tmp_path / "out" / "runs").glob("[!.]*.parquet")):
            time.sleep(0.005)
        os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        killed.set()

    threading.Thread(target=kill_one_half_way, daemon=True).start()
    made = sweep(plan, tmp_path / "out", cluster=cluster.scheduler_address)
    assert killed.wait(10)
    assert made.failed == 0
    pd.testing.assert_frame_equal(made.runs, alone.runs, check_exact=True)
    assert (made.folder / "series.csv").read_bytes() == (alone.folder / "series.csv").read_bytes()


def test_no_scheduler_there(make_plan: Callable[..., Plan], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import experiments.sweeps.crew as crew

    monkeypatch.setattr(crew, "_PATIENCE", "1s")
    with pytest.raises(InputError, match="no scheduler answers there"):
        sweep(make_plan(), tmp_path, cluster="tcp://127.0.0.1:9")
    with pytest.raises(InputError, match="no scheduler answers there"):
        sweep(make_plan(), tmp_path, cluster="nonsense://x")
