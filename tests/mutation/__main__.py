"""Mutants: small faults put into the code one at a time, to see whether a test notices. `make mutation` runs it.

Each process works on a copy of the source, in which the tests must pass before the first mutant is put in. A mutant
that no test kills must stand in `survivors.csv` with the reason why it may live; the program ends with exit code 1 if
one does not.

Compiled code is judged as plain Python, since to compile each mutant would take a minute. The plain Python around it is
judged with the compiled code of the copy's first run, which no mutant changes; one that does is compiled anew.
"""

import csv
import difflib
import multiprocessing
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from cosmic_ray.commands import init
from cosmic_ray.modules import find_modules
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import use_db
from cosmic_ray.work_item import MutationSpec
from tqdm import tqdm

from tests.mutation.afresh import FOLDER, run_tests

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
_LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", "site", "dist", "demo", "results")
COMPILED = re.compile("^from agents.compiled import", re.MULTILINE)
"""Stands in each file that holds compiled code."""
COMPILING = 300
"""Seconds that compilation may take on top."""
_AFRESH = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
"""Starts a process for each mutant from one that has loaded the libraries, but none of the code that is mutated."""
_AFRESH.set_forkserver_preload(["pytest", "hypothesis.strategies", "mesa", "numba", "pandas", "pydantic"])


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
    compiled : bool
        The tests run compiled code, since they would take minutes as plain Python.
    """

    modules: list[str]
    tests: list[str]
    seconds: int
    profile: str = "mutants"
    draw: int | None = None
    compiled: bool = False


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


def arguments(target: Target, module: str) -> list[str]:
    """Arguments of pytest that run the tests of a target until one fails, first those that name the module."""
    tests: list[str] = []
    for test in shlex.split(" ".join(target.tests)):
        tests += sorted(str(path) for path in Path(test).rglob("test_*.py")) if Path(test).is_dir() else [test]
    tests.sort(key=lambda test: not (test.endswith(".py") and module in Path(test).read_text("utf-8")))
    return ["pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]


def copy_that_passes(folder: str, target: Target) -> str:
    """Copy the source and run the tests without a mutant, since all mutants of a suite that fails would seem dead."""
    copy = shutil.copytree(ROOT, f"{folder}/0", ignore=_LEFT_BEHIND)
    subprocess.run([sys.executable, "-m", *arguments(target, "")], cwd=copy, check=True)
    return copy


def prepare(copies: "multiprocessing.Queue[str]", target: Target) -> None:
    """Enter a copy of the source, which this process alone may spoil, and say nothing from now on."""
    os.chdir(copies.get())
    sys.path[0] = str(Path.cwd())
    # A mutant may be of the same size and second as the one before, for which Python would take what it has compiled.
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    if not passes(target, "", os.environ[FOLDER], target.seconds + COMPILING):
        raise RuntimeError("The tests fail where no mutant has been put in.")


def changes_compiled_code(spec: MutationSpec) -> bool:
    """Whether a mutant lies in a file that is compiled, or in a name outside functions that such a file takes over."""
    if COMPILED.search(spec.module_path.read_text("utf-8")):
        return True
    taken_over = re.compile(rf"^from {'.'.join(spec.module_path.with_suffix('').parts)} import", re.MULTILINE)
    texts = [path.read_text("utf-8") for folder in ("agents", "model") for path in Path(folder).rglob("*.py")]
    return spec.definition_name is None and any(COMPILED.search(text) and taken_over.search(text) for text in texts)


def passes(target: Target, module: str, cache: str, seconds: int) -> bool:
    """Whether the tests pass, in time, in the copy that this process has entered, where a module may be spoilt."""
    sys.argv = arguments(target, module)
    tests = _AFRESH.Process(target=run_tests, args=(cache,))
    tests.start()
    tests.join(seconds)
    tests.kill()
    tests.join()
    return tests.exitcode == 0


def judged(job: tuple[MutationSpec, Target]) -> Survivor | None:
    """Put one mutant in, run the tests, take it out; gives the mutant if it lives."""
    spec, target = job
    operator = get_operator(spec.operator_name)(**spec.operator_args)
    anew = target.compiled and changes_compiled_code(spec)
    spoilt = use_mutation(spec.module_path, operator, spec.occurrence)
    with tempfile.TemporaryDirectory() as own, spoilt as (before, after):
        cache = own if anew else os.environ[FOLDER]
        if not passes(target, spec.module_path.stem, cache, target.seconds + COMPILING * anew):
            return None
    diff = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="")
    changed = [line for line in diff if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    line, mutant = (" ".join(each[1:].strip() for each in changed if each[0] == sign) for sign in "-+")
    return Survivor(str(spec.module_path), spec.definition_name or "", line, mutant)


def run(name: str, target: Target, without: re.Pattern[str], processes: int) -> tuple[int, list[Survivor]]:
    """Judge a target's mutants; gives how many there were, and those that live."""
    specs = mutants(target, without)
    os.environ["NUMBA_DISABLE_JIT"] = "0" if target.compiled else "1"
    os.environ["HYPOTHESIS_PROFILE"] = target.profile
    with tempfile.TemporaryDirectory() as folder:
        os.environ[FOLDER] = f"{folder}/compiled"
        copies: multiprocessing.Queue[str] = multiprocessing.Queue()
        first = copy_that_passes(folder, target)
        copies.put(first)
        for number in range(1, processes):
            copies.put(shutil.copytree(first, f"{folder}/{number}"))
        with ProcessPoolExecutor(processes, initializer=prepare, initargs=(copies, target)) as pool:
            verdicts = pool.map(judged, [(spec, target) for spec in specs])
            survivors = [each for each in tqdm(verdicts, name, total=len(specs)) if each]
    return len(specs), sorted(survivors, key=astuple)


def cores() -> int:
    """Cores that this program may use, which can be fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def main(names: list[str]) -> int:
    """Run the targets named, or all; print each survivor that is not justified."""
    os.chdir(ROOT)
    (targets, without), known, unexplained = read_targets(), justified(), 0
    for name in names or targets:
        number, survivors = run(name, targets[name], without, cores())
        strangers = [survivor for survivor in survivors if survivor not in known]
        unexplained += len(strangers)
        print(f"{name}: {number} mutants, {number - len(survivors)} killed, {len(survivors)} alive", end="")
        print(f", {len(strangers)} of them not justified" if strangers else ", all justified")
        for each in strangers:
            print(f"  {each.file} {each.where}\n    - {each.line}\n    + {each.mutant}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
