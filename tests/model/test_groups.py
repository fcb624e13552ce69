"""What is counted by group adds up to the whole, for every measure and every month."""

import itertools

import numpy as np
import pandas as pd
import pytest

from model import HubModel
from model.day.today import Count
from model.group_measures import GROUP_CATALOGUE
from model.grouping import group_people
from model.population import PERSON
from model.rows import filled

FLOWS = {
    "visits": [Count.VISITS_RESIDENTS, Count.VISITS_FAMILIES, Count.VISITS_TOURISTS],
    "outings": [Count.OUTINGS],
    "turned_away": [Count.TURNED_AWAY],
    "reading_visits": [Count.READING_VISITS],
    "class_visits": [Count.SESSION_TAKEN],
}


@pytest.fixture(scope="module")
def model() -> HubModel:
    lively = {"population": 300, "hub_opens": 10, "awareness_base": 0.2, "choice_home": 2.5, "reading_spillover": 0.2}
    tight = {"dance_places": 2, "cooking_places": 2, "tourist_parties": (60.0,) * 12}
    made = HubModel(settlement="aul", rng=3, days=400, partnership_patience=0, **lively, **tight)
    made.run_for(400)
    return made


@pytest.fixture(scope="module")
def collected(model: HubModel) -> pd.DataFrame:
    return model.datacollector.get_model_vars_dataframe()


def wholes(model: HubModel, collected: pd.DataFrame) -> list[dict[str, float]]:
    """Every measure of all who came, a dictionary a month; from what days counted."""
    daily, ends = model.chronicle.daily, [account.day for account in model.operation.months]
    found = []
    for begin, end in itertools.pairwise([0, *ends]):
        flows = {name: int(daily[begin:end, counts].sum()) for name, counts in FLOWS.items()}
        outcome = daily[begin:end, Count.OUTCOME].sum() / 1e6
        whole = {
            "people": model.population,
            "residents": model.residents,
            "satisfaction": outcome / flows["visits"],
        }
        found.append(dict(collected.iloc[end - 1]) | flows | whole)
    return found


def test_groups_make_up_the_whole(model: HubModel, collected: pd.DataFrame) -> None:
    """What adds up does so to the last unit; what is a mean is the weighted mean of the groups."""
    assert collected[["turned_away", "class_visits", "visits_tourists", "new_readers", "new_ties"]].sum().min() > 0
    for grouping in model.groups.ways:
        table = model.measures_by(grouping.name)
        months = wholes(model, collected)
        assert len(months) == table["month"].nunique() == 14
        for whole, (_, groups) in zip(months, table.groupby("month", sort=False), strict=True):
            assert list(groups["group"]) == list(grouping.labels)
            for name in groups.columns.drop(["month", "group"]):
                weight = GROUP_CATALOGUE[name].weight
                if not weight:
                    assert groups[name].sum() == pytest.approx(whole[name], rel=1e-12), (grouping.name, name)
                    continue
                known = groups[groups[name].notna()]
                mean = (known[name] * known[weight]).sum() / known[weight].sum()
                assert mean == pytest.approx(whole[name], rel=1e-9), (grouping.name, name)


def test_each_grouping_has_the_measures_that_make_sense_of_it(model: HubModel) -> None:
    tables = {grouping.name: set(model.measures_by(grouping.name).columns) for grouping in model.groups.ways}
    assert set().union(*tables.values()) == {"month", "group"} | set(GROUP_CATALOGUE)
    assert "outings" in tables["came_as"]
    assert not {"outings"} & tables["sex"]
    assert not {"people", "ties", "inbreeding_homophily"} & tables["came_as"]
    assert tables["ethnic_group"] - tables["sex"] == {"inbreeding_homophily"}


