"""Every word that the application shows, in English, Russian and Kazakh."""

import re
from dataclasses import replace
from functools import cache, cached_property
from importlib import import_module
from types import ModuleType
from typing import Any

from model.measures import CATALOGUE
from model.scenario import Design, InputError
from model.scenario.design import SLOTS, WEEKDAYS
from model.scenario.errors import Problem
from viz.report.words import Words as ReportWords

LANGUAGES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
"""Languages by code, each under its own name."""


class Words:
    """The words of one language.

    Parameters
    ----------
    lang : str
        Code of the language; one that is not there gives English.
    """

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else "en"
        self._own: ModuleType = import_module(f"viz.text.{self.lang}")
        self._report = ReportWords(self.lang)

    def __call__(self, key: str, **values: Any) -> str:
        """Give a sentence or a word of the pages, with its gaps filled."""
        text: str = self._own.WORDS[key]
        return _one_stop(text.format(**values)) if values else text

    def measure(self, name: str) -> str:
        """Title of a measure."""
        return self._own.MEASURES.get(name) or self._report.term("measure", name, CATALOGUE[name].title)

    def formula(self, name: str) -> str:
        """How a measure is computed."""
        return self._own.FORMULAS.get(name, CATALOGUE[name].formula)

    def unit(self, unit: str) -> str:
        """Name of a unit; a pure number has none."""
        return "" if unit in ("1", "") else self._own.UNITS.get(unit) or self._report.term("unit", unit, unit)

    def kind(self, name: str) -> str:
        """Name of a kind of offer."""
        return self._own.KINDS.get(name, name)

    def group(self, name: str) -> str:
        """Name of a group of people, of a state, of a stage or of a day."""
        known = self._report.term("group", name, self._report.term("grouping", name, name))
        return self._own.GROUPS.get(name) or known

    def member(self, grouping: str, name: str) -> str:
        """Name of a group within a grouping."""
        return self._own.GROUPS.get(f"{grouping} {name}") or self.group(name)

    def person(self, group: str, sex: str) -> str:
        """Say of which ethnic group somebody is; a group that the language does not know keeps its name."""
        man, woman = self._own.PEOPLE.get(group) or (self.group(group),) * 2
        return woman if sex == "woman" else man

    def settlement(self, name: str) -> str:
        """Name of a settlement."""
        return self._report.term("settlement", name, name)

    def field(self, name: str) -> str:
        """Label of a field of the schema by its dotted name."""
        return (self._said(name) or (name.rpartition(".")[2].replace("_", " ").capitalize(),))[0]

    def help(self, name: str, meaning: str) -> str:
        """What a field means; the schema's own words where the language is the schema's."""
        found = self._said(name)
        return found[1] if len(found) > 1 else meaning

    def _said(self, name: str) -> tuple[str, ...]:
        """Label and meaning of a field; what is said of it in its own place, such as ``loan.share``, goes first."""
        place, _, short = name.rpartition(".")
        nearest = f"{place.rpartition('.')[2]}.{short}"
        found: tuple[str, ...] = self._own.FIELDS.get(nearest) or self._own.FIELDS.get(short, ())
        return found

    def term(self, name: str) -> str:
        """Name of a term of utility."""
        return self._own.TERMS.get(name, name)

    def design(self, design: Design) -> tuple[str, str]:
        """Title and intent of a design."""
        intent = self._report.design(design.name, "intent", design.intent)
        title = self._report.design(design.name, "title", design.title or self._own.WORDS["own_scenario"])
        return title, " ".join(intent.split())

    def offer(self, item: str) -> str:
        """Name of an offer of the week, such as ``dance Tue evening``."""
        kind, *when = item.partition(" @")[0].split(" ")
        return " ".join([self.kind(kind), *(self.group(each) for each in when)])

    def refusal(self, message: str) -> str:
        """Say why a value is refused; what the language does not know stays as the schema says it."""
        for pattern, said in self._refusals:
            found = pattern.fullmatch(message)
            if found:
                *gaps, unit = found.groups()
                return said.format(*map(self._gap, gaps)) + (f" ({self.unit(unit)})" if unit else "")
        head, mark, hint = message.rpartition("; ")
        return self.refusal(head) + self.refusal(mark + hint) if head else message

    @cached_property
    def _refusals(self) -> list[tuple[re.Pattern[str], str]]:
        """Sentences with gaps and perhaps a unit behind them, the longest first: they are the most particular."""
        sentences = sorted(self._own.REFUSALS.items(), key=lambda each: -len(each[0]))
        gaps = [(re.escape(written).replace(r"\{\}", "(.+?)"), said) for written, said in sentences]
        return [(re.compile(rf"{pattern}(?: \(([^()]+)\))?"), said) for pattern, said in gaps]

    def _gap(self, text: str) -> str:
        """Say what fills a gap: a kind of offer, a day, a part of it, a number, or a sentence of its own."""
        if re.fullmatch(r"[\d.,]+", text):
            return text.replace(",", "\u202f").replace(".", ",")
        if text in (*WEEKDAYS, *SLOTS):
            return self.group(text)
        return self._own.KINDS.get(text) or self.refusal(text)

    def problem(self, problem: Problem) -> str:
        """Say what is wrong with an input, and where: file and line, field and value."""
        field = f"{self('field')} {problem.field}" if problem.field else ""
        what = " = ".join(part for part in (field, problem.value) if part)
        return str(replace(problem, field="", value=what, message=self.refusal(problem.message)))

    def complaint(self, error: Exception) -> str:
        """Say what is wrong with an input; other exceptions speak for themselves."""
        return "; ".join(map(self.problem, error.problems)) if isinstance(error, InputError) else str(error)

    def number(self, value: float, places: int | None = None) -> str:
        """Write a number as the language does."""
        if value != value:
            return "–"
        if places is None:
            size = abs(value)
            places = 0 if size >= 100 or value == int(value) else 1 if size >= 10 else 2 if size >= 1 else 3
            places = 4 if 0.0 < size < 0.1 else places
        text = f"{abs(value):,.{places}f}"
        if self.lang != "en":
            text = text.replace(",", "\u202f").replace(".", ",")
        return ("\u2212" if value < 0 and text.strip("0.,") else "") + text

    def date(self, iso: str) -> str:
        """Write a date."""
        year, month, day = iso.split("-")
        name = self._own.MONTHS[int(month) - 1]
        return f"{year} ж. {int(day)} {name}" if self.lang == "kk" else f"{int(day)} {name} {year}"


def _one_stop(text: str) -> str:
    """Let a sentence whose last word is an abbreviation end in one full stop."""
    return text[:-1] if text.endswith("..") else text


@cache
def words(lang: str) -> Words:
    """Give the words of a language."""
    return Words(lang)
