"""Every visible word is there in every language, with the same gaps."""

import string

import pytest

from model.measures import CATALOGUE
from model.scenario import list_designs, load_design
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


def test_numbers_are_written_as_each_language_does() -> None:
    assert words("en").number(12345.6) == "12,346"
    assert words("ru").number(1234.5, 1) == "1\u202f234,5"
    assert words("kk").number(-0.25) == "\u22120,250"
    assert words("en").number(float("nan")) == "–"