def test_five_people_and_three_ties_by_hand() -> None:
    model = HubModel(settlement="aul", population=60, rng=1)
    rows, ties = model.people.rows, model.ties
    adults = {
        name: [r for r in range(60) if rows.age[r] >= 15 and rows.group[r] == g]
        for g, name in enumerate(model.cultures)
    }
    (one, two, three, *_), (four, five, *_) = adults["Kazakh"], adults["Russian"]
    rows.degree[:] = 0
    for here, there, hours, since in ((one, two, 250.0, 0), (one, four, 95.0, 0), (four, five, 10.5, 1)):
        for row, other in ((here, there), (there, here)):
            slot = rows.degree[row]
            ties.other[row, slot], ties.hours[row, slot] = other, hours
            ties.since[row, slot], ties.last[row, slot] = since, 0
            rows.degree[row] += 1
    rows.visits[:] = 0
    rows.visits[[one, three]] = 3, 1
    model.people.last_visit[:] = -5
    model.people.last_visit[one] = 1
    model.reviews.count_everybody()
    model.chronicle.close_month("2026-01")
    table = model.measures_by("ethnic_group").set_index("group")
    kazakh, russian = table.loc["Kazakh"], table.loc["Russian"]
    stages = ["acquaintances", "casual_friends", "friends", "close_friends"]
    assert list(kazakh[stages]) == [0.0, 0.0, 0.5, 1.0]
    assert list(russian[stages]) == [1.0, 0.0, 0.5, 0.0]
    assert list(kazakh[[f"tie_hours_{stage}" for stage in stages]]) == [0.0, 0.0, 47.5, 250.0]
    assert (kazakh["ties"], russian["ties"]) == (1.5, 1.5)
    assert (kazakh["tie_hours"], russian["tie_hours"]) == (297.5, 58.0)
    assert (kazakh["cross_ethnic_share"], kazakh["ei_index"]) == (pytest.approx(1 / 3), pytest.approx(-1 / 3))
    assert (kazakh["new_ties"], russian["new_ties"]) == (0.0, 1.0)
    assert kazakh["friend_across_share"] == 1 / len(adults["Kazakh"])
    assert kazakh["without_visit_share"] == (len(adults["Kazakh"]) - 2) / len(adults["Kazakh"])
    assert (kazakh["unique_visitors"], russian["unique_visitors"]) == (1, 0)
    share = len(adults["Kazakh"]) / model.residents
    assert kazakh["inbreeding_homophily"] == pytest.approx((2 / 3 - share) / (1 - share))
    assert (model.chronicle.last_ties.hours, model.chronicle.last_ties.total) == (355.5, 3)


def test_who_returns_twice_is_one_returned_reader() -> None:
    restless = {"reading_lapse": 0.05, "reading_return_base": 0.002, "reading_spillover": 0.0}
    model = HubModel(settlement="aul", design="status-quo", population=150, rng=3, days=1100, **restless)
    model.run_for(1100)
    returned = int(model.chronicle.daily[:, Count.RETURNED].sum())
    assert returned > 20
    assert returned == (model.people.rows.returned_on > 0).sum()


def test_bands_of_age_and_thirds_of_income_by_hand() -> None:
    """A band begins with its first age; a third ends with its greatest value, and equal values stay together."""
    ages = [0, 14, 15, 29, 30, 44, 45, 59, 60, 199]
    incomes = [1, 2, 3, 4, 4, 5, 6, 7, 8, 9]
    people = filled(
        PERSON,
        {
            "age": np.array(ages),
            "income": np.array(incomes, float),
            "minutes": np.array(incomes[::-1], float),
            "group": np.arange(10) % 2,
            "sex": np.array([0] * 9 + [1]),
        },
    )
    groupings, cells = group_people(people, ["Kazakh", "Russian"])
    assert [(each.name, each.first) for each in groupings] == [
        ("came_as", 0),
        ("ethnic_group", 3),
        ("sex", 6),
        ("age", 9),
        ("income", 15),
        ("disability", 19),
        ("distance", 24),
    ]
    assert groupings[3].labels == ("0–14", "15–29", "30–44", "45–59", "60+", "tourist")
    of = {each.name: (column - each.first).tolist() for each, column in zip(groupings[1:], cells.T, strict=True)}
    assert of == {
        "ethnic_group": [0, 1] * 5,
        "sex": [0] * 9 + [1],
        "age": [0, 0, 1, 1, 2, 2, 3, 3, 4, 4],
        "income": [0, 0, 0, 0, 0, 1, 1, 2, 2, 2],  # the fourth and seventh of ten are where thirds begin: 4 and 6
        "disability": [0] * 10,
        "distance": [2, 2, 2, 1, 1, 0, 0, 0, 0, 0],
    }
