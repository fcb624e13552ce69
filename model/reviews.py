"""What is slow: on the first of a month feelings settle and people are asked, on the last everybody is counted."""

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from model.board import underserved
from model.circles import follow_sessions
from model.day.census import count_everybody
from model.day.month import settle
from model.population import NEVER
from model.scenario.design import Design
from model.survey import ask, blank_paper

if TYPE_CHECKING:
    from model.hub_model import HubModel

_DAYS_SETTLED = 30
"""Days for which feelings settle on the first of a month, however long the last one was."""


class Reviews:
    """The reviews of a run, which come after the day.

    Parameters
    ----------
    model : HubModel

    Attributes
    ----------
    paper : table of Wish
        Room for what residents are asked; the first rows hold the last survey.
    bridging : array of int, shape (people, ethnic groups in whole eights)
        Working space: see `model.day.month.settle`.
    never_read : array of bool, shape (people,)
        Who had never read when the run began.
    """

    def __init__(self, model: "HubModel") -> None:
        self._model = model
        self.paper = blank_paper(model.residents)
        self.bridging = np.zeros((model.population, -(-len(model.cultures) // 8) * 8), np.uint8)
        self.never_read = model.people.rows.reading == NEVER

    def hold(self, day: int) -> None:
        """Do what is due after a day; on the run's last one, whatever its date, count and close the books."""
        model = self._model
        date, every = model.calendar.day(day - 1), model.plan.clock.settle_days
        ended = model.calendar.day(day).first_of_month
        if day > 1 and (day % every == 0 if every else date.first_of_month):
            self._settle(day, every or _DAYS_SETTLED)
        if date.first_of_month and day > 1 and model.hub_open:
            self._hold_survey(day)
        if ended or day == model.plan.clock.days:
            self.count_everybody()
            model.chronicle.close_month(model.month)
            model.file_occupancy()
            self._close_books(day, date.date, ended=ended)

    def _settle(self, day: int, days: int) -> None:
        """Let ties be forgotten, and feelings settle."""
        world = self._model.world
        settle(day, days, world.people, world.ties, world.behaviour, world.sheets.fading, self.bridging)

    def _hold_survey(self, day: int) -> None:
        """Ask a sample of the residents; the board may change the programme."""
        model, world, board = self._model, self._model.world, self._model.board
        design, terms = model.hub.design, board.terms
        asked = ask(
            model.luck.key,
            day,
            board.questionnaire(design),
            world.associations,
            world.people,
            world.behaviour,
            terms.survey_share,
            terms.response_visitors,
            terms.response_others,
            terms.visitors_only,
            terms.visitor_days,
            terms.too_dear,
            world.sheets.words,
            self.paper,
        )
        # Voices are added up, and sums are rounded: in the order of names, then, which is never that of rows.
        wishes = self.paper[:asked]
        wishes = wishes[np.argsort(world.people.names[wishes["person"]])]
        behind = underserved(wishes["person"], model.groups.cells, world.people.rows["visits"], model.chronicle.cells)
        changed = board.meet(day, design, model.hub.timetable, wishes, behind)
        model.chronicle.file_verdict(board.verdict)
        if changed is not design:
            self._adopt(changed)

    def _adopt(self, design: Design) -> None:
        """Let the house go on as the board decided; those who are at home in a class follow it to its new time."""
        model, before = self._model, self._model.hub.timetable
        model.go_on_under(design)
        circles = model.world.people.rows["circle"]
        model.premises.bound_odds(follow_sessions(circles, before, model.hub.timetable, model.kinds))

    def count_everybody(self) -> None:
        """Count people, ties and feelings by group."""
        model, world, groups = self._model, self._model.world, len(self._model.cultures)
        record, ends = model.chronicle, np.zeros((groups, groups, 4), np.int64)
        count_everybody(
            model.day,
            record.month_began,
            model.opening_day,
            world.people,
            world.ties,
            world.behaviour,
            world.sheets.fading,
            self.never_read,
            model.groups.inhabitants,
            model.groups.cells,
            ends,
            record.by_group,
        )
        record.file_counts(ends, model.groups.residents, world.people.rows["visits"][: model.residents])

    def _close_books(self, day: int, date: dt.date, *, ended: bool) -> None:
        """Close the month's books; the operator changes prices, or gives up."""
        model, books = self._model, self._model.books
        account = books.close_month(day, date, ended=ended)
        if account.left and model.hub_open:
            model.lose_operator()
        elif model.hub_open and books.adapts_prices and ended:
            self._change_prices(books.prices(model.hub.design))

    def _change_prices(self, prices: dict[str, int]) -> None:
        """Let the hub go on at other prices."""
        design = self._model.hub.design
        offers = {
            kind: offer.model_copy(update={"price": float(prices.get(kind, offer.price))})
            for kind, offer in design.offers.items()
        }
        if offers != design.offers:
            self._model.go_on_under(design.model_copy(update={"offers": offers}))
