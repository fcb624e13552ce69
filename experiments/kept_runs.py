"""Runs that lie in a folder of results, and which of their columns are levers."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from experiments.sweeps import load
from model.measures import CATALOGUE
from model.scenario import InputError, parameter_table

_FILES = ("runs.parquet", "runs.csv")


def kept_runs(folder: Path) -> pd.DataFrame:
    """Read the tidy table of runs in a folder: a row for each point and seed.

    Raises
    ------
    InputError
        There is no folder, or no runs in it, or none that can be read.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder of results")
    if (folder / "runs").is_dir():
        return load(folder)
    for name in _FILES:
        path = folder / name
        if not path.exists():
            continue
        try:
            table = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)
        except (OSError, ValueError) as error:
            raise InputError(f"{path} cannot be read: {error}") from None
        if table.empty:
            raise InputError(f"{path} holds no runs")
        return table
    raise InputError(f"{folder} holds no runs: neither {' nor '.join(_FILES)}")


def means_by_point(runs: pd.DataFrame, factors: Sequence[str], measures: Sequence[str]) -> pd.DataFrame:
    """Average measures over the seeds of each point; a row for each point, in the order of the runs."""
    groups = runs.groupby(list(factors), sort=False, dropna=False)
    return groups[list(measures)].mean().reset_index()


def levers_and_uncertainties(runs: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Tell what somebody decides from what nobody knows, among the columns that differ.

    What belongs to the design is a lever; parameters of behaviour, settlement, library, clock and events are uncertain.
    """
    dotted = {row.flat: row.name for row in parameter_table() if row.flat}
    inputs = [name for name in runs if name not in CATALOGUE and name not in ("seed", "point", "run", "replicate")]
    varied = [str(name) for name in inputs if runs[name].nunique(dropna=False) > 1]
    levers = [name for name in varied if _is_lever(name, dotted)]
    return levers, [name for name in varied if name not in levers]


def _is_lever(name: str, dotted: dict[str, str]) -> bool:
    known = dotted.get(name, name)
    if "." in known or known == "design":
        return known.split(".")[0] == "design"
    return not name.startswith("library_") and any(name.endswith(field) for field in _fields_of_offers(dotted))


def _fields_of_offers(dotted: dict[str, str]) -> Sequence[str]:
    return [flat.removeprefix("<kind>") for flat in dotted if flat.startswith("<kind>_")]
