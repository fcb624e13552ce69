"""The table of parameters, and the record that compiled code reads: both made from the schema."""

import csv
import io
from pathlib import Path

import numpy as np

from agents.compiled import rule
from model.scenario import Behaviour, Scenario, parameter_table, record, record_dtype
from model.scenario.flat import flat_values
from model.scenario.kinds import Kind, shipped_kinds
from model.scenario.table import Row, kind_rows, to_csv, to_markdown

ROWS = {row.name: row for row in parameter_table()}


def test_a_row_says_all_about_a_field() -> None:
    assert ROWS["settlement.income_month"] == Row(
        name="settlement.income_month",
        flat="income_month",
        type="number",
        unit="KZT a month",
        default="121519.0",
        allowed="≥ 0, ≤ 10000000",
        trust="[a]",
        source="household survey, third quarter of 2025 (news.mail.ru) [a]",
        meaning="Mean income in cash a head",
    )


def test_every_field_says_what_it_means_and_where_it_comes_from() -> None:
    for row in ROWS.values():
        assert row.meaning, row.name
        assert row.source, row.name
        assert row.type, row.name


def test_kinds_offers_and_events_have_their_rows() -> None:
    assert ROWS["behaviour.kinds.<kind>.contact"].flat == "<kind>_contact"
    assert ROWS["design.offers.<kind>.price"].flat == "<kind>_price"
    assert ROWS["library.offers.<kind>.price"].flat == "library_<kind>_price"
    assert ROWS["events.layoffs.share"].default == "required"
    assert ROWS["design.timetable[].kind"].flat == ""


def test_flat_names_are_those_that_the_levers_take() -> None:
    scenario = Scenario(settlement="aul", design="people-first")  # type: ignore[arg-type]
    flats = {row.flat for row in ROWS.values() if row.flat and "<kind>" not in row.flat and row.default != "none"}
    taken = set(flat_values(scenario))
    assert flats <= taken


def test_markdown_and_csv_hold_every_row() -> None:
    rows = parameter_table()
    assert all(f"| `{row.name}` |" in to_markdown(rows) for row in rows)
    read = list(csv.reader(io.StringIO(to_csv(rows))))
    assert tuple(read[0]) == Row._fields
    assert [Row(*line) for line in read[1:]] == rows + kind_rows(rows)


def test_each_kind_that_ships_stands_there_with_its_own_numbers() -> None:
    shipped = {(name, field): value for name, kind in shipped_kinds().items() for field, value in kind}
    rows = kind_rows(parameter_table())
    assert len(rows) == len(shipped) == 10 * len(Kind.model_fields)
    for row in rows:
        _, _, name, field = row.name.split(".")
        assert row.default.strip('"') == str(shipped[name, field]), row.name
    assert {row.name: row.default for row in rows}["behaviour.kinds.cooking.contact"] == "0.9"


def test_the_kinds_stand_side_by_side_in_markdown() -> None:
    page = to_markdown(parameter_table())
    head, _, *lines = page[page.index("## Kinds of offer that ship") :].split("\n\n")[-1].splitlines()
    assert head.removesuffix(" |").split(" | ")[1:] == list(shipped_kinds())
    assert [line.split("`")[1] for line in lines] == list(Kind.model_fields)
    contact = next(line for line in lines if line.startswith("| `contact`"))
    assert contact.strip("| ").split(" | ")[1:] == [str(kind.contact) for kind in shipped_kinds().values()]


def test_the_flat_name_of_a_kinds_number_is_one_that_the_levers_take() -> None:
    taken = set(flat_values(Scenario(settlement="aul", design="people-first")))  # type: ignore[arg-type]
    assert {row.flat for row in kind_rows(parameter_table())} <= taken


def test_the_documentation_is_current() -> None:
    page = Path(__file__).parent.parent / "docs" / "parameters.md"
    again = "run `uv run shanyraq params > docs/parameters.md`"
    assert page.read_text(encoding="utf-8") == to_markdown(parameter_table()), again


def test_a_record_holds_the_numbers_of_a_section() -> None:
    behaviour = Behaviour.model_validate({"choice": {"habit": 2.5}})
    b = record(behaviour)
    assert b.choice_habit == 2.5
    assert b.ties_capacity == behaviour.ties.capacity
    assert all(b.dtype[name] == np.float64 for name in b.dtype.names or ())


def test_the_layout_of_a_record_does_not_depend_on_values() -> None:
    assert record(Behaviour.model_validate({"reading": {"spillover": 0}})).dtype == record_dtype(Behaviour)


@rule
def _sum(b: np.record) -> float:
    return b.choice_habit + b.reading_spillover


def test_compiled_code_reads_a_record_by_name() -> None:
    behaviour = Behaviour()
    assert _sum(record(behaviour)) == behaviour.choice.habit + behaviour.reading.spillover
