"""How full each item of the week was; what people came for; and everybody in one table."""

import numpy as np
import pandas as pd
import pytest

from experiments import by_kind, persons
from experiments.by_kind import months_by_kind
from experiments.persons import persons_table
from model import HubModel
from model.day.today import Count
from model.occupancy import COLUMNS, Occupancy

DAYS = 100


@pytest.fixture(scope="module")
def model() -> HubModel:
    """A board that changes the programme; a café that shuts; amid a month people lose work, and the user writes."""
    lively = {"population": 300, "hub_opens": 10, "awareness_base": 0.2, "choice_home": 2.5, "dance_places": 2}
    events = (
        {"kind": "cafe_closes", "day": 80},
        {"kind": "closure", "day": 30, "days": 3},
        {"kind": "layoffs", "day": 50, "share": 0.1},
    )
    made = HubModel(settlement="aul", rng=3, days=DAYS, partnership_patience=0, events=events, **lively)
    made.run_for(55)
    made.refresh()
    made.run_for(DAYS - 55)
    return made


def test_what_is_filed_twice_in_a_month_adds_up(model: HubModel) -> None:
    occupancy = Occupancy()
    occupancy.follow(model.hub)
    for tallied in ((2, 10, 3), (1, 5, 4)):
        occupancy.tally[0] = tallied
        occupancy.file("2026-03")
    (row,) = occupancy.table(model.kinds).to_dict("records")
    assert (row["times"], row["places"], row["taken"]) == (3, 15, 7)


def test_items_add_up_to_what_the_days_counted(model: HubModel) -> None:
    table, daily = model.occupancy(), model.chronicle.daily.sum(axis=0)
    assert list(table.columns) == list(COLUMNS)
    roles = table.groupby("role").sum(numeric_only=True)
    assert roles.loc["class", ["places", "taken"]].tolist() == [daily[Count.SESSION_PLACES], daily[Count.SESSION_TAKEN]]
    assert roles.loc["cafe", ["places", "taken"]].tolist() == [daily[Count.CAFE_PLACES], daily[Count.CAFE_TAKEN]]
    assert (table["taken"] <= table["places"]).all()
    assert table.query("role == 'class'")["fill"].max() == 1.0
    assert not table.duplicated(["month", "item"]).any()
    seats = model.chronicle.seat_hours[: model.day].sum(axis=0)
    assert roles.loc["cafe", ["hours_taken", "hours_offered"]].tolist() == pytest.approx(seats.tolist())
    assert table[table["item"] == "cafe"]["month"].max() == "2026-03"


def test_a_class_stands_in_the_table_as_often_as_it_was_held() -> None:
    world = {"settlement": "aul", "design": "top-down", "population": 50, "start": "2026-02-02", "hub_opens": 0}
    model = HubModel(**world, rng=1)
    model.run_for(21)  # from a Monday on
    table = model.occupancy().set_index("item")
    assert model.occupancy().set_index("item").equals(table)  # to ask changes nothing
    for item in model.hub.taught:
        assert table["times"][item] == 3, item
    places = {offer.entry: int(offer.places) for day in model.hub.week for offer in day}
    assert table["places"].to_dict() == {
        item: places[row] * table["times"][item] for row, item in enumerate(model.hub.items)
    }


def test_every_visit_is_for_one_kind(model: HubModel) -> None:
    visits = model.datacollector.get_model_vars_dataframe()["visits"]
    assert model.visits_by_kind().sum(axis=1).tolist() == visits.tolist()
    table = months_by_kind(model)
    assert list(table.columns) == list(by_kind.COLUMNS)
    assert len(table) == 4 * len(model.kinds)
    dates = pd.date_range(model.plan.clock.start, periods=DAYS)
    for month in ("2026-01", "2026-03"):
        of_month = table[table["month"] == month]
        assert of_month["visits"].sum() == visits[np.asarray(dates.strftime("%Y-%m") == month)].sum()
    sold = table[["sales_residents", "sales_tourists"]].to_numpy().sum()
    assert sold == model.chronicle.daily[:, [Count.TICKETS, Count.CAFE_SALES, Count.SHOP_SALES]].sum() > 0


def test_the_table_of_persons_says_who_came_how_often(model: HubModel) -> None:
    table, last = persons_table(model), model.datacollector.get_model_vars_dataframe().iloc[-1]
    assert list(table.columns) == list(persons.COLUMNS)
    assert table["id"].is_monotonic_increasing
    assert len(table) == model.population
    residents = table[table["age"] >= 15]
    assert (residents["visits"] == 0).mean() == last["without_visit_share"]
    assert residents["visits"].var(ddof=0) / residents["visits"].mean() == pytest.approx(last["visits_dispersion"])
    assert table["last_visit"].notna().sum() == (table["visits"] > 0).sum() > 0
    assert table["loans"].sum() == last["loans_total"]
    for name in ("ties", "new_ties", "cross_ethnic_ties"):
        assert table[name].sum() == 2 * last[name], name
    for name in ("warmth_met", "knowledge", "regard"):
        assert table[name].mean() == pytest.approx(last[name], abs=1e-5)
    groups = model.measures_by("income").tail(4).set_index("group")["people"].drop("tourist")
    assert table["income_tercile"].value_counts().to_dict() == groups.to_dict()
    assert set(table["household"]) <= set(table["id"])
