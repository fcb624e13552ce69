"""What goes wrong on the disk is told clearly, and costs nothing that was there."""

import errno
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from experiments.progress import Progress
from experiments.sweeps import Plan, load, sweep
from experiments.sweeps.runs import Chunk, Made
from model.scenario import InputError

type Maker = Callable[..., Plan]


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_a_disk_that_is_full(make_plan: Maker, tmp_path: Path) -> None:
    """The parts are small; the joined table is larger than any file may be, so the last step of all fails."""
    plan = make_plan(measures=[], replicates=8, vary={"cafe_price": [300, 600]})
    whole = sweep(plan, tmp_path / "whole", jobs=1).runs
    resource = pytest.importorskip("resource", reason="limits the size of files as POSIX does")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (70_000, before[1]))  # Python ignores the signal, and the write fails
    try:
        with pytest.raises(InputError, match=f"cannot write {tmp_path / 'out'}.*File too large"):
            sweep(plan, tmp_path / "out", jobs=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not list((tmp_path / "out").rglob(".*draft*"))
    kept = load(tmp_path / "out")
    assert len(kept) > 0
    again = sweep(plan, tmp_path / "out", jobs=1)
    assert again.made == 16 - len(kept)
    same(again.runs, whole)


def test_a_write_that_fails_half_way(make_plan: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, written = pq.write_table, []

    def full_after_three(table: Any, path: Path) -> None:
        if len(written) == 3:
            path.write_bytes(b"PAR1 half of it")
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        write(table, path)

    monkeypatch.setattr(pq, "write_table", full_after_three)
    with pytest.raises(InputError, match=r"cannot write .*: No space left on device"):
        sweep(make_plan(), tmp_path / "out", jobs=1)
    monkeypatch.undo()
    kept = load(tmp_path / "out")
    assert len(list((tmp_path / "out" / "runs").iterdir())) == 3
    whole = sweep(make_plan(), tmp_path / "out", jobs=1)
    assert whole.made == 12 - len(kept)
    same(whole.runs, sweep(make_plan(), tmp_path / "whole", jobs=1).runs)


@pytest.mark.parametrize("joined", [False, True])
def test_a_part_that_cannot_be_read(
    make_plan: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, joined: bool
) -> None:
    whole = sweep(make_plan(), tmp_path / "whole", jobs=1).runs
    if joined:
        sweep(make_plan(), tmp_path / "out", jobs=1)
        broken = tmp_path / "out" / "runs.parquet"
    else:
        from experiments.sweeps.folder import SweepFolder

        with monkeypatch.context() as patch:
            patch.setattr(SweepFolder, "join", lambda folder, progress: [])
            sweep(make_plan(), tmp_path / "out", jobs=1)
        broken = sorted((tmp_path / "out" / "runs").iterdir())[1]
    content = broken.read_bytes()
    broken.write_bytes(content[: len(content) // 2])
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "out")

    class Told(Progress):
        def say(self, text: str) -> None:
            texts.append(text)

    texts: list[str] = []
    again = sweep(make_plan(), tmp_path / "out", jobs=1, progress=Told())
    assert 0 < again.made <= 12
    assert any(str(broken) in text and "its runs are made again" in text for text in texts)
    same(again.runs, whole)


def test_a_folder_that_cannot_be_written_to(make_plan: Maker, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="is a file; results need a folder of their own"):
        sweep(make_plan(), tmp_path / "file", jobs=1)
    with pytest.raises(InputError, match="cannot be written to: "):
        sweep(make_plan(), "/proc/sweep", jobs=1)


def test_two_sweeps_in_one_folder(make_plan: Maker, tmp_path: Path) -> None:
    from experiments.sweeps.folder import SweepFolder
    from experiments.sweeps.points import points_of

    plan = make_plan()
    first = SweepFolder(tmp_path, points_of(plan), plan.kept)
    with first.locked(), pytest.raises(InputError, match="another sweep is running in"):
        sweep(plan, tmp_path, jobs=1)
    assert len(sweep(plan, tmp_path, jobs=1).runs) == 12


class Pretended(Executor):
    """Makes up the values of a chunk at once."""

    def submit(self, call: Any, chunk: Chunk, /) -> Future[Made]:  # type: ignore[override]
        """Give a future that is there already."""
        future: Future[Made] = Future()
        values = np.array([[run.number % 7, run.seed] for run in chunk.runs], float)
        future.set_result(Made(chunk.runs, values, None, [], 0.002 * len(chunk.runs)))
        return future


def test_memory_stays_flat_over_many_runs(make_plan: Maker, tmp_path: Path) -> None:
    """Twice the runs, next to nothing more in the parent but a row of levers for each point."""
    import tracemalloc

    def most(replicates: int) -> int:
        plan = make_plan(replicates=replicates)
        tracemalloc.start()
        sweep(plan, tmp_path / str(replicates), executor=Pretended(), jobs=2)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    few, many = most(1_500), most(3_000)
    assert (many - few) / (6 * 1_500) < 40  # bytes a run
