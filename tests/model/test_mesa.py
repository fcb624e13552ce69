"""The model as a Mesa model: agents, collectors, batch runs, scenarios, events and the stock visualisation."""

import math

import mesa
import networkx as nx
import numpy as np
import pytest
import solara
from mesa.experimental.scenarios import Scenario as MesaScenario
from mesa.visualization import SolaraViz, make_plot_component

from agents import Family, Resident, Tourist
from model import HubModel
from model.measures import CATALOGUE

WORLD = {
    "settlement": "aul",
    "population": 300,
    "hub_opens": 3,
    "awareness_base": 0.3,
    "choice_home": 4.0,
    "tourist_parties": (120.0,) * 12,
}


@pytest.fixture
def model() -> HubModel:
    made = HubModel(**WORLD, rng=1)
    made.run_for(14)
    return made


def test_every_resident_family_and_party_is_an_agent(model: HubModel) -> None:
    assert len(model.agents_by_type[Resident]) == int((model.people.rows.age >= 15).sum())
    assert len(model.agents_by_type[Family]) == int((model.households.rows.children > 0).sum())
    assert len(model.agents_by_type[Tourist]) > 0
    assert len(model.agents) == sum(len(agents) for agents in model.agents_by_type.values())
    assert set(model.agent_types) == {Resident, Family, Tourist}


def test_tourists_come_and_go_with_their_parties(model: HubModel) -> None:
    here = {party.party_id for party in model.agents_by_type[Tourist]}
    model.run_for(10)
    later = model.agents_by_type[Tourist]
    assert {party.party_id for party in later} != here
    assert all(party.days_left > 0 for party in later)
    assert all(party.origin in model.cultures for party in later)


def test_agent_sets_select_aggregate_get_and_group(model: HubModel) -> None:
    residents, rows = model.agents_by_type[Resident], model.people.rows
    adult = rows.age >= 15
    women = residents.select(lambda resident: resident.sex == "woman")
    assert len(women) == int((rows.sex[adult] == 1).sum())
    assert residents.agg("income", np.mean) == pytest.approx(rows.income[adult].mean())
    assert residents.get("age") == rows.age[adult].tolist()
    sizes = residents.groupby("ethnic_group").map(len)
    assert sizes == {
        group: int((rows.group[adult] == index).sum()) for index, group in enumerate(model.cultures) if sizes.get(group)
    }


def test_a_users_collector_reports_agents(model: HubModel) -> None:
    collector = mesa.DataCollector(
        model_reporters={"women": lambda m: len(m.agents_by_type[Resident].select(lambda a: a.sex == "woman"))},
        agenttype_reporters={Resident: {"income": "income", "visits": "visits"}, Family: {"outings": "outings"}},
    )
    collector.collect(model)
    residents = collector.get_agenttype_vars_dataframe(Resident)
    assert residents["visits"].sum() == model.people.rows.visits[model.people.rows.age >= 15].sum()
    assert collector.get_agenttype_vars_dataframe(Family)["outings"].sum() == model.households.rows.outings.sum()
    assert collector.get_model_vars_dataframe()["women"][0] > 0


def test_the_models_collector_has_every_measure_every_day(model: HubModel) -> None:
    measures = model.datacollector.get_model_vars_dataframe()
    assert list(measures.columns) == list(CATALOGUE)
    assert len(measures) == 14
    assert measures["visits_total"].iloc[-1] == measures["visits"].sum() > 0


def test_before_the_first_day_every_measure_is_an_empty_column() -> None:
    measures = HubModel(**WORLD, rng=1).datacollector.get_model_vars_dataframe()
    assert list(measures.columns) == list(CATALOGUE)
    assert len(measures) == 0


def test_measures_are_told_from_the_first_day_on() -> None:
    model = HubModel(settlement="aul", population=60, rng=1)
    model.step()
    assert len(model.datacollector.get_model_vars_dataframe()) == 1
    model.step()
    assert len(model.datacollector.get_model_vars_dataframe()) == 2


def test_writing_an_attribute_writes_the_column_and_changes_the_choice(model: HubModel) -> None:
    resident = next(
        each
        for each in model.agents_by_type[Resident]
        if each.aware and each.income > 0 and 0.0 < each.chance_to_go() < 1.0
    )
    before = resident.chance_to_go()
    resident.minutes = 500.0
    assert model.people.rows.minutes[resident.row] == 500.0
    assert resident.chance_to_go() < before
    resident.minutes = 0.0
    assert resident.chance_to_go() >= before


def test_written_attributes_reach_the_compiled_day() -> None:
    usual, near = HubModel(**WORLD, rng=1), HubModel(**WORLD, rng=1)
    near.agents_by_type[Resident].set("minutes", 0.0).set("satisfaction", 1.0).set("trust", 1.0)
    usual.run_for(14)
    near.run_for(14)
    assert near.people.rows.visits.sum() > usual.people.rows.visits.sum()


def test_a_wrong_name_is_refused_with_the_right_ones(model: HubModel) -> None:
    resident = model.agents_by_type[Resident][0]
    with pytest.raises(ValueError, match="must be one of man, woman"):
        resident.sex = "female"


def test_the_terms_of_a_utility_add_up_to_what_the_compiled_day_uses(model: HubModel) -> None:
    compared = 0
    for _ in range(7):
        model.step()
        for resident in model.agents_by_type[Resident].select(at_most=40):
            resident.chance_to_go()
            pulls = model.sheets.stalls["pull"][: len(model.offers)].tolist()
            for offer, pull in zip(model.offers_today(), pulls, strict=True):
                if pull > 0.0:
                    value = model.b.choice_nest * math.log(pull)
                    assert resident.visit_utility(offer) == pytest.approx(value, abs=1e-9)
                    compared += 1
    assert compared > 500


