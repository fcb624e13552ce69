"""What is counted by group adds up to the whole, for every measure and every month."""

import pytest

from model import HubModel
from model.chronicle import STOCKS
from model.day.today import Count

LOCAL = [Count.VISITS_RESIDENTS, Count.VISITS_FAMILIES]
TOTALS = {"reach_30": Count.REACH_30, "active_readers": Count.ACTIVE, "aware": Count.AWARE}
SUMS = {"loans_total": Count.LOANS, "returned_readers": Count.RETURNED}


@pytest.fixture(scope="module")
def model() -> HubModel:
    lively = {"population": 300, "hub_opens": 10, "awareness_base": 0.2, "choice_home": 2.5, "reading_spillover": 0.2}
    made = HubModel(settlement="aul", rng=3, days=400, partnership_patience=0, **lively)
    made.run_for(400)
    return made


def test_every_measure_by_group_is_checked() -> None:
    assert set(STOCKS) == {"people", "residents", *TOTALS, *SUMS}


def test_groups_add_up_to_the_whole(model: HubModel) -> None:
    daily = model.chronicle.daily
    assert daily[:, Count.RETURNED].sum() > 0
    for grouping in model.groupings:
        months = model.measures_by(grouping.name).groupby("month").sum(numeric_only=True)
        ends = [account.day for account in model.operation.months]
        assert len(months) == len(ends) == 14
        for (_, row), begin, end in zip(months.iterrows(), [0, *ends], ends, strict=False):
            visits = daily[begin:end, LOCAL].sum()
            if grouping.name == "came_as":
                assert row["visits"] == visits + daily[begin:end, Count.VISITS_TOURISTS].sum()
                continue
            assert row["visits"] == visits
            assert (row["people"], row["residents"]) == (model.population, model.residents)
            for name, count in TOTALS.items():
                assert row[name] == daily[end - 1, count], name
            for name, count in SUMS.items():
                assert row[name] == daily[:end, count].sum(), name


def test_who_returns_twice_is_one_returned_reader() -> None:
    restless = {"reading_lapse": 0.05, "reading_return_base": 0.002, "reading_spillover": 0.0}
    model = HubModel(settlement="aul", design="status-quo", population=150, rng=3, days=1100, **restless)
    model.run_for(1100)
    returned = int(model.chronicle.daily[:, Count.RETURNED].sum())
    assert returned > 20
    assert returned == (model.people.rows.returned_on > 0).sum()
