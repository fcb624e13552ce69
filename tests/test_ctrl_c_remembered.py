"""A Ctrl-C that Python drops, or that compiled code makes another error of, still stops the runs."""

import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from typer.testing import CliRunner

from experiments import replicates
from experiments.cli import app
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


def interrupted_in_compiled_code(*_: Any) -> None:
    """As the interpreter does when a function in C is handed an exception that its callback raised."""
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt as pressed:
        raise SystemError("returned a result with an exception set") from pressed


JOBS = [Job("status-quo", None, seed) for seed in range(5)]  # type: ignore[arg-type]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_one_after_the_other(runs: list[int]) -> None:
    assert received_until_ctrl_c(run_jobs(JOBS), pressed_after=3) == [0, 1, 2]
    assert runs == [0, 1, 2]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_over_workers(runs: list[int]) -> None:
    with ThreadPoolExecutor(1) as pool:
        assert len(received_until_ctrl_c(run_jobs(JOBS, pool), pressed_after=1)) == 1


def test_what_compiled_code_makes_of_it(runs: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replicates, "run_one", interrupted_in_compiled_code)
    with pytest.raises(KeyboardInterrupt):
        next(run_jobs(JOBS))


def test_an_error_that_nobody_caused_by_ctrl_c_stays_that_error(
    runs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(job: Job) -> int:
        raise SystemError("of its own")

    monkeypatch.setattr(replicates, "run_one", broken)
    with pytest.raises(SystemError, match="of its own"):
        next(run_jobs(JOBS))


@pytest.mark.parametrize("pressed", [interrupted_in_compiled_code, lambda *_: signal.raise_signal(signal.SIGINT)])
def test_a_command_ends_with_a_word(
    runs: list[int], pressed: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiments.settlement_fit.margins_of", pressed)
    ended = CliRunner().invoke(app, ["settlements", "--margins", "aul"])
    assert (ended.exit_code, ended.stderr) == (130, "Stopped.\n")


def test_in_another_thread_nothing_is_touched(runs: list[int]) -> None:
    received: list[int] = []
    thread = threading.Thread(target=lambda: received.extend(run_jobs(JOBS)))  # type: ignore[arg-type]
    thread.start()
    thread.join()
    assert received == [0, 1, 2, 3, 4]
