"""Every visible word is there in every language, with the same gaps."""

import re
import string
from dataclasses import replace

import pytest

from model.measures import CATALOGUE
from model.scenario import InputError, list_designs, load_design, parameter_table
from viz.components.forest import Panel, forest
from viz.link import Setup
from viz.pages.compare import _FIGURE
from viz.text import LANGUAGES, words
from viz.text import en as english
from viz.text.en import WORDS

_TABLES = ("KINDS", "TERMS", "FIELDS")


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "en"])
def test_a_language_says_all_that_english_says(lang: str) -> None:
    own = words(lang)._own
    assert set(own.WORDS) == set(WORDS)
    assert all(_gaps(own.WORDS[key]) == _gaps(WORDS[key]) for key in WORDS)
    for table in _TABLES:
        assert set(getattr(own, table)) == set(getattr(english, table))
    for name, measure in CATALOGUE.items():
        assert words(lang).measure(name) != measure.title, name
    for name in list_designs():
        design = load_design(name)
        title, intent = words(lang).design(design)
        assert title != design.title
        assert intent != " ".join(design.intent.split())
    assert len(own.MONTHS) == 12


def test_refusals_are_said_in_the_visitors_language() -> None:
    ru, kk, en = (words(lang) for lang in ("ru", "kk", "en"))
    assert set(ru._own.REFUSALS) == set(kk._own.REFUSALS)
    for lang in (ru, kk):
        for written, said in lang._own.REFUSALS.items():
            assert said.count("{}") == written.count("{}"), written
    assert ru.refusal("must be at most 63") == "не больше 63"
    assert ru.refusal("must be at least 0 (KZT/month)") == f"не меньше 0 ({ru.unit('KZT/month')})"
    assert kk.refusal("3 sessions on Tue evening, but only 2 rooms") == "сабақ саны: 3 (Сс кешке), ал бөлме 2 ғана"
    assert en.refusal("must be at most 63") == "must be at most 63"
    assert ru.refusal("something that the schema never says") == "something that the schema never says"


def test_what_the_schema_says_is_known() -> None:
    """The schema's own refusals, not sentences of this test, are what is translated."""
    ru = words("ru")
    for levers in (
        {"design.offers.dance.per_week": 99},
        {"settlement.population": 3},
        {"design.rooms": "many"},
        {"design.rooms": 1.5},
        {"design.partnership.loan.months": 500},
        {"design.governance.board": "nobody"},
        {"clock.start": "yesterday"},
    ):
        with pytest.raises(InputError) as refused:
            replace(Setup(), levers=levers).scenario()
        for problem in refused.value.problems:
            assert ru.refusal(problem.message) != problem.message, problem.message


def test_numbers_are_written_as_each_language_does() -> None:
    assert words("en").number(12345.6) == "12,346"
    assert words("ru").number(1234.5, 1) == "1\u202f234,5"
    assert words("kk").number(-0.25) == "\u22120,250"
    assert words("en").number(float("nan")) == "–"


def test_a_sentence_that_ends_in_an_abbreviation_has_one_full_stop() -> None:
    said = words("ru")("summary_win", design="а", reference="б", text="Охваченные жители +768 чел.")
    assert said.endswith("чел.")
    assert not said.endswith("..")


def test_one_person_is_named_as_one() -> None:
    assert set(words("ru")._own.PEOPLE) == set(words("kk")._own.PEOPLE)
    assert words("ru").person("Kazakh", "woman") == "казашка"
    assert words("kk").person("Kazakh", "man") == "қазақ"
    assert words("en").person("Kazakh", "man") == "Kazakh"
    assert words("ru").person("Martian", "man") == "Martian"


def test_what_is_said_of_a_field_in_its_own_place_goes_first() -> None:
    en, ru = words("en"), words("ru")
    assert en.field("design.partnership.loan.share") == "Share of the fit-out that is borrowed"
    assert (en.field("share"), en.field("design.partnership.hire.share")) == ("Share", "Share")
    assert ru.help("design.partnership.loan.share", "what the schema says") == ""
    assert en.field("design.partnership.hire.room_price") == "Room price"


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_titles_of_a_figure_stay_within_their_panel(lang: str) -> None:
    t = words(lang)
    for name in _FIGURE:
        panel = Panel(t.measure(name), t.unit(CATALOGUE[name].unit), [])
        drawn = str(forest([panel], t, "", "figure")).split("</svg>")[0]
        lines = [re.sub("<.*?>", "", line) for line in re.findall(r'font-weight="600">(.*?)</text>', drawn)]
        assert " ".join(lines).replace("&#39;", "'") == f"{panel.title} {panel.unit}".strip()
        assert all(len(line) <= 38 for line in lines)


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_every_unit_of_a_parameter_has_a_name(lang: str) -> None:
    t = words(lang)
    units = {row.unit for row in parameter_table()} - {"", "1"}
    assert {unit for unit in units if unit not in t._own.UNITS and t._report.term("unit", unit, "") == ""} == set()
