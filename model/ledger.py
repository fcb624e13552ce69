"""The ledger: every tenge has a payer, a payee and a reason."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from model.scenario.errors import InputError

if TYPE_CHECKING:
    import pandas as pd


class Account(StrEnum):
    """Who pays and who is paid."""

    HOUSEHOLDS = "households"
    TOURISTS = "tourists"
    OPERATOR = "operator"
    STATE = "state"
    SUPPLIERS = "suppliers"
    STAFF = "staff"
    BANK = "bank"
    LOCAL_BUSINESSES = "other local businesses"
    OUTSIDE = "outside"


class Entry(NamedTuple):
    """One payment."""

    day: int
    """Day of the run, 1 for the first."""
    payer: Account
    payee: Account
    reason: str
    amount: int
    """KZT, above 0."""


class Ledger:
    """Payments in order, in whole tenge; what one account loses another gains, so the balances sum to zero.

    A balance is what an account has received less what it has paid since the start. It may be negative: the money came
    from what the account had before (a household's income, the owner's own money).

    Examples
    --------
    >>> ledger = Ledger()
    >>> ledger.enter(1, Account.HOUSEHOLDS, Account.OPERATOR, "café", 600)
    >>> ledger.balance(Account.OPERATOR), sum(ledger.balances.values())
    (600, 0)
    """

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def enter(self, day: int, payer: Account | str, payee: Account | str, reason: str, amount: int) -> None:
        """Enter a payment; one of nothing is left out.

        Parameters
        ----------
        day : int
            Day of the run, 1 for the first.
        payer, payee : Account or str
            Two accounts that differ.
        reason : str
            What is paid for.
        amount : int
            Whole KZT, 0 or more.

        Raises
        ------
        InputError
            There is no such account, both are the same, the reason is missing, or the amount is negative or not whole.
        """
        source, target = _account(payer), _account(payee)
        if source == target:
            raise InputError(f"{source} cannot pay itself ({reason})")
        if not reason:
            raise InputError(f"a payment from {source} to {target} needs a reason")
        paid = int(amount)
        if isinstance(amount, bool) or amount != paid:
            raise InputError(f"{reason}: amount {amount} must be whole tenge")
        if paid < 0:
            raise InputError(f"{reason}: amount {amount} must be at least 0 (swap payer and payee instead)")
        if day < 1:
            raise InputError(f"{reason}: day {day} must be at least 1")
        if paid:
            self.entries.append(Entry(int(day), source, target, reason, paid))

    def balance(self, account: Account | str) -> int:
        """Received less paid since the start, KZT."""
        return self.balances[_account(account)]

    @property
    def balances(self) -> Mapping[Account, int]:
        """Balance of each account, KZT; they sum to zero."""
        balances = dict.fromkeys(Account, 0)
        for entry in self.entries:
            balances[entry.payer] -= entry.amount
            balances[entry.payee] += entry.amount
        return balances

    def flow(self, payer: Account | str, payee: Account | str, reason: str | None = None) -> int:
        """Sum that one account has paid to another, KZT; for one reason if it is given."""
        source, target = _account(payer), _account(payee)
        return sum(
            e.amount for e in self.entries if (e.payer, e.payee) == (source, target) and reason in (None, e.reason)
        )

    def table(self) -> "pd.DataFrame":
        """All entries: columns ``day``, ``payer``, ``payee``, ``reason``, ``amount`` (KZT)."""
        import pandas as pd

        rows = [(e.day, str(e.payer), str(e.payee), e.reason, e.amount) for e in self.entries]
        return pd.DataFrame(rows, columns=list(Entry._fields)).astype({"day": "int64", "amount": "int64"})

    def statement(self, account: Account | str, start: dt.date) -> "pd.DataFrame":
        """Give an account's statement by month.

        Parameters
        ----------
        account : Account or str
            Whose.
        start : datetime.date
            Date of the run's first day.

        Returns
        -------
        pandas.DataFrame
            A row for each month in which something was paid (``2026-03``), a column for each reason in alphabetical
            order, and last ``net``; KZT, received positive and paid negative.
        """
        import pandas as pd

        owner = _account(account)
        rows = [
            (f"{start + dt.timedelta(days=e.day - 1):%Y-%m}", e.reason, e.amount if e.payee == owner else -e.amount)
            for e in self.entries
            if owner in (e.payer, e.payee)
        ]
        tidy = pd.DataFrame(rows, columns=["month", "reason", "amount"]).astype({"amount": "int64"})
        wide = tidy.pivot_table(index="month", columns="reason", values="amount", aggfunc="sum", fill_value=0)
        wide.columns.name = None
        return wide.assign(net=wide.sum(axis=1)).astype("int64")


def _account(name: Account | str) -> Account:
    if isinstance(name, Account):
        return name
    try:
        return Account(name)
    except ValueError:
        raise InputError(f'unknown account "{name}"; there are {", ".join(Account)}') from None
