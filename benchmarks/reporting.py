"""How a measurement is printed."""

import os
import platform

import numba
import numpy as np


def machine() -> str:
    """Say on what the measurements are made."""
    versions = f"Python {platform.python_version()}, numba {numba.__version__}, NumPy {np.__version__}"
    return f"{platform.machine()}, {os.cpu_count()} cores, {versions}"


def heading(text: str) -> None:
    """Begin a part."""
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


def line(what: str, found: str, held_to: str = "") -> None:
    """Print one figure, with what it is held to."""
    print(f"  {what:<58} {found:>16}  {held_to}", flush=True)
