"""The report: whole in three languages, closed in itself, and true to the numbers."""

import json
import re
import shutil
import string
import tomllib
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import viz.report.words
from experiments.cli import app
from experiments.compare import Comparison, compare, plan
from experiments.evidence import evidence
from experiments.finance import FIGURES
from experiments.headline import FINANCE_HEADLINES
from experiments.indicators import INDICATORS, OUTCOMES, SILENT
from experiments.intervals import Interval
from experiments.reach import GROUPINGS
from experiments.results import Results, read_results
from experiments.sceptic import CLAIMS, OBJECTIONS, TABLE, verdicts, worlds
from model.scenario import InputError, Scenario, list_designs, list_settlements, load_settlement, with_levers
from model.scenario.flat import leaves
from viz.comparison import PANELS, Panel
from viz.report import LANGUAGES, render, write_report
from viz.report.figures import MONEY_PANELS
from viz.report.origin import events
from viz.report.page import MEASURES, MONEY, Page
from viz.report.verdicts import verdict
from viz.report.words import Words

DESIGNS = ("status-quo", "top-down", "people-first")
LEVERS = {"population": 220, "hub_opens": 6, "awareness_base": 0.3, "days": 40, "habit_gain": 0.11}
EVERY_EVENT: tuple[dict[str, Any], ...] = (
    {"kind": "hub_opens"},
    {"kind": "cafe_opens"},
    {"kind": "cafe_closes"},
    {"kind": "campaign", "days": 30, "strength": 2},
    {"kind": "layoffs", "share": 0.3},
    {"kind": "closure", "days": 21},
    {"kind": "road_closed", "days": 14, "minutes": 25},
    {"kind": "harsh_winter", "days": 40},
    {"kind": "operator_exits"},
    {"kind": "endorsement", "days": 60, "strength": 3},
)
EVERY_EVENT = tuple(each | {"day": day} for day, each in enumerate(EVERY_EVENT))
LATE = ({"kind": "closure", "day": 37, "days": 2}, {"kind": "campaign", "day": 38, "days": 2})
FOLDER = Path(viz.report.words.__file__).parent / "languages"


def _small() -> dict[str, Scenario]:
    return {name: with_levers(Scenario(settlement="aul", design=name), LEVERS) for name in DESIGNS}  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("results")
    scenarios = _small()
    scenarios = {each: with_levers(scenario, {"events": LATE}) for each, scenario in scenarios.items()}
    compare(scenarios, replicates=2, seed=7, jobs=1, out=out)
    plain, name = worlds("aul", "people-first")
    levers = LEVERS | {"events": LATE}
    doubted = {each: with_levers(scenario, levers | _zeros(scenario)) for each, scenario in plain.items()}
    compare(
        doubted, replicates=2, seed=1, jobs=1, out=out / "sceptic", also=lambda found: {TABLE: verdicts(found, name)}
    )
    return out


def _zeros(scenario: Scenario) -> dict[str, float]:
    """Keep what an arm has switched off."""
    usual = dict(leaves(Scenario(settlement="aul", design="people-first").behaviour))  # type: ignore[arg-type]
    given = dict(leaves(scenario.behaviour))
    return {"behaviour." + ".".join(path): value for path, value in given.items() if usual[path] != value}


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, str]:
    return {lang: render(folder, lang) for lang in LANGUAGES}


@pytest.fixture(scope="module")
def comparison(folder: Path) -> Comparison:
    return read_results(folder).comparison


class _Reader(HTMLParser):
    """Gathers what a reader sees, and whether every element is closed in order."""

    EMPTY = frozenset({"meta", "br", "rect", "line", "circle"})

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("style", "code"):
            self.texts.append(" ".join(data.split()))


def _read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


def _seen(page: str) -> str:
    return re.sub(r"\s+", " ", " ".join(_read(page).texts))


