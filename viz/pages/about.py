"""About: what is simulated, what it rests on, what it cannot say."""

from functools import cache
from itertools import groupby

import solara

from experiments.provenance import package_version
from model.scenario import parameter_table
from viz.components.html import page
from viz.components.view import View
from viz.text import words
from viz.visitor import Visitor


@solara.component
def About(visitor: Visitor, writing: int) -> None:  # noqa: N802
    """The page; `writing` counts how often it was written anew."""
    View(_written(visitor.lang))


@cache
def _written(lang: str) -> str:
    rows = parameter_table()
    behaviour = [row for row in rows if row.name.startswith("behaviour.")]
    parts = [(part, list(each)) for part, each in groupby(rows, key=lambda row: row.name.split(".")[0].split("[")[0])]
    return page(
        "about.html",
        t=words(lang),
        version=package_version(),
        parts=parts,
        assumed=sum(row.trust == "assumed" for row in behaviour),
        total=len(behaviour),
    )
