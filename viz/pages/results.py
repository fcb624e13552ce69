"""Results: what was run with the command line, read from the one folder that was given at start."""

import base64
import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import solara

from experiments.fronts import front
from experiments.indices import explained
from experiments.kept_runs import kept_runs, levers_and_uncertainties, means_by_point
from experiments.results import read_results
from model.measures import CATALOGUE
from model.scenario import InputError
from viz.components.bars import Bar, bars
from viz.components.html import page
from viz.components.response import heat, lines
from viz.components.scatter import scatter
from viz.components.view import View, ViewWidget
from viz.pages.appraisal import doubts, money_and_evidence
from viz.pages.compare import shown, title_of
from viz.pages.naming import factor_titles
from viz.server import RESULTS
from viz.text import Words
from viz.visitor import Visitor

_RUNS = ("runs.parquet", "runs.csv")
_TRIED, _INDICES = "tried.parquet", "sensitivity.parquet"
_MARKS = ("manifest.json", *_RUNS)
_MOST = 200
_MOST_FIGURES = 6
_LARGEST_FIGURE = 2_000_000
_PICKS = ("folder", "r-measure", "r-against", "r-x", "r-y")
_SEED = 1


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
            name = folder.relative_to(root).as_posix()
            found[f"{root.name}/" if folder == root else name] = folder
    return dict(list(found.items())[:_MOST])


def _written(v: Visitor) -> str:
    t, root = v.t, _root()
    folders = folders_of(root) if root is not None else {}
    name = v.memory.get("folder")
    name = name if name in folders else next(iter(folders), "")
    values: dict[str, Any] = {"found": None, "sweep": None, "tried": None, "figures": [], "problem": ""}
    if name:
        try:
            values |= _read(v, folders[name])
        except (InputError, KeyError, ValueError, OSError) as error:
            values["problem"] = t.complaint(error)
    return page("results.html", t=t, v=v, root=root, folders=list(folders), folder=name, **values)


def _read(v: Visitor, folder: Path) -> dict[str, Any]:
    """Read a folder as what it holds: runs of a sweep, a search, a comparison, or else the figures in it."""
    if (folder / "runs").is_dir() or any((folder / name).is_file() for name in _RUNS):
        return {"sweep": _sweep(v, folder)}
    if (folder / _TRIED).is_file():
        return {"tried": _tried(v, folder)}
    figures = _figures(folder)
    try:
        return _comparison(v, folder)
    except InputError:
        if not figures:
            raise
        return {"figures": figures}


def _comparison(v: Visitor, folder: Path) -> dict[str, Any]:
    stamp = (folder, (folder / "manifest.json").stat().st_mtime)
    if v.memory.get("read_stamp") != stamp:
        v.memory["read"], v.memory["read_stamp"] = read_results(folder), stamp
    read = v.memory["read"]
    found, titles = read.comparison, {name: title_of(name, v.t) for name in read.comparison.designs}
    asked = ""
    if read.claims is not None:
        design = str(read.doubted["designs"][1])
        asked = doubts(found, read.claims, design, titles | {design: title_of(design, v.t)}, v.t)
    return {"found": found, "doubts": asked, "appraisal": money_and_evidence(found, titles, v.t)} | shown(found, v.t)


def _picked(v: Visitor, name: str, among: list[str], place: int = 0) -> str:
    """What the visitor chose, or the one at a place."""
    chosen = v.memory.get(name)
    return str(chosen) if chosen in among else among[min(place, len(among) - 1)]


def _sweep(v: Visitor, folder: Path) -> dict[str, Any]:
    t = v.t
    runs = kept_runs(folder)
    factors = [name for part in levers_and_uncertainties(runs) for name in part]
    factors = [name for name in factors if runs[name].nunique() > 1]
    measures = [name for name in CATALOGUE if name in runs and runs[name].notna().any()]
    if not factors or not measures:
        raise InputError("no factor varies in these runs, or no measure was kept")
    measure = _picked(v, "r-measure", measures)
    x, y = _picked(v, "r-x", factors), _picked(v, "r-y", factors, 1)
    points = means_by_point(runs, factors, measures)
    titles = factor_titles(factors, t)
    titled = runs.rename(columns=titles)
    return {
        "measures": [(name, t.measure(name)) for name in measures],
        "measure": measure,
        "factors": titles,
        "x": x,
        "y": y,
        "lines": lines(titled, titles[x], measure, t),
        "heat": heat(titled, titles[x], titles[y], measure, t) if x != y else "",
        "bars": _bars(folder, points, titles, measure, t),
        "luck": len(runs) / len(points),
        "points": len(points),
        "front": _front(v, points, factors, measures, measure) if len(measures) > 1 else None,
    }


