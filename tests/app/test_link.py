"""The link holds the whole configuration, and opens no file of the server."""

import pytest

from model import HubModel
from model.scenario import InputError
from viz.link import LARGEST, Setup, from_query, to_query
from viz.visitor import Visitor


def test_a_link_gives_the_same_run_to_the_bit() -> None:
    setup = Setup(settlement="aul", design="top-down", seed=7).moved("settlement.population", 200)
    setup = setup.moved("design.offers.cafe.price", 450.5).moved("program_mix", {"dance": 3, "cooking": 1})
    setup = setup.moved("clock.hub_opens", 3)
    opened = from_query(to_query(setup, page="compare", lang="kk"), ("page", "lang"))
    assert opened == setup
    frames = []
    for each in (setup, opened):
        model = HubModel(scenario=each.scenario(), rng=each.seed)
        model.run_for(12)
        frames.append(model.datacollector.get_model_vars_dataframe())
    assert frames[0].equals(frames[1])
    assert frames[0]["visits"].sum() > 0


def test_a_scenario_of_ones_own_travels_in_the_link() -> None:
    base = {"settlement": "aul", "design": {"base": "people-first", "rooms": 3}, "clock": {"days": 50}}
    opened = from_query(to_query(Setup(base=base, seed=3)))
    assert opened.scenario() == Setup(base=base, seed=3).scenario()
    assert opened.scenario().design.rooms == 3


@pytest.mark.parametrize(
    "query",
    [
        "settlement=%2Fetc%2Fpasswd.toml",
        "design=..%2Fsecret.toml",
        "settlement.residents=%22%2Fetc%2Fpasswd%22",
        "settlement=aul&library=%22%2Fetc%2Fhosts.toml%22",
        "settlement=aul&residents=%22%2Fetc%2Fpasswd%22",
        "seed=-1",
        "base=notbase64",
        f"settlement.population={LARGEST + 1}",
        "clock.days=100000",
        "no_such_field=1",
    ],
)
def test_a_link_that_asks_for_too_much_is_refused(query: str) -> None:
    with pytest.raises(InputError):
        from_query(query).scenario()


def test_an_upload_cannot_name_files() -> None:
    for base in (
        {"settlement": "/etc/passwd.toml", "design": "people-first"},
        {"settlement": {"base": "../x.toml"}, "design": "people-first"},
        {"settlement": {"base": "aul", "dwellings": "/etc/passwd"}, "design": "people-first"},
        {"settlement": "aul", "design": {"base": "/etc/hosts.toml"}},
    ):
        with pytest.raises(InputError):
            Setup(base=base).scenario()


def test_a_number_that_is_endless_in_a_link_is_cut() -> None:
    assert Visitor("n=" + "9" * 5000).replicates == Visitor("n=999").replicates


def test_what_networks_append_to_a_link_is_no_lever() -> None:
    assert from_query("settlement=aul&fbclid=abc&utm_source=mail&yclid=1") == from_query("settlement=aul")
    with pytest.raises(InputError, match="popluation"):
        from_query("settlement=aul&popluation=3").scenario()
