"""An offer that nobody can choose changes nothing at all, though it has a kind, a taste and a place of its own."""

from typing import Any

import numpy as np
import pytest
from world_columns import BOUNDS, SMALL, columns_of

from model import HubModel, Scenario
from model.day.today import Count
from model.hub import timetable
from model.scenario import Behaviour, Design, load_design, with_levers

DAYS = 40
BEYOND_EVERY_PURSE = 1_000_000.0

OPERA = {"role": "exhibit", "hours": 2.0, "age_from": 120, "age_to": 120, "taste_adult": 9.0, "taste_senior": 9.0}
CAFE = {"role": "cafe", "hours": 0.5, "taste_adult": 9.0, "taste_senior": 9.0}
COURSE = {"role": "class", "hours": 2.0, "taste_adult": 9.0, "taste_senior": 9.0, "partners": 5, "teaches": 1.0}


def _design(offers: dict[str, dict[str, Any]], sessions: tuple[dict[str, str], ...] = ()) -> Design:
    """Give a hub whose programme stands, and something more (a board might fill an idle class with something else)."""
    plan = load_design("asked-once")
    given = plan.model_dump()
    written = [session.model_dump() for session in timetable(plan, Behaviour().kinds)]
    return Design(**given | {"offers": given["offers"] | offers, "timetable": (*written, *sessions)})


def _run(design: Design, kinds: dict[str, dict[str, Any]]) -> HubModel:
    levers = {name: value for name, value in SMALL.items() if name not in ("settlement", "design", "rng")}
    plan = Scenario(settlement=SMALL["settlement"], design=design, behaviour=Behaviour(kinds=kinds))
    model = HubModel(scenario=with_levers(plan, levers | {"population": 400}), rng=3)
    model.run_for(DAYS)
    return model


@pytest.fixture(scope="module")
def without() -> HubModel:
    return _run(_design({}), {})


ALWAYS = {"days": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), "slots": ("morning", "afternoon", "evening")}


@pytest.mark.parametrize(
    ("kind", "offer", "sessions"),
    [
        pytest.param(OPERA, ALWAYS, (), id="a drop-in for people of 120"),
        pytest.param(
            COURSE,
            {"price": BEYOND_EVERY_PURSE, "host": "in turn"},
            ({"kind": "idle", "day": "Sun", "slot": "morning"}, {"kind": "idle", "day": "Fri", "slot": "morning"}),
            id="a class beyond everybody's purse",
        ),
        pytest.param(OPERA | {"age_from": 0}, ALWAYS | {"price": BEYOND_EVERY_PURSE}, (), id="a dear exhibit"),
        pytest.param(OPERA | {"role": "cafe", "hours": 0.5}, ALWAYS, (), id="a café for people of 120"),
        pytest.param(CAFE, ALWAYS | {"price": BEYOND_EVERY_PURSE}, (), id="a dear café"),
        pytest.param(OPERA | {"role": "shop"}, ALWAYS, (), id="a shop for people of 120"),
    ],
)
def test_an_offer_that_nobody_can_choose_changes_nothing(
    kind: dict[str, Any], offer: dict[str, Any], sessions: tuple[dict[str, str], ...], without: HubModel
) -> None:
    with_it = _run(_design({"idle": offer | {"appeal": 1.0}}, sessions), {"idle": kind})
    assert "idle" in with_it.kinds
    assert any(name.startswith("idle") for name in with_it.hub.items)
    _same(with_it, without)


def test_a_kind_that_nobody_offers_changes_nothing(without: HubModel) -> None:
    _same(_run(_design({}), {"idle": COURSE}), without)


def _same(with_it: HubModel, without: HubModel) -> None:
    """Compare all columns; the idle kind may have a column of its own, and its places stand empty."""
    one, other = columns_of(with_it), columns_of(without)
    kinds = [with_it.kinds.index(kind) for kind in without.kinds]
    idle = with_it.kinds.index("idle")
    for name in ("visits by kind", "sales by kind"):
        assert not one[name][..., idle].any()
        one[name] = one[name][..., kinds]
    one["tastes"] = one["tastes"][:, kinds]
    rows = [with_it.hub.items.index(item) for item in without.hub.items]
    for field in with_it.hub.state.items.dtype.names:
        one[f"items.{field}"] = one[f"items.{field}"][rows]
    for columns in (one, other):
        columns["counts"] = np.delete(columns["counts"], [Count.SESSION_PLACES, Count.CAFE_PLACES], axis=1)
        columns["seat hours"] = columns["seat hours"][:, 0]  # taken; those offered stand empty
        for bound in BOUNDS:
            del columns[bound]
    assert one.keys() == other.keys()
    differing = [name for name in one if not np.array_equal(one[name], other[name])]
    assert not differing
