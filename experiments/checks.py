"""What a run is asked for, checked before anything starts."""

from numbers import Integral
from pathlib import Path

from model.scenario import InputError
from model.scenario.errors import Problem

MOST = 100_000
"""Runs, points or draws that one command takes on; their list has to fit into the memory."""


def _no_number_from(lowest: int, value: object) -> str:
    """Say why a value is no whole number from `lowest` to `MOST`; nothing if it is."""
    if not isinstance(value, Integral) or isinstance(value, bool):
        return f"must be a whole number from {lowest} on"
    if int(value) > MOST:
        return f"must be at most {MOST:,}"
    return "" if int(value) >= lowest else f"must be at least {lowest}"


def at_least(lowest: int, **given: int) -> None:
    """Check that whole numbers are neither too small nor beyond all bounds.

    Parameters
    ----------
    lowest : int
        Least value that is allowed.
    **given : int
        Values by the name that the user knows them by.

    Raises
    ------
    InputError
        One line for each value that is too small, above `MOST`, or no whole number.
    """
    problems = [
        Problem(wrong, f"--{name.replace('_', '-')}", str(value))
        for name, value in given.items()
        if (wrong := _no_number_from(lowest, value))
    ]
    if problems:
        raise InputError(problems)


def folder_for_results(folder: str | Path) -> Path:
    """Make a folder for results, and see that it can be written to.

    Raises
    ------
    InputError
        It is a file, or it cannot be made or written to.
    """
    path = Path(folder)
    if path.exists() and not path.is_dir():
        raise InputError(Problem("is a file; results need a folder of their own", "--out", f'"{path}"'))
    probe = path / ".writable"
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise InputError(Problem(f"cannot be written to: {error.strerror}", "--out", f'"{path}"')) from None
    return path