def _tables(lang: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{lang}.toml").read_text("utf-8"))


def _fills(text: object) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name} if isinstance(text, str) else set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_is_whole_and_closed_in_itself(pages: dict[str, str], lang: str) -> None:
    page = pages[lang]
    read = _read(page)
    assert not read.open
    assert len(read.ids) == len(set(read.ids))
    assert f'<html lang="{lang}">' in page
    assert "script" not in read.seen
    assert not re.findall(r"(https?:)?//[a-z]", page)  # neither links nor name spaces nor fonts of another host
    assert not re.findall(r"@import|url\((?!#)", page)
    assert "{" not in _seen(page)
    for anchor in re.findall(r'href="#([^"]+)"', page):
        assert anchor in read.ids


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_numbers_of_the_summary_are_those_of_the_runs(
    pages: dict[str, str], comparison: Comparison, lang: str
) -> None:
    words, seen = Words(lang), _seen(pages[lang])
    for design in DESIGNS[1:]:
        for measure in ("visits", "cross_ethnic_ties", "returning_readers"):
            told = words.with_range(comparison.difference(measure, design), signed=True)
            assert re.sub(r"\s+", " ", told) in seen
        net = words.with_range(comparison.difference("state_gain_net", design), "KZT", signed=True)
        assert re.sub(r"\s+", " ", net) in seen
        for measure in ("knowledge", "reach_30"):
            value = words.number(100.0 * comparison.value(measure, design).mean)
            assert value in seen


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_says_how_many_runs_and_which_seeds(pages: dict[str, str], lang: str) -> None:
    words, seen = Words(lang), _seen(pages[lang])
    basis = words("basis", n=2, first=7, last=8)
    caption = words("caption_bands", n=2, first=7, last=8)
    assert seen.count(basis) >= 4
    assert seen.count(caption) == 2
    assert seen.count(words("basis", n=2, first=1, last=2)) == 1  # the sceptic's own seeds


def test_russian_and_kazakh_pages_hold_no_english_words(pages: dict[str, str]) -> None:
    usual = {"Shanyraq", "shanyraq", "status-quo", "top-down", "people-first", "NPV", "IRR", "DSCR"}
    for lang in ("ru", "kk"):
        page = pages[lang]
        for as_written in ("revision", "fingerprint", "packages", "command"):
            page = re.sub(rf"<dt>{Words(lang)(as_written)}</dt><dd>.*?</dd>", "", page, flags=re.DOTALL)
        words = set(re.findall(r"[A-Za-z]{3,}", _seen(page))) - usual
        assert not words, (lang, sorted(words))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_event_is_told_with_its_numbers_in_every_language(lang: str) -> None:
    words, scenario = Words(lang), with_levers(_small()["status-quo"], {"days": 400, "events": EVERY_EVENT})
    assert {event.kind for event in scenario.events} == set(words._tables["event"])
    told = events(scenario, words).split("; ")
    assert len(told) == len(EVERY_EVENT)
    for day, (event, text) in enumerate(zip(EVERY_EVENT, told, strict=True)):
        assert text.startswith(words.date(scenario.clock.date_of(day)))
        for name in {"days", "strength", "minutes"} & event.keys():
            assert re.search(rf"\b{event[name]}\b", text.replace(words.date(scenario.clock.date_of(day)), "")), text
        if "share" in event:
            assert words.percent(event["share"]) in text
    if lang == "ru":
        assert "закрыто на 21 день (ремонт)" in events(scenario, words).replace("\u00a0", " ")


def test_what_ships_has_its_source_in_every_language() -> None:
    sources = {load_settlement(name).source for name in list_settlements()}
    for lang in ("ru", "kk"):
        assert sources <= set(_tables(lang)["source"])


