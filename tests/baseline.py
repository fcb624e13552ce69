"""What a version of the model gives: people at the start, and every measure of a village after a year.

``python tests/baseline.py`` writes both down for the version at hand, and prints their marks for the CHANGELOG.
"""

import csv
import hashlib
from pathlib import Path

import numpy as np
from world_columns import BOUNDS, columns_of

from experiments.headline import headlines
from experiments.provenance import package_version
from experiments.replicates import with_keys
from model import HubModel

FOLDER = Path(__file__).parent / "baselines"
DESIGNS = ("status-quo", "top-down", "people-first")
DAYS, SEEDS = 365, (1, 2)
SETTLEMENTS = ("aul", "tekeli")

type Numbers = dict[tuple[str, str, str], float]


def file_of(version: str) -> Path:
    return FOLDER / f"{version}.csv"


def people() -> Numbers:
    """Each column of three hundred people, their households and ties, as two means, one of them by place."""
    numbers = {}
    for settlement in SETTLEMENTS:
        columns = columns_of(HubModel(settlement=settlement, design="status-quo", population=300, rng=1))
        for name, column in columns.items():
            if (
                name.startswith(("people.", "minds.", "households.", "ties.", "tastes", "members"))
                and name not in BOUNDS
            ):
                values = np.array(column, np.float64).ravel()
                numbers[settlement, name, "mean"] = float(values.mean())
                numbers[settlement, name, "by place"] = float(np.average(values, weights=np.arange(len(values)) + 1.0))
    return numbers


def results() -> Numbers:
    """Each measure as one number, by design, seed and name."""
    numbers = {}
    for design in DESIGNS:
        for seed in SEEDS:
            model = HubModel(settlement="aul", design=design, days=DAYS, rng=seed)
            model.run_for(DAYS)
            daily = with_keys(design, seed, model.plan.clock, model.datacollector.get_model_vars_dataframe())
            for name, value in headlines(daily, model.plan.clock.hub_opens).items():
                numbers[design, str(seed), name] = value
    return numbers


KINDS = {"": (results, ("design", "seed", "measure")), "-people": (people, ("settlement", "column", "figure"))}
"""What is written down, by the end of the file's name: how it is found, and what its rows are called."""


def read(path: Path) -> Numbers:
    with path.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    return {(one, two, three): float(value) for one, two, three, value in rows}


def mark_of(path: Path) -> str:
    """Eight letters that change with any number in the file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def write(path: Path, numbers: Numbers, names: tuple[str, str, str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow([*names, "value"])
        rows.writerows([*key, repr(value)] for key, value in numbers.items())


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for end, (found, names) in KINDS.items():
        path = file_of(package_version() + end)
        write(path, found(), names)
        print(f"baseline {path.stem} `{mark_of(path)}`")  # noqa: T201 - for the CHANGELOG
