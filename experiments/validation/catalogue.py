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
    network,
    price,
    publicity,
    rhythm,
    users,
    warmth,
)
from experiments.validation.pattern import Pattern

_FAMILIES = (
    *(distance, counts, adoption, mixing, warmth, friends, price, rhythm, conserved),
    *(library_use, further, network, users, publicity),
)


def _order(name: str) -> tuple[int, int, str]:
    digits = "".join(letter for letter in name if letter.isdigit())
    return "PKS".index(name[0]), int(digits), name


CATALOGUE: dict[str, Pattern] = {
    each.name: each
    for each in sorted((each for family in _FAMILIES for each in family.PATTERNS), key=lambda each: _order(each.name))
}
"""Patterns by name."""

NOT_TESTED: dict[str, str] = {
    "double jeopardy across hubs (Ehrenberg, Uncles & Goodhardt 2004)": "there is one hub in a settlement",
    "single curves of habit are concave (Lally et al. 2010)": "true by the form of rule 7.3; a test of the rule holds "
    "it",
    "dwell times in a café are skewed to the right": "a stay has one length for each kind of offer",
    "refusals at the peak hour of a café": "no figure was found; places are counted by part of the day, not by hour",
    "a café loses money below a footfall": "no figure was found; the finances show the break-even of each design",
    "school breaks change use for families with pupils only (Gilpin & Becker 2020)": "our breaks free pupils of 15–17, "
    "too, and fall together with the seasons",
    "closures thin out bridges before other ties (Burt 2002)": "follows from P6; a closure of weeks is too short to "
    "show it",
    "strong ties across groups are rarer than weak ones (McMillan 2022)": "of adolescents at school; left to the "
    "reader of the tables of ties by stage",
}
"""Patterns of the sources that are not held against the model, and why."""
