"""Compare."""

import solara

from viz.components.view import View
from viz.visitor import Visitor


@solara.component
def Compare(visitor: Visitor, writing: int) -> None:  # noqa: N802
    """The page; `writing` counts how often it was written anew."""
    View(f"<p>{visitor.t('compare')}</p>")
