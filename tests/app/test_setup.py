"""What a visitor sets up, compares and shares, without a browser."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from model.scenario import InputError, list_designs, list_settlements, load_design
from viz.controls import control
from viz.link import Setup, from_query, to_query
from viz.live import LiveRun
from viz.live_charts import SHOWN
from viz.pages import compare, design, explore, network, results
from viz.pages.naming import factor_titles
from viz.server import RESULTS
from viz.text import LANGUAGES, words
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


def test_a_change_of_ones_own_is_compared_unless_it_is_unticked(visitor: Visitor) -> None:
    assert list(compare.chosen(visitor)) == ["status-quo", "people-first", "top-down"]
    _do(visitor, design, "drop-offer", "cafe")
    assert list(compare.chosen(visitor)) == ["status-quo", "my-own", "people-first", "top-down"]
    _do(visitor, compare, "with", False, "my-own")
    assert list(compare.chosen(visitor)) == ["status-quo", "people-first", "top-down"]


def test_a_seventh_design_is_not_taken_in_place_of_another(visitor: Visitor) -> None:
    names = [name for name in list_designs() if name != "status-quo"][:7]
    visitor.with_designs = ()
    for number, name in enumerate(names):
        choices = compare._written(visitor).split('class="choices"')[1].split("</fieldset>")[0]
        assert ("disabled" in choices) == (number == 6)
        _do(visitor, compare, "with", True, name)
    assert list(compare.chosen(visitor)) == ["status-quo", *names[:6]]
    assert "No more than 6 at once" in compare._written(visitor)
    _do(visitor, compare, "with", False, names[0])
    _do(visitor, compare, "with", True, names[6])
    assert list(compare.chosen(visitor)) == ["status-quo", *names[1:7]]


@pytest.mark.parametrize("settlement", list_settlements())
def test_what_stands_on_the_page_at_first_can_be_compared_everywhere(settlement: str, visitor: Visitor) -> None:
    visitor.choose(settlement=settlement)
    _do(visitor, design, "drop-offer", "cafe")
    assert 'data-act="compare">' in compare._written(visitor)


def test_too_much_says_what_would_fit(visitor: Visitor) -> None:
    visitor.choose(settlement="kentau")
    visitor.replicates = 30
    assert "Replicates that fit: 9;" in compare._written(visitor)  # 70,000 people x 730 days x 3 designs x 9
    assert "Replicates that fit: 3;" in compare._written(visitor).split('id="doubts-h"')[1]  # eight arms
    visitor.move("clock.days", 3650)
    visitor.with_designs = ("people-first", "top-down", "cafe-only", "classes-only", "shops-only", "one-large")
    assert "Fewer days, fewer designs" in compare._written(visitor)


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


# What the house is


def _house_after(days: int, **levers: Any) -> str:
    """What the Explore page says of the house after some days in a hub that opens on day 4 of 40."""
    start = {"settlement.population": 250, "clock.hub_opens": 3, "clock.days": 40}
    run = LiveRun(Setup(levers=start | levers).scenario(), 1, SHOWN, lambda day: None, lambda: None)
    for _ in range(days):
        run._one_day()
    return explore._state(run, words("en"))


def test_the_page_tells_before_the_opening_from_after_the_operator_has_left() -> None:
    left = {"events": [{"kind": "operator_exits", "day": 6}]}
    assert _house_after(2, **left).startswith("library as it is; the hub opens on day 4 · ")
    assert _house_after(5, **left).startswith("the hub is open · ")
    assert _house_after(9, **left).startswith("the operator has left; the library is back as it was · ")


def test_a_hub_that_is_closed_is_not_called_open() -> None:
    assert _house_after(7, events=[{"kind": "closure", "day": 5, "days": 5}]) == "Closed today"


def test_a_hub_that_opens_too_late_is_told_of(visitor: Visitor) -> None:
    assert _house_after(0, **{"clock.hub_opens": 40}) == "library as it is"
    told = "In these 90 days the hub does not open."
    for days, late in ((90, True), (91, False)):
        visitor.move("clock.days", days)
        assert (told in explore._setup(visitor)) is late
        assert (told in compare._written(visitor)) is late
    visitor.move("clock.days", 90)
    visitor.move("events", [{"kind": "hub_opens", "day": 30}])
    assert told not in explore._setup(visitor)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_days_before_the_opening_are_named_once(lang: str) -> None:
    made = control("clock.hub_opens", 90, 90, words(lang))
    assert made.unit == ""
    assert made.label == words(lang).field("hub_opens")


# Comparisons


@pytest.fixture
def compared(visitor: Visitor) -> Visitor:
    """Somebody who has compared two designs in a small village."""
    visitor.page, visitor.with_designs, visitor.replicates = "compare", ("people-first",), 1
    visitor.setup = Setup(levers={"settlement.population": 200, "clock.hub_opens": 3, "clock.days": 20})
    _do(visitor, compare, "compare")
    deadline = time.monotonic() + 120
    while not visitor.memory["job"].over and time.monotonic() < deadline:
        time.sleep(0.02)
    assert visitor.memory["job"].found is not None
    return visitor


def test_results_say_of_what_they_are(compared: Visitor) -> None:
    said = "These results are of Aul · 200, 20 days, replicates: 1"
    assert "<small>Aul · 200, 20 days, replicates: 1</small>" in compare._written(compared)
    assert said not in compare._written(compared)
    _do(compared, compare, "settlement", "kentau")
    assert said in compare._written(compared)
    _do(compared, compare, "settlement", "aul")
    compared.move("settlement.population", 200)
    assert said not in compare._written(compared)
    _do(compared, compare, "reference", "people-first")
    _do(compared, compare, "with", True, "status-quo")
    assert said in compare._written(compared)


def test_what_is_compared_with_stands_in_the_link(visitor: Visitor) -> None:
    visitor.page = "compare"
    _do(visitor, compare, "reference", "top-down")
    opened = Visitor(visitor.query().removeprefix("?"))
    assert list(compare.chosen(opened)) == ["top-down", "people-first"]
    assert list(compare.chosen(Visitor("page=compare&ref=nothing&with=top-down"))) == ["status-quo", "top-down"]


# Refusals


@pytest.mark.parametrize(("what", "value", "name"), [("lever", "-5", "clock.days"), ("replicates", "2.5", None)])
def test_nothing_is_compared_while_something_is_refused(
    visitor: Visitor, what: str, value: str, name: str | None
) -> None:
    button = '<button class="main" data-act="compare"'
    assert f"{button}>" in compare._written(visitor)
    _do(visitor, compare, what, value, name)
    written = compare._written(visitor)
    assert f"{button} disabled>" in written
    assert f'value="{value}"' in written
    _do(visitor, compare, "compare")
    assert "job" not in visitor.memory
    _do(visitor, compare, what, "7", name)
    assert f"{button}>" in compare._written(visitor)


def test_replicates_are_read_as_numbers_are_written(visitor: Visitor) -> None:
    for given, taken in (("1e1", 10), ("31", 10), ("", 10), ("4", 4)):
        _do(visitor, compare, "replicates", given)
        assert visitor.replicates == taken
        assert ("replicates" in visitor.errors) is (given in ("31", ""))


def test_a_seed_that_is_none_stays_in_its_box(visitor: Visitor) -> None:
    _do(visitor, explore, "seed", "2.5")
    assert visitor.setup.seed == 1
    assert 'id="seed" data-act="seed" min="0" max="999999999" step="1" value="2.5"' in explore._setup(visitor)
    _do(visitor, explore, "seed", "7")
    assert (visitor.setup.seed, visitor.errors) == (7, {})


def test_the_applications_own_limit_is_told_at_once(visitor: Visitor) -> None:
    _do(visitor, explore, "lever", "900000", "settlement.population")
    assert visitor.errors == {"settlement.population": "must be at most 75,000 in the application"}
    assert "Population: must be at most 75,000" in compare._written(visitor)


@pytest.mark.parametrize("given", ["1e999", "nan", "", "many", "-3"])
def test_what_is_no_number_of_days_is_refused(visitor: Visitor, given: str) -> None:
    _do(visitor, explore, "lever", given, "clock.days")
    assert list(visitor.errors) == ["clock.days"]


def test_a_refused_event_stays_and_says_what_is_wrong(visitor: Visitor) -> None:
    for kind in ("campaign", "closure"):
        _do(visitor, design, "add-event", kind)
    for given, said in (
        ("9999", "Days from the start: must be before the run ends, on day 730"),
        ("", "Days from the start: must be a whole number (day)"),
        ("1e999", "Days from the start: must be a"),
    ):
        _do(visitor, design, "event", given, "1 day")
        campaign, closure = (design._event_row(*each, visitor) for each in enumerate(design._events(visitor)))
        assert campaign.wrong == []
        assert closure.wrong[0].startswith(said)
        assert f'data-name="1 day" value="{given}" aria-invalid="true"' in design._written(visitor)
    _do(visitor, design, "event", "300", "1 day")
    assert [event.day for event in visitor.scenario().events] == [120, 300]
    assert visitor.errors == {}


def test_a_run_too_short_for_its_events_says_so(visitor: Visitor) -> None:
    _do(visitor, design, "add-event", "campaign")
    visitor.move("clock.days", 100)
    assert visitor.errors == {"clock.days": "Events: must be before the run ends, on day 100"}


def test_events_are_held_against_the_length_that_is_set_up(visitor: Visitor) -> None:
    visitor.move("clock.days", 1000)
    _do(visitor, design, "add-event", "campaign")
    _do(visitor, design, "event", "900", "0 day")
    assert [event.day for event in visitor.scenario().events] == [900]
    _do(visitor, design, "event", "1000", "0 day")
    assert visitor.errors == {"events": "must be before the run ends, on day 1000"}


# Languages


def test_going_back_keeps_the_language() -> None:
    visitor = Visitor("")
    visitor.lang = "ru"
    visitor.go_back("page=explore&lang=en&seed=4")
    assert (visitor.lang, visitor.page, visitor.setup.seed) == ("ru", "explore", 4)


# Results of the command line


def test_factors_are_called_as_their_controls_are() -> None:
    names = ["cafe_price", "dance_per_week", "hub_opens", "reading_spillover", "library_cafe_price", "of_ones_own"]
    assert list(factor_titles(names, words("en")).values()) == [
        "Café: Price, KZT",
        "Dance: Sessions a week",
        "Days before the hub opens",
        "Reading spillover, 1/visit",
        "Library cafe price, KZT",
        "of_ones_own",
    ]
    assert factor_titles(["cafe_price"], words("ru")) == {"cafe_price": "Кафе: Цена, ₸"}
    two = ["cafe_price", "design.offers.cafe.price"]
    assert list(factor_titles(two, words("en")).values()) == two


def test_one_factor_is_not_asked_for_twice(visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(RESULTS, str(tmp_path))
    runs = pd.DataFrame(
        {"cafe_price": [300, 300, 600, 600], "rooms": [1, 2, 1, 2], "seed": 1, "visits": [5.0, 6, 3, 2]}
    )
    for factors, kept in ((1, runs.drop(columns="rooms")), (2, runs)):
        kept.to_csv(tmp_path / "runs.csv", index=False)
        written = results._written(visitor)
        assert ("Down" in written) is (factors == 2)
        assert '<option value="cafe_price" selected>Café: Price, KZT</option>' in written


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("settlement=nowhere", "такого названия нет: «nowhere»; есть "),
        ("base=notbase64", "ссылка повреждена; попросите её ещё раз"),
        ("clock.days=0", "поле clock.days = 0: не меньше 1 (дн.)"),
        ("settlement.population=80000", "поле settlement.population: в приложении — не больше 75\u202f000"),
        ("design.romms=3", "параметра «design.romms» нет; может быть, «design.rooms»?"),
        ("seed=-1", "поле seed = -1: нужно целое число от 0 до 999\u202f999\u202f999"),
    ],
)
def test_a_bad_link_is_explained_in_the_visitors_language(query: str, said: str) -> None:
    assert Visitor(f"lang=ru&{query}").notice.startswith(f"{words('ru')('bad_link')} {said}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rooms = \n", "mine.toml:1:9: это не TOML: недопустимое значение"),
        ("rooms = 2\nroms = 2\n", "mine.toml:2: поле design.roms: такого поля нет; может быть, «rooms»?"),
        (
            'rooms = 1\n[[timetable]]\nkind = "dance"\nday = "Mon"\nslot = "evening"\n'
            + '[[timetable]]\nkind = "dance"\nday = "Mon"\nslot = "evening"\n[offers.dance]\n',
            "mine.toml:6: поле design.timetable[1]: занятий: 2 (Пн вечер), а комнат только 1",
        ),
    ],
)
def test_a_bad_file_is_explained_in_the_visitors_language(visitor: Visitor, text: str, said: str) -> None:
    visitor.lang = "ru"
    _do(visitor, design, "load", text, "mine.toml")
    assert visitor.memory["loaded"][2] == [said]


def test_a_class_that_was_dropped_can_be_offered_again(visitor: Visitor) -> None:
    visitor.choose(design="people-first")
    before = [each for each in visitor.scenario().design.timetable or () if each.kind != "dance"]
    _do(visitor, design, "drop-offer", "dance")
    _do(visitor, design, "add-offer", "dance")
    assert not visitor.refused
    assert Visitor(visitor.query()[1:]).scenario().design == visitor.scenario().design
    assert len([each for each in visitor.scenario().design.timetable or () if each.kind != "dance"]) == len(before)


def test_a_class_that_finds_no_room_is_told_of_and_leaves_nothing_to_put_right(visitor: Visitor) -> None:
    visitor.choose(design="people-first")
    for _ in range(4):
        _do(visitor, design, "schedule", "dance", "Mon morning")
    assert "room" in visitor.notice
    assert not visitor.refused
    assert not visitor.pending


def test_a_run_that_could_not_be_made_is_not_said_to_be_on_its_way(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> LiveRun:
        raise InputError("nobody of 15 or older")

    monkeypatch.setattr("viz.visitor.LiveRun", broken)
    assert words("en")("loading") in network._written(visitor)
    visitor.begin()
    deadline = time.monotonic() + 30
    while visitor.making and time.monotonic() < deadline:
        time.sleep(0.02)
    assert "nobody of 15 or older" in visitor.notice
    for written in (network._written(visitor), explore._transport(visitor)):
        assert words("en")("no_run") in written
        assert words("en")("loading") not in written
