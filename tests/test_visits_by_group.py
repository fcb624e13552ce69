"""Visits by group, a person and year: from the first whole month of the hub on."""

import pytest

from experiments.compare import compare, plan
from model.scenario import with_levers
from viz.side_by_side import visits_by_group


@pytest.mark.parametrize(("opens", "first_day"), [(31, 31), (40, 59), (75, 59)])
def test_the_rate_counts_the_days_of_the_months_that_it_counts(opens: int, first_day: int) -> None:
    """The run is of January to March; a hub that opens on the 17th of March has no whole month."""
    levers = {"clock.hub_opens": opens, "clock.start": "2026-01-01", "settlement.population": 300}
    scenarios = plan("aul", ["status-quo", "cafe-only"], 90)
    found = compare({name: with_levers(each, levers) for name, each in scenarios.items()}, replicates=1, jobs=1)
    days = found.daily[found.daily["design"] == "status-quo"].iloc[first_day:]
    people = int((days["visits_residents"] + days["visits_families"]).sum())
    table = visits_by_group(found)
    sexes = table[table["grouping"] == "sex"]
    rate = (sexes["people"] * sexes["reference"]).sum() / sexes["people"].sum()
    assert rate == pytest.approx(people / 300 / ((90 - first_day) / 365.25))
