"""Stocks kept from day to day are what counting everybody anew gives."""

import numpy as np
import pytest
from world_columns import SMALL

from agents import Resident
from model import HubModel
from model.day.stocks import RETURNED, take_stock
from model.day.today import Count
from model.population import ACTIVE, AGE_OF_DECISION


@pytest.fixture
def model() -> HubModel:
    return HubModel(**SMALL, reading_lapse=0.02, reading_return_base=0.02)


def test_they_are_kept_through_visits_lapses_and_returns(model: HubModel) -> None:
    for _ in range(100):
        model.step()
        kept = [sheet.copy() for sheet in model.sheets.stocks]
        take_stock(model.day, model.world.people, model.sheets.stocks)
        held, lately, returned = model.sheets.stocks
        assert kept[0].tolist() == held.tolist()
        assert kept[1].tolist() == lately.tolist()
        assert sorted(kept[2][: held[RETURNED]]) == sorted(returned[: held[RETURNED]])
    assert held[RETURNED] > 0


def test_what_the_user_writes_is_counted(model: HubModel) -> None:
    model.run_for(10)
    for agent in list(model.agents_by_type[Resident])[:30]:
        agent.aware = True
        agent.reading = "active"
        agent.last_visit = 9
    model.people.rows.aware[-20:] = True
    model.refresh()
    model.step()
    rows, (day,) = model.people.rows, model.chronicle.daily[-1:]
    grown = rows.age >= AGE_OF_DECISION
    assert day[Count.ACTIVE] == np.count_nonzero(rows.reading == ACTIVE)
    assert day[Count.AWARE] == np.count_nonzero(rows.aware[grown])
    assert day[Count.REACH_30] == np.count_nonzero(model.people.last_visit[grown] > model.day - 30)
