"""A run of the tests in a process of its own, with the compiled code of a folder."""

import os
import runpy

FOLDER = "SHANYRAQ_COMPILED"
"""As in `agents.compiled`, which may be a mutant and is not to be imported here."""


def run_tests(cache: str) -> None:
    """Run the tests that the command line names.

    Parameters
    ----------
    cache : str
        Folder in which numba finds and leaves compiled code.
    """
    os.environ[FOLDER] = cache
    runpy.run_module("pytest", None, "__main__")
