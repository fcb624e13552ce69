"""There is room for whatever the schema lets in: offers of a day, and visiting parties."""

import numpy as np
import pytest
from world_columns import SMALL

from model import HubModel, Scenario
from model.day.today import PARTIES
from model.scenario import Behaviour, Design, load_design, with_levers
from model.scenario.parties import PARTIES_A_DAY, most_parties_a_day, room_for_parties

HALLS, HOUSES = 12, 50
OPEN = {"days": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "slots": ("morning", "afternoon", "evening")}


@pytest.fixture(scope="module")
def crowded() -> HubModel:
    """Live with more offers a day than the 512 for which there once was room; the library has one."""
    halls = {f"hall {number}": OPEN for number in range(HALLS)}
    given = load_design("classes-only").model_dump()
    design = Design(**given | {"houses": HOUSES, "offers": given["offers"] | halls})
    kinds = {name: {"role": "exhibit"} for name in halls}
    plan = Scenario(settlement="aul", design=design, behaviour=Behaviour(kinds=kinds))  # type: ignore[arg-type]
    levers = {name: value for name, value in SMALL.items() if name not in ("settlement", "design", "rng")}
    mine = {name: value for name, value in levers.items() if not name.startswith("cooking")}
    model = HubModel(scenario=with_levers(plan, mine | {"hub_opens": 1}), rng=3)
    model.run_for(4)
    return model


def test_a_hub_has_room_for_all_its_offers(crowded: HubModel) -> None:
    most = crowded.hub.busiest
    assert most > HALLS * HOUSES > 512
    assert len(crowded.sheets.taken) == len(crowded.sheets.stalls) == most
    assert max(len(crowded.offers), most) == most
    assert np.isfinite(crowded.sheets.stalls["common"][: len(crowded.offers)]).all()


def test_room_grows_when_another_design_is_taken_up_and_what_stood_there_stays(crowded: HubModel) -> None:
    model = HubModel(**SMALL)
    model.run_for(2)
    library = len(model.sheets.taken)
    taken = model.sheets.taken.copy()
    model.adopt(model.plan.design)
    assert len(model.sheets.taken) == model.hub.busiest > library
    assert np.array_equal(model.sheets.taken[:library], taken)


def test_all_parties_that_come_find_room() -> None:
    busy = {"considered": 1.0, "pull": 0.0, "stay_days": 20.0}
    levers = {f"tourism_{name}": value for name, value in busy.items()} | {"tourist_parties": (18_000.0,) * 12}
    plan = with_levers(Scenario(settlement="aul", design="people-first"), levers)
    rate = most_parties_a_day(plan.settlement, plan.behaviour.tourism)
    assert 590.0 < rate <= PARTIES_A_DAY
    room = room_for_parties(plan.settlement, plan.behaviour.tourism)
    assert room > 20 * rate
    model = HubModel(**(SMALL | levers | {"hub_opens": 0, "tourism_home": 20.0}))
    model.run_for(30)
    there = int(model.sheets.sizes[PARTIES])
    assert 8192 < there < len(model.parties) == room