@pytest.mark.parametrize(
    ("number", "forms"),
    [
        (1, "1 жителя, 1 прогоне, 1 день"),
        (4, "4 жителей, 4 прогонах, 4 дня"),
        (11, "11 жителей, 11 прогонах, 11 дней"),
        (21, "21 жителя, 21 прогоне, 21 день"),
        (1401, "1 401 жителя, 1 401 прогоне, 1 401 день"),
    ],
)
def test_a_noun_takes_the_form_that_its_number_asks_for(number: int, forms: str) -> None:
    words = Words("ru")
    told = ", ".join(words.counted(kind, number) for kind in ("of_residents", "in_runs", "days"))
    assert told.replace("\u00a0", " ") == forms
    assert Words("en").counted("days", 1) == "1\u00a0day"


def _summary(comparison: Comparison, design: str, lang: str) -> str:
    page = Page(Results(comparison, {}, None, None), Words(lang))
    return " ".join(text for text, _ in page.summary(design)).replace("\u00a0", " ")


def test_the_summary_says_first_that_the_operator_left_and_when(comparison: Comparison) -> None:
    design = "people-first"
    stays = _summary(comparison, design, "en")
    assert "The operator is still there at the end in all runs (2)." in stays
    accounts = comparison.accounts.copy()
    mine = (accounts["design"] == design) & (accounts["seed"] == 7)
    gone = accounts.index[mine & accounts["operated"]][0]
    accounts.loc[gone, ["left", "part"]] = True, 0.5
    accounts.loc[mine & (accounts.index > gone), "operated"] = False
    left = replace(comparison, accounts=accounts)
    for lang, said in (
        ("en", "The operator left in 1 run of 2, on average after 0.5 months; from then on the library was back"),
        (
            "ru",
            "Оператор ушёл в 1 прогоне из 2, в среднем через 0,5 мес.; после этого снова работала обычная библиотека.",
        ),
        ("kk", "Оператор 2 есептеудің 1 есептеуінде кетті, орта есеппен 0,5 айдан кейін; содан кейін қайтадан"),
    ):
        text = _summary(left, design, lang)
        assert said in text
        assert Words(lang)("s_stays", n=2) not in text


@pytest.mark.parametrize(
    ("paid", "said"),
    [
        (0, "не окупились в пределах договора ни в одном из 2 прогонов."),
        (1, "окупились в пределах договора в 1 прогоне из 2."),
        (2, "окупились в пределах договора во всех прогонах (2)."),
    ],
)
def test_the_fit_out_is_said_to_be_paid_back_only_where_it_is(paid: int, said: str, comparison: Comparison) -> None:
    known = comparison.appraisals["people-first"]
    given = [each._replace(payback=30.0 if number < paid else float("nan")) for number, each in enumerate(known)]
    again = replace(comparison)
    vars(again)["appraisals"] = comparison.appraisals | {"people-first": given}
    assert said in _summary(again, "people-first", "ru")


@pytest.mark.parametrize(
    ("design", "levers", "said"),
    [
        ("people-first", {"hub_opens": 90}, "opens on day 91, after the end"),
        ("people-first", {"hub_opens": 1}, "no whole month by the end"),
        ("people-first", {"hub_opens": 1, "design.partnership.run_by": "state"}, "The state runs the house itself"),
        ("renovation", {"hub_opens": 1}, "The state runs the house itself"),
    ],
)
def test_the_summary_says_why_nobodys_business_is_judged(design: str, levers: dict[str, Any], said: str) -> None:
    scenarios = plan("aul", ["status-quo", design])
    small = {name: with_levers(each, {"population": 60, "days": 3} | levers) for name, each in scenarios.items()}
    assert said in _summary(compare(small, replicates=1, jobs=1), design, "en")


