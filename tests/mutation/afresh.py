"""A run of the tests in a process of its own, with the compiled code of a folder."""

import os
import runpy

import numba


def run_tests(cache: str) -> None:
    """Run the tests that the command line names.

    Parameters
    ----------
    cache : str
        Folder in which numba finds and leaves compiled code.
    """
    os.environ["NUMBA_CACHE_DIR"] = cache
    numba.config.reload_config()
    runpy.run_module("pytest", None, "__main__")
