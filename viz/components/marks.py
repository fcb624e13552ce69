"""Round numbers along an axis."""

from matplotlib.ticker import MaxNLocator


def round_marks(low: float, high: float) -> list[float]:
    """Give four or five round numbers between two ends."""
    marks = MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    return [float(mark) for mark in marks if low <= mark <= high]
