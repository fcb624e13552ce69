"""Operator and state: money is conserved, terms are kept, a month reckoned by hand."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.ledger import Account, Ledger
from model.levies import TaxFile
from model.operating import STREAMS, Doings, Lines, Sale, lines_of, operating_lines, sales_of, stream_of
from model.partnership import Operation, next_price
from model.scenario.behaviour import Behaviour
from model.scenario.errors import InputError
from model.scenario.partnership import Costs, Hire, Loan, Partnership, Pricing, Rent, Tax, Treasury

NO_COSTS = Costs(
    staff=0, wage=0, owner=0, session=0, cafe_goods=0, shop_goods=0, class_goods=0, utilities=0, promotion=0, payroll=0
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


def test_a_month_of_which_nothing_is_said_is_a_whole_one_in_which_nothing_went_on():
    assert Doings()[:4] == (1.0, 1.0, True, False)
    assert set(Doings()[4:-1]) == {0}
    assert Doings().hub_sales == ()
    assert set(Lines(1.0, 1.0, True, False)[4:]) == {0}
    assert set(operating_lines([], Doings(), NO_COSTS)[4:]) == {0}


def test_a_month_whose_taxes_eat_its_profit_is_a_month_of_loss():
    partnership = Partnership(
        fit_out=0, patience=1, costs=NO_COSTS, rent=Rent(month=60), tax=Tax(rate=0.5), treasury=NO_UPKEEP
    )
    operation = Operation(partnership, Ledger())
    operation.begin(1)
    sold = [Sale(Account.HOUSEHOLDS, "tickets", "dance", 100)]
    month = operation.close_month(31, dt.date(2026, 1, 31), sold, Doings())
    assert (month.profit, month.left, operation.open) == (-10, True, False)


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
            owner=5_000,
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
    # 1,040,000 − 435,000 − fees 10,000 − wages 200,000 − 10,000 − 5,000 − 30,000 − 10,000 − 144,000 − 41,600
    assert month.available == month.profit == 154_400
    assert month.cash == 54_400
    # saved 200,000 + rent 144,000 + tax 41,600 + contributions 10,000 + 5,000 + withheld 20,000
    assert month.gain_of_state == 420_600
    # 500,000 of sales elsewhere: 4 % tax, and one job with 15 % of 100,000
    assert (month.displaced, month.displaced_jobs, month.displaced_tax) == (500_000, 1.0, 35_000)
    assert month.net_gain_of_state == 385_600
    assert month.net_jobs == 1.0


def test_the_loan_is_repaid_to_the_last_tenge():
    operation = Operation(Partnership(fit_out=999_999, loan=Loan(share=0.7, rate=0.19, months=7)), Ledger())
    operation.begin(1)
    for month in range(1, 9):
        operation.close_month(30 * month, DECEMBER)
    assert operation.debt == 0
    assert operation.months[-1].debt_service == 0


def test_interest_is_a_twelfth_of_the_yearly_rate_a_month():
    operation = Operation(Partnership(fit_out=120_000, loan=Loan(share=1.0, rate=0.12, months=2)), Ledger())
    operation.begin(1)
    months = [operation.close_month(30 * month, DECEMBER) for month in (1, 2)]
    # 1 % of 120,000; 60,901 a month clear it, of which 59,701 are left for the debt; 1 % of 60,299
    assert [(month.interest, month.repayment) for month in months] == [(1200, 59_701), (603, 60_299)]


def test_the_last_payment_clears_what_rounding_has_left():
    operation = Operation(Partnership(fit_out=100, loan=Loan(share=1.0, rate=0.0, months=3)), Ledger())
    operation.begin(1)
    assert [operation.close_month(30 * month, DECEMBER).repayment for month in (1, 2, 3)] == [33, 33, 34]


def test_the_house_is_fitted_out_once():
    operation = Operation(Partnership(fit_out=7_000_000), Ledger())
    operation.begin(1)
    months = [operation.close_month(30 * month, DECEMBER) for month in (1, 2)]
    assert [month.fit_out for month in months] == [7_000_000, 0]
    assert months[1].borrowed == 0


def test_a_price_of_a_tenge_that_may_not_rise_stays_one():
    assert next_price(1, 1.0, 1.0, Pricing(rate=1.0, target=0.2, highest=1.0)) == 1


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


def test_what_the_state_sells_in_a_hub_of_its_own_is_a_gain_and_what_the_library_sells_is_not():
    sales = [Sale(Account.HOUSEHOLDS, "cafe", "cafe", 90_000)]
    free = Partnership(run_by="state", fit_out=0, treasury=NO_UPKEEP, costs=NO_COSTS)
    operation = Operation(free, Ledger())
    library = operation.close_month(30, DECEMBER, doings=Doings(part=0.0), public_sales=sales)
    operation.begin(31)
    hub = operation.close_month(60, DECEMBER, doings=Doings(hub_sales=tuple(sales)), public_sales=sales)
    assert (library.public_sales, library.gain_of_state) == (90_000, 0)
    assert (hub.public_sales, hub.gain_of_state) == (90_000, 90_000)


def test_the_state_pays_for_the_programme_of_a_hub_of_its_own():
    sales = (Sale(Account.HOUSEHOLDS, "cafe", "cafe", 100_000), Sale(Account.TOURISTS, "tickets", "dance", 20_000))
    costs = Costs(staff=1, wage=300_000, session=5_000, cafe_goods=0.5, class_goods=0.1, utilities=7_000, promotion=400)
    ledger = Ledger()
    terms = Partnership(run_by="state", fit_out=0, treasury=NO_UPKEEP, costs=costs, hire=Hire(share=0.5, price=1_000))
    operation = Operation(terms, ledger, displacement=0.25)
    operation.begin(1)
    doings = Doings(sessions=2, free_rooms=6, promotion=1.0, hub_sales=sales)
    month = operation.close_month(30, DECEMBER, doings=doings, public_sales=sales)
    assert (month.goods, month.fees, month.wages, month.withheld) == (52_000, 10_000, 300_000, 30_000)
    assert (month.utilities, month.promotion, month.jobs) == (7_000, 400, 1.0)
    assert (month.hire, month.hub_sales, month.public_sales) == (3_000, 123_000, 123_000)
    assert (month.payroll, month.own, month.rent, month.tax) == (0, 0, 0, 0)
    assert month.displaced == 30_000  # a quarter of what was sold, rooms left out
    assert month.displaced_jobs == 30_000 / terms.treasury.sales_per_job
    assert month.gain_of_state == 123_000 + 30_000 - 369_400
    assert ledger.balance("state") == 123_000 + 30_000 - 369_400
    assert ledger.balance("operator") == 0


def test_the_states_investment_falls_on_the_months_of_the_contract_by_its_present_value():
    free = Partnership(
        run_by="state", fit_out=1_200_000, term_months=12, treasury=Treasury(discount=0.0), loan=Loan(share=0.0)
    )
    operation = Operation(free, Ledger())
    operation.begin(1)
    months = [operation.close_month(30 * n, DECEMBER) for n in range(1, 14)]
    assert [month.capital for month in months] == [100_000] * 12 + [0]
    assert months[1].public_burden - months[1].public_costs == 100_000
    dearer = Operation(free.model_copy(update={"treasury": Treasury(discount=0.12)}), Ledger())
    dearer.begin(1)
    charge, month = dearer.close_month(30, DECEMBER).capital, 1.12 ** (1 / 12)
    assert sum(charge / month**n for n in range(1, 13)) == pytest.approx(1_200_000, abs=12)


@given(terms, st.lists(st.tuples(st.lists(sale, max_size=4), shares), min_size=1, max_size=8), shares)
def test_the_lines_of_a_month_give_its_account_again(partnership, months, displacement):
    operation, again = (Operation(partnership, Ledger(), displacement) for _ in range(2))
    operation.begin(1)
    again.begin(1)
    for index, (sales, part) in enumerate(months):
        date = dt.date(2025 + index // 4, 3 * (index % 4) + 1, 28)
        sales = sales if operation.open else []
        doings = Doings(sessions=3, promotion=part, part=part, campaign=2.0, guests=500)
        month = operation.close_month(30 * (index + 1), date, sales, doings)
        assert again.settle(month.day, date, lines_of(month)) == month


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
    assert set(sales_of(sold, {name: stream_of(kind) for name, kind in kinds.items()})) == {
        Sale(Account.HOUSEHOLDS, "cafe", "cafe", 600),
        Sale(Account.HOUSEHOLDS, "shops", "books", 1200),
        Sale(Account.TOURISTS, "tickets", "highlight", 300),
    }


def test_prices_move_within_their_bounds_and_never_to_nothing():
    pricing = Pricing(rate=1.0, target=0.5, lowest=0.0, highest=1.2)
    assert next_price(600, 600, 0.6, pricing) == 660
    assert next_price(600, 600, 1.0, pricing) == 720
    assert next_price(1, 1, 0.0, pricing) == 1
    # 1 · (1 + 1 · (0 − 0.9)) is a tenth of a tenge
    assert next_price(1, 1, 0.0, Pricing(rate=1.0, target=0.9, lowest=0.0)) == 1
    assert next_price(0, 0, 1.0, pricing) == 0


def test_the_year_sets_the_tax():
    for year, due in ((2025, 30_000), (2026, 40_000)):
        operation = Operation(Partnership(), Ledger())
        operation.begin(1)
        sales = [Sale(Account.HOUSEHOLDS, "cafe", "cafe", 1_000_000)]
        month = operation.close_month(30, dt.date(year, 5, 31), sales)
        assert month.tax == due
        assert month.displaced == 0  # of which nothing was said


@pytest.mark.parametrize(("year", "due"), [(2025, 40_000 + 8_000), (2026, 40_000 + 4_000)])
def test_the_retail_tax_takes_twice_as_much_of_rooms_let_to_businesses_until_2026(year, due):
    operation = Operation(Partnership(tax=Tax(regime="retail"), hire=Hire(share=0.5, price=1000)), Ledger())
    operation.begin(1)
    sales = [Sale(Account.HOUSEHOLDS, "shops", "books", 1_000_000)]
    month = operation.close_month(30, dt.date(year, 5, 31), sales, Doings(free_rooms=200))
    assert (month.hire, month.revenue_tax) == (100_000, due)


def _steady_under_vat(months):
    """Six million a month from January 2026 under the general regime, with nothing bought."""
    free = Partnership(fit_out=0, patience=0, tax=Tax(regime="general"), costs=NO_COSTS, hire=Hire(share=0.0))
    operation = Operation(free, Ledger())
    operation.begin(1)
    sales = [Sale(Account.TOURISTS, "cafe", "cafe", 6_000_000)]
    dates = [dt.date(2026 + n // 12, n % 12 + 1, 28) for n in range(months)]
    return [operation.close_month(30 * n, date, sales).vat for n, date in enumerate(dates, 1)]


def test_who_is_registered_for_vat_stays_so_in_the_new_year():
    vat = _steady_under_vat(14)
    whole_month = round(6_000_000 * 0.16 / 1.16)
    assert vat[:7] == [0] * 7  # 42 million by July, and the threshold is 43.25
    assert vat[8:] == [whole_month] * 6  # September to February
    # of the 48 million by August 4.75 lie above the threshold
    assert vat[7] == round(4_750_000 * 0.16 / 1.16)


def test_the_owners_contributions_go_to_the_state_month_by_month():
    operation = Operation(Partnership(), Ledger())
    operation.begin(1)
    month = operation.close_month(15, DECEMBER, doings=Doings(part=0.5, lived=0.5))
    assert month.own == operation.ledger.flow("operator", "state", "the owner's contributions") == 10_838
    without = Operation(Partnership(costs=Costs(owner=0)), Ledger())
    without.begin(1)
    other = without.close_month(15, DECEMBER, doings=Doings(part=0.5, lived=0.5))
    assert other.profit - month.profit == month.gain_of_state - other.gain_of_state == 10_838


def test_profit_is_taxed_after_all_costs_and_with_the_support():
    partnership = Partnership(
        fit_out=0,
        costs=Costs(
            staff=1, wage=100_000, owner=0, payroll=0.05, session=1000, class_goods=0.1, utilities=30_000, promotion=0
        ),
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


def test_where_no_loss_is_brought_forward_all_of_the_profit_is_taxed():
    # 20 % of 13; of 12 it would be 2.4
    assert TaxFile(Tax(regime="general")).assess(2026, 13, 0, 0, 13).profit == 3


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
