"""What a month of the hub is made of: what was sold, what went on, and the operating lines that follow.

The lines are what the month's doings decide. What terms, taxes and the loan make of them is reckoned in
`model.partnership`, for the months of a run as for those that an appraisal adds to it.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

import numpy as np

from agents.rules.money import employees, whole
from model.ledger import Account
from model.month_account import MonthAccount
from model.scenario.behaviour import Kind
from model.scenario.partnership import Costs

type Stream = Literal["tickets", "cafe", "shops", "hire"]

STREAMS: tuple[Stream, ...] = ("tickets", "cafe", "shops", "hire")
"""Streams of revenue."""


class Sale(NamedTuple):
    """What one kind of payer spent on one kind of offer in a month."""

    payer: Account
    """Households, tourists, or who rents a room."""
    stream: Stream
    kind: str
    """Kind of offer, such as ``dance``."""
    amount: int
    """KZT."""


def stream_of(kind: Kind) -> Stream:
    """Stream of revenue to which the sales of a kind of offer belong."""
    return _STREAM_OF_ROLE.get(kind.role, "tickets")


_STREAM_OF_ROLE: dict[str, Stream] = {"cafe": "cafe", "shop": "shops"}


def sales_of(sold: np.ndarray, streams: Mapping[str, Stream]) -> list[Sale]:
    """Read a month's takings as sales.

    Parameters
    ----------
    sold : array of int, shape (2, kinds)
        KZT taken by kind of offer: from households in the first row, from tourists in the second.
    streams : mapping of str to Stream
        The stream of each kind of offer, in the order of the columns.
    """
    payers = (Account.HOUSEHOLDS, Account.TOURISTS)
    return [
        Sale(payer, stream, kind, amount)
        for payer, row in zip(payers, sold.tolist(), strict=True)
        for (kind, stream), amount in zip(streams.items(), row, strict=True)
        if amount
    ]


class Doings(NamedTuple):
    """What went on in a month, as far as it costs or earns money beside the sales."""

    part: float = 1.0
    """Share of the month for which the hub was there, 0–1; fixed payments follow it."""
    lived: float = 1.0
    """Share of the month that belongs to the run, 0–1; not below `part`."""
    ended: bool = True
    """The month is over; what the run's end cuts short neither serves the loan nor counts as a month of loss."""
    leaves: bool = False
    """The operator has left in this month, whose account is settled at its end."""
    sessions: int = 0
    """Classes that took place."""
    free_rooms: int = 0
    """Rooms in which there was no class, over all slots of the days on which the hub was open."""
    counter_hours: float = 0.0
    """Hours for which café, shops or an exhibition are open by the week's plan, h."""
    guests: int = 0
    """People served at the counter: in the café, also on the side, and those who came for shops or exhibition."""
    promotion: float = 0.0
    """Effort of the operator in promotion, 0–1."""
    campaign: float = 0.0
    """Days of a campaign, weighted by its strength."""
    visits: int = 0
    """Visits of the month, those to the library included."""
    hub_sales: tuple[Sale, ...] = ()
    """Of the state's takings, those of a hub that it runs itself."""


class Lines(NamedTuple):
    """Operating lines of a month, named as in `MonthAccount`; whole KZT unless said there."""

    part: float
    lived: float
    ended: bool
    left: bool
    tickets: int = 0
    cafe: int = 0
    shops: int = 0
    hire: int = 0
    goods: int = 0
    fees: int = 0
    wages: int = 0
    utilities: int = 0
    promotion: int = 0
    campaign: int = 0
    jobs: float = 0.0
    visits: int = 0
    public_sales: int = 0
    hub_sales: int = 0


def lines_of(account: MonthAccount) -> Lines:
    """Read the operating lines of a month off its account."""
    return Lines(*(getattr(account, name) for name in Lines._fields))


def operating_lines(sales: Iterable[Sale], doings: Doings, costs: Costs, public_sales: int = 0) -> Lines:
    """Reckon a month's operating lines.

    Parameters
    ----------
    sales : iterable of Sale
        The operator's takings; without any there may be nobody but the state.
    doings : Doings
        What else went on.
    costs : Costs
        What things cost.
    public_sales : int
        The state's takings, KZT.
    """
    takings, own = _by_stream(sales), _by_stream(doings.hub_sales)
    goods = (
        (takings["tickets"] + own["tickets"]) * costs.class_goods
        + (takings["cafe"] + own["cafe"]) * costs.cafe_goods
        + (takings["shops"] + own["shops"]) * costs.shop_goods
    )
    part = doings.part
    employed = employees(costs.staff * part, doings.counter_hours, costs.hours, doings.guests, costs.guests)
    campaign = costs.campaign * doings.campaign
    promotion = whole(costs.promotion * doings.promotion * part + campaign)
    return Lines(
        part,
        doings.lived,
        doings.ended,
        doings.leaves,
        **takings | {"hire": takings["hire"] + own["hire"]},
        goods=whole(goods),
        fees=costs.session * doings.sessions,
        wages=whole(employed * costs.wage),
        utilities=whole(costs.utilities * part),
        promotion=promotion,
        campaign=min(promotion, whole(campaign)),
        jobs=employed,
        visits=doings.visits,
        public_sales=public_sales,
        hub_sales=sum(own.values()),
    )


def _by_stream(sales: Iterable[Sale]) -> dict[Stream, int]:
    takings = dict.fromkeys(STREAMS, 0)
    for sale in sales:
        takings[sale.stream] += sale.amount
    return takings
