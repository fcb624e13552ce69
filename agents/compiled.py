"""Compilation of the rules: plain Python functions, compiled by numba on first use.

Numba notices a change in the file of a compiled function, but not in the files of the functions that it calls. The
cache therefore lives in a folder named by a fingerprint of all source files of the model: whoever edits a rule never
runs yesterday's. The schema is left out, since compiled code knows its values only as arguments. Numba also finds
compiled code only for the place and the processor that it was compiled for, so that the fingerprint holds these too:
what one folder says to be complete is complete for whoever reads it.
"""

import hashlib
import os
from pathlib import Path
from typing import Any

import llvmlite.binding
import numba
import platformdirs

FOLDER = "SHANYRAQ_COMPILED"
"""Environment variable that names the folder itself, whatever the source: for tests of spoilt source."""

_SOURCES = ("agents", "model")
_NOT_COMPILED = Path("model/scenario")


def cache_folder(root: Path) -> Path:
    """Give the folder that compiled code of an installation is kept in.

    Parameters
    ----------
    root : Path
        Folder that holds the packages `agents` and `model`.

    Returns
    -------
    Path
        Within the user's cache, or within ``NUMBA_CACHE_DIR``; another folder for every other place, source, processor
        and version of numba.
    """
    processor = llvmlite.binding.get_host_cpu_name() + llvmlite.binding.get_host_cpu_features().flatten()
    digest = hashlib.sha256(f"{numba.__version__} {processor} {root.resolve()}".encode())
    for package in _SOURCES:
        for source in sorted((root / package).rglob("*.py")):
            if source.is_relative_to(root / _NOT_COMPILED):
                continue
            digest.update(str(source.relative_to(root)).encode())
            digest.update(source.read_bytes())
    return Path(os.environ.get("NUMBA_CACHE_DIR") or platformdirs.user_cache_path("shanyraq")) / digest.hexdigest()[:16]


numba.config.CACHE_DIR = os.environ.get(FOLDER) or str(cache_folder(Path(__file__).parent.parent))


def rule[F](function: F) -> F:
    """Compile a scalar rule or a loop over rows; with the JIT switched off it stays plain Python.

    Parameters
    ----------
    function : callable
        Pure function of scalars, or a loop over arrays. It borrows the arrays that it is given, and can allot none.

    Returns
    -------
    callable
        The same function, compiled on first call, cached on disk between runs.

    Notes
    -----
    By default numba counts references: each call adds one to, and takes one from, every array in the tables that it is
    handed, which cost more than most rules do. Who called holds the arrays anyway, so the count is switched off.
    """
    compiled: Any = numba.njit(cache=True, error_model="numpy", _nrt=False)(function)
    return compiled


def rule_that_allots[F](function: F) -> F:
    """Compile a loop over rows that needs arrays of its own; otherwise as `rule`."""
    compiled: Any = numba.njit(cache=True, error_model="numpy", _nrt=True)(function)
    return compiled


def woven[F](function: F) -> F:
    """Compile a rule into each loop that calls it, so that the loop may become vector code.

    Parameters
    ----------
    function : callable
        Pure function of scalars.

    Returns
    -------
    callable
        The same function. It makes the code of its callers longer, and is worth that only in a loop over many rows.
    """
    compiled: Any = numba.njit(inline="always", error_model="numpy")(function)
    return compiled
