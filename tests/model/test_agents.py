"""What residents, families and tourists say of themselves is what the tables hold, worked out by hand."""

import numpy as np
import pytest
from world_columns import SMALL

from agents import Family, Resident, Tourist
from model import HubModel


@pytest.fixture(scope="module")
def model() -> HubModel:
    made = HubModel(**SMALL)
    made.run_for(12)
    return made


def test_a_resident_speaks_in_names(model: HubModel) -> None:
    resident = model.agents_by_type[Resident][7]
    row, people = resident.row, model.people
    assert list(resident.tastes.items()) == list(zip(model.kinds, people.tastes[row].tolist(), strict=True))
    assert list(resident.knowledge.items()) == list(zip(model.cultures, people.minds[row].knowledge, strict=True))
    assert list(resident.warmth.items()) == list(zip(model.cultures, people.minds[row].warmth_group, strict=True))
    assert resident.pos == (people.rows.x[row], people.rows.y[row])


def test_a_habit_fades_with_each_day_since_the_last_visit() -> None:
    model = HubModel(**SMALL, **{"habit_decay": 0.5})
    model.run_for(4)
    resident = model.agents_by_type[Resident][0]
    resident.last_visit = 1
    model.people.rows.habit[resident.row] = 0.8
    assert resident.habit == pytest.approx(0.8 / 2 / 2 / 2)


def test_ties_are_told_strongest_first_with_their_stage() -> None:
    model = HubModel(**SMALL)
    grown = np.flatnonzero(model.people.rows.age >= 15)[:5].tolist()
    one, *others = grown
    model.people.rows.degree[one] = 4
    model.ties.other[one, :4], model.ties.hours[one, :4] = others, (90.0, 10.0, 200.0, 50.0)
    model.ties.last[one, :4] = 0
    told = list(model.views.resident(one).ties)
    assert [(tie.hours, tie.stage) for tie in told] == [
        (200.0, "close friend"),
        (90.0, "friend"),
        (50.0, "casual friend"),
        (10.0, "acquaintance"),
    ]
    assert [tie.other.row for tie in told] == [others[2], others[0], others[3], others[1]]
    assert {tie.last_contact for tie in told} == {0}


def test_a_family_is_its_members_at_the_home_of_all(model: HubModel) -> None:
    rows = model.people.rows
    for family in model.agents_by_type[Family]:
        assert family.member_rows == sorted(family.member_rows, key=lambda row: rows.age[row] < 15)
        assert set(family.member_rows) == set(np.flatnonzero(rows.household == family.row).tolist())
        assert family.ethnic_groups == {model.cultures[group] for group in rows.group[family.member_rows]}
        assert family.pos == (rows.x[family.member_rows[-1]], rows.y[family.member_rows[-1]])
        assert (rows.age[family.member_rows] < 15).sum() == family.children > 0


def test_a_purse_is_filled_day_by_day() -> None:
    model = HubModel(**SMALL)
    model.run_for(3)
    family = model.agents_by_type[Family][0]
    family.budget = 500
    home = model.households.rows[family.row]
    home.purse, home.purse_day = 70, 1
    assert family.purse == 70 + 2 * 500


def test_each_party_is_one_agent_from_its_arrival_to_its_departure() -> None:
    model = HubModel(**SMALL)
    known: dict[int, Tourist] = {}
    gone = 0
    for _ in range(20):
        model.step()
        here = {tourist.party_id: tourist for tourist in model.agents_by_type[Tourist]}
        assert all(known[party] is tourist for party, tourist in here.items() if party in known)
        assert all(tourist.days_left == tourist.leaves - model.day > 0 for tourist in here.values())
        gone += len(known.keys() - here.keys())
        known = here
    assert gone > 0 < len(known)


def test_children_without_anybody_who_could_come_along_do_not_go_as_a_family() -> None:
    model = HubModel(**SMALL)
    model.run_for(12)
    family = next(each for each in model.agents_by_type[Family] if each.chance_to_go() > 0.0)
    assert family.chance_to_go() < 1.0
    homes = model.households.rows
    homes.adult_1[family.row] = homes.adult_2[family.row] = -1
    assert family.chance_to_go() == 0.0