def test_money_that_differs_stands_under_its_own_design(comparison: Comparison) -> None:
    levers = {"design.partnership.fit_out": 1_500_000, "design.partnership.term_months": 72}
    scenarios = comparison.scenarios | {"top-down": with_levers(comparison.scenarios["top-down"], levers)}
    page = Page(Results(replace(comparison, scenarios=scenarios), {}, None, None), Words("en"))
    rows = {row["name"]: row for row in page.assumed()}
    assert rows["design.partnership.fit_out"]["cells"] == ["–", "1,500,000", "40,000,000"]
    assert rows["design.partnership.costs.wage"]["cells"] == []
    assert rows["design.partnership.costs.wage"]["value"] == "200,000"
    assert "contract of 72 months" in page.worth_note()
    assert "contract of 60 months" in page.worth_note()


@pytest.mark.parametrize(("designs", "tables"), [(1, [1]), (6, [6]), (7, [4, 3]), (12, [6, 6]), (13, [5, 5, 3])])
def test_no_table_is_wider_than_a_sheet_of_paper(designs: int, tables: list[int], comparison: Comparison) -> None:
    scenarios = {f"design {number}": comparison.scenario for number in range(designs)}
    page = Page(Results(replace(comparison, scenarios=scenarios), {}, None, None), Words("en"))
    assert [len(page.legend()[some]) for some in page.batches()] == tables


def test_it_is_said_what_is_made_of_a_hub_that_is_gone(comparison: Comparison) -> None:
    accounts = comparison.accounts.copy()
    accounts.loc[accounts.index[accounts["operated"]][0], "left"] = True
    gone = replace(comparison, accounts=accounts)
    for found, said in ((comparison, False), (gone, True)):
        for lang in LANGUAGES:
            page = Page(Results(found, {}, None, None), Words(lang))
            assert (Words(lang)("evidence_gone") in page.evidence_note()) == said


def test_evidence_is_a_value_with_its_unit_and_then_points(comparison: Comparison) -> None:
    words, table = Words("en"), evidence(comparison, "people-first").set_index("indicator")
    page = Page(Results(comparison, {}, None, None), words)
    rows = {row["title"]: row for part in page.outcomes() for row in part["rows"]}
    reached, row = rows["Residents reached"]["cells"][2], table.loc["reached"]
    assert reached["value"] == f"{words.number(100 * row['value'])}\u00a0%"
    assert reached["points"] == f"{row['points']:.0f} of 100"
    parity = rows["Reach of the sex that comes less"]["cells"][2]
    assert parity["value"] == words.number(table.loc["reach_sex", "value"])
    assert rows["Residents who come within a month"]["benchmark"].startswith("0 → 0, 28.6 → 100")


def test_who_decides_on_the_programme_is_said_where_there_is_one(comparison: Comparison) -> None:
    cafe = {"cafe-only": with_levers(Scenario(settlement="aul", design="cafe-only"), LEVERS)}  # type: ignore[arg-type]
    page = Page(Results(replace(comparison, scenarios=comparison.scenarios | cafe), {}, None, None), Words("en"))
    board = Words("en")("board")
    assert [board in dict(card["levers"]) for card in page.cards()] == [False, True, True, False]


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_languages_have_the_same_texts_with_the_same_blanks(lang: str) -> None:
    english, other = _tables("en")["page"], _tables(lang)["page"]
    assert english.keys() == other.keys()
    for key, text in english.items():
        assert _fills(text) == _fills(other[key]), key


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_everything_that_is_shown_has_a_name(lang: str) -> None:
    tables = _tables(lang)
    measures = {name for names in MEASURES.values() for name in names} | set(MONEY)
    panels: tuple[Panel, ...] = (*PANELS, *MONEY_PANELS)
    asked = {
        "measure": measures | {panel.measure for panel in panels},
        "figure": set(FINANCE_HEADLINES) & set(FIGURES),
        "missing": {FIGURES[name].missing for name in FINANCE_HEADLINES},
        "grouping": set(GROUPINGS),
        "outcome": set(OUTCOMES),
        "indicator": {each.name for each in INDICATORS},
        "claim": {each.name for each in CLAIMS},
        "objection": {each.name for each in OBJECTIONS},
        "objection_how": {each.name for each in OBJECTIONS},
        "silence": {each.criterion for each in SILENT} | {each.reason for each in SILENT},
        "settlement": {load_settlement(name).name for name in list_settlements()},
        "group": {group for name in list_settlements() for group in load_settlement(name).ethnic_percent},
        "design": set(list_designs()),
    }
    for kind, names in asked.items():
        assert names <= set(tables[kind]), kind
    for name, design in tables["design"].items():
        assert set(design) == {"title", "intent"}, name


