"""A Ctrl-C that Python drops, because it came while a destructor ran, still stops the runs."""

import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from experiments import replicates
from experiments.replicates import Job, run_jobs


class Swallower:
    """Presses Ctrl-C in its destructor, where Python cannot raise."""

    def __del__(self) -> None:
        signal.raise_signal(signal.SIGINT)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    made: list[int] = []

    def run(job: Job) -> int:
        made.append(job.seed)
        return job.seed

    monkeypatch.setattr(replicates, "run_one", run)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield made
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    signal.signal(signal.SIGINT, before)


def received_until_ctrl_c(outcomes: Iterator[Any], pressed_after: int) -> list[Any]:
    received = []
    try:
        for outcome in outcomes:
            received.append(outcome)
            if len(received) == pressed_after:
                lost = Swallower()
                del lost
    except KeyboardInterrupt:
        return received
    return pytest.fail("the runs went on")


JOBS = [Job("status-quo", None, seed) for seed in range(5)]  # type: ignore[arg-type]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_one_after_the_other(runs: list[int]) -> None:
    assert received_until_ctrl_c(run_jobs(JOBS), pressed_after=3) == [0, 1, 2]
    assert runs == [0, 1, 2]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_over_workers(runs: list[int]) -> None:
    with ThreadPoolExecutor(1) as pool:
        assert len(received_until_ctrl_c(run_jobs(JOBS, pool), pressed_after=1)) == 1


def test_in_another_thread_nothing_is_touched(runs: list[int]) -> None:
    received: list[int] = []
    thread = threading.Thread(target=lambda: received.extend(run_jobs(JOBS)))  # type: ignore[arg-type]
    thread.start()
    thread.join()
    assert received == [0, 1, 2, 3, 4]
