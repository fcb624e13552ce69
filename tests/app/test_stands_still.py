"""A page is written from one day of the run, though the run goes on in a thread of its own."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import solara

from viz.live import LiveRun
from viz.pages import explore, network
from viz.visitor import SHOWN, Visitor


class _ReadInTheMiddleOfADay(dict[Any, Any]):
    """Tells when it is read through."""

    def __init__(self, entries: dict[Any, Any], read: Callable[[], None]) -> None:
        super().__init__(entries)
        self._read = read

    def items(self) -> Any:
        """As of any dictionary."""
        for each in super().items():
            self._read()
            yield each


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    """Somebody who looks at a run of twelve days."""
    found = Visitor("settlement.population=250&clock.hub_opens=3&clock.days=60")
    found.run, found.run_of = LiveRun(found.scenario(), 1, SHOWN, lambda day: None, lambda: None), found.setup
    for _ in range(12):
        found.run._one_day()
    yield found
    found.close()


def test_no_day_begins_while_the_page_is_written(visitor: Visitor) -> None:
    run = visitor.run
    assert run is not None

    def day_of_an_offer_never_seen() -> None:
        with run.lock:
            run.fill[f"offer {len(run.fill)}", 0] = (1, 2)

    def let_a_day_begin() -> None:
        threads.append(threading.Thread(target=day_of_an_offer_never_seen))
        threads[-1].start()
        threads[-1].join(0.05)

    threads: list[threading.Thread] = []
    run.fill = _ReadInTheMiddleOfADay(run.fill, let_a_day_begin)
    seen = len(run.fill)
    _, page = solara.render(explore.Explore(visitor, 0), handle_error=False)
    for thread in threads:
        thread.join(5)
    assert threads
    assert len(run.fill) == seen + len(threads)
    page.close()


def test_the_run_goes_on_when_a_page_is_written(visitor: Visitor) -> None:
    run = visitor.run
    assert run is not None
    for component in (explore.Explore, network.Network):
        _, page = solara.render(component(visitor, 0), handle_error=False)
        page.close()
        with ThreadPoolExecutor(1) as another:
            assert another.submit(_can_take, run.lock).result()


def _can_take(lock: Any) -> bool:
    taken: bool = lock.acquire(timeout=5)
    if taken:
        lock.release()
    return taken
