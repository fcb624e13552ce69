"""A month's account, and the measures that are read off the accounts of some months, by hand."""

from dataclasses import asdict, replace

import numpy as np
import pytest

from model.chronicle import Chronicle
from model.grouping import Grouping
from model.measures import CATALOGUE
from model.month_account import MonthAccount

NOBODY = (Grouping("came_as", ("tourist",), 0), Grouping("ethnic_group", ("Kazakh", "tourist"), 1))

BUSY = MonthAccount(
    31,
    "2026-01",
    operated=True,
    tickets=1_000,
    cafe=2_000,
    shops=3_000,
    hire=4_000,
    support=500,
    goods=100,
    fees=200,
    wages=300,
    utilities=400,
    promotion=50,
    payroll=30,
    own=20,
    rent=700,
    vat=11,
    revenue_tax=22,
    profit_tax=44,
    interest=600,
    repayment=900,
    borrowed=20_000,
    fit_out=15_000,
    upkeep=250,
    upkeep_saved=350,
    withheld=60,
    public_sales=90,
    hub_sales=80,
    capital=1_000,
    investment=5_000,
    displaced_tax=17,
    jobs=3.5,
    displaced_jobs=1.25,
)


def lived(*accounts: MonthAccount) -> Chronicle:
    """A chronicle of nothing but accounts, up to the day after the last one."""
    record = Chronicle([], NOBODY, 1, 1)
    for _ in range(accounts[-1].day + 1):
        record.turn_page()
    for account in accounts:
        record.file_account(account)
    return record


def series(name: str, record: Chronicle) -> list[float]:
    return CATALOGUE[name].series(record).tolist()


def test_an_account_without_entries_is_of_a_whole_month_in_which_nothing_went_on() -> None:
    stated = {"day": 31, "month": "2026-01", "operated": False, "lived": 1.0, "ended": True, "left": False}
    empty = asdict(MonthAccount(31, "2026-01"))
    assert {name: empty.pop(name) for name in stated} == stated
    assert set(empty.values()) == {0}


def test_what_the_operator_earns_and_keeps() -> None:
    assert BUSY.revenue == 10_000
    assert BUSY.inputs == 1_050
    assert BUSY.costs == 1_050 + 30 + 20 + 700 == 1_800
    assert BUSY.tax == 77
    assert BUSY.available == 10_000 + 500 - 1_800 - 77 == 8_623
    assert BUSY.debt_service == 1_500
    assert BUSY.profit == 8_623 - 600
    assert BUSY.cash == 8_623 - 1_500
    assert BUSY.change == 7_123 + 20_000 - 15_000


def test_what_the_state_pays_and_receives() -> None:
    assert BUSY.running_costs == 1_050 + 30 + 250
    assert BUSY.taxes_received == 77 + 30 + 60 + 20 == 187
    assert BUSY.public_costs == 250 + 500 - 700 - 187 - 90 == -227
    assert BUSY.public_burden == 773
    assert BUSY.gain_of_state == 350 + 700 + 187 + 80 - 500 - 5_000 == -4_183
    assert BUSY.net_gain_of_state == -4_200
    assert BUSY.net_jobs == 2.25


def test_what_a_hub_of_the_states_own_costs_it() -> None:
    own = replace(BUSY, operated=False, support=0, payroll=0, own=0, rent=0, vat=0, revenue_tax=0, profit_tax=0)
    assert own.own_programme == own.inputs == 1_050
    assert (own.revenue, own.available, own.cash) == (0, 0, -1_500)
    assert own.running_costs == 1_050 + 250
    assert own.public_costs == 250 + 1_050 - 60 - 90
    assert own.gain_of_state == 350 + 60 + 80 - 1_050 - 5_000
    assert BUSY.own_programme == 0


def month(day: int, part: float = 1.0, **entries: float) -> MonthAccount:
    return MonthAccount(day, "2026-01", part=part, **({"operated": True} | entries))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def five() -> Chronicle:
    """Half a month that pays, one that does not, one that the run cuts short, the operator's last, and the library."""
    return lived(
        month(2, 0.5, tickets=100, wages=50, visits=10, borrowed=1_000, jobs=1.0, displaced_jobs=0.25),
        month(4, tickets=500, wages=700, repayment=300, jobs=3.0),
        month(5, 0.2, wages=50, visits=10, jobs=0.5, ended=False),
        month(6, wages=10, repayment=200, jobs=3.0, left=True),
        month(7, 0.0, upkeep=90, operated=False, profit_tax=1),
    )


def test_a_number_of_the_last_account_stands_until_the_next(five: Chronicle) -> None:
    assert series("upkeep", five) == [0, 0, 0, 0, 0, 0, 90, 90]
    assert series("operator_cash", five) == [0, 1_050, 1_050, 550, 500, 290, 290, 290]


def test_means_are_over_the_months_of_operation(five: Chronicle) -> None:
    means = [np.nan, 100 / 0.5, 200, 600 / 1.5, 600 / 1.7, 600 / 2.7, 600 / 2.7, 600 / 2.7]
    assert series("operator_revenue", five) == pytest.approx(means, nan_ok=True)


def test_jobs_are_those_of_the_last_whole_month_while_the_operator_is_there(five: Chronicle) -> None:
    assert series("operator_there", five) == pytest.approx([np.nan, 1, 1, 1, 1, 0, 0, 0], nan_ok=True)
    assert series("jobs", five) == [0, 2, 2, 3, 3, 0, 0, 0]
    assert series("net_jobs", five) == [0, 1.5, 1.5, 3, 3, 0, 0, 0]


def test_before_the_first_month_is_over_there_are_no_jobs() -> None:
    assert series("jobs", lived(month(1, 0.5, jobs=2.0, ended=False))) == [0, 0]


def test_a_month_of_loss_is_over_and_operated(five: Chronicle) -> None:
    assert series("months_of_loss", five) == pytest.approx([np.nan, 0, 0, 1, 1, 2, 2, 2], nan_ok=True)
    assert series("months_of_loss", lived(month(1, tickets=10, wages=10)))[-1] == 0


def test_a_library_has_no_operator_who_could_stay_or_lose() -> None:
    library = lived(*(month(day, 0.0, upkeep=100, operated=False) for day in (1, 2)))
    for name in ("operator_there", "months_of_loss"):
        assert np.isnan(series(name, library)).all()


def test_a_debt_is_unpaid_once_the_operator_has_left(five: Chronicle) -> None:
    assert series("unpaid_debt", five) == [0, 0, 0, 0, 0, 500, 500, 500]


def test_a_visit_costs_what_twelve_months_cost_over_their_visits() -> None:
    year = lived(*(month(number, wages=number, visits=2) for number in range(1, 15)))
    costs = series("cost_per_visit", year)
    assert np.isnan(series("cost_per_visit", lived(month(3, wages=1)))).all()  # no visits
    assert costs[0] == 1 / 2
    assert costs[11] == sum(range(1, 13)) / 24
    assert costs[13] == costs[14] == sum(range(3, 15)) / 24
