"""Network: who knows whom, and how much of it crosses the lines between groups."""

import csv
import io
import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import solara
from markupsafe import Markup

from model import HubModel
from model.measures import CATALOGUE
from model.ties import each_tie
from model.world_graph import STAGES, stages_of
from viz.components.html import page
from viz.components.live_widgets import group_colour
from viz.components.view import View, ViewWidget
from viz.text import Words
from viz.visitor import Visitor

_ACROSS, _WITHIN = "#0b8a74", "#8a9092"
_SHOWN = ("cross_ethnic_share", "ei_index", "inbreeding_homophily", "assortativity", "friend_across_share")
_SAMPLE = 240
_RADIUS = 250


class _Ties(NamedTuple):
    """Ties once each; one entry a tie."""

    one: np.ndarray
    other: np.ndarray
    level: np.ndarray
    made: np.ndarray


@solara.component
def Network(visitor: Visitor, writing: int) -> None:  # noqa: N802
    """The page; `writing` counts how often it was written anew."""
    solara.use_effect(visitor.begin, [])
    with visitor.still():
        written = _written(visitor)
    View(written, lambda widget, *what: act(visitor, widget, *what))


def ties_of_all(model: HubModel) -> _Ties:
    """List all ties of today with their stage."""
    rows, places = each_tie(model.ties, model.people.rows.degree)
    ties = model.ties
    levels = stages_of(rows, places, model)
    return _Ties(rows, ties.other[rows, places], levels, ties.since[rows, places] > 0)


def _listed(v: Visitor) -> _Ties:
    """Ties of the run's day, listed once a day."""
    assert v.run is not None
    run, day = v.memory.get("ties_of", (None, 0))
    if run is not v.run or day != v.run.day:
        v.memory["ties"], v.memory["ties_of"] = ties_of_all(v.run.model), (v.run, v.run.day)
    ties: _Ties = v.memory["ties"]
    return ties


def _written(v: Visitor) -> str:
    t = v.t
    if v.run is None or v.making:
        return page("network.html", t=t, ready=False, refused=bool(v.notice) and not v.making)
    wanted, only = v.memory.get("stage", "all"), v.memory.get("only", "")
    made = bool(v.memory.get("made"))
    model = v.run.model
    ties = _listed(v)
    kept = np.ones(len(ties.one), np.bool_)
    if wanted in STAGES:
        kept &= ties.level == STAGES.index(wanted)
    if made:
        kept &= ties.made
    here = [number for number in range(len(model.cultures)) if model.groups.residents[number]]
    group = model.people.rows.group
    one, other = group[ties.one], group[ties.other]
    if only in model.cultures:
        number = model.cultures.index(only)
        kept &= (one == number) | (other == number)
    count = len(model.cultures)
    pairs = np.zeros((count, count))
    np.add.at(pairs, (one[kept], other[kept]), 1.0)
    pairs = pairs + pairs.T
    across = one != other
    by_stage = [
        (name, int((kept & (ties.level == level) & ~across).sum()), int((kept & (ties.level == level) & across).sum()))
        for level, name in enumerate(STAGES)
        if wanted in ("all", name)
    ]
    drawing, sampled = _drawing(model, ties, kept, here, t)
    return page(
        "network.html",
        t=t,
        ready=True,
        stages=STAGES,
        stage=wanted,
        groups=[model.cultures[number] for number in here],
        only=only,
        made=made,
        day=v.run.day,
        keys=[
            *((t.group(model.cultures[number]), group_colour(number)) for number in here),
            (t("across"), _ACROSS),
            (t("within"), _WITHIN),
        ],
        drawing=drawing,
        sampled=sampled,
        measures=[
            (
                t.measure(name),
                t.number(float(CATALOGUE[name].series(model.chronicle)[-1]) if v.run.day else math.nan, 3),
                t(f"why_{name}"),
                t.formula(name),
            )
            for name in _SHOWN
        ],
        by_stage=by_stage,
        matrix=_matrix(model, pairs, here, t),
    )