def test_the_terms_of_a_familys_utility_add_up_to_what_the_compiled_day_uses(model: HubModel) -> None:
    compared = 0
    for _ in range(14):
        model.step()
        for family in model.agents_by_type[Family].select(at_most=40):
            if not 0.0 < family.chance_to_go() < 1.0:
                continue
            pulls = model.sheets.stalls["pull"][: len(model.offers)].tolist()
            for offer, pull in zip(model.offers_today(), pulls, strict=True):
                if pull > 0.0:
                    value = model.b.choice_nest * math.log(pull)
                    assert family.visit_utility(offer) == pytest.approx(value, abs=1e-9)
                    compared += 1
    assert compared > 500


def test_an_offer_that_is_not_on_today_is_a_key_error_that_lists_what_is(model: HubModel) -> None:
    with pytest.raises(KeyError, match="reading"):
        model.agents_by_type[Resident][0].utility_terms("opera")


def test_the_social_graph_is_that_of_the_ties(model: HubModel) -> None:
    graph = model.social_graph()
    assert isinstance(graph, nx.Graph)
    rows = model.people.rows
    assert set(graph) == set(rows.id[rows.age >= 15].tolist())
    assert graph.number_of_edges() == rows.degree.sum() / 2
    for resident in model.agents_by_type[Resident].select(at_most=20):
        node = graph.nodes[resident.person_id]
        assert (node["ethnic_group"], node["age"], node["sex"]) == (resident.ethnic_group, resident.age, resident.sex)
        for tie in resident.ties:
            edge = graph.edges[resident.person_id, tie.other.person_id]
            assert (edge["hours"], edge["stage"], edge["last_contact"]) == (tie.hours, tie.stage, tie.last_contact)


def test_batch_run_sweeps_levers_over_seeds() -> None:
    results = mesa.batch_run(
        HubModel,
        {"settlement": "aul", "population": 150, "hub_opens": 3, "cafe_price": [200, 2000]},
        rng=[1, 2],
        max_steps=30,
        number_processes=1,
        display_progress=False,
    )
    assert len(results) == 4
    assert {(run["cafe_price"], run["seed"] if "seed" in run else run["rng"]) for run in results} == {
        (price, seed) for price in (200, 2000) for seed in (1, 2)
    }
    assert all(run["visits_total"] > 0 for run in results)
    alone = HubModel("aul", population=150, hub_opens=3, cafe_price=200, rng=1)
    alone.run_for(30)
    batch = next(run for run in results if run["cafe_price"] == 200 and 1 in (run.get("seed"), run.get("rng")))
    assert batch["visits_total"] == alone.datacollector.get_model_vars_dataframe()["visits_total"].iloc[-1]


def test_a_mesa_scenario_is_taken_for_its_levers() -> None:
    by_mesa = HubModel(scenario=MesaScenario(rng=1, **WORLD))
    by_name = HubModel(**WORLD, rng=1)
    by_mesa.run_for(10)
    by_name.run_for(10)
    assert np.array_equal(by_mesa.chronicle.daily, by_name.chronicle.daily)


def test_a_users_event_happens_on_its_day() -> None:
    model = HubModel(**WORLD, rng=1)
    days = []

    def note() -> None:
        days.append(model.time)

    model.schedule_event(note, at=5)  # Mesa holds it by a weak reference
    model.run_for(10)
    assert days == [5]
    assert model.day == 10


def test_the_stock_visualisation_takes_the_model_as_it_is() -> None:
    model = HubModel(**WORLD, rng=1)
    model.run_for(5)
    controls = {"design": {"type": "Select", "value": "people-first", "values": ["status-quo", "people-first"]}}
    page = SolaraViz(model, components=[make_plot_component("visits")], model_params=controls, name="Shanyraq")
    _, rendered = solara.render(page, handle_error=False)
    try:
        assert rendered.find().widgets
    finally:
        rendered.close()


def test_the_last_day_is_told_under_the_hub_that_stood_then():
    """After the last day of a month the operator may have left; the day's offers were still the hub's."""
    model = HubModel(settlement="aul", population=300, hub_opens=5, partnership_patience=1, rng=1)
    gave_way = 0
    for _ in range(70):
        model.step()
        names = model.offers_today()
        assert len(names) == len(model.offers)
        if model.hub_today is model.hub:
            continue
        gave_way += 1
        assert "cafe" in names
        assert model.hub.design.hub is False
        assert set(model.agents_by_type[Resident][0].utility_terms("cafe")) > {"taste", "price"}
    assert gave_way == 1


def test_the_horizon_ends_a_run_that_asks_for_no_end() -> None:
    model = HubModel(**WORLD, days=20, rng=1)
    model.run_model()
    assert (model.day, model.running) == (20, False)
    rows = mesa.batch_run(HubModel, WORLD | {"days": 20, "tourist_parties": [WORLD["tourist_parties"]]}, rng=[1])
    assert rows[-1]["Step"] == 20
    model.run_for(5)  # whoever asks for days by number gets them
    assert model.day == 25


def test_nobody_can_be_taken_out_of_the_settlement(model: HubModel) -> None:
    for kind in (Resident, Family):
        with pytest.raises(NotImplementedError, match="nobody is born, dies or moves away"):
            model.agents_by_type[kind][0].remove()
    assert len(model.agents_by_type[Resident]) == int((model.people.rows.age >= 15).sum())
