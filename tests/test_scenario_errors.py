"""A mistake of the user's gets one clear line: where, what was given, what is allowed, the nearest right name."""

import pickle
from pathlib import Path

import pytest

from model import HubModel
from model.scenario import (
    InputError,
    Scenario,
    Settlement,
    dump_scenario,
    load_design,
    load_scenario,
    load_settlement,
)
from model.scenario.errors import written

START = 'settlement = "aul"\ndesign = "people-first"\n'


def message(folder: Path, text: str, name: str = "town.toml") -> str:
    """Write a scenario file, read it, and give the message without the folder."""
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_scenario(folder / name)
    return str(caught.value).replace(f"{folder}/", "")


def test_a_value_out_of_bounds(tmp_path: Path) -> None:
    text = 'design = "people-first"\n[settlement]\nbase = "aul"\nincome_month = -5\n'
    assert (
        message(tmp_path, text) == "town.toml:4: field settlement.income_month = -5: must be at least 0 (KZT a month)"
    )


def test_an_unknown_key(tmp_path: Path) -> None:
    text = START + "[behaviour.reading]\nspilover = 0.1\n"
    assert message(tmp_path, text) == (
        'town.toml:4: field behaviour.reading.spilover: unknown; did you mean "spillover"?'
    )


def test_an_unknown_table(tmp_path: Path) -> None:
    text = START + "\n[behavior]\n"
    assert message(tmp_path, text) == 'town.toml:4: field behavior: unknown; did you mean "behaviour"?'


def test_the_wrong_type(tmp_path: Path) -> None:
    text = START + '[clock]\ndays = "many"\nstart = "soon"\n'
    assert message(tmp_path, text).splitlines() == [
        'town.toml:4: field clock.days = "many": must be a whole number (days)',
        'town.toml:5: field clock.start = "soon": must be a date such as 2026-01-01 (date)',
    ]


