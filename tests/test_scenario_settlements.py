"""The settlements that ship: the published figures, each with its source."""

import tomllib

import pytest

from model.scenario import InputError, list_settlements, load_settlement, national
from model.scenario.settlement import Settlement
from model.scenario.shipped import SHIPPED

PUBLISHED = {  # population, its year, and the largest group in percent; see field_sources of each file
    "ridder": (55_893, 2021, "Russian", 80.44),
    "tekeli": (31_958, 2019, "Kazakh", 56.17),
    "saran": (43_277, 2019, "Russian", 58.30),
    "kentau": (70_000, 2020, "Kazakh", 56.86),
    "chunja": (17_263, 2019, "Uyghur", 56.0),
}


def diversity(shares: dict[str, float]) -> float:
    """Chance that two residents are of different groups; 'other' counts as many small groups."""
    return 1 - sum((share / 100) ** 2 for group, share in shares.items() if group != "other")


def test_all_are_listed() -> None:
    assert list_settlements() == ["aul", "chunja", "kentau", "ridder", "saran", "tekeli"]


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_figures(name: str) -> None:
    place = load_settlement(name)
    population, year, group, share = PUBLISHED[name]
    assert (place.population, place.population_year) == (population, year)
    assert max(place.ethnic_percent, key=lambda each: place.ethnic_percent[each]) == group
    assert place.ethnic_percent[group] == share


@pytest.mark.parametrize("name", ["aul", *PUBLISHED])
def test_every_figure_has_its_source(name: str) -> None:
    given = tomllib.loads((SHIPPED / "settlements" / f"{name}.toml").read_text(encoding="utf-8"))
    words = {"name", "local_name", "kind", "region", "note", "source", "population_year", "field_sources"}
    if name == "aul":
        words |= {"lat", "lon"}
    assert set(given) - words == set(given["field_sources"])
    assert given["source"]


@pytest.mark.parametrize("name", ["aul", *PUBLISHED])
def test_mixed_couples_follow_the_diversity_of_the_settlement(name: str) -> None:
    place = load_settlement(name)
    expected = 18.2 * diversity(place.ethnic_percent) / diversity(national.ETHNIC)
    assert place.mixed_couples_percent == pytest.approx(expected, abs=0.1)
    assert place.source_of("mixed_couples_percent").startswith("assumed")


@pytest.mark.parametrize("name", ["aul", *PUBLISHED])
def test_tourists_come_with_the_season(name: str) -> None:
    parties = load_settlement(name).tourist_parties
    assert sum(parties[5:8]) / (parties[11] + parties[0] + parties[1]) == pytest.approx(1.46, abs=0.05)


def test_what_is_assumed_says_so() -> None:
    assert load_settlement("chunja").source_of("ethnic_percent").startswith("assumed")
    assert "no real place" in load_settlement("aul").source
    assert load_settlement("saran").income_month == round(494_453 / 3)  # Karaganda region, a quarter


def test_case_of_the_name_does_not_matter() -> None:
    assert load_settlement("Kentau") == load_settlement("kentau")


def test_a_wrong_name_gets_the_nearest_right_one() -> None:
    with pytest.raises(InputError, match='no settlement "kentua" ships; did you mean "kentau"') as caught:
        load_settlement("kentua")
    assert "\n" not in str(caught.value)


def test_the_jobless_are_what_the_others_leave() -> None:
    place = Settlement(name="x", population=500, employed_percent=70, home_percent=20)
    assert place.jobless_percent == pytest.approx(10)


def test_groups_are_in_the_order_of_the_file() -> None:
    assert load_settlement("kentau").groups[:2] == ("Kazakh", "Uzbek")
