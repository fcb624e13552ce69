"""Placing labels so that none covers another."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE = 8.8
"""Of type, points."""


def label_ends(axes: "Axes", ends: Sequence[tuple[float, str, str]], *, gap: float, size: float = _SIZE) -> None:
    """Name each line at its end, moved apart where lines end close together.

    Parameters
    ----------
    axes : Axes
        As they are going to stay: their limits say where a line ends.
    ends : sequence of (float, str, str)
        Last value, name and colour of each line.
    gap : float
        Least distance of two names, as a share of the height.
    size : float
        Of type, points.
    """
    low, high = axes.get_ylim()
    heights = spread([(value - low) / (high - low) for value, _, _ in ends], gap)
    for height, (_, name, colour) in zip(heights, ends, strict=True):
        axes.annotate(
            name,
            (1.0, height),
            xycoords="axes fraction",
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=size,
            fontweight="bold",
            color=colour,
            annotation_clip=False,
        )


def spread(heights: Sequence[float], gap: float) -> list[float]:
    """Move labels apart, each as little as can be, in the order in which they stand.

    Parameters
    ----------
    heights : sequence of float
        Where the labels belong.
    gap : float
        Least distance of two labels.

    Returns
    -------
    list of float
        Where they go, in the given order. Labels that touch form a block, which is centred on its members' mean.
    """
    order = sorted(range(len(heights)), key=lambda number: heights[number])
    blocks: list[list[float]] = []
    for number in order:
        blocks.append([heights[number]])
        while len(blocks) > 1 and _start(blocks[-1], gap) - _end(blocks[-2], gap) < gap:
            top = blocks.pop()
            blocks[-1] += top
    placed = [_start(block, gap) + gap * step for block in blocks for step in range(len(block))]
    result = [0.0] * len(heights)
    for number, height in zip(order, placed, strict=True):
        result[number] = height
    return result


def _start(block: list[float], gap: float) -> float:
    return sum(block) / len(block) - gap * (len(block) - 1) / 2


def _end(block: list[float], gap: float) -> float:
    return _start(block, gap) + gap * (len(block) - 1)
