"""What a pattern is, and what is found when it is held against the model."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from model.scenario import InputError

if TYPE_CHECKING:
    from experiments.validation.arms import Arms

type Role = Literal["calibrated", "held out", "by construction"]
type Mark = Literal["[a]", "[a 2ary]", "[b]", "[d]", "none"]

ROLES: Mapping[Role, str] = {
    "held out": "nothing was set by it",
    "calibrated": "the published figure, or its direction, was used to set a default or to choose a rule",
    "by construction": "mathematics or bookkeeping: it tests the code, not the world",
}

MARKS: Mapping[Mark, str] = {
    "[a]": "read at the address given, mostly in an abstract",
    "[a 2ary]": "read in a secondary source",
    "[b]": "recalled from the literature, not seen",
    "[d]": "arithmetic from marked figures",
    "none": "nothing published was found; mathematics, bookkeeping or an assumption",
}

SHOWN = 0.01
"""Chance that a model without the pattern passes, where a pattern has to be shown."""
DENIED = 0.001
"""Chance that a model with the pattern fails, where a right answer is known and only chance may stand between."""

TO_BE_SHOWN = "1 %: a model without the pattern passes so often"
TO_BE_DENIED = "0.1 %: a right model fails so often"
EXACT = "none: counted to the last unit"


class Picture(NamedTuple):
    """What is drawn of a finding; numbers only."""

    kind: Literal["bars", "lines"]
    """How it is drawn."""
    x: Sequence[float] | Sequence[str]
    """Places on the horizontal axis."""
    x_label: str
    """What they are."""
    y_label: str
    """What the values are."""
    series: Mapping[str, Sequence[float]]
    """Values by name; the first is the model."""
    half: Mapping[str, Sequence[float]] = {}
    """Half the width of the 95 % interval over replicates, by name, where there is one."""
    published: tuple[float, float] | None = None
    """Published range of the values; both ends alike for a single figure."""
    runs: str = ""
    """On which runs it rests, where these are not the replicates."""


class Finding(NamedTuple):
    """What the model does where the pattern is looked for."""

    ours: str
    """Our figure, in words."""
    passes: bool
    """The criterion is met."""
    numbers: Mapping[str, float]
    """What the figure and the criterion rest on."""
    picture: Picture | None = None
    """What is drawn."""
    remark: str = ""
    """What a reader should know, such as why it fails."""


class Pattern(NamedTuple):
    """One thing that is known of the world, and how it is looked for in the model."""

    name: str
    """P and the number in the ODD, with a letter; K for Kazakhstan's statistics, S for further findings."""
    title: str
    """What is known, in a sentence."""
    source: str
    """Where it is published."""
    mark: Mark
    """How far the published figure, or direction, was seen."""
    url: str
    """Where it was read; empty if nowhere."""
    published: str
    """The published figure; or that only the direction is known."""
    statistic: str
    """What is computed from the runs."""
    criterion: str
    """When the pattern holds."""
    error: str
    """How often chance alone decides wrongly."""
    role: Role
    """What it was used for."""
    used: str
    """Default or rule that was set by it; empty if it was held out."""
    look: "Callable[[Arms], Finding]"
    """Looks for it."""
    nulls: Mapping[str, Mapping[str, Any]] = {}
    """Worlds without the mechanism, in words, with the levers that make them: there the criterion must fail."""


def looked(pattern: Pattern, arms: "Arms") -> Finding:
    """Look for a pattern; one that cannot be computed is not shown, and says why.

    A mistake of the user (`InputError`) is no finding.
    """
    try:
        return pattern.look(arms)
    except InputError:
        raise
    except Exception as trouble:  # whatever a fit or a test stumbles over
        return Finding("could not be computed", False, {}, remark=f"{type(trouble).__name__}: {trouble}")
