"""Bars with intervals: how much of a measure's variance each factor explains."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from viz.text import Words


class Bar(NamedTuple):
    """One factor."""

    name: str
    value: float
    """Share, or change of the measure."""
    low: float
    high: float
    """Ends of the interval; not a number without one."""


def bars(found: Sequence[Bar], t: Words) -> Markup:
    """Write bars from 0 as a list, one below the other; the whisker is the interval.

    Parameters
    ----------
    found : sequence of Bar
        In the order in which they stand.
    t : Words
    """
    ends = [end for each in found for end in (each.value, each.high) if math.isfinite(end)]
    most = max([*ends, 1e-12])

    def at(value: float) -> float:
        return 100.0 * max(0.0, min(1.0, value / most))

    lines = []
    for each in found:
        rail, interval = "", ""
        if math.isfinite(each.value):
            rail = f'<i style="width:{at(each.value):.1f}%"></i>'
        if math.isfinite(each.low) and math.isfinite(each.high):
            left, width = at(each.low), at(each.high) - at(each.low)
            rail += f'<i class="whisker" style="left:{left:.1f}%;width:{width:.1f}%"></i>'
            interval = f"{t.number(each.low, 2)} … {t.number(each.high, 2)}"
        lines.append(
            f'<li><span class="name">{escape(each.name)}</span>'
            f'<span class="rail" title="{interval}" aria-hidden="true">{rail}</span><b>{t.number(each.value, 2)}</b>'
            f'<span class="unseen">{interval}</span></li>'
        )
    return Markup(f'<ul class="bars">{"".join(lines)}</ul>')
