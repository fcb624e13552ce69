"""Processes that die at the worst moment are noticed, and never waited for."""

import os
import signal
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from typing import Any

import pytest

from experiments.replicates import workers

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="sends a POSIX signal"),
    pytest.mark.timeout(60),
]


def half_a_result() -> bytes:
    """Die in the middle of handing over a result."""

    def send_half(self: Any, message: bytes, write: Any = os.write) -> None:
        write(self.fileno(), bytes(message)[: len(message) // 2])
        os.kill(os.getpid(), signal.SIGKILL)

    Connection._send = send_half  # type: ignore[attr-defined]
    return b"result"


def first_result() -> None:
    with workers(2) as executor:
        assert executor is not None
        executor.submit(half_a_result).result()


def test_half_a_result_is_not_waited_for() -> None:
    with pytest.raises(BrokenProcessPool):
        first_result()


def test_the_end_of_the_work_is_no_death() -> None:
    with workers(2) as executor:
        assert executor is not None
        assert len({future.result() for future in [executor.submit(os.getpid) for _ in range(20)]}) <= 2
