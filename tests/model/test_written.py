"""What the user writes on an agent or in a table reaches all that follows from it, and nothing else is let in."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from world_columns import SMALL, digests

from agents import Family, Resident, Tourist
from agents.column import Column
from model import HubModel
from model.population import AGE_OF_DECISION
from model.scenario import load_scenario
from model.ties import in_use


@pytest.fixture
def model() -> HubModel:
    return HubModel(**SMALL)


def test_the_three_classes_are_there_from_the_start(model: HubModel) -> None:
    assert list(model.agents_by_type) == [Resident, Family, Tourist]
    assert len(model.agents_by_type[Tourist]) == 0


def test_a_budget_is_the_sum_of_the_incomes(model: HubModel) -> None:
    model.agents_by_type[Resident].set("income", 3000.0)
    people, homes = model.people.rows, model.households.rows
    sums = np.bincount(people.household, people.income)
    assert homes.budget == pytest.approx(sums)
    grown = np.bincount(people.household, people.age >= 15)
    assert homes.budget[grown == homes.headcount] == pytest.approx(3000.0 * grown[grown == homes.headcount])


def test_earnings_are_pooled_and_a_budget_is_shared_out(model: HubModel) -> None:
    family = model.agents_by_type[Family][0]
    earner = model.views.resident(family.member_rows[0])
    before, gain = family.budget, 1200.0
    earner.earnings += gain
    assert family.budget == pytest.approx(before + gain)
    incomes = model.people.rows.income[family.member_rows]
    assert incomes == pytest.approx(np.full(family.headcount, family.budget / family.headcount))
    family.budget = 5000.0
    assert model.people.rows.income[family.member_rows].sum() == pytest.approx(5000.0)


def test_groups_follow_what_is_written(model: HubModel) -> None:
    residents = model.agents_by_type[Resident]
    for each in residents.select(lambda resident: resident.ethnic_group == "Russian"):
        each.ethnic_group = "Kazakh"
    russian, kazakh = model.cultures.index("Russian"), model.cultures.index("Kazakh")
    grown = model.people.rows.age >= 15
    assert model.groups.residents[russian] == 0
    assert model.groups.residents[kazakh] == (model.people.rows.group[grown] == kazakh).sum()
    resident = residents[0]
    resident.sex, resident.age, resident.disability = "woman", 70, "mobility"
    labels = dict(zip([each.name for each in model.groups.ways[1:]], model.groups.cells[resident.row], strict=True))
    firsts = {each.name: each.first for each in model.groups.ways}
    assert labels["sex"] - firsts["sex"] == 1
    assert labels["age"] - firsts["age"] == 4
    assert labels["disability"] - firsts["disability"] == 1


@pytest.mark.parametrize(
    ("attribute", "value", "allowed"),
    [
        ("income", -5.0, "a finite number from 0 to 1e+09"),
        ("income", float("nan"), "a finite number from 0 to 1e+09"),
        ("income", "much", "a finite number from 0 to 1e+09"),
        ("trust", 7, "a finite number from 0 to 1"),
        ("age", -3, "a whole number from 15 to 120"),
        ("age", 10, "a whole number from 15 to 120"),
        ("visits", 3.5, "a whole number from 0 to 1e+09"),
        ("last_visit", 1, "a whole number from -1e+06 to 0"),
        ("aware", "yes", "True or False"),
        ("aware", 1, "True or False"),
        ("trust", True, "a finite number from 0 to 1"),
        ("ethnic_group", "Klingon", "one of Kazakh"),
    ],
)
def test_what_cannot_be_is_refused(model: HubModel, attribute: str, value: Any, allowed: str) -> None:
    resident = model.agents_by_type[Resident][0]
    before = getattr(resident, attribute)
    with pytest.raises(ValueError, match=f"^{attribute} = ") as caught:
        setattr(resident, attribute, value)
    assert f"must be {allowed}" in str(caught.value)
    assert getattr(resident, attribute) == before


BOUNDS = [
    *((Resident, name, 0, 1) for name in ("trust", "satisfaction", "regard")),
    *((Resident, name, 0, 100) for name in ("attachment", "curiosity")),
    *((Resident, name, 0, 10**9) for name in ("income", "earnings", "visits", "loans")),
    (Resident, "age", 15, 120),
    (Resident, "minutes", 0, 1440),
    (Resident, "last_visit", -(10**6), 9),
    (Family, "budget", 0, 10**10),
    (Family, "last_outing", -(10**6), 9),
    (Family, "outings", 0, 10**9),
    (Family, "satisfaction", 0, 1),
    (Tourist, "headcount", 1, 5),
    (Tourist, "leaves", 9, 10**6),
    (Tourist, "purse", 0, 10**12),
]
"""Least and greatest value that may be written on the ninth day."""


@pytest.fixture(scope="module")
def ninth_day() -> HubModel:
    made = HubModel(**SMALL | {"tourist_parties": (600.0,) * 12})
    made.run_for(9)
    return made


@pytest.mark.parametrize(
    ("kind", "attribute", "least", "greatest"), BOUNDS, ids=[f"{kind.__name__} {name}" for kind, name, *_ in BOUNDS]
)
def test_bounds_may_be_written_and_nothing_beyond(
    ninth_day: HubModel, kind: type, attribute: str, least: int, greatest: int
) -> None:
    agent = ninth_day.agents_by_type[kind][0]
    for value in (least, greatest):
        setattr(agent, attribute, value)
        assert getattr(agent, attribute) == value
    for value in (least - 1, greatest + 1):
        with pytest.raises(ValueError, match=f"^{attribute} = {value}: must be a"):
            setattr(agent, attribute, value)


def test_every_number_that_can_be_written_has_its_bounds() -> None:
    written = {
        (kind, column.name)
        for kind in (Resident, Family, Tourist)
        for column in vars(kind).values()
        if isinstance(column, Column) and not column.fixed and not column.labels
    }
    switches = {(Resident, "aware"), (Resident, "knows_library"), (Resident, "joined"), (Tourist, "visited")}
    assert written == switches | {(kind, name) for kind, name, *_ in BOUNDS}


def test_what_an_agent_is_known_by_cannot_be_written(model: HubModel) -> None:
    with pytest.raises(AttributeError, match="person_id of a Resident cannot be written"):
        model.agents_by_type[Resident][0].person_id = 7


def test_a_table_that_is_written_is_checked_and_followed(model: HubModel) -> None:
    model.people.rows.income[:] = 900.0
    model.refresh()
    assert model.households.rows.budget == pytest.approx(900.0 * model.households.rows.headcount)
    model.people.rows.trust[3] = 7.0
    with pytest.raises(ValueError, match=r"^trust = 7.0 in row 3: must be a finite number from 0 to 1$"):
        model.refresh()


def test_to_take_note_where_nothing_was_written_changes_nothing() -> None:
    left, noted = HubModel(**SMALL), HubModel(**SMALL)
    noted.refresh()
    for model in (left, noted):
        model.run_for(3)
    assert digests(left) == digests(noted)


def test_children_whose_parent_is_made_a_minor_go_nowhere_as_a_family(model: HubModel) -> None:
    homes = model.households.rows
    alone = np.flatnonzero((homes.children > 0) & (homes.adult_1 >= 0) & (homes.adult_2 < 0))
    before = homes.outings[alone].sum()
    for household in alone.tolist():
        parent = int(model.households.members[homes.adult_1[household]])
        model.views.resident(parent).age = 16
    assert alone.size > 0
    assert (homes.adult_1[alone] < 0).all()
    model.run_for(30)
    assert homes.outings[alone].sum() == before
    assert homes.outings.sum() > 0


def test_a_budget_follows_half_a_tenge() -> None:
    model = HubModel(**SMALL)
    budget = float(model.households.rows.budget[model.people.rows.household[0]])
    model.people.rows.income[0] += 0.5
    model.refresh()
    assert model.households.rows.budget[model.people.rows.household[0]] == pytest.approx(budget + 0.5, abs=1e-6)


@pytest.mark.parametrize(
    ("column", "value", "allowed"),
    [
        ("other", 100_000, "the row of another person"),
        ("hours", -1.0, "a finite number from 0 on"),
        ("hours", float("nan"), "a finite number from 0 on"),
        ("last", -5, "a day from the tie's beginning to today, 40"),
        ("last", 41, "a day from the tie's beginning to today, 40"),
        ("since", 41, "a day up to today, 40"),
        ("hours", 3.0, "ties must stand at both their ends"),
    ],
)
def test_ties_that_cannot_be_are_refused(model: HubModel, column: str, value: Any, allowed: str) -> None:
    model.run_for(40)
    model.refresh()
    made = in_use(model.ties, model.people.rows.degree) & (model.ties.since > 0)
    row, slot = np.argwhere(made)[0].tolist()
    model.ties[row, slot][column] = value
    with pytest.raises(ValueError, match=allowed):
        model.refresh()


@pytest.mark.parametrize(
    ("column", "value", "allowed"),
    [("age", 15, "= 15 must be from 0 to 14"), ("age", -1, "= -1 must be from 0 to 14"), ("degree", 1, "= 1 must be")],
)
def test_children_stay_children_and_hold_no_ties(model: HubModel, column: str, value: int, allowed: str) -> None:
    child = len(model.ties) + 2
    model.people.rows[child][column] = value
    model.people.rows[child + 1][column] = value  # the first is named
    with pytest.raises(ValueError, match=rf"people.rows\[{child}\].{column} {allowed}"):
        model.refresh()


def test_what_one_earns_bounds_the_odds_of_the_whole_household(model: HubModel) -> None:
    model.run_for(20)
    model.refresh()  # the week is reckoned with anew, of which nothing changes below
    homes, odds = model.households.rows, model.people.odds
    household = int(np.flatnonzero((homes.headcount > 2) & (homes.adult_2 >= 0))[0])
    members = model.households.members[homes.first[household] : homes.first[household] + homes.headcount[household]]
    before = odds.copy()
    resident = next(each for each in model.agents_by_type[Resident] if each.row == members[0])
    resident.earnings = 100.0 * resident.earnings + 1e5
    written = odds.copy()
    pays = model.people.rows.age[members] >= AGE_OF_DECISION  # a child goes with the family, which has a budget
    assert ((written[:, members] != before[:, members]).any(axis=0) == pays).all()
    assert pays.sum() > 1
    model.refresh()
    assert (odds[:, members] == written[:, members]).all()


def test_a_family_is_a_household_with_a_child_and_somebody_grown_up(tmp_path: Path) -> None:
    rows = ("1,A,40,man,Kazakh", "2,A,9,woman,Kazakh", "3,B,16,man,Kazakh", "4,B,5,woman,Kazakh", "5,C,50,man,Kazakh")
    (tmp_path / "people.csv").write_text("\n".join(("id,household,age,sex,group", *rows)))
    (tmp_path / "s.toml").write_text('design = "people-first"\n[settlement]\nbase = "aul"\nresidents = "people.csv"\n')
    model = HubModel(scenario=load_scenario(tmp_path / "s.toml"), rng=1)
    (family,) = model.agents_by_type[Family]
    assert model.people.rows.age[family.member_rows].tolist() == [40, 9]
    model.households.rows.satisfaction[family.row] = 7.0
    with pytest.raises(ValueError, match="satisfaction"):
        model.refresh()
