"""The partnership month by month: the operator's and the state's money, entered in the ledger."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from agents.rules.money import (
    adapted_price,
    annuity,
    capital_charge,
    displaced,
    gives_up,
    loan_service,
    loss_streak,
    simplified_rate,
    whole,
)
from model.ledger import Account, Ledger
from model.levies import TaxFile
from model.month_account import MonthAccount
from model.operating import Doings, Lines, Sale, operating_lines
from model.scenario.errors import InputError
from model.scenario.partnership import Partnership, Pricing

OPERATOR, STATE, SUPPLIERS, STAFF = Account.OPERATOR, Account.STATE, Account.SUPPLIERS, Account.STAFF


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
    begun : bool
        The house has been fitted out.
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
        self.begun = False
        self._outlay = (0, 0)
        self._taxes = TaxFile(terms.tax)
        self._streak = 0
        self._age = 0

    def begin(self, day: int) -> None:
        """Fit out the house; the bank lends a part of the money, the rest is the operator's own.

        Where the state runs the hub itself, it pays for all of it.

        Raises
        ------
        InputError
            The operator has begun before: a contract is signed once.
        """
        if self.begun:
            raise InputError("the operator has begun before: a contract is signed once")
        terms = self.terms
        if terms.run_by == "state":
            self.ledger.enter(day, STATE, SUPPLIERS, "fit-out", terms.fit_out)
            self.begun = True
            self._outlay = (terms.fit_out, 0)
            return
        debt = whole(terms.fit_out * terms.loan.share)
        self.ledger.enter(day, OPERATOR, SUPPLIERS, "fit-out", terms.fit_out)
        self.ledger.enter(day, Account.BANK, OPERATOR, "loan", debt)
        self.begun = self.open = True
        self.debt, self._outlay = debt, (terms.fit_out, debt)
        # The fit-out is set against the first profits (assumed: written off at once).
        self._taxes = TaxFile(terms.tax, losses=terms.fit_out)

    def close_month(
        self,
        day: int,
        date: dt.date,
        sales: Iterable[Sale] = (),
        doings: Doings = Doings(),  # noqa: B008 - a tuple, which nobody can change
        public_sales: Iterable[Sale] = (),
    ) -> MonthAccount:
        """Close a month: enter what was sold, reckon what is due and enter it.

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
        takings, public = tuple(sales), tuple(public_sales)
        if self._of_the_state:
            hires = self._hires(doings)
            public += hires
            doings = doings._replace(hub_sales=doings.hub_sales + hires)
        for sale in public:
            self.ledger.enter(day, sale.payer, STATE, f"{sale.stream}: {sale.kind}", sale.amount)
        if self.open:
            takings += self._hires(doings)
        elif any(sale.amount for sale in takings):
            raise InputError("there are sales, but no operator who could take the money")
        for sale in takings:
            self.ledger.enter(day, sale.payer, OPERATOR, f"{sale.stream}: {sale.kind}", sale.amount)
        taken = sum(sale.amount for sale in public)
        return self.settle(day, date, operating_lines(takings, doings, self.terms.costs, taken))

    def settle(self, day: int, date: dt.date, lines: Lines) -> MonthAccount:
        """Reckon what terms, taxes and loan make of a month's operation, enter it, and see whether the operator stays.

        An appraisal lets the months after the run pass through here as well, so that they are no second bookkeeping.
        """
        if self.open:
            account = self._month_of_the_operator(day, date, lines)
            if lines.ended:
                self._streak = loss_streak(self._streak, account.profit)
            if lines.left or gives_up(self._streak, self.terms.patience):
                account, self.open = replace(account, left=True), False
        elif self._of_the_state:
            account = self._month_of_the_state(day, date, lines)
        else:
            account = self._month(day, date, lines, 0.0)
        self._enter(account)
        self.months.append(account)
        return account

    def _hires(self, doings: Doings) -> tuple[Sale, ...]:
        """Rooms let to others in the month; who hires them are other local businesses (assumed)."""
        hire = self.terms.hire
        return (Sale(Account.LOCAL_BUSINESSES, "hire", "rooms", whole(doings.free_rooms * hire.share * hire.price)),)

    def _month(self, day: int, date: dt.date, lines: Lines, part: float, **flows: Any) -> MonthAccount:
        """A month of the library, which all months have in them, and what flows beside."""
        upkeep, saved = self._upkeep(lines.lived, part)
        return MonthAccount(
            day,
            date.isoformat()[:7],
            part=part,
            lived=lines.lived,
            ended=lines.ended,
            upkeep=upkeep,
            upkeep_saved=saved,
            visits=lines.visits,
            public_sales=lines.public_sales,
            **flows,
        )

    def _month_of_a_hub(self, day: int, date: dt.date, lines: Lines, sold: int, **flows: Any) -> MonthAccount:
        """A month of a hub, whoever runs it; `sold` to guests, by which other businesses lose sales."""
        lost_sales, lost_jobs, lost_tax = self._displaced(date.year, sold)
        return self._month(
            day,
            date,
            lines,
            lines.part,
            hire=lines.hire,
            goods=lines.goods,
            fees=lines.fees,
            wages=lines.wages,
            withheld=whole(lines.wages * self.terms.costs.wage_tax),
            utilities=lines.utilities,
            promotion=lines.promotion,
            campaign=lines.campaign,
            displaced=lost_sales,
            displaced_tax=lost_tax,
            jobs=lines.jobs,
            displaced_jobs=lost_jobs,
            **flows,
        )

    def _month_of_the_state(self, day: int, date: dt.date, lines: Lines) -> MonthAccount:
        """A month of a hub that the state runs itself."""
        terms = self.terms
        investment, self._outlay = self._outlay[0], (0, 0)
        capital = 0
        if self._age < terms.term_months:
            capital = whole(lines.part * capital_charge(terms.fit_out, terms.treasury.discount, terms.term_months))
            self._age += lines.ended
        # Contributions on wages, rent and taxes the state would only pay to itself.
        sold = lines.hub_sales - lines.hire
        flows = {"investment": investment, "hub_sales": lines.hub_sales, "capital": capital}
        return self._month_of_a_hub(day, date, lines, sold, **flows)

    @property
    def _of_the_state(self) -> bool:
        """The hub is there, and the state runs it."""
        return self.begun and self.terms.run_by == "state"

    def _displaced(self, year: int, sales: int) -> tuple[int, float, int]:
        """Sales that other local businesses lose to the hub's, the jobs that go with them, and the taxes on both."""
        costs, treasury = self.terms.costs, self.terms.treasury
        lost = displaced(sales, self.displacement)
        jobs = lost / treasury.sales_per_job
        wage_levies = costs.wage * (costs.wage_tax + costs.payroll)
        return lost, jobs, whole(lost * simplified_rate(year, self.terms.tax.adjustment) + jobs * wage_levies)

    def _upkeep(self, lived: float, part: float) -> tuple[int, int]:
        """Upkeep of the month, and what is saved of that of the library as it was."""
        treasury = self.terms.treasury
        upkeep = whole(treasury.upkeep_before * (lived - part) + treasury.upkeep_after * part)
        return upkeep, whole(treasury.upkeep_before * lived) - upkeep

    def _month_of_the_operator(self, day: int, date: dt.date, lines: Lines) -> MonthAccount:
        """A month of the operator."""
        terms, costs, treasury, part = self.terms, self.terms.costs, self.terms.treasury, lines.part
        # Rooms are hired by the businesses themselves: no sale is taken from them.
        sold = lines.tickets + lines.cafe + lines.shops
        revenue = sold + lines.hire
        support = whole(treasury.support * part) if self._age < treasury.support_months else 0
        payroll = whole(lines.wages * costs.payroll)
        own = whole(costs.owner * part)
        rent = whole(terms.rent.month * part) + whole(revenue * terms.rent.share)
        interest, repayment = self._serve_loan() if lines.ended else (0, 0)
        purchases = lines.goods + lines.utilities + lines.promotion
        result = revenue + support - purchases - lines.fees - lines.wages - payroll - own - rent - interest
        levies = self._taxes.assess(date.year, revenue, lines.hire, purchases, result)
        self._age += lines.ended
        fit_out, borrowed = self._outlay
        self._outlay = (0, 0)
        return self._month_of_a_hub(
            day,
            date,
            lines,
            sold,
            operated=True,
            fit_out=fit_out,
            borrowed=borrowed,
            tickets=lines.tickets,
            cafe=lines.cafe,
            shops=lines.shops,
            support=support,
            payroll=payroll,
            own=own,
            rent=rent,
            vat=levies.vat,
            revenue_tax=levies.revenue,
            profit_tax=levies.profit,
            interest=interest,
            repayment=repayment,
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

    def _enter(self, month: MonthAccount) -> None:
        """Enter what was paid in the month, sales apart."""
        host = OPERATOR if month.operated else STATE
        for payer, payee, reason, amount in (
            (STATE, OPERATOR, "support", month.support),
            (host, SUPPLIERS, "goods", month.goods),
            (host, STAFF, "fees of hosts", month.fees),
            (host, STAFF, "wages", month.wages),
            (STAFF, STATE, "tax on wages", month.withheld),
            (OPERATOR, STATE, "contributions on wages", month.payroll),
            (OPERATOR, STATE, "the owner's contributions", month.own),
            (host, SUPPLIERS, "utilities", month.utilities),
            # Printers, radio, signs: bought in the settlement (assumed).
            (host, Account.LOCAL_BUSINESSES, "promotion", month.promotion),
            (OPERATOR, STATE, "rent", month.rent),
            (OPERATOR, STATE, "value added tax", month.vat),
            (OPERATOR, STATE, "tax on revenue", month.revenue_tax),
            (OPERATOR, STATE, "tax on profit", month.profit_tax),
            (OPERATOR, Account.BANK, "interest", month.interest),
            (OPERATOR, Account.BANK, "repayment", month.repayment),
            (STATE, SUPPLIERS, "upkeep", month.upkeep),
        ):
            self.ledger.enter(month.day, payer, payee, reason, amount)
