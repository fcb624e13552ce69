"""All patterns, in the order of the ODD."""

from experiments.validation import (
    adoption,
    conserved,
    counts,
    distance,
    friends,
    further,
    library_use,
    mixing,
    price,
    rhythm,
    warmth,
)
from experiments.validation.pattern import Pattern

_FAMILIES = (distance, counts, adoption, mixing, warmth, friends, price, rhythm, conserved, library_use, further)


def _order(name: str) -> tuple[int, int, str]:
    digits = "".join(letter for letter in name if letter.isdigit())
    return "PKS".index(name[0]), int(digits), name


CATALOGUE: dict[str, Pattern] = {
    each.name: each
    for each in sorted((each for family in _FAMILIES for each in family.PATTERNS), key=lambda each: _order(each.name))
}
"""Patterns by name."""
