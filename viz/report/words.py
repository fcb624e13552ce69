"""Words and numbers of the report in three languages."""

import datetime as dt
import math
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from experiments.intervals import Interval
from experiments.wording import amount
from model.scenario import InputError

LANGUAGES = ("en", "ru", "kk")
_FOLDER = Path(__file__).parent / "languages"
_MILLION = 1e6
_NBSP = "\u00a0"


class Words:
    """One language.

    Parameters
    ----------
    lang : str
        One of `LANGUAGES`.

    Raises
    ------
    InputError
        There is no such language.
    """

    def __init__(self, lang: str) -> None:
        if lang not in LANGUAGES:
            raise InputError(f'--lang: "{lang}" must be {", ".join(LANGUAGES[:-1])} or {LANGUAGES[-1]}')
        self.lang = lang
        self._tables = _read(lang)

    def __call__(self, key: str, **fill: Any) -> str:
        """Give a text of the page, filled in.

        Raises
        ------
        KeyError
            The language lacks it.
        """
        return str(self._tables["page"][key]).format(**fill)

    def term(self, kind: str, key: str, written: str | None = None) -> str:
        """Give the name of something, such as ``term("unit", "ties")``.

        Parameters
        ----------
        kind, key : str
            Table and entry in the language's file.
        written : str, optional
            Name to use where the language has none of its own: what is English in the catalogue, and what users call
            their own designs.

        Raises
        ------
        KeyError
            There is neither.
        """
        found = self._tables.get(kind, {}).get(key, written)
        if found is None:
            raise KeyError(f"{self.lang}: {kind}.{key}")
        return str(found)

    def design(self, name: str, part: str, written: str) -> str:
        """Give title or intent of a design that ships, or what stands in a user's own."""
        return str(self._tables.get("design", {}).get(name, {}).get(part, written))

    def counted(self, kind: str, number: int) -> str:
        """Write a whole number with its noun, in the form that the number asks for: 1 прогон, 2 прогона, 5 прогонов.

        Parameters
        ----------
        kind : str
            Entry of the table ``forms`` in the language's file.
        number : int
            How many.
        """
        forms = self._tables["forms"][kind]
        return f"{self.whole(number)}{_NBSP}{forms[_form(self.lang, number)]}"

    def date(self, date: dt.date) -> str:
        """Write a date."""
        return self("date", day=date.day, month=self._tables["page"]["months"][date.month - 1], year=date.year)

    def number(self, value: float, like: float | None = None, signed: bool = False) -> str:
        """Write a number with as many places as its size calls for; see `experiments.wording.amount`."""
        return self._marked(amount(value, like, signed))

    def whole(self, value: float) -> str:
        """Write a whole number."""
        return self._marked(f"{value:,.0f}".replace("-", "\u2212"))

    def plain(self, value: float) -> str:
        """Write a parameter's value: all its digits, none in excess."""
        return self._marked(f"{value:,.6g}" if value < _MILLION else f"{value:,.0f}")

    def percent(self, share: float) -> str:
        """Write a share in percent."""
        return "–" if math.isnan(share) else f"{self.whole(100.0 * share)}{_NBSP}%"

    def money(self, value: float, like: float | None = None, signed: bool = False) -> str:
        """Write an amount of tenge, in millions where it, or what it is like, is large."""
        number, unit = self._tenge(value, like, signed)
        return number if math.isnan(value) else f"{number}{unit}"

    def of_unit(self, unit: str, value: float, like: float | None = None, signed: bool = False) -> str:
        """Write a value as its unit asks: tenge as money, shares in percent."""
        if unit.startswith("KZT"):
            return self.money(value, like, signed)
        return self.number(value, like, signed)

    def range(self, interval: Interval, unit: str = "", signed: bool = False) -> str:
        """Write the ends of an interval; an empty text where there is none."""
        if math.isnan(interval.low):
            return ""
        low, high = (self.of_unit(unit, end, interval.mean, signed) for end in (interval.low, interval.high))
        if unit.startswith("KZT"):
            low, _ = self._tenge(interval.low, interval.mean, signed)  # the unit stands behind the upper end
        return self("between", low=low, high=high)

    def with_range(self, interval: Interval, unit: str = "", signed: bool = False) -> str:
        """Write a mean with its interval in brackets."""
        ends = self.range(interval, unit, signed)
        return self.of_unit(unit, interval.mean, None, signed) + (f" ({ends})" if ends else "")

    def _tenge(self, value: float, like: float | None, signed: bool) -> tuple[str, str]:
        """Number and unit of an amount."""
        size = abs(value if like is None else like)
        if size < _MILLION / 10:
            return self.number(value, like, signed), f"{_NBSP}₸"
        scale = None if like is None else like / _MILLION
        return self.number(value / _MILLION, scale, signed), f"{_NBSP}{self('million')}{_NBSP}₸"

    def _marked(self, text: str) -> str:
        page = self._tables["page"]
        return "".join({",": page["thousands"], ".": page["decimal"]}.get(letter, letter) for letter in text)


def _form(lang: str, number: int) -> int:
    """Which form a whole number asks for, by the plural rules of the Unicode CLDR: one, few, many; Kazakh has one."""
    if lang == "en":
        return int(number != 1)
    if lang == "kk":
        return 0
    ones, tens = number % 10, number % 100 // 10
    if ones == 1 and tens != 1:
        return 0
    return 1 if ones in (2, 3, 4) and tens != 1 else 2


@cache
def _read(lang: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{lang}.toml").read_text("utf-8"))