def _matrix(
    model: HubModel, pairs: np.ndarray, here: list[int], t: Words
) -> list[tuple[str, list[tuple[int, str, int]]]]:
    """Count the ties of each pair of groups, and hold them against random meeting of residents."""
    total = pairs.sum()
    share = model.groups.residents / model.groups.residents.sum()
    rows = []
    for a in here:
        cells = []
        for b in here:
            expected = total * share[a] * share[b]
            ratio = pairs[a, b] / expected if expected else math.nan
            count = int(pairs[a, b] / (2 if a == b else 1))
            shade = 0 if math.isnan(ratio) else round(min(60.0, 20.0 * ratio))
            cells.append((count, f"× {t.number(ratio, 1)}" if not math.isnan(ratio) else "–", shade))
        rows.append((model.cultures[a], cells))
    return rows


def _drawing(model: HubModel, ties: _Ties, kept: np.ndarray, here: list[int], t: Words) -> tuple[Markup, int]:
    """Draw a sample of residents on a circle, group beside group, and their ties as chords."""
    one, other = ties.one[kept], ties.other[kept]
    people = np.unique(np.concatenate([one, other]))
    if len(people) > _SAMPLE:  # whole neighbourhoods, so that the chords stay together
        seeds = people[np.argsort(model.people.rows.id[people] * 2654435761 % 2**32)]
        chosen: dict[int, None] = {}
        for seed in seeds.tolist():
            if len(chosen) >= _SAMPLE:
                break
            near = np.concatenate([other[one == seed], one[other == seed]])
            chosen.update(dict.fromkeys([seed, *near.tolist()]))
        people = np.array(list(chosen)[:_SAMPLE])
    group = model.people.rows.group
    people = people[np.argsort(group[people], kind="stable")]
    at = {}
    for place, row in enumerate(people.tolist()):
        angle = 2 * math.pi * (place + 0.5) / max(1, len(people)) - math.pi / 2
        at[row] = (300 + _RADIUS * math.cos(angle), 300 + _RADIUS * math.sin(angle))
    parts = [
        '<svg id="shanyraq-ties" class="ties-figure" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600"'
        f' width="600" height="600" role="img" aria-label="{Markup.escape(t("network_map"))}">'
    ]
    for a, b, level in zip(one.tolist(), other.tolist(), ties.level[kept].tolist(), strict=True):
        if a in at and b in at:
            (x1, y1), (x2, y2) = at[a], at[b]
            across = group[a] != group[b]
            stroke = _ACROSS if across else _WITHIN
            parts.append(
                f'<path d="M{x1:.0f} {y1:.0f}Q300 300 {x2:.0f} {y2:.0f}" fill="none" stroke="{stroke}"'
                f' stroke-width="{0.7 + 0.5 * level}" opacity="{0.75 if across else 0.4}"/>'
            )
    for row, (x, y) in at.items():
        parts.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="5" fill="{group_colour(int(group[row]))}"/>')
    return Markup("".join(parts) + "</svg>"), len(people)


def act(v: Visitor, widget: ViewWidget, what: str, value: Any, name: str | None) -> None:
    """Do what a control asks for."""
    keys: dict[str, Callable[[Any], Any]] = {"stage": str, "only": str, "made": bool}
    if what in keys:
        v.memory[what] = keys[what](value)
    elif what == "save-ties" and v.run is not None:
        with v.still():
            ties = _listed(v)
            people = v.run.model.people.rows
            text = io.StringIO(newline="")
            writer = csv.writer(text)
            writer.writerow(["person", "other", "stage", "made_since_start"])
            for a, b, level, made in zip(*(column.tolist() for column in ties), strict=True):
                writer.writerow([int(people[a].id), int(people[b].id), STAGES[level], int(made)])
        widget.save("shanyraq-ties.csv", text.getvalue().encode(), "text/csv")
    v.changed()
