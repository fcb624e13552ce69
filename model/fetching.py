"""Rows fetched ahead: the processor brings them near while other rows are still looked at.

A list of rows that will be worked on one by one, each far from the last, is gone through quickly first. It changes
nothing but the time that the work takes.
"""

from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.extending import intrinsic, overload

AHEAD = 8  # technical: how many rows ahead of the work rows are fetched
_LINE = 64  # technical: bytes that come at one go
_LINES = 4  # technical: how many lines of a row are asked for at most


def fetch(rows: Any, row: int) -> None:
    """Ask for the beginning of a row of an array or table, up to 256 bytes; plain Python has no need of it."""


@overload(fetch)
def _fetch(rows: Any, row: int) -> Any:
    def ask(rows: Any, row: int) -> None:
        for byte in range(0, min(rows.strides[0], _LINE * _LINES), _LINE):
            _touch(rows, row, byte)

    return ask


@intrinsic
def _touch(typing: Any, rows: Any, row: Any, byte: Any) -> Any:
    """Prefetch the line that holds a byte of a row, for reading, to stay near."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        table = context.make_array(signature.args[0])(context, builder, args[0])
        pointer, word = ir.IntType(8).as_pointer(), ir.IntType(32)
        start = builder.mul(args[1], cgutils.unpack_tuple(builder, table.strides)[0])
        place = builder.gep(builder.bitcast(table.data, pointer), [builder.add(start, args[2])])
        kind = ir.FunctionType(ir.VoidType(), [pointer, word, word, word])
        prefetch = builder.module.declare_intrinsic("llvm.prefetch", (pointer,), kind)
        builder.call(prefetch, [place, word(0), word(3), word(1)])
        return context.get_dummy_value()

    return types.void(rows, types.intp, types.intp), generate
