"""Who goes with whom, and who is admitted where places run short."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from model import HubModel
from model.day.today import PRESENT, UNITS, Count
from model.population import AGE_OF_DECISION

LIVELY = {"settlement": "aul", "population": 400, "hub_opens": 0, "awareness_base": 1.0, "rng": 4}


def _days(days: int, **levers: Any) -> Iterator[HubModel]:
    """Live some days, and give the model after each."""
    model = HubModel(**(LIVELY | levers))
    for _ in range(days):
        model.step()
        yield model


def test_children_come_with_their_family_alone_and_with_a_grown_up() -> None:
    outings = 0
    for model in _days(30, family_home=3.0):
        rows, homes = model.people.rows, model.households
        present = model.world.presence[: model.sheets.sizes[PRESENT]]
        units = model.world.outings[: model.sheets.sizes[UNITS]]
        for place in np.flatnonzero((units["unit"] == 1) & (units["offer"] >= 0)):
            home = homes.rows[units["row"][place]]
            members = set(homes.members[home.first : home.first + home.headcount].tolist())
            came = set(present["person"][present["outing"] == place].tolist())
            children = {row for row in members if rows.age[row] < AGE_OF_DECISION}
            assert children <= came <= members
            assert any(rows.age[row] >= 18 for row in came)
            assert len(came) == units["people"][place]
            outings += 1
        alone = units["unit"][present["outing"]] == 0
        assert (rows.age[present["person"][alone]] >= AGE_OF_DECISION).all()
    assert outings > 20


def test_the_family_remembers_its_outings() -> None:
    homes = list(_days(30, family_home=3.0))[-1].households.rows
    assert homes.outings.sum() > 20
    assert (homes.last_outing[homes.outings > 0] > 0).all()
    assert (homes.outings[homes.children == 0] == 0).all()


ONE_ROOM = {
    "design": "status-quo",
    "design.hub": True,
    "design.offers.reading.places": 1,  # four an hour long stays in each slot of four hours
    "household_size_percent": {"1": 100.0},
    "reading_never": 3.0,
    "reading_lapsed": 3.0,
    "choice_home": 2.0,
    "choice_satiation": 0.0,
    "memory_satisfaction_rate": 0.0,
    "memory_trust_rate": 0.0,
    "habit_gain": 0.0,
}


def test_where_more_come_than_there_is_room_for_the_room_is_full_and_the_rest_go_home() -> None:
    for model in _days(20, **ONE_ROOM):
        counts = model.chronicle.daily[-1]
        if len(model.offers) == 0:
            continue
        places = int(model.offers[0].places)
        assert places == 4
        taken = model.sheets.taken[0]
        assert taken.max() <= places
        went_home = (model.world.outings["offer"][: model.sheets.sizes[UNITS]] < 0).sum()
        if counts[Count.TURNED_AWAY]:
            assert taken.max() == places
        assert counts[Count.TURNED_AWAY] >= went_home
        assert counts[Count.VISITS_RESIDENTS] + went_home == model.sheets.sizes[UNITS]
    assert model.chronicle.daily[:, Count.TURNED_AWAY].sum() > 200


def test_lots_favour_nobody_by_name() -> None:
    """Among those who could come in either slot of a day, admission does not depend on the id: |z| < 4.

    Day by day the lower half by id is held against its hypergeometric expectation (Mantel & Haenszel 1959).
    """
    excess, variance = 0.0, 0.0
    for model in _days(60, **ONE_ROOM):
        units = model.world.outings[: model.sheets.sizes[UNITS]]
        able = units[units["free"] & 3 == 3]
        asked = len(able)
        if asked < 2:
            continue
        names = model.people.rows.id[able["row"]]
        low = names < np.median(names)
        admitted = able["offer"] >= 0
        n, m = int(low.sum()), int(admitted.sum())
        excess += int((low & admitted).sum()) - n * m / asked
        variance += n * (asked - n) * m * (asked - m) / (asked**2 * (asked - 1))
    assert variance > 20.0
    assert abs(excess) / math.sqrt(variance) < 4.0


def test_to_be_turned_away_disappoints() -> None:
    model = HubModel(**(LIVELY | ONE_ROOM | {"memory_satisfaction_rate": 0.2}))
    while not model.chronicle.days or not model.chronicle.daily[-1, Count.TURNED_AWAY]:
        before = model.people.rows.satisfaction.copy()
        model.step()
    units = model.world.outings[: model.sheets.sizes[UNITS]]
    home = units["row"][units["offer"] < 0]
    assert len(home) > 0
    assert np.allclose(model.people.rows.satisfaction[home], 0.8 * before[home])
