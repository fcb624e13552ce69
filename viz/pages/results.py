"""Results: what was run with the command line, read from the one folder that was given at start."""

import math
import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import solara
from markupsafe import Markup, escape

from experiments.kept_runs import kept_runs, levers_and_uncertainties
from experiments.results import read_results
from model.measures import CATALOGUE
from model.scenario import InputError
from viz.components.html import page
from viz.components.view import View, ViewWidget
from viz.pages.compare import shown
from viz.palette import OKABE_ITO
from viz.server import RESULTS
from viz.text import Words
from viz.visitor import Visitor

_MARKS = ("manifest.json", "runs.parquet", "runs.csv")
_MOST = 200
_CELLS = 8


@solara.component
def Results(visitor: Visitor, writing: int) -> None:  # noqa: N802
    """The page; `writing` counts how often it was written anew."""
    View(_written(visitor), lambda widget, *what: act(visitor, widget, *what))


def _root() -> Path | None:
    given = os.environ.get(RESULTS)
    return Path(given) if given else None


def folders_of(root: Path) -> dict[str, Path]:
    """List the folders of results at and below the one given, by their names on the page."""
    found = {}
    for folder in (root, *sorted(path for path in root.glob("*") if path.is_dir())):
        inside = folder.resolve().is_relative_to(root.resolve())
        if inside and any((folder / mark).is_file() for mark in _MARKS):
            found[folder.name if folder == root else folder.relative_to(root).as_posix()] = folder
    return dict(list(found.items())[:_MOST])


def _written(v: Visitor) -> str:
    t, root = v.t, _root()
    folders = folders_of(root) if root is not None else {}
    name = v.memory.get("folder")
    name = name if name in folders else next(iter(folders), "")
    values: dict[str, Any] = {"found": None, "sweep": False, "problem": ""}
    if name:
        try:
            values |= _sweep(v, folders[name]) if _is_sweep(folders[name]) else _comparison(v, folders[name])
        except (InputError, KeyError, ValueError, OSError) as error:
            values["problem"] = str(error)
    return page("results.html", t=t, v=v, root=root, folders=list(folders), folder=name, **values)


def _is_sweep(folder: Path) -> bool:
    return (folder / "runs").is_dir() or any((folder / mark).is_file() for mark in _MARKS[1:])


def _comparison(v: Visitor, folder: Path) -> dict[str, Any]:
    stamp = (folder, (folder / "manifest.json").stat().st_mtime)
    if v.memory.get("read_stamp") != stamp:
        v.memory["read"], v.memory["read_stamp"] = read_results(folder), stamp
    found = v.memory["read"].comparison
    return {"found": found} | shown(found, v.t)


def _sweep(v: Visitor, folder: Path) -> dict[str, Any]:
    t = v.t
    runs = kept_runs(folder)
    factors = [name for part in levers_and_uncertainties(runs) for name in part]
    factors = [name for name in factors if runs[name].nunique() > 1]
    measures = [name for name in CATALOGUE if name in runs and runs[name].notna().any()]
    if not factors or not measures:
        raise InputError("no factor varies in these runs, or no measure was kept")
    measure = v.memory.get("r-measure")
    measure = measure if measure in measures else measures[0]
    x = v.memory.get("r-x") if v.memory.get("r-x") in factors else factors[0]
    y = v.memory.get("r-y") if v.memory.get("r-y") in factors else factors[min(1, len(factors) - 1)]
    return {
        "sweep": True,
        "measures": [(name, t.measure(name)) for name in measures],
        "measure": measure,
        "factors": factors,
        "x": x,
        "y": y,
        "lines": _lines(runs, str(x), str(measure), t),
        "heat": _heat(runs, str(x), str(y), str(measure), t) if x != y else "",
    }


def _binned(column: pd.Series) -> pd.Series:
    """Give the values if they are few, else the middles of equal steps."""
    if column.nunique() <= _CELLS or not pd.api.types.is_numeric_dtype(column):
        return column
    return pd.cut(column, _CELLS).map(lambda step: step.mid).astype(float)


def _lines(runs: pd.DataFrame, x: str, measure: str, t: Words) -> Markup:
    """Draw the response to one factor: mean over the runs, with its 95 % interval."""
    from experiments.intervals import mean_interval

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
    for mark in np.linspace(low, high, 4):
        y = at(0, float(mark))[1]
        parts.append(
            f'<line x1="{left}" x2="{width - 8}" y1="{y:.1f}" y2="{y:.1f}" stroke="currentColor" opacity=".15"/>'
        )
        parts.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{t.number(float(mark))}</text>')
    points = [at(place, each.mean) for place, (_, each) in enumerate(groups)]
    path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
    parts.append(f'<polyline points="{path}" fill="none" stroke="{OKABE_ITO[1]}" stroke-width="2"/>')
    for place, (value, each) in enumerate(groups):
        (a, b), told = points[place], t.number(float(value)) if isinstance(value, int | float) else str(value)
        if math.isfinite(each.low):
            top, under = at(place, each.high)[1], at(place, each.low)[1]
            parts.append(
                f'<line x1="{a:.1f}" x2="{a:.1f}" y1="{top:.1f}" y2="{under:.1f}"'
                f' stroke="{OKABE_ITO[1]}" stroke-width="3"/>'
            )
        parts.append(f'<circle cx="{a:.1f}" cy="{b:.1f}" r="4.5" fill="{OKABE_ITO[1]}"/>')
        parts.append(f'<text x="{a:.1f}" y="{height - bottom + 18}" text-anchor="middle">{escape(told)}</text>')
    return Markup("".join(parts) + "</svg>")


def _heat(runs: pd.DataFrame, x: str, y: str, measure: str, t: Words) -> Markup:
    """Write a table of means over two factors, shaded by value."""
    table = runs.groupby([_binned(runs[y]), _binned(runs[x])], observed=True)[measure].mean().unstack()
    low, high = float(np.nanmin(table.to_numpy())), float(np.nanmax(table.to_numpy()))

    def told(value: Any) -> str:
        return t.number(float(value)) if isinstance(value, int | float) else str(value)

    head = "".join(f'<th scope="col">{escape(told(value))}</th>' for value in table.columns)
    rows = []
    for name, row in table.iterrows():
        cells = ""
        for value in row.to_numpy(float):
            shade = round(60 * (value - low) / ((high - low) or 1.0)) if math.isfinite(value) else 0
            cells += f'<td style="--shade:{shade}%">{t.number(value)}</td>'
        rows.append(f'<tr><th scope="row">{escape(told(name))}</th>{cells}</tr>')
    corner = f"<td><small>{escape(y)} ↓<br>{escape(x)} →</small></td>"
    return Markup(f'<table class="matrix"><thead><tr>{corner}{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>')


def act(v: Visitor, widget: ViewWidget, what: str, value: Any, name: str | None) -> None:
    """Do what a control asks for."""
    root = _root()
    if what in ("folder", "r-measure", "r-x", "r-y"):
        v.memory[what] = value
    elif what == "report" and root is not None:
        folders = folders_of(root)
        chosen = v.memory.get("folder")
        folder = folders[chosen] if chosen in folders else next(iter(folders.values()))
        from viz.report import render

        widget.save(f"shanyraq-report-{v.lang}.html", render(folder, v.lang).encode(), "text/html")
    v.changed()
