"""A settlement as a table of its residents: what it tells is kept, what it leaves open is drawn, mistakes are named."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from model import HubModel
from model.population import ACTIVE, LAPSED, LONG_AGO, ROTATING_SHIFT, SCHOOL
from model.scenario import InputError, load_scenario, load_settlement, with_levers
from model.scenario.behaviour import Behaviour
from model.scenario.shipped import people_in
from model.synthesis import Inhabitants, synthesise
from model.synthesis.residents import read_residents

BEHAVIOUR = Behaviour()
GROUPS = ("Kazakh", "Russian")

TABLE = """\
id,household,age,sex,group,x,y,activity,income_month,disability,reading
7,A,40,man,Kazakh,100,-50,rotating shift,200000,none,lapsed
8,A,38,woman,Russian,100,-50,,0,none,active
9,A,9,woman,Kazakh,100,-50,school,0,sensory,
12,B,70,woman,Russian,,,,,,never
"""


def written(tmp_path: Path, text: str, name: str = "residents.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def inhabitants(path: Path, seed: int = 1) -> Inhabitants:
    place = load_settlement("aul").model_copy(update={"residents": str(path)})
    return synthesise(place, BEHAVIOUR, list(place.groups), BEHAVIOUR.kinds, seed)


def test_what_the_table_tells_is_kept(tmp_path: Path) -> None:
    home = inhabitants(written(tmp_path, TABLE))
    assert home.people.rows.id.tolist() == [7, 8, 12, 9]  # the child comes last
    rows = home.people.rows[np.argsort(home.people.rows.id)]
    place = load_settlement("aul")
    assert rows.id.tolist() == [7, 8, 9, 12]
    assert rows.age.tolist() == [40, 38, 9, 70]
    assert rows.sex.tolist() == [0, 1, 1, 1]
    assert [place.groups[group] for group in rows.group] == ["Kazakh", "Russian", "Kazakh", "Russian"]
    assert rows.household.tolist() == [0, 0, 0, 1]
    assert home.households.rows.id.tolist() == [7, 12]
    assert (rows.x[:3] == 100).all()
    assert (rows.y[:3] == -50).all()
    assert rows.activity[[0, 2]].tolist() == [ROTATING_SHIFT, SCHOOL]
    assert rows.disability[:3].tolist() == [0, 0, 2]
    assert rows.reading[[0, 1, 3]].tolist() == [LAPSED, ACTIVE, 0]
    budget = 200_000 * 12 / 365.25 * place.disposable_share
    assert home.households.rows.budget[0] == pytest.approx(budget)


def test_what_it_leaves_open_is_drawn(tmp_path: Path) -> None:
    people = inhabitants(written(tmp_path, TABLE)).people
    by_id = np.argsort(people.rows.id)
    rows, last_visit = people.rows[by_id], people.last_visit[by_id]
    assert rows.activity[3] == 4
    assert np.isfinite(rows.x[3])
    assert rows.income[3] > 0
    assert rows.lapsed_on[0] < -180
    assert rows.last_read[0] == rows.lapsed_on[0]
    assert -60 < last_visit[1] <= 0
    assert last_visit[3] == LONG_AGO


def large(people: int = 2000) -> pd.DataFrame:
    draw = np.random.default_rng(1)
    return pd.DataFrame(
        {
            "id": draw.permutation(10 * people)[:people],
            "household": np.arange(people) // 3,
            "age": draw.integers(0, 90, people),
            "sex": np.where(draw.random(people) < 0.5, "man", "woman"),
            "group": np.where(draw.random(people) < 0.6, "Kazakh", "Russian"),
        }
    )


def test_activities_and_disabilities_have_the_stated_shares(tmp_path: Path) -> None:
    path = tmp_path / "residents.csv"
    large().to_csv(path, index=False)
    place = load_settlement("aul")
    rows = inhabitants(path).people.rows
    grown = (rows.age >= 23) & (rows.age < 61)
    assert np.isin(rows.activity[grown], (1, 2)).mean() == pytest.approx(place.employed_percent / 100, abs=0.04)
    assert (rows.disability[grown] > 0).mean() == pytest.approx(place.disability_percent["working"] / 100, abs=0.02)
    readers = rows.age >= 6
    assert (rows.reading == ACTIVE).sum() == round(place.readers_percent / 100 * readers.sum())
    mean = rows.income.mean() * 365.25 / 12 / place.disposable_share
    assert mean == pytest.approx(place.income_month)


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    table = large(300)
    one, other = tmp_path / "one.csv", tmp_path / "other.parquet"
    table.to_csv(one, index=False)
    table.sample(frac=1.0, random_state=2).to_parquet(other, index=False)
    first, second = inhabitants(one), inhabitants(other)
    by_id, by_other = np.argsort(first.people.rows.id), np.argsort(second.people.rows.id)
    for name in first.people.rows.dtype.names:
        assert np.array_equal(first.people.rows[name][by_id], second.people.rows[name][by_other]), name
    assert np.array_equal(first.people.tastes[by_id], second.people.tastes[by_other])
    assert np.array_equal(first.people.minds[by_id], second.people.minds[by_other])
    for name in first.households.rows.dtype.names:
        assert np.array_equal(first.households.rows[name], second.households.rows[name]), name
    members = first.people.rows.id[first.households.members], second.people.rows.id[second.households.members]
    assert np.array_equal(*members)

    def named(home: Inhabitants) -> np.ndarray:
        return np.where(home.ties.other >= 0, home.people.rows.id[home.ties.other], -1)

    by_id, by_other = (np.argsort(home.people.rows.id[: len(home.ties)]) for home in (first, second))
    assert np.array_equal(named(first)[by_id], named(second)[by_other])
    assert np.array_equal(first.ties.hours[by_id], second.ties.hours[by_other])


@pytest.mark.parametrize("separator", [";", "\t"])
def test_columns_may_be_separated_as_spreadsheets_do(tmp_path: Path, separator: str) -> None:
    path = written(tmp_path, "\ufeff" + TABLE.replace(",", separator) + "\n\n")
    assert read_residents(path, GROUPS)["id"].tolist() == [7, 8, 9, 12]


@pytest.mark.parametrize(
    ("wrong", "right", "messages"),
    [
        ("12,B,70", "7,B,70", [":5:", "field id = 7: ", "stands twice"]),
        ("70,woman", "170,woman", [":5:", "field age = 170", "a whole number from 0 to 120"]),
        ("70,woman", "old,woman", [":5:", "field age = old", "a whole number"]),
        ("70,woman", "7.5,woman", [":5:", "field age = 7.5", "a whole number"]),
        ("70,woman", ",woman", [":5:", "field age", "is empty"]),
        ("70,woman", "70,lady", [":5:", "field sex = lady", "man, woman"]),
        ("woman,Russian", "woman,Rusian", ["field group = Rusian", "Kazakh, Russian"]),
        ("rotating shift", "rotating", [":2:", "field activity = rotating", "rotating shift"]),
        ("200000", "-1", [":2:", "field income_month = -1", "from 0"]),
        ("sensory", "blind", [":4:", "field disability = blind", "mobility"]),
        ("100,-50,rotating", "100,,rotating", [":2:", "field x", "x and y"]),
        ("household", "houshold", ["field houshold", 'did you mean "household"', "field household", "is missing"]),
        (",x,", ",ex,", ["field ex", "field y", "the other coordinate"]),
    ],
)
def test_mistakes_are_named(tmp_path: Path, wrong: str, right: str, messages: list[str]) -> None:
    assert wrong in TABLE
    path = written(tmp_path, TABLE.replace(wrong, right, 1))
    with pytest.raises(InputError) as caught:
        read_residents(path, GROUPS)
    for message in [str(path), *messages]:
        assert message in str(caught.value)


def test_lines_are_counted_past_blank_ones(tmp_path: Path) -> None:
    path = written(tmp_path, TABLE.replace("12,B,70", "\n\n12,B,170"))
    with pytest.raises(InputError, match=r"residents\.csv:7: field age = 170"):
        read_residents(path, GROUPS)


def test_rows_of_parquet_are_named_by_number(tmp_path: Path) -> None:
    path = tmp_path / "residents.parquet"
    large(10).assign(age=[*range(9), 130]).to_parquet(path, index=False)
    with pytest.raises(InputError, match=r"field age = 130.*\(row 10\)"):
        read_residents(path, GROUPS)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.csv", None, "no such file"),
        ("empty.csv", b"", "is no table"),
        ("head.csv", b"id,household,age,sex,group\n", "holds no resident"),
        ("cyrillic.csv", "id,household,age,sex,group\n1,А,3,man,Kazakh\n".encode("cp1251"), "not UTF-8"),
        ("text.parquet", b"no parquet", "is no table"),
    ],
)
def test_files_that_are_no_tables(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_residents(path, GROUPS)


def test_a_thousand_mistakes_do_not_flood_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "residents.csv"
    large().assign(sex="lady").to_csv(path, index=False)
    with pytest.raises(InputError, match="and 1980 more"):
        read_residents(path, GROUPS)


def test_a_separator_at_the_end_of_every_row_is_told_as_such(tmp_path: Path) -> None:
    head, *rows = TABLE.splitlines()
    path = written(tmp_path, "\n".join([head, *(f"{row}," for row in rows)]))
    columns = head.count(",") + 1
    with pytest.raises(InputError, match=f":2: has {columns + 1} cells, must have {columns}, as the first line"):
        read_residents(path, GROUPS)


def test_how_many_people_there_are_the_table_says(tmp_path: Path) -> None:
    rows = [f"{number},{number},40,woman,Kazakh" for number in range(30)]
    (tmp_path / "people.csv").write_text("\n".join(["id,household,age,sex,group", *rows, "", ""]))
    (tmp_path / "s.toml").write_text('design = "people-first"\n[settlement]\nbase = "aul"\nresidents = "people.csv"\n')
    scenario = load_scenario(tmp_path / "s.toml")
    assert scenario.settlement.population == HubModel(scenario=scenario, rng=1).population == 30
    with pytest.raises(InputError, match="population cannot be set beside a table"):
        with_levers(scenario, {"population": 300})
    frame = pd.read_csv(tmp_path / "people.csv")
    frame.to_parquet(tmp_path / "people.parquet")
    assert people_in(str(tmp_path / "people.parquet")) == 30
    assert people_in(str(tmp_path / "none.csv")) == 0
