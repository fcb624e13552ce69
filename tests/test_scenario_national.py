"""The national tables are assumed in detail; here they are held against published marks."""

import pytest

from model.scenario import national
from model.scenario.settlement import Settlement


def people_aged(first: int, last: int) -> float:
    """Percent of people from `first` to `last`, both included, ages spread evenly over their band."""
    return sum(
        share / 5 * sum(first <= age <= last for age in range(5 * band, 5 * band + 5))
        for band, share in enumerate(national.AGE.values())
        if band < 16
    )


def test_age_bands_add_up() -> None:
    assert sum(national.AGE.values()) == pytest.approx(100)


def test_a_third_are_17_or_younger() -> None:
    assert people_aged(0, 17) == pytest.approx(33.97, abs=0.01)  # census 2021


def test_a_fifth_are_aged_14_to_28() -> None:
    assert people_aged(14, 28) == pytest.approx(19.72, abs=0.01)  # census 2021


def test_mean_age() -> None:
    middle = [5 * band + 2.5 for band in range(16)] + [84.0]
    mean = sum(share * age for share, age in zip(national.AGE.values(), middle, strict=True)) / 100
    assert mean == pytest.approx(31.94, abs=0.15)  # census 2021


def test_working_age() -> None:
    women = national.WOMEN["60-64"] / 100
    working = people_aged(16, 59) + people_aged(60, 62) * (1 - women) + people_aged(60, 60) * women
    assert working == pytest.approx(59.05, abs=0.5)  # census 2021


def test_share_of_men() -> None:
    women = sum(national.AGE[band] * national.WOMEN[band] for band in national.AGE) / 100
    assert 100 - women == pytest.approx(48.71, abs=0.05)  # census 2021


def test_the_ministrys_2_49_million_children_fit_six_years_of_birth() -> None:
    assert people_aged(0, 5) == pytest.approx(100 * 2_490_156 / 20_033_546, abs=0.3)


def test_household_size() -> None:
    assert sum(national.HOUSEHOLD_SIZE.values()) == pytest.approx(100)
    mean = sum(int(size) * share for size, share in national.HOUSEHOLD_SIZE.items()) / 100
    assert mean == pytest.approx(19_169_550 / 5_600_000, abs=0.05)  # census 2021: 5.6 million households


def test_registered_disability() -> None:
    pension = people_aged(63, 79) + national.AGE["80+"] + people_aged(61, 62) * national.WOMEN["60-64"] / 100
    children = people_aged(0, 17)
    by_class = {"children": children, "working": 100 - children - pension, "pension": pension}
    registered = {name: share * national.DISABILITY[name] / 100 for name, share in by_class.items()}
    total = sum(registered.values())
    assert total == pytest.approx(3.6, abs=0.15)  # 732 thousand in 2024
    assert registered["working"] / total == pytest.approx(0.57, abs=0.02)
    assert registered["pension"] / total == pytest.approx(0.27, abs=0.02)
    assert registered["children"] / total == pytest.approx(0.15, abs=0.02)


def test_ethnic_groups_add_up() -> None:
    assert sum(national.ETHNIC.values()) == pytest.approx(100)
    assert national.ETHNIC["Kazakh"] == 71  # 1 January 2024
    assert national.ETHNIC["Uzbek"] == pytest.approx(100 * 660.6 / 20_033.5, abs=0.05)


def test_more_tourists_in_summer() -> None:
    december_to_february = national.SEASON[11] + national.SEASON[0] + national.SEASON[1]
    assert sum(national.SEASON[5:8]) / december_to_february == pytest.approx(1.46, abs=0.01)  # hotel stays 2015
    assert sum(national.SEASON) == pytest.approx(12, abs=0.01)


def test_a_figure_without_a_source_of_its_own_is_a_national_default() -> None:
    place = Settlement(name="x", population=500, field_sources={"income_month": "town hall 2025"})
    assert place.source_of("income_month") == "town hall 2025"
    assert place.source_of("couples_percent").startswith("national default: census 2021")
    assert place.source_of("homophily").startswith("national default: calibrated")
