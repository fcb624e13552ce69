"""Compilation of the rules: plain Python functions, compiled by numba on first use.

Numba notices a change in the file of a compiled function, but not in the files of the functions that it calls. The
cache therefore lives in a folder named by a fingerprint of all source files of the model: whoever edits a rule never
runs yesterday's. The schema is left out, since compiled code knows its values only as arguments.
"""

import hashlib
from pathlib import Path
from typing import Any

import numba
import platformdirs

_SOURCES = ("agents", "model")
_NOT_COMPILED = Path("model/scenario")


def _fingerprint() -> str:
    root = Path(__file__).parent.parent
    digest = hashlib.sha256(numba.__version__.encode())
    for package in _SOURCES:
        for source in sorted((root / package).rglob("*.py")):
            if source.is_relative_to(root / _NOT_COMPILED):
                continue
            digest.update(str(source.relative_to(root)).encode())
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


if not numba.config.CACHE_DIR:
    numba.config.CACHE_DIR = str(platformdirs.user_cache_path("shanyraq") / _fingerprint())


def rule[F](function: F) -> F:
    """Compile a scalar rule or a loop over rows; with the JIT switched off it stays plain Python.

    Parameters
    ----------
    function : callable
        Pure function of scalars, or a loop over arrays.

    Returns
    -------
    callable
        The same function, compiled on first call, cached on disk between runs.
    """
    compiled: Any = numba.njit(cache=True, error_model="numpy")(function)
    return compiled
