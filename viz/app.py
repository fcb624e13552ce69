"""The application: ``make app`` or ``shanyraq app``.

`Page` is the whole application. `page` is the model in Mesa's own `SolaraViz`, for those who know Mesa: ``solara run
viz.app:page``.
"""

from collections.abc import Callable
from typing import Any

import solara

from viz.components.view import View, ViewWidget
from viz.pages import about, compare, design, explore, network, results
from viz.pages.frame import frame
from viz.visitor import PAGES, Visitor

_PAGES: dict[str, Callable[[Visitor, int], Any]] = {
    "explore": explore.Explore,
    "network": network.Network,
    "compare": compare.Compare,
    "design": design.DesignPage,
    "results": results.Results,
    "about": about.About,
}


@solara.component
def Page() -> None:  # noqa: N802 - a component is called like a class
    """Show the application to one visitor."""
    router = solara.use_router()
    visitor = solara.use_memo(lambda: Visitor(router.search or ""), [])
    writing, turn = solara.use_state(0)
    visitor.watch(lambda: turn(lambda number: number + 1))
    solara.use_effect(lambda: visitor.close, [])

    def act(widget: ViewWidget, what: str, value: Any, name: str | None) -> None:
        if what == "page" and value in PAGES:
            visitor.page = value
            if value in ("explore", "network"):
                visitor.begin()
            widget.send({"focus": "#main"})
        elif what == "lang":
            visitor.lang = value
            visitor.show_charts()
            visitor.show_label()
        elif what == "back":  # or forward
            visitor.go_back(str(value))
            if visitor.page in ("explore", "network"):
                visitor.begin()
        elif what == "dismiss":
            visitor.notice = ""
        visitor.changed()

    View(frame(visitor), act)
    with solara.v.Html(tag="div", attributes={"id": "main", "tabindex": "-1"}, class_="shanyraq-main"):
        _PAGES[visitor.page](visitor, writing)


def __getattr__(name: str) -> Any:
    """Make Mesa's page when it is asked for: it builds a model, which the application has no use for."""
    if name != "page":
        raise AttributeError(name)
    from viz.mesa_page import mesa_page

    return mesa_page()
