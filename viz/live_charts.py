"""The charts that grow while a run goes on, and the measures that they follow."""

from typing import Any

from model.measures import CATALOGUE
from viz.palette import OKABE_ITO
from viz.text import Words

_CHARTS = (
    ("chart_visits", 7, ("visits_residents", "visits_families", "visits_tourists")),
    ("chart_ties", 1, ("new_ties", "new_cross_ties")),
    ("chart_readers", 1, ("returning_readers", "new_readers")),
    ("chart_known", 1, ("aware_share", "reach_30")),
    ("chart_money", 30, ("ticket_sales", "cafe_sales", "shop_sales")),
)
"""Title, days that are averaged, and measures."""

SHOWN = tuple(name for *_, names in _CHARTS for name in names)
"""Measures that the live charts follow."""


def chart_specs(t: Words) -> list[dict[str, Any]]:
    """Say what the live charts show, in the visitor's language."""
    return [
        {
            "title": t(title),
            "unit": t.unit(CATALOGUE[names[0]].unit),
            "span": span,
            "series": [
                {
                    "name": t.measure(name),
                    "index": SHOWN.index(name),
                    "colour": OKABE_ITO[place],
                    "dash": place == 1,
                }
                for place, name in enumerate(names)
            ],
        }
        for title, span, names in _CHARTS
    ]
