"""The partnership month by month: the operator's and the state's money, entered in the ledger."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

import numpy as np

from agents.rules.money import (
    adapted_price,
    annuity,
    displaced,
    employees,
    gives_up,
    loan_service,
    loss_streak,
    profit_tax,
    profit_tax_rate,
    regime_in_force,
    retail_rate,
    simplified_rate,
    vat_due,
    vat_threshold,
    whole,
)
from model.ledger import Account, Ledger
from model.month_account import MonthAccount
from model.scenario.behaviour import Kind
from model.scenario.errors import InputError
from model.scenario.partnership import Partnership, Pricing

type Stream = Literal["tickets", "cafe", "shops", "hire"]

STREAMS: tuple[Stream, ...] = ("tickets", "cafe", "shops", "hire")
"""Streams of revenue."""

OPERATOR, STATE, SUPPLIERS, STAFF = Account.OPERATOR, Account.STATE, Account.SUPPLIERS, Account.STAFF


class Sale(NamedTuple):
    """What one kind of payer spent on one kind of offer in a month."""

    payer: Account
    """Households, tourists, or who rents a room."""
    stream: Stream
    kind: str
    """Kind of offer, such as ``dance``."""
    amount: int
    """KZT."""


def sales_of(sold: np.ndarray, kinds: Mapping[str, Kind]) -> list[Sale]:
    """Read a month's takings as sales.

    Parameters
    ----------
    sold : array of int, shape (2, kinds)
        KZT taken by kind of offer: from households in the first row, from tourists in the second.
    kinds : mapping of str to Kind
        The kinds of offer in the order of the columns; their role says which stream a sale belongs to.
    """
    payers = (Account.HOUSEHOLDS, Account.TOURISTS)
    return [
        Sale(payer, _STREAM_OF_ROLE.get(kind.role, "tickets"), name, amount)
        for payer, row in zip(payers, sold.tolist(), strict=True)
        for (name, kind), amount in zip(kinds.items(), row, strict=True)
        if amount
    ]


_STREAM_OF_ROLE: dict[str, Stream] = {"cafe": "cafe", "shop": "shops"}


class Doings(NamedTuple):
    """What went on in a month, as far as it costs or earns money beside the sales."""

    part: float = 1.0
    """Share of the month for which the operator was there, 0–1; fixed payments follow it."""
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


class Levies(NamedTuple):
    """Taxes of the operator in a month, KZT."""

    vat: int
    revenue: int
    profit: int


def next_price(price: int, of_design: float, fill: float, pricing: Pricing) -> int:
    """Give the price of an offer in the next month, whole KZT, within the bounds around that of the design.

    Parameters
    ----------
    price : int
        Of this month, KZT.
    of_design : float
        With which the offer began, KZT.
    fill : float
        Share of the places taken in the month, 0–1.
    pricing : Pricing
        How the operator changes prices. An offer never becomes free in this way, and a free one stays free.
    """
    lowest, highest = max(1, whole(of_design * pricing.lowest)), max(1, whole(of_design * pricing.highest))
    return adapted_price(price, fill, pricing.target, pricing.rate, lowest, highest)


class Operation:
    """Operator and state under the terms of a partnership.

    Parameters
    ----------
    terms : Partnership
        The terms.
    ledger : Ledger
        Where the payments are entered.
    displacement : float
        Share of the hub's sales that other local businesses lose, 0–1.

    Attributes
    ----------
    months : list of MonthAccount
        The months closed so far, those of the library included.
    open : bool
        The operator is there.
    debt : int
        Left of the loan, KZT. What is left when the operator leaves stays the operator's debt and is not paid here.
    """

    def __init__(self, terms: Partnership, ledger: Ledger, displacement: float = 0.0) -> None:
        self.terms = terms
        self.ledger = ledger
        self.displacement = displacement
        self.months: list[MonthAccount] = []
        self.open = False
        self.debt = 0
        self._begun = False
        self._outlay = (0, 0)
        self._losses = 0
        self._streak = 0
        self._age = 0
        self._year = 0
        self._revenue_of_year = 0

    def begin(self, day: int) -> None:
        """Fit out the house; the bank lends a part of the money, the rest is the operator's own.

        Where the state runs the hub itself, it pays for all of it.

        Raises
        ------
        InputError
            The operator has begun before: a contract is signed once.
        """
        if self._begun:
            raise InputError("the operator has begun before: a contract is signed once")
        terms = self.terms
        self._begun = True
        if terms.run_by == "state":
            self._outlay = (terms.fit_out, 0)
            self.ledger.enter(day, STATE, SUPPLIERS, "fit-out", terms.fit_out)
            return
        self.open = True
        self.debt = whole(terms.fit_out * terms.loan.share)
        # The fit-out is set against the first profits (assumed: written off at once).
        self._losses = terms.fit_out
        self._outlay = (terms.fit_out, self.debt)
        self.ledger.enter(day, OPERATOR, SUPPLIERS, "fit-out", terms.fit_out)
        self.ledger.enter(day, Account.BANK, OPERATOR, "loan", self.debt)

    def close_month(
        self,
        day: int,
        date: dt.date,
        sales: Iterable[Sale] = (),
        doings: Doings = Doings(),  # noqa: B008 - a tuple, which nobody can change
        public_sales: Iterable[Sale] = (),
    ) -> MonthAccount:
        """Close a month: reckon what is due and enter it.

        Parameters
        ----------
        day : int
            Last day of the month, in days of the run.
        date : datetime.date
            Its date; the calendar year sets the taxes.
        sales : iterable of Sale
            The operator's takings of the month.
        doings : Doings
            What else went on.
        public_sales : iterable of Sale
            Takings of the days on which the state ran the house, as its library or as a hub of its own.

        Returns
        -------
        MonthAccount
            The month; its `left` says whether the operator is gone, by an event or after too many months of loss.

        Raises
        ------
        InputError
            There are sales without an operator, or a share is not between 0 and 1.
        """
        for name in ("promotion", "part", "lived"):
            if not 0.0 <= getattr(doings, name) <= 1.0:
                raise InputError(f"{name} = {getattr(doings, name)} must be from 0 to 1")
        takings = tuple(sales)
        public = 0
        for sale in public_sales:
            public += sale.amount
            self.ledger.enter(day, sale.payer, STATE, f"{sale.stream}: {sale.kind}", sale.amount)
        if not self.open:
            if any(sale.amount for sale in takings):
                raise InputError("there are sales, but no operator who could take the money")
            account, left = self._public_month(day, date, doings), False
        else:
            takings += self._hires(doings)
            for sale in takings:
                self.ledger.enter(day, sale.payer, OPERATOR, f"{sale.stream}: {sale.kind}", sale.amount)
            account = self._hub_month(day, date, takings, doings)
            if doings.ended:
                self._streak = loss_streak(self._streak, account.profit)
            left = doings.leaves or gives_up(self._streak, self.terms.patience)
            self.open = not left
        account = replace(account, ended=doings.ended, left=left, visits=doings.visits, public_sales=public)
        self._enter(account)
        self.months.append(account)
        return account

    def _hires(self, doings: Doings) -> tuple[Sale, ...]:
        """Rooms let to others in the month; who hires them are other local businesses (assumed)."""
        hire = self.terms.hire
        return (Sale(Account.LOCAL_BUSINESSES, "hire", "rooms", whole(doings.free_rooms * hire.share * hire.price)),)

    def _public_month(self, day: int, date: dt.date, doings: Doings) -> MonthAccount:
        """A month without an operator; `part` tells the days of a hub that the state runs itself."""
        hub_of_its_own = self._begun and self.terms.run_by == "state"
        upkeep, saved = self._upkeep(doings if hub_of_its_own else doings._replace(part=0.0))
        investment, self._outlay = self._outlay[0], (0, 0)
        return MonthAccount(day, f"{date:%Y-%m}", investment=investment, upkeep=upkeep, upkeep_saved=saved)

    def _upkeep(self, doings: Doings) -> tuple[int, int]:
        """Upkeep of the month, and what is saved of that of the library as it was."""
        treasury = self.terms.treasury
        upkeep = whole(treasury.upkeep_before * (doings.lived - doings.part) + treasury.upkeep_after * doings.part)
        return upkeep, whole(treasury.upkeep_before * doings.lived) - upkeep

    def _hub_month(self, day: int, date: dt.date, sales: tuple[Sale, ...], doings: Doings) -> MonthAccount:
        terms, costs, treasury, part = self.terms, self.terms.costs, self.terms.treasury, doings.part
        takings = dict.fromkeys(STREAMS, 0)
        for sale in sales:
            takings[sale.stream] += sale.amount
        revenue = sum(takings.values())
        goods = whole(
            takings["tickets"] * costs.class_goods
            + takings["cafe"] * costs.cafe_goods
            + takings["shops"] * costs.shop_goods
        )
        support = whole(treasury.support * part) if self._age < treasury.support_months else 0
        fees = costs.session * doings.sessions
        employed = employees(costs.staff * part, doings.counter_hours, costs.hours, doings.guests, costs.guests)
        wages = whole(employed * costs.wage)
        payroll = whole(wages * costs.payroll)
        utilities = whole(costs.utilities * part)
        advertising = whole(costs.promotion * doings.promotion * part + costs.campaign * doings.campaign)
        rent = whole(terms.rent.month * part) + whole(revenue * terms.rent.share)
        interest, repayment = self._serve_loan() if doings.ended else (0, 0)
        purchases = goods + utilities + advertising
        result = revenue + support - purchases - fees - wages - payroll - rent - interest
        levies = self._levies(date.year, revenue, purchases, result)
        upkeep, saved = self._upkeep(doings)
        # Rooms are hired by the businesses themselves: no sale is taken from them.
        lost_sales = displaced(revenue - takings["hire"], self.displacement)
        lost_jobs = lost_sales / treasury.sales_per_job
        tax_elsewhere = simplified_rate(date.year, terms.tax.adjustment)
        wage_levies = costs.wage * (costs.wage_tax + costs.payroll)
        self._age += doings.ended
        fit_out, borrowed = self._outlay
        self._outlay = (0, 0)
        return MonthAccount(
            day,
            f"{date:%Y-%m}",
            operated=True,
            part=part,
            fit_out=fit_out,
            borrowed=borrowed,
            tickets=takings["tickets"],
            cafe=takings["cafe"],
            shops=takings["shops"],
            hire=takings["hire"],
            support=support,
            goods=goods,
            fees=fees,
            wages=wages,
            payroll=payroll,
            withheld=whole(wages * costs.wage_tax),
            utilities=utilities,
            promotion=advertising,
            rent=rent,
            vat=levies.vat,
            revenue_tax=levies.revenue,
            profit_tax=levies.profit,
            interest=interest,
            repayment=repayment,
            upkeep=upkeep,
            upkeep_saved=saved,
            displaced=lost_sales,
            displaced_tax=whole(lost_sales * tax_elsewhere + lost_jobs * wage_levies),
            jobs=employed,
            displaced_jobs=lost_jobs,
        )

    def _serve_loan(self) -> tuple[int, int]:
        """Interest and repayment of the month; the debt goes down."""
        if not self.debt:
            return 0, 0
        loan = self.terms.loan
        rate = loan.rate / 12.0
        borrowed = whole(self.terms.fit_out * loan.share)
        payment = annuity(borrowed, rate, loan.months)
        interest, repayment = loan_service(self.debt, payment, rate, last=self._age + 1 >= loan.months)
        self.debt -= repayment
        return interest, repayment

    def _levies(self, year: int, revenue: int, purchases: int, result: int) -> Levies:
        """Taxes of the month under the regime in force; `result` is the profit before them, KZT."""
        if year != self._year:
            self._year, self._revenue_of_year = year, 0
        self._revenue_of_year += revenue
        tax = self.terms.tax
        if tax.rate is not None:
            return Levies(0, whole(revenue * tax.rate), 0)
        regime = regime_in_force(tax.regime, year, self._revenue_of_year)
        if regime == "simplified":
            return Levies(0, whole(revenue * simplified_rate(year, tax.adjustment)), 0)
        if regime == "retail":
            return Levies(0, whole(revenue * retail_rate(year)), 0)
        vat = vat_due(revenue, purchases, year) if self._revenue_of_year > vat_threshold(year) else 0
        due, self._losses = profit_tax(result - vat, self._losses, profit_tax_rate(year, tax.social))
        return Levies(vat, 0, due)

    def _enter(self, month: MonthAccount) -> None:
        """Enter what was paid in the month, sales apart."""
        for payer, payee, reason, amount in (
            (STATE, OPERATOR, "support", month.support),
            (OPERATOR, SUPPLIERS, "goods", month.goods),
            (OPERATOR, STAFF, "fees of hosts", month.fees),
            (OPERATOR, STAFF, "wages", month.wages),
            (STAFF, STATE, "tax on wages", month.withheld),
            (OPERATOR, STATE, "contributions on wages", month.payroll),
            (OPERATOR, SUPPLIERS, "utilities", month.utilities),
            # Printers, radio, signs: bought in the settlement (assumed).
            (OPERATOR, Account.LOCAL_BUSINESSES, "promotion", month.promotion),
            (OPERATOR, STATE, "rent", month.rent),
            (OPERATOR, STATE, "value added tax", month.vat),
            (OPERATOR, STATE, "tax on revenue", month.revenue_tax),
            (OPERATOR, STATE, "tax on profit", month.profit_tax),
            (OPERATOR, Account.BANK, "interest", month.interest),
            (OPERATOR, Account.BANK, "repayment", month.repayment),
            (STATE, SUPPLIERS, "upkeep", month.upkeep),
        ):
            self.ledger.enter(month.day, payer, payee, reason, amount)
