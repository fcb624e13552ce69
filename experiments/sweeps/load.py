"""Results of a sweep as tidy tables, finished or not."""

from pathlib import Path

import pandas as pd
import pyarrow as pa

from experiments.sweeps.folder import failures_of, parts_of
from model.scenario import InputError


def load(folder: str | Path, what: str = "runs") -> pd.DataFrame:
    """Read the results of a sweep, also while it is running.

    Parameters
    ----------
    folder : str or Path
        Folder of the sweep.
    what : str
        ``runs``: a row for each run, with columns ``run``, ``point``, ``replicate``, ``seed``, the parameters that
        vary and the measures. ``series``: a row for each run and day. ``failures``: runs that could not be made.

    Returns
    -------
    pandas.DataFrame
        In the order of the runs.

    Raises
    ------
    InputError
        There is no such folder, nothing in it yet, or nothing that can be read.
    """
    path = Path(folder)
    if what not in ("runs", "series", "failures"):
        raise InputError(f'what = "{what}" must be one of "runs", "series", "failures"')
    if not path.is_dir():
        raise InputError(f"{path} is no folder of results")
    if what == "failures":
        return pd.DataFrame(failures_of(path))
    files = parts_of(path, what)
    if not files:
        raise InputError(f"{path} holds no {what}")
    try:
        table = pd.concat([pd.read_parquet(file) for file in files], ignore_index=True)
    except (OSError, ValueError, pa.ArrowException) as error:
        raise InputError(f"{path} holds {what} that cannot be read: {error}") from None
    keys = ["run", "day"] if what == "series" else ["run"]
    return table.drop_duplicates(keys).sort_values(keys, ignore_index=True)
