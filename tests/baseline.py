"""What a version of the model gives: every measure of a village after a year, under three designs, to the last digit.

``python tests/baseline.py`` writes it down for the version at hand, and prints the mark for the CHANGELOG.
"""

import csv
import hashlib
from pathlib import Path

from experiments.headline import headlines
from experiments.provenance import package_version
from experiments.replicates import with_keys
from model import HubModel

FOLDER = Path(__file__).parent / "baselines"
DESIGNS = ("status-quo", "top-down", "people-first")
DAYS, SEEDS = 365, (1, 2)


def file_of(version: str) -> Path:
    return FOLDER / f"{version}.csv"


def found() -> dict[tuple[str, str, str], float]:
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


def read(path: Path) -> dict[tuple[str, str, str], float]:
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["design"], row["seed"], row["measure"]): float(row["value"]) for row in csv.DictReader(file)}


def mark_of(path: Path) -> str:
    """Eight letters that change with any number in the file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def write(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["design", "seed", "measure", "value"])
        rows.writerows([*key, repr(value)] for key, value in found().items())


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    write(file_of(package_version()))
    print(mark_of(file_of(package_version())))  # noqa: T201 - for the CHANGELOG
