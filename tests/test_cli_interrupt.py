"""Ctrl-C: what is finished stays, a message says where, and the same command goes on from there."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from experiments.compare import compare, plan

REPLICATES, DAYS = 40, 60
CODE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # background jobs of a shell are born deaf to it
from experiments.cli import main
main()
"""


@pytest.mark.skipif(os.name != "posix", reason="sends a POSIX signal")
@pytest.mark.parametrize("jobs", [1, 2])
def test_finished_runs_survive_ctrl_c(tmp_path: Path, jobs: int) -> None:
    words = ["compare", "-s", "aul", "-d", "status-quo", "-d", "people-first", "-n", REPLICATES, "--days", DAYS]
    words += ["--jobs", jobs, "--out", tmp_path]
    command = [sys.executable, "-c", CODE, *(str(word) for word in words)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    parts = tmp_path / "parts"
    deadline = time.monotonic() + 120
    while not (parts.is_dir() and len(list(parts.glob("[!.]*.parquet"))) >= 3):
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: parent and workers alike
    _, told = process.communicate(timeout=60)

    assert process.returncode == 130, told
    kept = sorted(parts.glob("*.parquet"))
    assert f"{len(kept)} of {2 * REPLICATES} runs are finished and kept in {parts}" in told
    assert "Traceback" not in told
    assert 3 <= len(kept) < 2 * REPLICATES
    assert all(len(pd.read_parquet(part)) == DAYS for part in kept)
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8"))["complete"] is False
    assert not list(tmp_path.rglob(".*"))

    seeds = {int(part.stem.rsplit("-", 1)[1]) for part in kept}
    first = compare(plan("aul", ["status-quo", "people-first"], DAYS), replicates=min(seeds), jobs=1, out=tmp_path)
    again = compare(plan("aul", ["status-quo", "people-first"], DAYS), replicates=min(seeds), jobs=1)
    pd.testing.assert_frame_equal(first.daily, again.daily, check_exact=True)
