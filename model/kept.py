"""Tables that compiled code finds where they lie, instead of being handed each of them anew.

To hand an array to compiled code costs a tenth of a microsecond, and several times as much once a day's work has pushed
it out of the processor's reach. A day needs some forty of them.
"""

from typing import Any

import numba
from numba.core import types
from numba.experimental import structref
from numba.extending import overload

from agents.compiled import rule_that_allots


@structref.register
class _KeptType(types.StructRef):  # type: ignore[name-defined]
    """What is kept, as numba sees it."""


class Kept(structref.StructRefProxy):
    """A value that is kept; compiled code reads it as ``kept.held``."""


class _Plain:
    """The same for plain Python, with the JIT switched off."""

    def __init__(self, held: Any) -> None:
        self.held = held


structref.define_boxing(_KeptType, Kept)


@overload(Kept)
def _make(held: Any) -> Any:
    kind = _KeptType([("held", held)])

    def make(held: Any) -> Any:
        kept = structref.new(kind)
        kept.held = held
        return kept

    return make


@rule_that_allots
def _keep(held: Any) -> Any:
    return Kept(held)


def keep(held: Any) -> Any:
    """Keep a tuple of tables; the same memory, as long as none of them is replaced by another."""
    return _Plain(held) if numba.config.DISABLE_JIT else _keep(held)
