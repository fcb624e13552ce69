"""Operator and state: money is conserved, terms are kept, a month reckoned by hand."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.ledger import Account, Ledger
from model.partnership import STREAMS, Doings, Operation, Sale, next_price, sales_of
from model.scenario.behaviour import Behaviour
from model.scenario.errors import InputError
from model.scenario.partnership import Costs, Hire, Loan, Partnership, Pricing, Rent, Tax, Treasury

NO_COSTS = Costs(
    staff=0, wage=0, session=0, cafe_goods=0, shop_goods=0, class_goods=0, utilities=0, promotion=0, payroll=0
)
NO_UPKEEP = Treasury(upkeep_before=0, upkeep_after=0)
DECEMBER = dt.date(2026, 12, 31)

shares = st.floats(0, 1)
terms = st.builds(
    Partnership,
    fit_out=st.integers(0, 10**9),
    patience=st.integers(0, 5),
    loan=st.builds(Loan, share=shares, rate=shares, months=st.integers(1, 60)),
    costs=st.builds(
        Costs, staff=st.integers(0, 50), wage=st.integers(0, 10**6), cafe_goods=shares, promotion=st.integers(0, 10**6)
    ),
    rent=st.builds(Rent, month=st.integers(0, 10**6), share=shares),
    tax=st.builds(Tax, regime=st.sampled_from(["simplified", "retail", "general"]), social=st.booleans()),
    treasury=st.builds(Treasury, support=st.integers(0, 10**6), upkeep_after=st.integers(0, 10**6)),
)
sale = st.builds(
    Sale,
    st.sampled_from([Account.HOUSEHOLDS, Account.TOURISTS]),
    st.sampled_from(STREAMS),
    st.just("dance"),
    st.integers(0, 10**9),
)


@given(terms, st.lists(st.tuples(st.lists(sale, max_size=4), shares), max_size=8), shares)
def test_every_tenge_is_accounted_for(partnership, months, displacement):
    operation = Operation(partnership, Ledger(), displacement)
    operation.begin(1)
    for index, (sales, part) in enumerate(months):
        date = dt.date(2025 + index // 4, 3 * (index % 4) + 1, 28)
        sales = sales if operation.open else []
        month = operation.close_month(30 * (index + 1), date, sales, Doings(sessions=3, promotion=part, part=part))
        assert month.revenue == sum(each.amount for each in sales)
    ledger = operation.ledger
    borrowed = ledger.flow(Account.BANK, Account.OPERATOR)
    assert sum(ledger.balances.values()) == 0
    assert ledger.balance(Account.OPERATOR) == sum(m.cash for m in operation.months) + borrowed - partnership.fit_out
    received = sum(m.rent + m.taxes_received - m.support - m.upkeep for m in operation.months)
    assert ledger.balance(Account.STATE) == received
    assert operation.debt == borrowed - sum(m.repayment for m in operation.months)


def test_without_prices_and_costs_the_rent_is_the_only_entry():
    free = Partnership(fit_out=0, costs=NO_COSTS, rent=Rent(month=50_000), treasury=NO_UPKEEP)
    operation = Operation(free, Ledger())
    operation.begin(1)
    month = operation.close_month(31, dt.date(2026, 1, 31), doings=Doings(promotion=1.0, sessions=40))
    assert [tuple(entry) for entry in operation.ledger.entries] == [(31, "operator", "state", "rent", 50_000)]
    assert month.profit == -50_000
    assert month.gain_of_state == 50_000


def test_a_month_by_hand():
    partnership = Partnership(
        fit_out=1_200_000,
        loan=Loan(share=1.0, rate=0.0, months=12),
        costs=Costs(
            staff=1,
            hours=200.0,
            guests=1500,
            wage=100_000,
            wage_tax=0.1,
            payroll=0.05,
            session=1000,
            utilities=30_000,
            promotion=20_000,
        ),
        hire=Hire(share=0.5, price=1000),
        rent=Rent(month=40_000, share=0.1),
        treasury=Treasury(upkeep_before=500_000, upkeep_after=300_000, sales_per_job=500_000),
    )
    operation = Operation(partnership, Ledger(), displacement=0.5)
    operation.begin(1)
    month = operation.close_month(
        31,
        dt.date(2026, 1, 31),
        [
            Sale(Account.HOUSEHOLDS, "tickets", "dance", 300_000),
            Sale(Account.TOURISTS, "cafe", "cafe", 200_000),
            Sale(Account.HOUSEHOLDS, "shops", "books", 500_000),
        ],
        Doings(sessions=10, promotion=0.5, counter_hours=100.0, guests=1500, free_rooms=80),
    )
    # hire 80 · 0.5 · 1,000; goods 30,000 + 80,000 + 325,000; rent 40,000 + 10 % of 1,040,000; tax 4 %
    assert (month.revenue, month.goods, month.rent, month.tax) == (1_040_000, 435_000, 144_000, 41_600)
    # one manager; the counter takes 100 h / 200 h, its guests 1,500 / 1,500
    assert (month.jobs, month.wages) == (2.0, 200_000)
    # 1,040,000 − 435,000 − fees 10,000 − wages 200,000 − 10,000 − 30,000 − 10,000 − 144,000 − 41,600
    assert month.available == month.profit == 159_400
    assert month.cash == 59_400
    # saved 200,000 + rent 144,000 + tax 41,600 + contributions 10,000 + withheld 20,000
    assert month.gain_of_state == 415_600
    # 500,000 of sales elsewhere: 4 % tax, and one job with 15 % of 100,000
    assert (month.displaced, month.displaced_jobs, month.displaced_tax) == (500_000, 1.0, 35_000)
    assert month.net_gain_of_state == 380_600
    assert month.net_jobs == 1.0


def test_the_loan_is_repaid_to_the_last_tenge():
    operation = Operation(Partnership(fit_out=999_999, loan=Loan(share=0.7, rate=0.19, months=7)), Ledger())
    operation.begin(1)
    for month in range(1, 9):
        operation.close_month(30 * month, DECEMBER)
    assert operation.debt == 0
    assert operation.months[-1].debt_service == 0


def test_the_last_payment_clears_what_rounding_has_left():
    operation = Operation(Partnership(fit_out=100, loan=Loan(share=1.0, rate=0.0, months=3)), Ledger())
    operation.begin(1)
    assert [operation.close_month(30 * month, DECEMBER).repayment for month in (1, 2, 3)] == [33, 33, 34]


def test_a_month_that_the_run_cuts_short_serves_no_loan():
    operation = Operation(Partnership(), Ledger())
    operation.begin(1)
    month = operation.close_month(10, DECEMBER, doings=Doings(part=0.3, lived=0.3, ended=False))
    assert (month.interest, month.repayment) == (0, 0)


def test_upkeep_of_half_a_month_is_saved_by_half():
    partnership = Partnership(treasury=Treasury(upkeep_before=500_000, upkeep_after=300_000))
    operation = Operation(partnership, Ledger())
    operation.begin(1)
    month = operation.close_month(15, DECEMBER, doings=Doings(part=0.5, lived=0.5, ended=False))
    assert (month.upkeep, month.upkeep_saved) == (150_000, 100_000)


def test_a_hub_of_the_states_own_is_an_investment_of_the_state():
    operation = Operation(Partnership(run_by="state", fit_out=7_000_000), Ledger())
    operation.begin(1)
    assert [operation.close_month(30 * month, DECEMBER).investment for month in (1, 2)] == [7_000_000, 0]


def test_the_operator_gives_up_after_its_patience_and_the_library_costs_what_it_did():
    operation = Operation(Partnership(patience=2), Ledger())
    operation.begin(1)
    assert not operation.close_month(30, DECEMBER).left
    assert operation.close_month(60, DECEMBER).left
    assert not operation.open
    month = operation.close_month(90, DECEMBER)
    assert (month.upkeep, month.upkeep_saved, month.cash) == (operation.terms.treasury.upkeep_before, 0, 0)


def test_takings_become_sales_of_their_stream():
    kinds = Behaviour().kinds
    names = list(kinds)
    sold = np.zeros((2, len(kinds)), np.int64)
    sold[0, names.index("cafe")], sold[0, names.index("books")], sold[1, names.index("highlight")] = 600, 1200, 300
    assert set(sales_of(sold, kinds)) == {
        Sale(Account.HOUSEHOLDS, "cafe", "cafe", 600),
        Sale(Account.HOUSEHOLDS, "shops", "books", 1200),
        Sale(Account.TOURISTS, "tickets", "highlight", 300),
    }


def test_prices_move_within_their_bounds_and_never_to_nothing():
    pricing = Pricing(rate=1.0, target=0.5, lowest=0.0, highest=1.2)
    assert next_price(600, 600, 0.6, pricing) == 660
    assert next_price(600, 600, 1.0, pricing) == 720
    assert next_price(1, 1, 0.0, pricing) == 1
    assert next_price(0, 0, 1.0, pricing) == 0


def test_the_year_sets_the_tax():
    for year, due in ((2025, 30_000), (2026, 40_000)):
        operation = Operation(Partnership(), Ledger())
        operation.begin(1)
        sales = [Sale(Account.HOUSEHOLDS, "cafe", "cafe", 1_000_000)]
        month = operation.close_month(30, dt.date(year, 5, 31), sales)
        assert month.tax == due
        assert month.displaced == 0  # of which nothing was said


def test_the_retail_tax_is_a_share_of_the_revenue():
    operation = Operation(Partnership(tax=Tax(regime="retail")), Ledger())
    operation.begin(1)
    sales = [Sale(Account.HOUSEHOLDS, "shops", "books", 1_000_000)]
    assert operation.close_month(30, dt.date(2025, 5, 31), sales).revenue_tax == 40_000


def test_profit_is_taxed_after_all_costs_and_with_the_support():
    partnership = Partnership(
        fit_out=0,
        costs=Costs(staff=1, wage=100_000, payroll=0.05, session=1000, class_goods=0.1, utilities=30_000, promotion=0),
        hire=Hire(share=0.0),
        rent=Rent(month=40_000, share=0.0),
        tax=Tax(regime="general"),
        treasury=Treasury(support=50_000, support_months=2),
    )
    operation = Operation(partnership, Ledger())
    operation.begin(1)
    sales = [Sale(Account.HOUSEHOLDS, "tickets", "dance", 1_000_000)]
    months = [operation.close_month(30 * n, DECEMBER, sales, Doings(sessions=10)) for n in (1, 2, 3)]
    # 1,000,000 + 50,000 − goods 100,000 − 30,000 − fees 10,000 − wages 100,000 − 5,000 − rent 40,000; of it 20 %
    assert [month.profit_tax for month in months] == [153_000, 153_000, 143_000]
    assert [month.support for month in months] == [50_000, 50_000, 0]


def test_above_the_ceiling_the_general_regime_applies():
    operation = Operation(Partnership(fit_out=0), Ledger())
    operation.begin(1)
    month = operation.close_month(30, DECEMBER, [Sale(Account.TOURISTS, "cafe", "cafe", 3_000_000_000)])
    assert month.revenue_tax == 0
    assert month.vat > 0
    assert month.profit_tax > 0


def test_the_ceiling_is_that_of_a_calendar_year():
    operation = Operation(Partnership(fit_out=0, patience=0), Ledger())
    operation.begin(1)
    dates = [dt.date(2026, 11, 30), dt.date(2026, 12, 31), dt.date(2027, 1, 31)]
    sales = [Sale(Account.TOURISTS, "cafe", "cafe", 1_500_000_000)]
    months = [operation.close_month(30 * n, date, sales) for n, date in enumerate(dates, 1)]
    assert [month.revenue_tax > 0 for month in months] == [True, False, True]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda o: o.close_month(1, DECEMBER, [Sale(Account.TOURISTS, "cafe", "cafe", 5)]), "no operator"),
        (lambda o: o.close_month(1, DECEMBER, doings=Doings(part=1.5)), "part = 1.5 must be from 0 to 1"),
        (lambda o: o.close_month(1, DECEMBER, doings=Doings(promotion=-0.5)), "promotion = -0.5 must be from 0 to 1"),
        (lambda o: (o.begin(1), o.begin(2)), "begun before"),
        (
            lambda o: (o.begin(1), o.close_month(1, DECEMBER, [Sale(Account.TOURISTS, "cafe", "cafe", -5)])),
            "at least 0",
        ),
    ],
)
def test_mistakes_are_told(call, words):
    with pytest.raises(InputError, match=words):
        call(Operation(Partnership(), Ledger()))