@pytest.mark.parametrize("part", ["settlement", "design", "library"])
def test_a_file_that_a_scenario_names_and_that_is_not_there(part: str, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("")
    parts = {"settlement": '"aul"', "design": '"people-first"', part: '"mien.toml"'}
    text = "".join(f"{name} = {given}\n" for name, given in parts.items())
    line = list(parts).index(part) + 1
    said = f'town.toml:{line}: field {part} = "mien.toml": no such file; did you mean "mine.toml"?'
    assert message(tmp_path, text) == said


@pytest.mark.parametrize(
    ("section", "given", "said"),
    [
        ("clock", "days = true", "clock.days = true: must be a whole number (days)"),
        ("clock", 'days = "5"', 'clock.days = "5": must be a whole number (days)'),
        ("behaviour.reading", 'spillover = "0.01"', 'behaviour.reading.spillover = "0.01": must be a number (1/visit)'),
        ("library.outreach", 'signage = "yes"', 'library.outreach.signage = "yes": must be true or false'),
        ("library.outreach", "signage = 1", "library.outreach.signage = 1: must be true or false"),
    ],
)
def test_nothing_is_taken_for_what_it_is_not(section: str, given: str, said: str, tmp_path: Path) -> None:
    assert message(tmp_path, f"{START}[{section}]\n{given}\n") == f"town.toml:4: field {said}"


def test_a_settlement_that_is_neither_name_nor_table(tmp_path: Path) -> None:
    assert message(tmp_path, START.replace('"aul"', "3")) == (
        "town.toml:1: field settlement = 3: must be the name of a settlement, the path of a TOML file, or a table"
    )


def test_a_wrong_word(tmp_path: Path) -> None:
    text = START.replace('"people-first"', "{base = 'people-first', governance = {board = 'top down'}}")
    assert message(tmp_path, text) == (
        'town.toml:2: field design.governance.board = "top down": must be one of "top-down", "people-first"; '
        'did you mean "top-down"?'
    )


def test_shares_that_do_not_add_up(tmp_path: Path) -> None:
    text = 'design = "people-first"\n[settlement]\nbase = "aul"\n[settlement.ethnic_percent]\nKazakh = 90\nother = 7\n'
    assert message(tmp_path, text) == (
        "town.toml:4: field settlement.ethnic_percent: shares add up to 97.00 %, must add up to 100 %"
    )


def test_shares_that_exceed_the_whole() -> None:
    with pytest.raises(InputError, match="employed_percent and home_percent add up to 120 %, must not exceed 100 %"):
        Settlement(name="x", population=500, employed_percent=90, home_percent=30)


def test_a_band_that_is_missing_or_unknown() -> None:
    bands = dict(Settlement(name="x", population=500).women_percent)
    bands["10-15"] = bands.pop("10-14")
    with pytest.raises(InputError, match=r'settlement\.women_percent: unknown key "10-15"; did you mean "10-14"'):
        Settlement(name="x", population=500, women_percent=bands)
    del bands["10-15"]
    with pytest.raises(InputError, match='has no value for "10-14"'):
        Settlement(name="x", population=500, women_percent=bands)


def test_an_event_that_is_wrong(tmp_path: Path) -> None:
    text = START + (
        '[[events]]\nkind = "layofs"\nday = 10\n\n'
        '[[events]]\nkind = "layoffs"\nday = 10\nshare = 3\n\n'
        '[[events]]\nkind = "closure"\nday = 10\ndays = 3\nshare = 3\n\n'
        '[[events]]\nkind = "cafe_opens"\n\n[[events]]\nday = 3\n'
    )
    assert message(tmp_path, text).splitlines() == [
        'town.toml:3: field events[0]: unknown kind "layofs"; did you mean "layoffs"?',
        "town.toml:10: field events[1].share = 3: must be at most 1",
        "town.toml:16: field events[2].share: unknown; known: day, date, kind, days, reason",
        "town.toml:18: field events[3]: needs either a day or a date",
        'town.toml:21: field events[4]: needs a kind, one of "hub_opens", "cafe_opens", "cafe_closes", "campaign", '
        '"layoffs", "closure", "road_closed", "harsh_winter", "operator_exits", "endorsement"',
    ]


def test_an_event_before_the_start(tmp_path: Path) -> None:
    text = START + '[[events]]\nkind = "cafe_opens"\ndate = 2025-12-31\n'
    assert message(tmp_path, text) == (
        "town.toml:5: field events[0].date = 2025-12-31: must not be before the start, 2026-01-01"
    )


def test_an_event_beyond_the_end(tmp_path: Path) -> None:
    text = START + '[clock]\ndays = 30\n[[events]]\nkind = "closure"\nday = 30\ndays = 3\n'
    assert message(tmp_path, text) == ("town.toml:7: field events[0].day = 30: must be before the run ends, on day 30")


def test_a_folder_in_place_of_a_name(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r'" is a folder, must be the name of a settlement or the path of a TOML file$'
    ):
        load_settlement(str(tmp_path))
    text = 'design = "people-first"\n[settlement]\nbase = "aul"\nresidents = "."\n'
    assert message(tmp_path, text) == 'town.toml:4: field settlement.residents = ".": is a folder, must be a file'


def test_an_offer_of_no_known_kind(tmp_path: Path) -> None:
    text = 'settlement = "aul"\n[design]\nbase = "people-first"\n[design.offers.danse]\nper_week = 2\n'
    assert (
        message(tmp_path, text) == 'town.toml:4: field design.offers.danse: is of no known kind; did you mean "dance"?'
        "; a kind of your own is a table [behaviour.kinds.danse] in the file of the scenario"
    )


def test_several_problems_come_in_one_message_in_order_of_lines(tmp_path: Path) -> None:
    text = START + "[clock]\ndays = 0\n[behaviour.choice]\nnest = 2\nhabbit = 1\n"
    assert [line.split(": ")[0] for line in message(tmp_path, text).splitlines()] == [
        "town.toml:4",
        "town.toml:6",
        "town.toml:7",
    ]


def test_a_required_field_that_is_missing(tmp_path: Path) -> None:
    assert message(tmp_path, 'design = "people-first"\n').startswith("town.toml: field settlement: is required")


def test_a_name_that_does_not_ship(tmp_path: Path) -> None:
    assert message(tmp_path, START.replace("aul", "kentua")).startswith(
        'town.toml:1: field settlement = "kentua": no settlement "kentua" ships; did you mean "kentau"?'
    )


def test_a_mistake_in_a_file_that_is_named_is_reported_with_that_file(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('name = "Mine"\n\npopulation = 3\n')
    assert message(tmp_path, START.replace("aul", "mine.toml")) == (
        "mine.toml:3: field settlement.population = 3: must be at least 20 (people)"
    )


def test_a_file_that_is_not_toml(tmp_path: Path) -> None:
    assert message(tmp_path, START + "[clock\n").startswith("town.toml:3:7: not TOML: ")
    assert message(tmp_path, 'name = "open').startswith("town.toml:1")
    (tmp_path / "latin.toml").write_bytes("# a\nname = 'Текелі'".encode("cp1251"))
    with pytest.raises(InputError, match=r"latin.toml:2: not TOML: the text is not UTF-8"):
        load_scenario(tmp_path / "latin.toml")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "town.toml").write_text("")
    with pytest.raises(InputError, match=r'twon.toml: no such file; did you mean "town.toml"\?'):
        load_scenario(tmp_path / "twon.toml")
    with pytest.raises(InputError, match=r'kentua.toml: no such file; did you mean "kentau"\?'):
        load_settlement("kentua.toml")
    with pytest.raises(InputError, match="is a folder, must be a TOML file"):
        load_scenario(tmp_path)
    with pytest.raises(InputError, match=r"cannot be read: .+"):
        load_scenario(tmp_path / f"{'x' * 300}.toml")


def test_a_place_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be written: .+"):
        dump_scenario(Scenario(settlement="aul", design="people-first"), tmp_path / "nowhere" / "town.toml")  # type: ignore[arg-type]


def test_a_table_of_residents_that_is_not_there(tmp_path: Path) -> None:
    text = 'design = "people-first"\n[settlement]\nbase = "aul"\nresidents = "people.csv"\n'
    assert message(tmp_path, text) == (
        'town.toml:4: field settlement.residents = "people.csv": no such file: people.csv'
    )


def test_values_given_in_python_get_the_same_text_without_a_file() -> None:
    with pytest.raises(InputError) as caught:
        Settlement(name="x", population=500, income_month=-5, popluation=3)  # type: ignore[call-arg]
    assert str(caught.value).splitlines() == [
        "field settlement.income_month = -5: must be at least 0 (KZT a month)",
        'field settlement.popluation: unknown; did you mean "population"?',
    ]
    with pytest.raises(InputError, match=r"^field clock.days = 0: must be at least 1 \(days\)$"):
        Scenario(settlement="aul", design="people-first", clock={"days": 0})  # type: ignore[arg-type]


def test_an_input_error_is_a_value_error_and_survives_pickling() -> None:
    error = InputError("wrong")
    assert isinstance(error, ValueError)
    assert str(pickle.loads(pickle.dumps(error))) == "wrong"  # from a worker process to the user


def test_a_mistake_of_which_only_the_file_is_known_has_no_line() -> None:
    assert str(InputError("wrong").placed(file="town.toml")) == "town.toml: wrong"
    assert str(InputError("wrong").placed(file="town.toml", line=3)) == "town.toml:3: wrong"


def test_a_value_longer_than_sixty_characters_is_shortened_to_sixty() -> None:
    assert written("x" * 58) == f'"{"x" * 58}"'
    assert written("x" * 59) == f'"{"x" * 58}…'


def test_the_hub_opens_only_once(tmp_path: Path) -> None:
    text = START + '[[events]]\nkind = "hub_opens"\nday = 3\n\n[[events]]\nkind = "hub_opens"\ndate = 2026-06-01\n'
    said = message(tmp_path, text)
    assert "events[1].kind" in said
    assert "only once" in said


HOSTED = 'settlement = "{}"\n[design]\nbase = "people-first"\n[design.offers.dance]\nhost = "{}"\n'


@pytest.mark.parametrize(("host", "near"), [("martians", ""), ("kazakh", '; did you mean "Kazakh"?')])
def test_a_host_is_a_group(host: str, near: str, tmp_path: Path) -> None:
    said = message(tmp_path, HOSTED.format("aul", host))
    field = f'town.toml:5: field design.offers.dance.host = "{host}"'
    assert said.startswith(f"{field}: is no group that lives here, visits or is known{near};")
    assert "settlement.ethnic_percent, with 0" in said


def test_a_host_may_be_a_guest_or_be_declared(tmp_path: Path) -> None:
    (tmp_path / "aul.toml").write_text('base = "aul"\n[ethnic_percent]\nKazakh = 100\nMartian = 0\n')
    for settlement, host in (("aul", "Korean"), ("aul.toml", "Martian"), ("aul", "in turn"), ("aul", "none")):
        path = tmp_path / "town.toml"
        path.write_text(HOSTED.format(settlement, host))
        assert load_scenario(path).design.offers["dance"].host == host
    (tmp_path / "aul.toml").write_text(
        'base = "aul"\n[ethnic_percent]\nKazakh = 100\n[tourist_groups]\nMartian = 100\n'
    )
    path.write_text(HOSTED.format("aul.toml", "Martian"))
    assert load_scenario(path).design.offers["dance"].host == "Martian"


def test_the_host_of_an_entry_of_the_timetable_is_a_group(tmp_path: Path) -> None:
    entry = '[[design.timetable]]\nkind = "dance"\nday = "Mon"\nslot = "evening"\nhost = "Kazkh"\n'
    said = message(tmp_path, HOSTED.format("aul", "none") + entry)
    assert 'field design.timetable[0].host = "Kazkh"' in said
    assert 'did you mean "Kazakh"?' in said


@pytest.mark.parametrize("part", ["design", "settlement"])
def test_a_base_that_rests_on_itself_is_told(tmp_path: Path, part: str) -> None:
    first = {"design": 'name = "a"\n', "settlement": 'name = "A"\n'}[part]
    (tmp_path / "a.toml").write_text(f'base = "b.toml"\n{first}')
    (tmp_path / "b.toml").write_text('base = "a.toml"\n')
    load = {"design": load_design, "settlement": load_settlement}[part]
    with pytest.raises(InputError, match=r"rests on itself: a\.toml → b\.toml → a\.toml"):
        load(str(tmp_path / "a.toml"))


def test_a_settlement_without_anybody_who_decides_is_refused() -> None:
    bands = dict.fromkeys(load_settlement("aul").age_percent, 0.0) | {"0-4": 50.0, "5-9": 50.0}
    young = Scenario(settlement={"base": "aul", "age_percent": bands}, design="people-first")  # type: ignore[arg-type]
    with pytest.raises(InputError, match=r"settlement\.age_percent = .*: must leave somebody of 15 or older"):
        HubModel(scenario=young, rng=1)
