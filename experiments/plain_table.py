"""The look that all printed tables share."""

from collections.abc import Iterable
from typing import Any

from rich import box
from rich.table import Table


def plain_table(title: str, columns: Iterable[tuple[str, Any]], caption: str = "") -> Table:
    """Make an empty table.

    Parameters
    ----------
    title : str
        Stands above.
    columns : iterable of tuple
        Heading and justification, ``left`` or ``right``.
    caption : str
        Stands below.
    """
    table = Table(title=title, caption=caption, box=box.SIMPLE_HEAD, title_justify="left", caption_justify="left")
    table.title_style, table.caption_style = "bold", "dim"
    for name, justify in columns:
        table.add_column(name, justify=justify, overflow="fold")
    return table
