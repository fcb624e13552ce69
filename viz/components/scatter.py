"""A field of points in two measures, with the front of those that nothing else beats."""

import math

import numpy as np
from markupsafe import Markup, escape

from model.measures import CATALOGUE
from viz.components.marks import round_marks
from viz.palette import OKABE_ITO
from viz.text import Words

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP, _RIGHT = 720, 400, 84, 50, 14, 24


def scatter(x: np.ndarray, y: np.ndarray, front: np.ndarray, measures: tuple[str, str], t: Words) -> Markup:
    """Draw points; those on the front are filled, numbered and joined.

    Parameters
    ----------
    x, y : array of float, shape (points,)
        Values of the two measures.
    front : array of bool, shape (points,)
        On the front.
    measures : tuple of str
        Names of the measures across and up.
    """
    known = np.isfinite(x) & np.isfinite(y)
    spans = [_span(each[known]) for each in (x, y)]

    def at(a: float, b: float) -> tuple[float, float]:
        across = _LEFT + (a - spans[0][0]) / (spans[0][1] - spans[0][0]) * (_WIDTH - _LEFT - _RIGHT)
        up = (b - spans[1][0]) / (spans[1][1] - spans[1][0]) * (_HEIGHT - _BOTTOM - _TOP)
        return across, _HEIGHT - _BOTTOM - up

    titles = [f"{t.measure(name)}, {t.unit(CATALOGUE[name].unit)}".removesuffix(", ") for name in measures]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}"'
        f' viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{escape(titles[1])}: {escape(titles[0])}"'
        ' fill="currentColor" font-size="12">',
        f'<text x="{(_LEFT + _WIDTH) / 2:.0f}" y="{_HEIGHT - 8}" text-anchor="middle" font-weight="600">'
        f"{escape(titles[0])}</text>",
        f'<text transform="translate(16 {(_HEIGHT - _BOTTOM) / 2:.0f}) rotate(-90)" text-anchor="middle"'
        f' font-weight="600">{escape(titles[1])}</text>',
    ]
    for mark in round_marks(*spans[0]):
        across = at(mark, spans[1][0])[0]
        parts.append(
            f'<text x="{across:.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{t.number(mark)}</text>'
        )
    for mark in round_marks(*spans[1]):
        up = at(spans[0][0], mark)[1]
        parts.append(
            f'<line x1="{_LEFT}" x2="{_WIDTH - 8}" y1="{up:.1f}" y2="{up:.1f}" stroke="currentColor" opacity=".15"/>'
        )
        parts.append(f'<text x="{_LEFT - 8}" y="{up + 4:.1f}" text-anchor="end">{t.number(mark)}</text>')
    for place in np.flatnonzero(known & ~front):
        a, b = at(float(x[place]), float(y[place]))
        parts.append(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.5" fill="none" stroke="currentColor" opacity=".45"/>')
    best = [place for place in np.argsort(x) if front[place] and known[place]]
    path = " ".join("{:.1f},{:.1f}".format(*at(float(x[place]), float(y[place]))) for place in best)
    parts.append(f'<polyline points="{path}" fill="none" stroke="{OKABE_ITO[1]}" stroke-width="1.5" opacity=".7"/>')
    for number, place in enumerate(best, 1):
        a, b = at(float(x[place]), float(y[place]))
        parts.append(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="5.5" fill="{OKABE_ITO[1]}"/>')
        parts.append(f'<text x="{a + 8:.1f}" y="{b - 7:.1f}" font-weight="600">{number}</text>')
    return Markup("".join(parts) + "</svg>")


def _span(values: np.ndarray) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    room = (high - low) or max(1.0, math.fabs(high))
    return low - 0.08 * room, high + 0.08 * room