@pytest.mark.parametrize(
    ("lang", "number", "money", "share"),
    [
        ("en", "1,234.5", "−4.81 million ₸", "12 %"),
        ("ru", "1 234,5", "−4,81 млн ₸", "12 %"),
        ("kk", "1 234,5", "−4,81 млн ₸", "12 %"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(lang: str, number: str, money: str, share: str) -> None:
    words = Words(lang)
    assert words.plain(1234.5).replace("\u00a0", " ") == number
    assert words.money(-4_810_651).replace("\u00a0", " ") == money
    assert words.percent(0.12).replace("\u00a0", " ") == share


def test_an_interval_is_written_like_its_mean_and_names_its_unit_once() -> None:
    words, interval = Words("en"), Interval(2_500_000.0, -90_000.0, 5_090_000.0)
    assert words.range(interval, "KZT", signed=True).replace("\u00a0", " ") == "−0.09 to +5.09 million ₸"
    assert words.range(Interval(1.0, float("nan"), float("nan"))) == ""


@pytest.mark.parametrize(
    ("interval", "said"),
    [((2, 1, 3), "more"), ((-2, -3, -1), "less"), ((1, -1, 3), "unclear"), ((1, float("nan"), 2), "")],
)
def test_a_difference_is_clear_if_its_interval_excludes_nought(interval: tuple[float, ...], said: str) -> None:
    assert verdict(Interval(*interval)) == said


def test_what_differs_from_the_defaults_is_listed(pages: dict[str, str]) -> None:
    assert "behaviour.awareness.base" in pages["en"]
    part = pages["en"].split(Words("en")("changed"))[1]
    assert {"behaviour.memory.habit_gain", "clock.days", "clock.hub_opens"} & set(
        re.findall(r"<code>(.*?)</code>", part)
    )


def test_the_sceptic_is_shown_if_it_was_asked(folder: Path, pages: dict[str, str], tmp_path: Path) -> None:
    assert OBJECTIONS[0].title in _seen(pages["en"])
    shutil.copytree(folder, tmp_path / "alone", ignore=shutil.ignore_patterns("sceptic"))
    alone = _seen(render(tmp_path / "alone"))
    assert OBJECTIONS[0].title not in alone
    assert "The sceptic was not asked about these runs" in alone


def test_a_sceptic_who_was_asked_about_something_else_is_not_heard(folder: Path, tmp_path: Path) -> None:
    assert read_results(folder).claims is not None
    shutil.copytree(folder, tmp_path / "other")
    path = tmp_path / "other" / "sceptic" / "scenario-status-quo.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("days = 40", "days = 41"), "utf-8")
    assert path.read_text("utf-8") != text
    assert read_results(tmp_path / "other").claims is None


def test_a_single_run_has_no_intervals(tmp_path: Path) -> None:
    scenarios = {name: with_levers(each, {"days": 20}) for name, each in list(_small().items())[:2]}
    compare(scenarios, replicates=1, jobs=1, out=tmp_path)
    seen = _seen(render(tmp_path))
    assert "One run of each design (seed 1), so there are no intervals." in seen
    assert "nan" not in seen


@pytest.mark.parametrize(
    ("names", "levers"),
    [
        (("status-quo",), {"population": 60, "days": 12, "hub_opens": 3}),  # nothing to hold it against
        (("status-quo", "people-first"), {"population": 20, "days": 8, "hub_opens": 3}),  # every group is too small
        (("status-quo", "people-first"), {"population": 60, "days": 8, "hub_opens": 30}),  # the hub never opens
        (tuple(dict.fromkeys(("status-quo", *list_designs()))), {"population": 60, "days": 2, "hub_opens": 0}),
    ],
)
def test_odd_comparisons_have_a_page_too(names: tuple[str, ...], levers: dict[str, Any], tmp_path: Path) -> None:
    scenarios = {name: with_levers(Scenario(settlement="aul", design=name), levers) for name in names}  # type: ignore[arg-type]
    compare(scenarios, replicates=2, jobs=1, out=tmp_path)
    read = _read(render(tmp_path, "ru"))
    assert not read.open
    assert not re.search(r"\bnan\b", " ".join(read.texts))


def test_a_design_of_ones_own_is_shown_as_written(tmp_path: Path) -> None:
    own = {"name": "mine", "title": "My <hub>", "intent": "Tea & talk.", "base": "cafe-only"}
    (tmp_path / "mine.toml").write_text("\n".join(f"{key} = {json.dumps(value)}" for key, value in own.items()))
    levers = {"population": 100, "days": 10, "hub_opens": 2}
    scenarios = {"status-quo": _small()["status-quo"]}
    scenarios["mine"] = Scenario(settlement="aul", design=tmp_path / "mine.toml")  # type: ignore[arg-type]
    compare(
        {name: with_levers(each, levers) for name, each in scenarios.items()}, replicates=2, jobs=1, out=tmp_path / "r"
    )
    page = render(tmp_path / "r", "kk")
    assert "My &lt;hub&gt;" in page
    assert "Tea & talk." in unescape(page)


def test_the_command_writes_one_file_and_always_the_same(folder: Path, pages: dict[str, str], tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["report", str(folder), "--lang", "ru", "--out", str(tmp_path / "new" / "r.html")])
    assert told.exit_code == 0, told.output
    assert (tmp_path / "new" / "r.html").read_text("utf-8") == pages["ru"]
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["r.html"]


def _spoiled(folder: Path, path: Path, name: str, text: str | None) -> Path:
    shutil.copytree(folder, path)
    if text is None:
        (path / name).unlink()
    else:
        (path / name).write_text(text)
    return path


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("manifest.json", None, "holds no results"),
        ("manifest.json", "{", "cannot be read"),
        ("manifest.json", "[]", "is not the manifest of a comparison"),
        ("manifest.json", '{"designs": ["a"]}', "report on what `shanyraq compare --scenario "),
        ("manifest.json", '{"designs": ["a"], "reference": "a", "complete": false}', "unfinished"),
        ("daily.parquet", None, "is not there"),
        ("groups.parquet", "nonsense", "cannot be read"),
        ("scenario-top-down.toml", None, "scenario-top-down.toml"),
    ],
)
def test_a_folder_that_will_not_do_is_told_with_exit_code_2(
    folder: Path, tmp_path: Path, name: str, text: str | None, message: str
) -> None:
    spoiled = _spoiled(folder, tmp_path / "spoiled", name, text)
    told = CliRunner().invoke(app, ["report", str(spoiled)])
    assert told.exit_code == 2, told.output
    assert message in told.stderr
    assert not list(spoiled.glob("*.html"))


def test_no_folder_no_language_no_place_to_write(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for words, message in (
        (["report", str(tmp_path / "nowhere")], "is not there"),
        (["report", str(tmp_path / "file")], "is a file"),
        (["report", str(tmp_path)], "holds no results"),
        (["report", str(folder), "--lang", "de"], '"de" must be en, ru or kk'),
    ):
        told = CliRunner().invoke(app, words)
        assert told.exit_code == 2
        assert message in told.stderr
    with pytest.raises(InputError, match="cannot write"):
        write_report(folder, "en", tmp_path)