def _bars(folder: Path, points: pd.DataFrame, titles: dict[str, str], measure: str, t: Words) -> str:
    """Draw what each factor does: by the indices that lie in the folder, or else by what the runs tell."""
    known = points[points[measure].notna()]
    table = explained(known[list(titles)], known[measure].to_numpy(float), _SEED)
    if (folder / _INDICES).is_file():
        indices = pd.read_parquet(folder / _INDICES)
        wanted = indices[(indices["measure"] == measure) & indices["index"].isin(["total", "mu_star"])]
        table = wanted[wanted["size"] == wanted["size"].max()] if len(wanted) else table
    rows = table[["factor", "value", "low", "high"]].itertuples(index=False)
    found = [Bar(titles.get(factor, factor), *ends) for factor, *ends in rows]
    return bars(sorted(found, key=lambda bar: -bar.value), t) if found else ""


def _front(
    v: Visitor, points: pd.DataFrame, factors: list[str], measures: list[str], measure: str
) -> dict[str, Any] | None:
    """Draw the points in two measures, and list those that nothing else beats in both."""
    t = v.t
    others = [name for name in measures if name != measure]
    against = _picked(v, "r-against", others)
    known = points[points[[measure, against]].notna().all(axis=1)].reset_index(drop=True)
    if len(known) < 2:
        return None
    signs = np.array([-1.0 if v.memory.get(f"r-least-{axis}") else 1.0 for axis in "xy"])
    best = front(known[[measure, against]].to_numpy(float) * signs)
    listed = known[best].sort_values(measure)
    rows = [
        [_cell(value, t) for value in (*row[factors].tolist(), row[measure], row[against])]
        for _, row in listed.iterrows()
    ]
    return {
        "others": [(name, t.measure(name)) for name in others],
        "against": against,
        "least": [bool(sign < 0) for sign in signs],
        "head": [*factor_titles(factors, t).values(), t.measure(measure), t.measure(against)],
        "rows": rows,
        "figure": scatter(known[measure].to_numpy(float), known[against].to_numpy(float), best, (measure, against), t),
    }


def _tried(v: Visitor, folder: Path) -> dict[str, Any]:
    """Read what a search tried."""
    points = pd.read_parquet(folder / _TRIED)
    measures = [name for name in CATALOGUE if name in points]
    factors = [str(name) for name in points if name not in (*CATALOGUE, "trial", "front", "chance_front")]
    if len(measures) < 2:
        raise InputError("the search had one goal alone; there is no front to show")
    measure = _picked(v, "r-measure", measures)
    drawn = _front(v, points, factors, measures, measure)
    if drawn is None:
        raise InputError("the search has tried fewer than two points so far")
    return {"measures": [(name, v.t.measure(name)) for name in measures], "measure": measure, "front": drawn}


def _cell(value: Any, t: Words) -> str:
    return t.number(float(value)) if isinstance(value, int | float | np.number) else str(value)


def _figures(folder: Path) -> list[tuple[str, str]]:
    """Take the figures that a command left, as pictures that bring everything along."""
    found = [path for path in sorted(folder.glob("*.svg")) if path.stat().st_size <= _LARGEST_FIGURE]
    return [
        (path.stem, f"data:image/svg+xml;base64,{base64.b64encode(path.read_bytes()).decode()}")
        for path in found[:_MOST_FIGURES]
    ]


def act(v: Visitor, widget: ViewWidget, what: str, value: Any, name: str | None) -> None:
    """Do what a control asks for."""
    root = _root()
    if what in _PICKS:
        v.memory[what] = value
    elif what == "r-least":
        v.memory[f"r-least-{name}"] = bool(value)
    elif what == "report" and root is not None:
        folders = folders_of(root)
        chosen = v.memory.get("folder")
        folder = folders[chosen] if chosen in folders else next(iter(folders.values()))
        from viz.report import render

        widget.save(f"shanyraq-report-{v.lang}.html", render(folder, v.lang).encode(), "text/html")
    v.changed()
