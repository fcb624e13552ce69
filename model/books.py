"""The books of a run: what each day leaves for the month's account, and the month closed."""

import datetime as dt
from calendar import monthrange

import numpy as np

from model.chronicle import Chronicle
from model.day.today import Count
from model.hub import Hub, Offers
from model.ledger import Ledger
from model.month_account import MonthAccount
from model.operating import Doings, Sale, sales_of
from model.partnership import Operation, next_price
from model.scenario import Scenario
from model.scenario.design import SLOTS, Design
from model.scenario.kinds import Kind

_VISITS = [int(Count[name]) for name in ("VISITS_RESIDENTS", "VISITS_FAMILIES", "VISITS_TOURISTS")]
_CAFE_GUESTS = int(Count.CAFE_TAKEN)


class Books:
    """Keeps the operator's and the state's books of one run.

    Parameters
    ----------
    plan : Scenario
        Its design holds the terms of the partnership.
    chronicle : Chronicle
        Has the sales and visits of each day, and keeps the accounts.

    Attributes
    ----------
    ledger : Ledger
        All payments.
    operation : Operation
        Operator and state under their terms.
    """

    def __init__(self, plan: Scenario, chronicle: Chronicle) -> None:
        self._kinds: dict[str, Kind] = dict(plan.behaviour.kinds)
        self._design = plan.design
        self._chronicle = chronicle
        self.ledger = Ledger()
        self.operation = Operation(plan.design.partnership, self.ledger, plan.behaviour.spending.displacement)
        self._served = [number for number, kind in enumerate(self._kinds.values()) if kind.role in ("shop", "exhibit")]
        self._leaving = False
        self._fill: dict[str, float] = {}
        self._open_sheet()

    def begin(self, day: int) -> None:
        """The hub opens: the operator fits out the house."""
        self.operation.begin(day)

    def end(self) -> None:
        """The operator goes; the accounts of the month at hand are still settled."""
        self._leaving = True

    def note(self, hub: Hub, weekday: int, *, hub_open: bool, doors_open: bool, campaign: float) -> None:
        """Note what a day leaves for the month's account.

        Parameters
        ----------
        hub : Hub
            What stands there.
        weekday : int
            0 Monday to 6 Sunday.
        hub_open : bool
            It is the hub of the design, even if the doors are shut for repair: the staff are paid.
        doors_open : bool
            Classes take place and rooms can be hired.
        campaign : float
            Strength of the campaign that makes the hub known.
        """
        self._as_hub.append(hub_open)
        if not hub_open:
            return
        self._counter_hours += hub.counter_hours[weekday]
        self._campaign += campaign
        if doors_open:
            self._sessions += hub.sessions[weekday]
            self._free_rooms += hub.design.houses * hub.design.rooms * len(SLOTS) - hub.sessions[weekday]

    def watch(self, offers: Offers, taken: np.ndarray) -> None:
        """Note how full the offers of a day were; needed only where prices adapt."""
        for a, offer in enumerate(offers):
            self._places[offer.kind] += int(offer.places) * int(offer.slots).bit_count()
            self._taken[offer.kind] += int(taken[a].sum())

    def close_month(self, day: int, date: dt.date, promotion: float, *, ended: bool) -> MonthAccount:
        """Close the month and file its account.

        Parameters
        ----------
        day : int
            Day of the run.
        date : datetime.date
            Its date.
        promotion : float
            Effort of the operator in promotion, 0–1.
        ended : bool
            The month is over; else the run's end cuts it short.
        """
        chronicle, lived = self._chronicle, len(self._as_hub)
        pages = slice(chronicle.days - lived, chronicle.days)
        as_hub = np.array(self._as_hub, bool)
        with_operator = as_hub & self.operation.open
        sold = chronicle.sales_by_kind[pages]
        visits = int(chronicle.counts[pages][:, _VISITS].sum())
        at_counter = chronicle.counts[pages, _CAFE_GUESTS] + chronicle.visits_by_kind[pages][:, self._served].sum(
            axis=1
        )
        length = monthrange(date.year, date.month)[1]
        account = self.operation.close_month(
            day,
            date,
            self._sales(sold[with_operator]),
            Doings(
                part=int(as_hub.sum()) / length,
                lived=lived / length,
                ended=ended,
                leaves=self._leaving,
                sessions=self._sessions,
                free_rooms=self._free_rooms,
                counter_hours=self._counter_hours,
                guests=int(at_counter[as_hub].sum()),
                promotion=promotion,
                campaign=self._campaign,
                visits=visits,
                hub_sales=tuple(self._sales(sold[as_hub & ~with_operator])),
            ),
            self._sales(sold[~with_operator]),
        )
        chronicle.file_account(account)
        self._fill = {
            kind: float(taken / places)
            for kind, taken, places in zip(self._kinds, self._taken, self._places, strict=True)
            if places
        }
        self._open_sheet()
        return account

    def prices(self, design: Design) -> dict[str, int]:
        """Prices of the next month by kind, after the fill of the month that was closed last."""
        pricing = self.operation.terms.pricing
        return {
            kind: next_price(round(design.offers[kind].price), self._design.offers[kind].price, fill, pricing)
            for kind, fill in self._fill.items()
        }

    @property
    def adapts_prices(self) -> bool:
        """Whether the operator changes prices at all."""
        return self.operation.terms.pricing.rate > 0.0

    def _sales(self, sold: np.ndarray) -> list[Sale]:
        """Sales of some days, each with payers in the first direction and kinds in the second."""
        return sales_of(sold.sum(axis=0), self._kinds) if len(sold) else []

    def _open_sheet(self) -> None:
        """Begin a month with nothing on the sheet."""
        self._as_hub: list[bool] = []
        self._sessions = self._free_rooms = 0
        self._counter_hours = self._campaign = 0.0
        self._places = np.zeros(len(self._kinds), np.int64)
        self._taken = np.zeros(len(self._kinds), np.int64)
