"""A figure of differences with their intervals: one small panel for each measure, one line for each design."""

import math
from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from markupsafe import Markup, escape

from experiments.intervals import Interval
from viz.palette import colour_of
from viz.text import Words

_WIDTH, _PANEL, _LINE, _HEAD, _FOOT = 360, 356, 34, 44, 22
_COLUMNS = 3
_LETTERS, _TITLE_LINE = 38, 17


class Panel(NamedTuple):
    """Differences of one measure."""

    title: str
    unit: str
    lines: list[tuple[str, int, Interval]]
    """Name of a design, its place for the colour, its difference."""


def forest(panels: Sequence[Panel], t: Words, caption: str, ident: str) -> Markup:
    """Draw the panels as SVG; without a stroke of colour it can still be read.

    It is drawn twice, the second time in one column, for screens that are narrow; the style sheet shows one of the two.
    """
    wide = _drawn(panels, t, caption, f'id="{ident}" class="wide"', _COLUMNS)
    return wide + _drawn(panels, t, caption, 'class="narrow"', 1)


def _drawn(panels: Sequence[Panel], t: Words, caption: str, marks: str, columns: int) -> Markup:
    rows = math.ceil(len(panels) / columns)
    head = _HEAD + _TITLE_LINE * (max((len(_title(panel)) for panel in panels), default=1) - 1)
    tall = max((len(panel.lines) for panel in panels), default=0) * _LINE + head + _FOOT
    width, height = columns * _WIDTH, rows * tall + 24
    parts = [
        f'<svg {marks} xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' height="{height}" role="img" aria-label="{escape(caption)}" font-family="system-ui, sans-serif"'
        ' fill="currentColor">'
    ]
    for number, panel in enumerate(panels):
        x, y = number % columns * _WIDTH, number // columns * tall
        parts.append(f'<g transform="translate({x},{y})">{_panel(panel, t, head)}</g>')
    parts.append(f'<text x="4" y="{height - 6}" font-size="11" opacity="0.75">{escape(caption)}</text></svg>')
    return Markup("".join(parts))


def _title(panel: Panel) -> list[str]:
    """Break title and unit into lines that fit; the unit stands beside the title where there is room."""
    *above, last = wrap(panel.title, _LETTERS) or [""]
    unit = f'<tspan font-weight="400" opacity="0.75" font-size="12">{escape(panel.unit)}</tspan>' if panel.unit else ""
    beside = len(last) + len(panel.unit) < _LETTERS
    ending = [f"{escape(last)} {unit}".strip()] if beside else [str(escape(last)), unit]
    return [*(str(escape(line)) for line in above), *ending]


def _panel(panel: Panel, t: Words, head: int) -> str:
    ends = [end for *_, each in panel.lines for end in each if math.isfinite(end)]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    room = (high - low) or 1.0
    low, high = low - 0.06 * room, high + 0.06 * room

    def at(value: float) -> float:
        return 8 + (value - low) / (high - low) * (_PANEL - 96)

    bottom = head + len(panel.lines) * _LINE
    title = _title(panel)
    top = head - _HEAD + 18 - _TITLE_LINE * (len(title) - 1)
    parts = [
        *(
            f'<text x="4" y="{top + _TITLE_LINE * number}" font-size="14" font-weight="600">{line}</text>'
            for number, line in enumerate(title)
        ),
        f'<text x="{at(0):.1f}" y="{bottom + 12}" font-size="11" text-anchor="middle" opacity="0.75">0</text>',
    ]
    for number, (name, place, off) in enumerate(panel.lines):
        y = head + number * _LINE + 12
        parts.append(f'<text x="8" y="{y - 9}" font-size="12">{escape(name)}</text>')
        parts.append(
            f'<line x1="{at(0):.1f}" x2="{at(0):.1f}" y1="{y - 5}" y2="{y + 11}" stroke="currentColor" opacity="0.7"/>'
        )
        if not math.isfinite(off.mean):
            parts.append(f'<text x="{_PANEL - 80}" y="{y + 8}" font-size="13">–</text>')
            continue
        colour = colour_of(place)
        if math.isfinite(off.low):
            parts.append(
                f'<line x1="{at(off.low):.1f}" x2="{at(off.high):.1f}" y1="{y + 3}" y2="{y + 3}" stroke="{colour}"'
                ' stroke-width="3"/>'
            )
        clear = off.low > 0 or off.high < 0
        fill = colour if clear else "none"
        parts.append(
            f'<circle cx="{at(off.mean):.1f}" cy="{y + 3}" r="5" fill="{fill}" stroke="{colour}" stroke-width="2"/>'
        )
        sign = "+" if off.mean > 0 else ""
        parts.append(
            f'<text x="{_PANEL - 4}" y="{y + 7}" font-size="13" text-anchor="end"'
            f' font-weight="{600 if clear else 400}">{sign}{t.number(off.mean)}</text>'
        )
    return "".join(parts)
