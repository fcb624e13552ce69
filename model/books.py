"""The books of a run: what each day leaves for the month's account, and the month closed."""

import datetime as dt
from calendar import monthrange

import numpy as np

from model.chronicle import Chronicle
from model.day.today import Count
from model.hub import Hub, Offers
from model.ledger import Ledger
from model.month_account import MonthAccount
from model.operating import Doings, sales_of, stream_of
from model.partnership import Operation, next_price
from model.scenario import Scenario
from model.scenario.design import SLOTS, Design

# Of residents, families and tourists, which stand side by side before the outings.
_VISITS = slice(int(Count.VISITS_RESIDENTS), int(Count.OUTINGS))
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
    adapts_prices : bool
        Whether the operator changes prices at all.
    """

    def __init__(self, plan: Scenario, chronicle: Chronicle) -> None:
        kinds = plan.behaviour.kinds
        self._streams = {name: stream_of(kind) for name, kind in kinds.items()}
        self._design = plan.design
        self._chronicle = chronicle
        self.ledger = Ledger()
        self.operation = Operation(plan.design.partnership, self.ledger, plan.behaviour.spending.displacement)
        self.adapts_prices = plan.design.partnership.pricing.rate > 0.0
        self._served = [number for number, kind in enumerate(kinds.values()) if kind.role in ("shop", "exhibit")]
        self._leaving = False
        self._fill: dict[str, float] = {}
        self._open_sheet()

    def begin(self, day: int) -> None:
        """The hub opens: the operator fits out the house."""
        self.operation.begin(day)

    def follow(self, design: Design) -> None:
        """Let prices move about those of another design from now on."""
        self._design = design

    def end(self) -> None:
        """The operator goes; the accounts of the month at hand are still settled."""
        self._leaving = True

    def note(self, hub: Hub, weekday: int, doors_open: bool, campaign: float) -> None:
        """Note what a day of the hub leaves for the month's account, even if it is shut for repair: the staff are paid.

        Parameters
        ----------
        hub : Hub
            What stands there.
        weekday : int
            0 Monday to 6 Sunday.
        doors_open : bool
            Classes take place and rooms can be hired.
        campaign : float
            Strength of the campaign that makes the hub known.
        """
        self._hub_days.append((hub, weekday, doors_open))
        self._hub_until = self._chronicle.days
        self._campaign += campaign

    def watch(self, offers: Offers, taken: np.ndarray) -> None:
        """Note how full the offers of a day were; needed only where prices adapt."""
        columns = (offers[name].tolist() for name in ("kind", "places", "slots"))
        for kind, places, slots, came in zip(*columns, taken[: len(offers)].sum(axis=1).tolist(), strict=True):
            self._places[kind] += places * slots.bit_count()
            self._taken[kind] += came

    def close_month(self, day: int, date: dt.date, *, ended: bool) -> MonthAccount:
        """Close the month and file its account.

        Parameters
        ----------
        day : int
            Day of the run.
        date : datetime.date
            Its date.
        ended : bool
            The month is over; else the run's end cuts it short.
        """
        chronicle, operated = self._chronicle, self.operation.open
        pages, days_of_hub = slice(self._closed, chronicle.days), len(self._hub_days)
        # The hub opens once in a run, so that its days follow one another.
        in_hub = slice(self._hub_until - days_of_hub, self._hub_until)
        length = date.day if ended else monthrange(date.year, date.month)[1]
        sold = chronicle.sales_by_kind[pages].sum(axis=0)
        sold_in_hub = chronicle.sales_by_kind[in_hub].sum(axis=0)
        hub_sales = sales_of(sold_in_hub, self._streams)
        came = chronicle.visits_by_kind[in_hub].sum(axis=0).tolist()
        sessions, rooms, counter_hours = 0, 0, 0.0
        for hub, weekday, doors_open in self._hub_days:
            counter_hours += hub.counter_hours[weekday]
            if doors_open:
                sessions += hub.sessions[weekday]
                rooms += hub.design.houses * hub.design.rooms * len(SLOTS)
        account = self.operation.close_month(
            day,
            date,
            hub_sales if operated else (),
            Doings(
                part=days_of_hub / length,
                lived=(chronicle.days - self._closed) / length,
                ended=ended,
                leaves=self._leaving,
                sessions=sessions,
                free_rooms=rooms - sessions,
                counter_hours=counter_hours,
                guests=int(chronicle.counts[in_hub, _CAFE_GUESTS].sum()) + sum(came[kind] for kind in self._served),
                promotion=self._hub_days[-1][0].design.outreach.promotion if self._hub_days else 0.0,
                campaign=self._campaign,
                visits=int(chronicle.counts[pages, _VISITS].sum()),
                hub_sales=() if operated else tuple(hub_sales),
            ),
            sales_of(sold - sold_in_hub if operated else sold, self._streams),
        )
        chronicle.file_account(account)
        self._fill = {
            kind: taken / places
            for kind, taken, places in zip(self._streams, self._taken, self._places, strict=True)
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
            if kind in design.offers
        }

    def _open_sheet(self) -> None:
        """Begin a month with nothing on the sheet."""
        self._closed = self._hub_until = self._chronicle.days
        self._hub_days: list[tuple[Hub, int, bool]] = []
        self._campaign = 0.0
        self._places, self._taken = [0] * len(self._streams), [0] * len(self._streams)
