"""A page is written from one day of the run, though the run goes on in a thread of its own."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import solara

from model.scenario import InputError
from viz.live import LiveRun
from viz.live_charts import SHOWN
from viz.pages import explore, network
from viz.visitor import Visitor


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


def test_a_run_that_failed_does_not_play(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    run = visitor.run
    assert run is not None

    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(run.model, "step", broken)
    assert run.play(5)
    assert run._thread is not None
    run._thread.join(5)
    assert run.failure is not None
    run.play(5)
    assert not run.playing


def test_what_could_not_be_made_is_made_when_it_is_asked_for_again(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup = visitor.setup

    def refused(*given: Any) -> LiveRun:
        raise InputError("nobody lives there")

    monkeypatch.setattr("viz.visitor.LiveRun", refused)
    visitor._making_of, visitor._anew = setup, True
    visitor._make_last()
    assert visitor.run is None
    assert visitor.notice == "nobody lives there"
    monkeypatch.undo()
    visitor._making_of = setup
    visitor._make_last()
    assert visitor.run is not None
    assert visitor.run_of == setup


def test_ties_are_those_of_the_run_at_hand(visitor: Visitor) -> None:
    run = visitor.run
    before = network._listed(visitor)
    assert network._listed(visitor) is before
    visitor.run = LiveRun(visitor.scenario(), 1, SHOWN, lambda day: None, lambda: None)
    assert network._listed(visitor) is not before
    visitor.run.close()
    visitor.run = run
