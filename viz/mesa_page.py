"""The model in Mesa's own page: ``solara run viz.app:page``.

`SolaraViz` takes the model as it is; what is here only says which controls and curves the page shows.
"""

from typing import Any

from mesa.visualization import SolaraViz, make_plot_component

from model import HubModel
from model.measures import CATALOGUE
from model.scenario import list_designs, list_settlements

_CURVES = (
    {"visits": "#0072B2"},
    {"reach_30": "#009E73", "aware_share": "#E69F00"},
    {"new_cross_ties": "#D55E00"},
    {"returning_readers": "#CC79A7", "new_readers": "#56B4E9"},
)

_CONTROLS: dict[str, Any] = {
    "settlement": {"type": "Select", "value": "aul", "values": list_settlements(), "label": "Settlement"},
    "design": {"type": "Select", "value": "people-first", "values": list_designs(), "label": "Design"},
    "hub_opens": {"type": "SliderInt", "value": 30, "min": 1, "max": 180, "step": 1, "label": "Days before opening"},
    "rng": {"type": "SliderInt", "value": 1, "min": 0, "max": 100, "step": 1, "label": "Seed"},
}


def _label(axes: Any, names: dict[str, str]) -> None:
    first = CATALOGUE[next(iter(names))]
    axes.set_xlabel("day")
    axes.set_ylabel(first.unit)
    axes.set_title("  ·  ".join(CATALOGUE[name].title for name in names), loc="left", fontsize=10)


def _curve(names: dict[str, str]) -> Any:
    return make_plot_component(names, post_process=lambda axes: _label(axes, names))


def mesa_page() -> Any:
    """Make the page that Mesa's `SolaraViz` shows."""
    return SolaraViz(
        HubModel(settlement="aul", design="people-first", hub_opens=30, rng=1),
        components=[_curve(names) for names in _CURVES],
        model_params=_CONTROLS,
        name="Shanyraq",
        play_interval=50,
    )
