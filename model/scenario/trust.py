"""How far a default can be trusted: the vocabulary of sources.

Every source says one of these, and `param` takes no other:

- ``choice``: a lever of the user's or a name, right or wrong for nobody;
- ``assumed``: no figure was found, so that it is to be swept;
- ``calibrated: …``: set so that the patterns named come out, which are no evidence for it;
- ``settlement's own``: each settlement's file gives its figure, with its source in `field_sources`;
- anything else is published, and ends in its mark.

After ``choice`` and ``assumed`` reasons may follow a colon or a semicolon.
"""

import re

CHOICE, ASSUMED, CALIBRATED, OWN = "choice", "assumed", "calibrated", "settlement's own"

MARKS = {
    "[a]": "read at the source",
    "[a 2ary]": "read in a secondary source",
    "[b]": "recalled and not checked",
    "[d]": "worked out from such figures",
}
"""Marks of what is published, and what they say."""

_PATTERN = re.compile(r"\b[PKS]\d+[a-z]?\b")


def trust_of(source: str) -> str:
    """Tell in one word how far a source can be trusted.

    Parameters
    ----------
    source : str
        As declared in the schema.

    Returns
    -------
    str
        ``choice``, ``assumed``, ``calibrated``, ``settlement's own``, or the mark of what is published.

    Raises
    ------
    ValueError
        It is none of these, or does not name the pattern to which it was calibrated.
    """
    if source == OWN:
        return OWN
    word = re.match(r"\w+(?=$|[:;])", source)
    if word and word[0] in (CHOICE, ASSUMED):
        return word[0]
    if word and word[0] == CALIBRATED:
        if not _PATTERN.search(source):
            raise ValueError(f'source "{source}" must name the pattern to which it was calibrated, such as P8')
        return CALIBRATED
    for mark in MARKS:
        if source.endswith(" " + mark):
            return mark
    raise ValueError(f'source "{source}" must be choice, assumed or calibrated, or end in one of {", ".join(MARKS)}')
