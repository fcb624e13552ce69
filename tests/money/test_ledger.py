"""The ledger: nothing is lost, nothing is found."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.ledger import Account, Ledger
from model.scenario.errors import InputError

accounts = st.sampled_from(list(Account))
payments = st.lists(
    st.tuples(st.integers(1, 800), accounts, accounts, st.sampled_from(["rent", "tickets"]), st.integers(0, 10**15))
)


@given(payments)
def test_balances_sum_to_zero_and_match_the_statements(entries):
    ledger = Ledger()
    for day, payer, payee, reason, amount in entries:
        if payer != payee:
            ledger.enter(day, payer, payee, reason, amount)
    assert sum(ledger.balances.values()) == 0
    for account in Account:
        statement = ledger.statement(account, dt.date(2026, 1, 1))
        assert int(statement["net"].sum()) == ledger.balance(account)


def test_statement_tells_month_and_reason():
    ledger = Ledger()
    ledger.enter(31, "households", "operator", "tickets", 700)
    ledger.enter(32, "operator", "state", "rent", 500)
    statement = ledger.statement("operator", dt.date(2026, 1, 1))
    assert statement.index.tolist() == ["2026-01", "2026-02"]
    assert statement.columns.tolist() == ["rent", "tickets", "net"]
    assert statement.loc["2026-02"].tolist() == [-500, 0, -500]
    assert ledger.flow("households", "operator", "tickets") == 700


def test_empty_ledger_has_empty_tables():
    assert Ledger().table().empty
    assert Ledger().statement("bank", dt.date(2026, 1, 1)).empty


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ((1, "households", "operator", "tickets", -1), "at least 0"),
        ((1, "households", "operator", "tickets", 0.5), "whole tenge"),
        ((1, "households", "operator", "tickets", -0.5), "whole tenge"),
        ((1, "households", "operator", "tickets", True), "whole tenge"),
        ((1, "operator", "operator", "tickets", 5), "cannot pay itself"),
        ((1, "casino", "operator", "tickets", 5), "unknown account"),
        ((1, "households", "operator", "", 5), "needs a reason"),
        ((0, "households", "operator", "tickets", 5), "day 0"),
    ],
)
def test_bad_entries_are_told(entry, words):
    with pytest.raises(InputError, match=words):
        Ledger().enter(*entry)
