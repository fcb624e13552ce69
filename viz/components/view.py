"""A piece of a page: HTML that the server writes, and what people do with it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import solara
import traitlets

type Handler = Callable[[str, Any, str | None], None]
"""Told what was done, with which value, to the control of which name."""

_HERE = Path(__file__).parent


class ViewWidget(anywidget.AnyWidget):
    """Shows HTML and changes only what differs, so that focus and scrolling stay."""

    _esm = (_HERE / "view.js").read_text("utf-8")
    _css = (_HERE / "style.css").read_text("utf-8")
    html = traitlets.Unicode("").tag(sync=True)

    def save(self, name: str, content: bytes, mime: str = "application/octet-stream") -> None:
        """Let the browser save a file."""
        self.send({"save": name, "type": mime}, buffers=[content])


type Listener = Callable[[ViewWidget, str, Any, str | None], None]


@solara.component
def View(html: str, on_act: Listener | None = None) -> None:  # noqa: N802 - a component is called like a class
    """Show HTML; tell `on_act` what people do: the widget, the act, its value and the control's name."""
    element = ViewWidget.element(html=html)
    current = solara.use_ref(on_act)
    current.current = on_act

    def listen() -> Callable[[], None]:
        widget = solara.get_widget(element)

        def hear(_: Any, content: dict[str, Any], buffers: Any) -> None:
            if current.current is not None and isinstance(content, dict) and isinstance(content.get("act"), str):
                current.current(widget, content["act"], content.get("value"), content.get("name"))

        widget.on_msg(hear)
        return lambda: widget.on_msg(hear, remove=True)

    solara.use_effect(listen, [])
