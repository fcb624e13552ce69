"""Every design that ships can be built in every kind of settlement, and says what it is for."""

import pytest

from model import HubModel
from model.scenario import list_designs, load_design

DESIGNS = list_designs()


@pytest.mark.parametrize("name", DESIGNS)
def test_it_says_what_it_is_for(name: str) -> None:
    design = load_design(name)
    assert design.name == name
    assert design.title
    assert len(design.intent.split()) >= 20


@pytest.mark.parametrize("name", DESIGNS)
def test_people_come_once_it_is_open(name: str) -> None:
    model = HubModel(settlement="aul", design=name, population=400, hub_opens=2, rng=1)
    model.run_for(21)
    assert model.hub_open == load_design(name).hub
    assert model.chronicle.daily[2:, :2].sum() > 0


@pytest.mark.parametrize("name", [name for name in DESIGNS if load_design(name).hub])
def test_all_that_it_offers_stands_on_its_week(name: str) -> None:
    model = HubModel(settlement="aul", design=name, population=200, hub_opens=0, rng=1)
    model.run_for(1)
    on_offer = {model.kinds[offer.kind] for day in model.hub.week for offer in day}
    assert on_offer == set(model.plan.design.offers)
