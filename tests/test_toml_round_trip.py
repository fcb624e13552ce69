"""A scenario written and read again is the same scenario."""

import datetime as dt
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.scenario import InputError, Scenario, dump_scenario, load_scenario, load_settlement, with_levers
from model.scenario.flat import flat_values
from model.scenario.shipped import SET_BY_USER

BASE = Scenario(settlement="aul", design="people-first")  # type: ignore[arg-type]
NUMBERS = sorted(name for name, value in flat_values(BASE).items() if isinstance(value, float | int))

days = {"day": st.integers(0, 729)}
events = st.one_of(
    st.fixed_dictionaries({"kind": st.sampled_from(["hub_opens", "cafe_closes", "operator_exits"]), **days}),
    st.fixed_dictionaries({"kind": st.just("layoffs"), "share": st.floats(0, 1), **days}),
    st.fixed_dictionaries(
        {
            "kind": st.just("closure"),
            "date": st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)),
            "days": st.integers(1, 90),
            "reason": st.text(),
        }
    ),
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    levers=st.dictionaries(st.sampled_from(NUMBERS), st.one_of(st.floats(0, 1), st.integers(1, 100)), max_size=8),
    name=st.text(),
    note=st.text(),
    shares=st.dictionaries(st.text(), st.floats(1, 99), min_size=1, max_size=5),
    # The hub opens once; all else may happen again.
    happenings=st.lists(
        events, max_size=4, unique_by=lambda event: event["kind"] if event["kind"] == "hub_opens" else id(event)
    ),
)
def test_round_trip_is_exact(
    tmp_path: Path, levers: dict, name: str, note: str, shares: dict[str, float], happenings: list[dict]
) -> None:
    total = sum(shares.values())
    texts = {"name": name, "settlement.note": note, "events": happenings}
    whole = {"ethnic_percent": {group: min(100.0, 100 * share / total) for group, share in shares.items()}}
    scenario = with_levers(BASE, texts | whole)
    for lever, value in levers.items():
        with suppress(InputError):  # out of bounds for this field: leave it as it was
            scenario = with_levers(scenario, {lever: value})
    path = tmp_path / "scenario.toml"
    dump_scenario(scenario, path)
    assert load_scenario(path) == scenario


def test_a_file_may_name_what_ships(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text('settlement = "KENTAU"\ndesign = "people-first"\n')
    assert load_scenario(path) == Scenario(settlement="kentau", design="people-first")  # type: ignore[arg-type]


def test_a_table_with_a_base_changes_only_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text(
        'settlement = "aul"\n[design]\nbase = "people-first"\n[design.offers.cafe]\nprice = 600\n[clock]\ndays = 10\n'
    )
    scenario = load_scenario(path)
    expected = with_levers(BASE, {"cafe_price": 600, "days": 10})
    assert scenario == expected


def test_shares_over_a_base_are_replaced_whole_and_lose_its_source(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text(
        'design = "people-first"\n[settlement]\nbase = "kentau"\nincome_month = 90000\n'
        "[settlement.ethnic_percent]\nKazakh = 60\nUzbek = 40\n"
    )
    place = load_scenario(path).settlement
    assert place.ethnic_percent == {"Kazakh": 60, "Uzbek": 40}
    assert place.source_of("ethnic_percent") == place.source_of("income_month") == SET_BY_USER
    assert place.source_of("population") == load_settlement("kentau").source_of("population")


def test_paths_count_from_the_file_in_which_they_stand(tmp_path: Path) -> None:
    folder = tmp_path / "towns"
    folder.mkdir()
    (folder / "people.csv").write_text("age\n30\n")
    (folder / "mine.toml").write_text('name = "Mine"\npopulation = 50\nresidents = "people.csv"\n')
    (tmp_path / "s.toml").write_text('settlement = "towns/mine.toml"\ndesign = "people-first"\n')
    scenario = load_scenario(tmp_path / "s.toml")
    assert scenario.settlement.residents == str(folder / "people.csv")
    dump_scenario(scenario, tmp_path / "again.toml")
    assert load_scenario(tmp_path / "again.toml") == scenario


def test_a_kind_of_ones_own_is_data(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text(
        'settlement = "aul"\n[design]\nbase = "people-first"\n[design.offers.chess]\nper_week = 2\n'
        '[behaviour.kinds.chess]\nrole = "class"\nhours = 2\n'
    )
    scenario = load_scenario(path)
    assert scenario.design.offers["chess"].per_week == 2
    assert set(BASE.behaviour.kinds) < set(scenario.behaviour.kinds)
    dump_scenario(scenario, path)
    assert load_scenario(path) == scenario
