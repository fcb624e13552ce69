"""One visitor's run: a model that lives day by day off the page's thread, and says what each day brought."""

import contextlib
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from model import HubModel
from model.measures import CATALOGUE
from model.scenario import Scenario

AT_ONCE = 8
"""Runs that may play at the same time on one server."""

_RUNS: weakref.WeakSet["LiveRun"] = weakref.WeakSet()
_AHEAD = 3
_PATIENCE = 2.0
_MEMORY = ("habit", "satisfaction", "trust", "reading", "busy")


class Day(NamedTuple):
    """What one day brought, as the page shows it."""

    number: int
    """Day of the run."""
    date: str
    """Date, year-month-day."""
    weekday: int
    """0 Monday to 6 Sunday."""
    person: np.ndarray
    """Rows of the people who were in; −1 for a tourist."""
    unit: np.ndarray
    """0 alone, 1 with the family, 2 tourist."""
    slot: np.ndarray
    """Part of the day, 0–2."""
    reading: np.ndarray | None
    """Reading state of everybody, if the page colours by it."""
    values: tuple[float, ...]
    """Measures, in the order of the run's `shown`."""
    moved: bool = False
    """The hub has moved into other houses."""


class LiveRun:
    """A model that plays in a thread of its own.

    Parameters
    ----------
    scenario : Scenario
    seed : int
    shown : tuple of str
        Measures of the catalogue to report every day.
    tell : callable
        Told every day that is to be shown; called in the run's thread.
    changed : callable
        Called when playing begins or ends.
    """

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        shown: tuple[str, ...],
        tell: Callable[[Day], None],
        changed: Callable[[], None],
    ) -> None:
        self.model = HubModel(scenario=scenario, rng=seed)
        self.shown = shown
        self.speed = 10.0
        self.by_reading = False
        self.fill: dict[tuple[str, int], tuple[int, int]] = {}
        self.history: list[tuple[float, ...]] = []
        self.lock = threading.RLock()
        self.failure: Exception | None = None
        self._tell, self._changed = tell, changed
        self._until = 0
        self._drawn = 0
        self._woken = threading.Condition()
        self._closed = False
        self._morning: tuple[np.ndarray, ...] = ()
        self._mood: tuple[object, np.ndarray, np.ndarray] | None = None
        self._thread: threading.Thread | None = None
        _RUNS.add(self)

    # What the page asks for

    @property
    def day(self) -> int:
        """Days lived."""
        return self.model.day

    @property
    def horizon(self) -> int:
        """Days that the scenario lasts."""
        return self.model.plan.clock.days

    @property
    def playing(self) -> bool:
        """Whether days go by."""
        return self._until > self.day and not self._closed

    def play(self, days: int | None = None) -> bool:
        """Let days go by: so many, or all that are left. False, and none does, where too many runs play already."""
        if sum(run.playing for run in list(_RUNS) if run is not self) >= AT_ONCE:
            return False
        if self.failure is not None:  # which the page tells
            return True
        with self._woken:
            self._until = min(self.horizon, self.horizon if days is None else self.day + days)
            self._drawn = self.day
            if self._thread is None and self.playing:
                self._thread = threading.Thread(target=self._live, daemon=True, name="shanyraq run")
                self._thread.start()
            self._woken.notify_all()
        return True

    def pause(self) -> None:
        """Let no more days go by."""
        with self._woken:
            self._until = 0
            self._woken.notify_all()

    def drawn(self, day: int) -> None:
        """Take note that the page has shown a day."""
        with self._woken:
            self._drawn = max(self._drawn, day)
            self._woken.notify_all()

    def close(self) -> None:
        """Stop for good, and let go of the model's listeners."""
        with self._woken:
            self._closed = True
            self._until = 0
            self._woken.notify_all()
        self._tell = lambda day: None
        self._changed = lambda: None

    @contextlib.contextmanager
    def this_morning(self) -> Iterator[HubModel]:
        """Give the model with people's memory as it stood before the last day, to ask why they went."""
        with self.lock:
            model = self.model
            if not self._morning or self._mood is None:
                yield model
                return
            columns = self._columns()
            evening = tuple(column.copy() for column in columns)
            hub, (house, *before) = model.hub_today, self._mood
            mood = hub.state.items.expected.copy(), hub.state.reputation.copy()
            try:
                for column, values in zip(columns, self._morning, strict=True):
                    column[:] = values
                if house is hub:
                    hub.state.items.expected[:], hub.state.reputation[:] = before
                yield model
            finally:
                for column, values in zip(columns, evening, strict=True):
                    column[:] = values
                hub.state.items.expected[:], hub.state.reputation[:] = mood

    def _columns(self) -> list[np.ndarray]:
        """What a day writes of people's memory."""
        people = self.model.people
        outings = self.model.households.rows.satisfaction
        return [people.last_visit, outings, *(people.rows[name] for name in _MEMORY)]

    # The thread

    def _live(self) -> None:
        try:
            while self._wait():
                began = time.perf_counter()
                with self.lock:
                    day = self._one_day()
                self._tell(day)
                if not self.playing:
                    self._changed()
                self._pace(began)
        except Exception as error:  # told to the visitor, who can start again
            self.failure = error
            self._until = 0
            self._changed()

    def _wait(self) -> bool:
        """Wait until there is a day to live and the page keeps up; a page that is hidden may lag."""
        with self._woken:
            while not self._closed and not self.playing:
                if not self._woken.wait(timeout=20.0):
                    self._thread = None
                    return False
            if self.speed < 1000:
                self._woken.wait_for(lambda: self._closed or self.day - self._drawn < _AHEAD, timeout=_PATIENCE)
            return not self._closed

    def _pace(self, began: float) -> None:
        left = 1.0 / self.speed - (time.perf_counter() - began)
        if left > 0.0:
            with self._woken:
                self._woken.wait_for(lambda: not self.playing, timeout=left)

    def _one_day(self) -> Day:
        model = self.model
        people = model.people.rows
        self._morning = tuple(column.copy() for column in self._columns())
        state = model.hub.state
        self._mood = model.hub, state.items.expected.copy(), state.reputation.copy()
        houses = model.houses
        model.step()
        self._note_fill()
        here = model.visitors()
        date = model.calendar.day(model.day - 1)
        values = tuple(float(CATALOGUE[name].series(model.chronicle)[-1]) for name in self.shown)
        self.history.append(values)
        return Day(
            number=model.day,
            date=date.date.isoformat(),
            weekday=date.weekday,
            person=here.person.astype(np.int32),
            unit=here.unit.astype(np.uint8),
            slot=here.slot.astype(np.uint8),
            reading=people.reading.astype(np.uint8) if self.by_reading else None,
            values=values,
            moved=model.houses is not houses,
        )

    def _note_fill(self) -> None:
        model = self.model
        offers, taken = model.offers, model.sheets.taken
        for row, item in enumerate(model.offers_today()):
            for slot in range(3):
                if int(offers.slots[row]) >> slot & 1:
                    self.fill[item, slot] = int(taken[row, slot]), int(offers.places[row])
