"""The look that all figures share, and how they are written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

INK, GREY, FAINT = "#1a1a1a", "#595959", "#8a8a8a"

STYLE: Any = {
    "font.size": 9,
    "font.family": "DejaVu Sans",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": FAINT,
    "axes.linewidth": 0.8,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": "#e6e6e6",
    "grid.linewidth": 0.8,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "xtick.labelcolor": "#333333",
    "ytick.labelcolor": "#333333",
    "ytick.major.size": 0,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "shanyraq",
    "pdf.fonttype": 42,
}


def save(make: Callable[[], Figure], folder: Path, name: str) -> list[Path]:
    """Make a figure in the shared style and write it as PNG, SVG and PDF.

    Parameters
    ----------
    make : callable
        Makes the figure.
    folder : Path
        Folder for the files.
    name : str
        Name of the files, without ending.

    Returns
    -------
    list of Path
        The files.
    """
    files = [folder / f"{name}.{kind}" for kind in ("png", "svg", "pdf")]
    with matplotlib.rc_context(STYLE):
        picture = make()
        picture.savefig(files[0], dpi=200)
        picture.savefig(files[1], metadata={"Date": None})
        picture.savefig(files[2], metadata={"CreationDate": None})
    return files


def sheet(width: float, height: float, title: str, under: str, caption: str) -> Figure:
    """Make an empty figure with a title, a line below it and a caption at the foot.

    The three keep clear of the plots if these are laid out by `between`.
    """
    picture = Figure(figsize=(width, height), facecolor="white")
    FigureCanvasAgg(picture)
    left = 0.12 / width
    picture.text(
        left, 1 - 0.16 / height, title, fontsize=12 if len(title) < 75 else 11, fontweight="bold", color=INK, va="top"
    )
    picture.text(left, 1 - 0.48 / height, under, fontsize=9.3, color=GREY, va="top")
    picture.text(left, 0.1 / height, caption, fontsize=7.8, color=GREY, va="bottom", linespacing=1.35)
    return picture


def between(head: float, foot: float) -> ConstrainedLayoutEngine:
    """Lay the plots out between a heading and a foot; names beside them take from them what room they need.

    Parameters
    ----------
    head, foot : float
        Where the heading ends and the foot begins, as shares of the height.
    """
    room = (0.012, foot, 0.98, head - foot)
    return ConstrainedLayoutEngine(rect=room, wspace=0.06, hspace=0.08, w_pad=0.0, h_pad=0.0)


def wrapped(text: str, width: float) -> str:
    """Fold a caption to the width of a figure in inches."""
    import textwrap

    return "\n".join(textwrap.wrap(text, int(width * 17.5)))
