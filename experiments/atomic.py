"""Files that are whole or not there."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from model.scenario import InputError


def write_whole(path: Path, writer: Callable[[Path], Any]) -> Path:
    """Let `writer` write a draft, and give it its name when it is on the disk as a whole.

    Parameters
    ----------
    path : Path
        The file; its folder is made if it is not there, what stood in it before stays until the new one is whole.
    writer : callable
        Writes to the path that it is given.

    Raises
    ------
    InputError
        It cannot be written: the disk is full, the folder is read-only.
    """
    draft = path.with_name(f".{path.stem}.draft{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        writer(draft)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())  # or a power cut could leave the name without the content
        draft.replace(path)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)
    return path
