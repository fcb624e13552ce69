"""Colours that people who see colours differently can tell apart, and marks that survive a black-and-white print."""

REFERENCE = "#595959"
"""Dark grey: what everything else is held against."""

OKABE_ITO = ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
"""Okabe & Ito (2008), jfly.uni-koeln.de/color, without black and yellow; vermilion and blue first."""

DASHES: tuple[tuple[float, ...], ...] = ((), (), (6, 1.6), (2, 1.4), (8, 1.6, 1.6, 1.6), (4, 1.4))
"""Dash patterns of the lines, in the same order as the colours."""


def colour_of(number: int) -> str:
    """Colour of a design by its place; the reference has place 0."""
    return REFERENCE if number == 0 else OKABE_ITO[(number - 1) % len(OKABE_ITO)]


def dashes_of(number: int) -> tuple[float, ...]:
    """Dash pattern of a design by its place; the first round of colours is told apart by colour and label alone."""
    return () if number == 0 else DASHES[(number - 1) % len(DASHES)]
