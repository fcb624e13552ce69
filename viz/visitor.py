"""One visitor of the application: what is set up, the run that belongs to nobody else, and what is on the page."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from experiments.compare import REFERENCE
from model import HubModel
from model.scenario import InputError, Scenario
from model.scenario.errors import Problem
from viz.components.live_widgets import ChartsWidget, MapWidget
from viz.controls import value_at
from viz.link import OWN, Setup, from_query, to_query
from viz.live import Day, LiveRun
from viz.live_charts import SHOWN, chart_specs
from viz.text import LANGUAGES, Words, words

PAGES = ("explore", "network", "compare", "design", "results", "about")

MOST_REPLICATES = 30
"""Runs of each design in a comparison, at most."""

MOST_BESIDE = 6
"""Designs beside the reference in a comparison, at most: as many as colours that everybody can tell apart."""

RESERVED = ("page", "lang", "ref", "with", "n", "measure")
"""Keys of a link that set up no run."""

_LOG = logging.getLogger(__name__)
_REFRESH = 0.5


class Visitor:
    """State of one open page. Closing the page closes it."""

    def __init__(self, query: str) -> None:
        self.lang = "en"
        self.page = "explore"
        self.with_designs: tuple[str, ...] = (OWN, "people-first", "top-down")
        self.reference = REFERENCE
        self.replicates = 6
        self.setup = Setup()
        self.pending: dict[str, Any] = {}
        self.refused: dict[str, tuple[Problem, ...]] = {}
        self.notice = ""
        self.run: LiveRun | None = None
        self.run_of: Setup | None = None
        self.chosen: int | None = None
        self.offer = ""
        self.mode = "group"
        self.speed = 10.0
        self.making = False
        self.memory: dict[str, Any] = {}
        self.map: MapWidget | None = None
        self.charts: ChartsWidget | None = None
        self._changed: Callable[[], None] = lambda: None
        self._told = 0.0
        self._closed = False
        self._making_of: Setup | None = None
        self._anew = False
        self.read(query)

    # The page

    @property
    def t(self) -> Words:
        """Words of the visitor's language."""
        return words(self.lang)

    @property
    def errors(self) -> dict[str, str]:
        """Why something is refused, by its name."""
        return {name: "; ".join(self._why(name, each) for each in found) for name, found in self.refused.items()}

    def _why(self, name: str, problem: Problem) -> str:
        """Say what is wrong with something, or with the events that it does not suit."""
        said = self.t.refusal(problem.message)
        return f"{self.t('events')}: {said}" if problem.field.startswith("events[") and name != "events" else said

    def watch(self, changed: Callable[[], None]) -> None:
        """Say whom to tell when the page must be written anew."""
        self._changed = changed

    def changed(self) -> None:
        """Have the page written anew."""
        if not self._closed:
            try:
                self._changed()
            except Exception:  # a page may close between the question and the call
                if not self._closed:
                    _LOG.exception("the page could not be written")

    def read(self, query: str) -> None:
        """Take everything from a link."""
        pairs = dict(parse_qsl(query))
        self.page = pairs.get("page", "explore") if pairs.get("page") in PAGES else "explore"
        self.lang = pairs.get("lang", self.lang) if pairs.get("lang") in LANGUAGES else "en"
        if "with" in pairs:
            self.with_designs = tuple(name for name in pairs["with"].split(",") if name)[: MOST_BESIDE + 1]
        if "ref" in pairs:
            self.reference = pairs["ref"]
        if pairs.get("n", "").isdecimal():
            self.replicates = min(MOST_REPLICATES, max(1, int(pairs["n"][:9])))
        try:
            setup = from_query(query, RESERVED)
            setup.scenario()
        except (InputError, ValueError) as error:
            self.notice = f"{self.t('bad_link')} {self.t.complaint(error)}"
            return
        self.setup = setup

    def go_back(self, query: str) -> None:
        """Take another entry of the browser's history; the language stays."""
        lang = self.lang
        self.forgive()
        self.read(query)
        self.lang = lang

    def query(self, **other: Any) -> str:
        """Write everything as a link."""
        more = {"page": other.get("page", self.page), "lang": other.get("lang", self.lang)}
        if more["page"] == "compare":
            more |= {"ref": self.reference, "with": ",".join(self.with_designs), "n": str(self.replicates)}
        return "?" + to_query(self.setup, **more)

    def scenario(self) -> Scenario:
        """Give the scenario that is set up."""
        return self.setup.scenario()

    # What is set up

    def choose(self, **parts: Any) -> None:
        """Choose a settlement, a design or a seed; what is not chosen stays, also where it is the visitor's own."""
        self.forgive()
        asked = next(iter(parts))
        setup = replace(self.setup, seed=parts.pop("seed", self.setup.seed))
        for part, name in parts.items():
            setup = setup.with_part(part, name)
        self.take(setup, asked)

    def move(self, name: str, value: Any) -> None:
        """Move a lever; what the schema refuses stays on the page with the reason beside it."""
        before = self.setup.start()
        found = value_at(before, name) if name != "program_mix" else None
        setup = self.setup.freed(name) if found == value and found is not None else self.setup.moved(name, value)
        self.take(setup, name, value)

    def replace_setup(self, setup: Setup) -> None:
        """Take another setup as a whole."""
        self.forgive()
        self.take(setup, "")

    def forgive(self) -> None:
        """Forget what was asked for and refused."""
        self.pending, self.refused, self.notice = {}, {}, ""

    def refuse(self, name: str, value: Any, problems: tuple[Problem, ...]) -> None:
        """Keep what was asked for, with what is wrong with it."""
        self.pending[name], self.refused[name] = value, problems

    def accept(self, name: str) -> None:
        """Forget what was refused of something that is right now."""
        self.pending.pop(name, None)
        self.refused.pop(name, None)

    def take(self, setup: Setup, name: str, value: Any = None) -> None:
        """Take a setup if it can be run; else keep what was asked for, with the reason."""
        self.accept(name)
        try:
            setup.scenario()
        except InputError as error:
            self.refuse(name, value, error.problems)
        else:
            self.setup = setup
            if self.page in ("explore", "network"):
                self.begin()
        self.changed()

    # The run

    def still(self) -> AbstractContextManager[Any]:
        """Hold the run at the day it has reached, for as long as something is read from it."""
        return nullcontext() if self.run is None else self.run.lock

    def begin(self, *, anew: bool = False) -> None:
        """Have the model of the setup made, in a thread of its own."""
        if self._closed or (self.run_of == self.setup and self.run is not None and not anew):
            return
        self._making_of = self.setup
        self._anew = anew
        if not self.making:
            self.making = True
            threading.Thread(target=self._make_last, daemon=True, name="shanyraq moving in").start()

    def _make_last(self) -> None:
        try:
            while not self._closed and self._making_of is not None and (self._anew or self.run_of != self._making_of):
                self._anew = False
                self._make(self._making_of)
        except InputError as error:
            self.notice, self.run, self._making_of = self.t.complaint(error), None, None
        except Exception:
            _LOG.exception("the model could not be made")
            self.notice, self.run, self._making_of = self.t("crashed"), None, None
        finally:
            self.making = False
        if self.run_of != self._making_of:  # asked for in the very last moment
            self.begin()
        self.changed()

    def _make(self, setup: Setup) -> None:
        speed = self.speed
        if self.run is not None:
            self.run.close()
        self.run_of = None
        run = LiveRun(setup.scenario(), setup.seed, SHOWN, self._tell, self.changed)
        run.speed = speed
        run.by_reading = self.mode == "reading"
        if self._closed:
            run.close()
            return
        self.run, self.run_of, self.chosen = run, setup, None
        self.show_world()
        self.show_charts()

    def _tell(self, day: Day) -> None:
        if self.map is not None and self.run is not None:
            if day.moved:
                self.map.show_houses(self.run.model)
            self.map.show_day(day, self.run.speed)
        if self.charts is not None:
            self.charts.add_day(day)
        now = time.monotonic()
        if now - self._told > _REFRESH:
            self._told = now
            self.changed()

    def show_world(self) -> None:
        """Send the settlement to the map."""
        if self.map is not None and self.run is not None:
            with self.still():
                self.map.show_world(self.run.model, self._map_label(self.run.model), self.mode)
            self.show_chosen()

    def show_label(self) -> None:
        """Say what the map shows in the language at hand."""
        if self.map is not None and self.run is not None:
            self.map.show_label(self._map_label(self.run.model))

    def _map_label(self, model: HubModel) -> str:
        name = self.t.settlement(model.plan.settlement.name)
        return self.t("map_label", name=name, n=self.t.number(model.population))

    def show_charts(self) -> None:
        """Send the run's history to the charts."""
        if self.charts is None or self.run is None:
            return
        with self.still():
            self.charts.show_charts(chart_specs(self.t), self.run.history, len(SHOWN), self.run.horizon, self.lang)

    def show_chosen(self) -> None:
        """Mark the chosen person on the map."""
        if self.map is None or self.run is None:
            return
        if self.chosen is None:
            self.map.show_chosen(None)
            return
        with self.still():
            model = self.run.model
            degree = int(model.people.rows[self.chosen].degree)
            ties = model.ties.other[self.chosen, :degree].tolist() if degree else []
            self.map.show_chosen(self.chosen, ties)

    def close(self) -> None:
        """Let go of everything: the page is gone."""
        self._closed = True
        self._changed = lambda: None
        if self.run is not None:
            self.run.close()
        for name in ("job", "doubts"):
            if name in self.memory:
                self.memory[name].call_off()
        self.run = self.map = self.charts = None
        self.memory.clear()
