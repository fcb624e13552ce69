"""Bars with intervals: how much of a measure's variance each factor explains."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from viz.palette import OKABE_ITO
from viz.text import Words

_LINE, _LABELS, _BARS, _VALUE = 34, 250, 400, 70


class Bar(NamedTuple):
    """One factor."""

    name: str
    value: float
    """Share, or change of the measure."""
    low: float
    high: float
    """Ends of the interval; not a number without one."""


def bars(found: Sequence[Bar], label: str, t: Words) -> Markup:
    """Draw bars from 0, one below the other; the whisker is the interval.

    Parameters
    ----------
    found : sequence of Bar
        In the order in which they stand.
    label : str
        What the bars show, for those who do not see them.
    """
    ends = [end for each in found for end in (each.value, each.high) if math.isfinite(end)]
    most = max([*ends, 1e-12])
    width, height = _LABELS + _BARS + _VALUE, len(found) * _LINE + 6
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="img" aria-label="{escape(label)}" fill="currentColor" font-size="13">',
        f'<line x1="{_LABELS}" x2="{_LABELS}" y1="0" y2="{height}" stroke="currentColor" opacity=".5"/>',
    ]

    def at(value: float) -> float:
        return _LABELS + max(0.0, min(1.0, value / most)) * _BARS

    for number, each in enumerate(found):
        y = number * _LINE + _LINE / 2 + 3
        parts.append(f'<text x="{_LABELS - 10}" y="{y + 4:.1f}" text-anchor="end">{escape(each.name)}</text>')
        if not math.isfinite(each.value):
            parts.append(f'<text x="{_LABELS + 8}" y="{y + 4:.1f}">–</text>')
            continue
        length = at(each.value) - _LABELS
        parts.append(
            f'<rect x="{_LABELS}" y="{y - 8:.1f}" width="{length:.1f}" height="16" rx="2" fill="{OKABE_ITO[1]}"'
            ' opacity=".75"/>'
        )
        right = at(each.value)
        if math.isfinite(each.low) and math.isfinite(each.high):
            parts.append(
                f'<line x1="{at(each.low):.1f}" x2="{at(each.high):.1f}" y1="{y:.1f}" y2="{y:.1f}"'
                ' stroke="currentColor" stroke-width="2"/>'
            )
            right = max(right, at(each.high))
        parts.append(f'<text x="{right + 8:.1f}" y="{y + 4:.1f}" font-weight="600">{t.number(each.value, 2)}</text>')
    return Markup("".join(parts) + "</svg>")
