"""Reading a finished comparison back from its folder."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from experiments.compare import REFERENCE, Comparison
from experiments.replicates import TABLES
from experiments.sceptic import FOLDER, TABLE
from experiments.store import scenario_file
from model.scenario import InputError, load_scenario

_WORLD = ("settlement", "library", "behaviour", "clock", "events")
"""Parts of a scenario that all designs of a comparison share."""

_HOW = "`shanyraq compare` writes what is needed"


class Results(NamedTuple):
    """What a folder of results holds."""

    comparison: Comparison
    """The designs side by side."""
    manifest: dict[str, Any]
    """Versions, revision, seeds, command."""
    claims: pd.DataFrame | None
    """The sceptic's verdicts; see `experiments.sceptic.verdicts`. None if it was not asked about these runs."""
    doubted: dict[str, Any] | None
    """Manifest of the sceptic's runs."""


def read_results(folder: str | Path) -> Results:
    """Read what `shanyraq compare`, and `shanyraq sceptic` if it was asked, left in a folder.

    Parameters
    ----------
    folder : path
        The folder.

    Raises
    ------
    InputError
        It is no folder, holds no finished comparison, or a file in it cannot be read.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise InputError(f'"{folder}" is {"a file" if folder.exists() else "not there"}; name a folder of results')
    manifest = _manifest(folder)
    if "reference" not in manifest:
        raise InputError(f"{folder} holds a single run, which has nothing beside it; {_again(folder, manifest)}")
    if not manifest.get("complete"):
        raise InputError(f"{folder} holds an unfinished comparison; start the same command again to finish it")
    names = [str(name) for name in manifest["designs"]]
    scenarios = {name: load_scenario(folder / scenario_file(name)) for name in names}
    seeds = tuple(int(seed) for seed in manifest["seeds"])
    daily, accounts, groups, changes = (_table(folder / f"{name}.parquet") for name in ("daily", *TABLES))
    comparison = Comparison(scenarios, seeds, daily, accounts, groups, changes)
    doubts = folder / FOLDER
    if not (doubts / f"{TABLE}.parquet").exists() or not _of_one_world(comparison, manifest, doubts):
        return Results(comparison, manifest, None, None)
    return Results(comparison, manifest, _table(doubts / f"{TABLE}.parquet"), _manifest(doubts))


def _of_one_world(comparison: Comparison, manifest: dict[str, Any], doubts: Path) -> bool:
    """See whether the sceptic was asked about the same settlement, behaviour, days and model as the comparison."""
    if _manifest(doubts).get("model_fingerprint") != manifest.get("model_fingerprint"):
        return False
    asked = load_scenario(doubts / scenario_file(REFERENCE))
    return all(getattr(asked, part) == getattr(comparison.scenario, part) for part in _WORLD)


def _again(folder: Path, manifest: dict[str, Any]) -> str:
    """Say how to hold the scenario of a single run against the library as it is."""
    names = [str(name) for name in manifest["designs"]]
    kept = folder / scenario_file(names[0]) if names else folder
    return f"report on what `shanyraq compare --scenario {kept} --out ANOTHER-FOLDER` writes"


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "manifest.json"
    if not path.exists():
        raise InputError(f"{folder} holds no results: there is no manifest.json; {_HOW}")
    try:
        manifest = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}") from None
    if not isinstance(manifest, dict) or "designs" not in manifest:
        raise InputError(f"{path} is not the manifest of a comparison; {_HOW}")
    return manifest


def _table(path: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(path)
    except FileNotFoundError:
        raise InputError(f"{path} is not there; {_HOW}") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path} cannot be read: {error}") from None
