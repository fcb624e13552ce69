"""What a visitor sets up, compares and shares, without a browser."""

from collections.abc import Iterator
from typing import Any

import pytest

from model.scenario import InputError, load_design
from viz.link import Setup, from_query, to_query
from viz.pages import compare, design, explore
from viz.upload import setup_of
from viz.visitor import Visitor


class _Widget:
    """Stands for the browser's side of a page."""

    def save(self, *what: Any) -> None:
        """Nothing is kept."""


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    """Somebody on the Design page, where no run is made."""
    found = Visitor("page=design")
    yield found
    found.close()


def _do(v: Visitor, page: Any, what: str, value: Any = None, name: str | None = None) -> None:
    page.act(v, _Widget(), what, value, name)


# A design of one's own


def test_an_own_design_is_one_arm_among_the_shipped(visitor: Visitor) -> None:
    _do(visitor, design, "drop-offer", "cafe")
    visitor.with_designs = ("my-own", "people-first")
    arms = compare.chosen(visitor)
    assert list(arms) == ["status-quo", "my-own", "people-first"]
    assert "cafe" not in arms["my-own"].design.offers
    assert arms["people-first"].design == load_design("people-first")
    assert 'data-name="my-own"' in compare._written(visitor)


def test_another_design_takes_the_place_of_ones_own(visitor: Visitor) -> None:
    _do(visitor, design, "drop-offer", "cafe")
    assert visitor.scenario().design.name == "my-own"
    _do(visitor, design, "design", "top-down")
    assert visitor.scenario().design == load_design("top-down")
    assert visitor.setup.base is None


def test_an_own_design_is_what_the_pages_call_it(visitor: Visitor) -> None:
    _do(visitor, design, "drop-offer", "cafe")
    mark = '<option value="" selected>A scenario of your own'
    assert mark in design._written(visitor)
    assert explore._setup(visitor).count(mark) == 1  # the settlement is a shipped one


def test_what_is_not_ones_own_any_more_is_compared_no_more(visitor: Visitor) -> None:
    visitor.with_designs = ("my-own", "top-down")
    assert list(compare.chosen(visitor)) == ["status-quo", "top-down"]


# Links


def test_the_link_of_an_own_design_gives_it_back(visitor: Visitor) -> None:
    visitor.move("settlement.population", 300)
    _do(visitor, design, "drop-offer", "cafe")
    _do(visitor, design, "lever", "3", "design.rooms")
    query = visitor.query()
    opened = Visitor(query.removeprefix("?"))
    assert opened.notice == ""
    assert opened.scenario() == visitor.scenario()


def test_a_link_is_not_echoed_at_length() -> None:
    with pytest.raises(InputError) as refused:
        from_query(f"design={'x' * 5000}").scenario()
    assert len(str(refused.value)) < 500


# Settlements


def test_another_settlement_leaves_the_design_alone(visitor: Visitor) -> None:
    _do(visitor, design, "drop-offer", "cafe")
    visitor.move("settlement.population", 300)
    before = visitor.scenario()
    visitor.choose(settlement="kentau")
    after = visitor.scenario()
    assert after.design == before.design
    assert after.settlement.name != before.settlement.name
    assert after.settlement.population > 300
    visitor.choose(design="top-down")
    assert visitor.setup == Setup(settlement="kentau", design="top-down")


# Uploads


def test_an_uploaded_design_has_words_of_its_own() -> None:
    setup = setup_of("rooms = 3\n", "mine.toml", Setup(settlement="kentau").moved("clock.days", 50))
    made = setup.scenario()
    assert (made.design.name, made.design.title, made.design.intent) == ("my-own", "", "")
    assert made.design.rooms == 3
    assert (setup.settlement, made.clock.days) == ("kentau", 50)


def test_an_uploaded_scenario_takes_the_place_of_everything() -> None:
    setup = setup_of('design = "top-down"\n[clock]\ndays = 70\n', "mine.toml", Setup().moved("clock.days", 50))
    assert setup.scenario().clock.days == 70
    assert not setup.is_own("design")
    assert from_query(to_query(setup)) == setup
