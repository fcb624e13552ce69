"""What stands around every page: its name, the way to the others, language and light."""

from viz.components.html import page
from viz.text import LANGUAGES
from viz.visitor import PAGES, Visitor


def frame(visitor: Visitor) -> str:
    """Write the head of the page."""
    return page("frame.html", v=visitor, t=visitor.t, pages=PAGES, languages=LANGUAGES)
