"""Placing labels so that none covers another."""

from collections.abc import Sequence


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
