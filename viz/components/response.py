"""Responses of a measure to one factor, as lines, and to two, as a shaded table."""

import math
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup, escape

from experiments.intervals import mean_interval
from model.measures import CATALOGUE
from viz.components.marks import round_marks
from viz.palette import OKABE_ITO
from viz.text import Words

_CELLS = 8


def _binned(column: pd.Series) -> pd.Series:
    """Give the values if they are few, else the middles of equal steps."""
    if column.nunique() <= _CELLS or not pd.api.types.is_numeric_dtype(column):
        return column
    return pd.cut(column, _CELLS).map(lambda step: step.mid).astype(float)


def lines(runs: pd.DataFrame, x: str, measure: str, t: Words) -> Markup:
    """Draw the response to one factor: mean over the runs, with its 95 % interval."""
    groups = [
        (value, mean_interval(each[measure].dropna().to_numpy(float)))
        for value, each in runs.groupby(_binned(runs[x]), sort=True, observed=True)
        if each[measure].notna().any()
    ]
    ends = [end for _, each in groups for end in each if math.isfinite(end)]
    low, high = min(ends), max(ends)
    room = (high - low) or 1.0
    low, high = low - 0.08 * room, high + 0.08 * room
    width, height, left, bottom = 720, 320, 70, 44

    def at(place: int, value: float) -> tuple[float, float]:
        across = left + (place + 0.5) / len(groups) * (width - left - 12)
        return across, height - bottom - (value - low) / (high - low) * (height - bottom - 30)

    unit = t.unit(CATALOGUE[measure].unit)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="img" aria-label="{escape(t.measure(measure))}: {escape(x)}" fill="currentColor" font-size="12">',
        f'<text x="4" y="16" font-size="14" font-weight="600">{escape(t.measure(measure))} {escape(unit)}</text>',
        f'<text x="{width / 2}" y="{height - 6}" text-anchor="middle">{escape(x)}</text>',
    ]
    for mark in round_marks(low, high):
        y = at(0, mark)[1]
        parts.append(
            f'<line x1="{left}" x2="{width - 8}" y1="{y:.1f}" y2="{y:.1f}" stroke="currentColor" opacity=".15"/>'
        )
        parts.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{t.number(mark)}</text>')
    points = [at(place, each.mean) for place, (_, each) in enumerate(groups)]
    path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
    if pd.api.types.is_numeric_dtype(runs[x]):  # there is nothing between one choice and the next
        parts.append(f'<polyline points="{path}" fill="none" stroke="{OKABE_ITO[1]}" stroke-width="2"/>')
    for place, (value, each) in enumerate(groups):
        (a, b), told = points[place], _told(value, t)
        if math.isfinite(each.low):
            top, under = at(place, each.high)[1], at(place, each.low)[1]
            parts.append(
                f'<line x1="{a:.1f}" x2="{a:.1f}" y1="{top:.1f}" y2="{under:.1f}"'
                f' stroke="{OKABE_ITO[1]}" stroke-width="3"/>'
            )
        parts.append(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="4.5" fill="{OKABE_ITO[1]}"/>')
        parts.append(f'<text x="{a:.1f}" y="{height - bottom + 18}" text-anchor="middle">{escape(told)}</text>')
    return Markup("".join(parts) + "</svg>")


def heat(runs: pd.DataFrame, x: str, y: str, measure: str, t: Words) -> Markup:
    """Write a table of means over two factors, shaded by value."""
    table = runs.groupby([_binned(runs[y]), _binned(runs[x])], observed=True)[measure].mean().unstack()
    low, high = float(np.nanmin(table.to_numpy())), float(np.nanmax(table.to_numpy()))
    head = "".join(f'<th scope="col">{escape(_told(value, t))}</th>' for value in table.columns)
    rows = []
    for name, row in table.iterrows():
        cells = ""
        for value in row.to_numpy(float):
            shade = round(60 * (value - low) / ((high - low) or 1.0)) if math.isfinite(value) else 0
            cells += f'<td style="--shade:{shade}%">{t.number(value)}</td>'
        rows.append(f'<tr><th scope="row">{escape(_told(name, t))}</th>{cells}</tr>')
    corner = f"<td><small>{escape(y)} ↓<br>{escape(x)} →</small></td>"
    return Markup(f'<table class="matrix"><thead><tr>{corner}{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>')


def _told(value: Any, t: Words) -> str:
    return t.number(float(value)) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
