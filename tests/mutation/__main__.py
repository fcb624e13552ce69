"""Mutants: small faults put into the code one at a time, to see whether a test notices. `make mutation` runs it.

Each process works on a copy of the source. A mutant that no test kills must stand in `survivors.csv` with the reason
why it may live; the program ends with exit code 1 if one does not.
"""

import csv
import multiprocessing
import os
import random
import re
import shutil
import sys
import tempfile
import tomllib
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from cosmic_ray.commands import init
from cosmic_ray.modules import find_modules
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_db import use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome
from tqdm import tqdm

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
_LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", "site", "dist", "demo", "results")


@dataclass(frozen=True)
class Target:
    """Code that is mutated together.

    Attributes
    ----------
    modules, tests : list of str
        Files or folders that are mutated, and the tests that judge them.
    seconds : int
        Time after which a mutant counts as killed: it loops for ever.
    profile : str
        Of hypothesis, `tests/conftest.py`.
    draw : int, optional
        Number of mutants drawn at random, where all would take days.
    """

    modules: list[str]
    tests: list[str]
    seconds: int
    profile: str = "mutants"
    draw: int | None = None


@dataclass(frozen=True)
class Survivor:
    """A mutant that no test of its target kills.

    Attributes
    ----------
    file, where, line, mutant : str
        Module, function or class, the line as it is, and as the mutant has it.
    """

    file: str
    where: str
    line: str
    mutant: str


_FIELDS = tuple(field.name for field in fields(Survivor))


def read_targets() -> tuple[dict[str, Target], re.Pattern[str]]:
    """Targets by name, and the operators that are left out."""
    table = tomllib.loads((HERE / "targets.toml").read_text("utf-8"))
    without = re.compile(f"core/(?:{'|'.join(table.pop('without'))})$")
    return {name: Target(**target) for name, target in table.items()}, without


def justified() -> dict[Survivor, str]:
    """Survivors that are known, with the reason why each may live."""
    with (HERE / "survivors.csv").open(encoding="utf-8", newline="") as rows:
        return {
            Survivor(row["file"], row["where"], row["line"], row["mutant"]): row["why"] for row in csv.DictReader(rows)
        }


def mutants(target: Target, without: re.Pattern[str]) -> list[MutationSpec]:
    """All mutants of a target, or as many as are drawn; the same ones for the same source."""
    found = sorted(find_modules([Path(module) for module in target.modules]))
    with tempfile.TemporaryDirectory() as folder, use_db(f"{folder}/mutants.sqlite") as session:
        init(found, session, {})
        every = [item.mutations[0] for item in session.work_items]
    every = [spec for spec in every if not without.match(spec.operator_name)]
    every.sort(key=lambda spec: (str(spec.module_path), spec.start_pos, spec.operator_name, spec.occurrence))
    return every if target.draw is None else random.Random(1).sample(every, min(target.draw, len(every)))


def prepare(copies: "multiprocessing.Queue[str]", profile: str) -> None:
    """Enter a copy of the source, which this process alone may spoil."""
    os.chdir(copies.get())
    os.environ["NUMBA_DISABLE_JIT"] = "1"
    os.environ["HYPOTHESIS_PROFILE"] = profile


def judged(job: tuple[MutationSpec, Target]) -> Survivor | None:
    """Put one mutant in, run the tests, take it out; gives the mutant if it lives."""
    spec, target = job
    command = " ".join([sys.executable, "-m pytest -q -x -p no:cacheprovider", *target.tests])
    result = mutate_and_test([spec], command, target.seconds)
    if result.test_outcome is TestOutcome.KILLED:
        return None
    changed = [line for line in (result.diff or "").splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    line, mutant = (" ".join(each[1:].strip() for each in changed if each[0] == sign) for sign in "-+")
    return Survivor(str(spec.module_path), spec.definition_name or "", line, mutant)


def run(name: str, target: Target, without: re.Pattern[str], processes: int) -> tuple[int, list[Survivor]]:
    """Judge a target's mutants; gives how many there were, and those that live."""
    specs = mutants(target, without)
    with tempfile.TemporaryDirectory() as folder:
        copies: multiprocessing.Queue[str] = multiprocessing.Queue()
        for number in range(processes):
            copies.put(shutil.copytree(ROOT, f"{folder}/{number}", ignore=_LEFT_BEHIND))
        with multiprocessing.Pool(processes, prepare, (copies, target.profile)) as pool:
            verdicts = pool.imap_unordered(judged, [(spec, target) for spec in specs])
            survivors = [each for each in tqdm(verdicts, name, total=len(specs)) if each]
    return len(specs), sorted(survivors, key=astuple)


def main(names: list[str]) -> int:
    """Run the targets named, or all; print each survivor that is not justified."""
    os.chdir(ROOT)
    (targets, without), known, unexplained = read_targets(), justified(), 0
    for name in names or targets:
        number, survivors = run(name, targets[name], without, os.cpu_count() or 1)
        strangers = [survivor for survivor in survivors if survivor not in known]
        unexplained += len(strangers)
        print(f"{name}: {number} mutants, {number - len(survivors)} killed, {len(survivors)} alive", end="")
        print(f", {len(strangers)} of them not justified" if strangers else ", all justified")
        for each in strangers:
            print(f"  {each.file} {each.where}\n    - {each.line}\n    + {each.mutant}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
