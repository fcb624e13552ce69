"""One number a measure for a point and a seed, and a notebook of those that are known already."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import filelock
import numpy as np

from experiments.checks import folder_for_results
from experiments.factors import Point
from experiments.headline import headlines
from experiments.preparing import prepare, say_if_no_hub_opens
from experiments.progress import Progress
from experiments.provenance import model_fingerprint
from experiments.replicates import Job, cores, run_one, workers
from model.scenario import Design, InputError, Scenario, dump_scenario, with_levers

_SILENT = Progress()
_NAME = "runs.jsonl"


@dataclass(frozen=True)
class Question:
    """What is asked of the model at every point.

    Attributes
    ----------
    scenario : Scenario
        What stays the same; a point says what differs from it.
    measures : tuple of str
        Names of the answers; in the catalogue, unless a subclass asks for something else.
    designs : dict of str to Design
        Designs that a point may call by name, under ``design``.
    """

    scenario: Scenario
    measures: tuple[str, ...]
    designs: dict[str, Design] = field(default_factory=dict)

    def __call__(self, point: Mapping[str, Any], seed: int) -> list[float]:
        """Make one run; the measures as one number each, see `experiments.headline`."""
        levers = dict(point)
        if levers.get("design") in self.designs:
            levers["design"] = self.designs[levers["design"]]
        scenario = with_levers(self.scenario, levers)
        values = headlines(run_one(Job("", scenario, seed)).daily, scenario.opens)
        return [values[name] for name in self.measures]


class Notebook:
    """Finished runs, one line each, written as soon as they are there: whoever asks again does not wait again.

    Parameters
    ----------
    folder : Path, optional
        Where it lies; without one it is kept in memory only.
    question : Question
        Runs of another question, or of another version of the model, are not in this notebook.

    Raises
    ------
    InputError
        The folder cannot be written to, or its notebook belongs to another question.
    """

    def __init__(self, question: Question, folder: str | Path | None = None) -> None:
        self.question = question
        self._known: dict[str, list[float]] = {}
        self._path = None if folder is None else folder_for_results(folder) / _NAME
        if self._path is None:
            return
        about = {"question": _digest(question)}
        head, *lines = self._read().split("\n")
        if not lines:  # there is none, or the very first line was cut off
            self._write(json.dumps(about) + "\n", "w")
            return
        if _read(head) != about:
            what = "runs of another question or another version of the model"
            raise InputError(f"{self._path} holds {what}; name another folder, or delete this one")
        if lines and lines[-1]:  # a line without its end was cut off when it was written
            self._write("\n".join([head, *lines[:-1], ""]), "w")
        for line in lines[:-1]:
            record = _read(line)
            if record is not None:
                self._known[record["key"]] = [np.nan if value is None else value for value in record["values"]]

    def __len__(self) -> int:
        return len(self._known)

    @property
    def kept(self) -> str:
        """What has become of the finished runs, as the end of a sentence."""
        if self._path is None:
            return "its runs are lost, since no folder was given for them"
        return f"finished runs are kept in {self._path}, and the same command goes on"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other commands out for as long as the ``with`` block lasts; a lock dies with its process."""
        if self._path is None:
            yield
            return
        try:
            with filelock.FileLock(self._path.with_name(".lock"), timeout=0):
                yield
        except filelock.Timeout:
            what = f"another command is at work in {self._path.parent}"
            raise InputError(f"{what}; wait for it, or name another folder") from None

    def find(self, point: Point, seed: int) -> list[float] | None:
        """Look a run up."""
        return self._known.get(_key(point, seed))

    def note(self, point: Point, seed: int, values: list[float]) -> None:
        """Write a run down."""
        self._known[_key(point, seed)] = values
        if self._path is not None:
            plain = [None if np.isnan(value) else value for value in values]
            record = {"key": _key(point, seed), "point": point, "seed": seed, "values": plain}
            self._write(json.dumps(record, ensure_ascii=False) + "\n", "a")

    def _read(self) -> str:
        try:
            return self._path.read_text("utf-8") if self._path is not None and self._path.exists() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"cannot read {self._path}: {error}") from None

    def _write(self, text: str, mode: str) -> None:
        if self._path is None:
            return
        try:
            with self._path.open(mode, encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise InputError(f"cannot write {self._path}: {error.strerror or error}") from None


class Asking:
    """Puts points and seeds to the model over one process or many, as long as the ``with`` block lasts.

    Parameters
    ----------
    notebook : Notebook
        Question, and what is known.
    jobs : int, optional
        Processes; every core if none is given. The answers do not depend on it.
    progress : Progress
        Is told what happens.
    """

    def __init__(self, notebook: Notebook, jobs: int | None = None, progress: Progress = _SILENT) -> None:
        self.notebook = notebook
        self._progress = progress
        self._workers = workers(jobs or cores())

    def __enter__(self) -> "Asking":
        with ExitStack() as opened:
            opened.enter_context(self.notebook.locked())
            say_if_no_hub_opens([self.notebook.question.scenario], self._progress)
            prepare(self.notebook.question.scenario, self._progress)
            self._executor = opened.enter_context(self._workers)
            self._opened = opened.pop_all()
        return self

    def __exit__(self, *error: Any) -> bool | None:
        return self._opened.__exit__(*error)

    def __call__(self, asked: Sequence[Point], seeds: Iterable[int]) -> np.ndarray:
        """Give the measures of all points under all seeds.

        Returns
        -------
        array of float, shape (points, seeds, measures)
        """
        runs = [(point, seed) for point in asked for seed in seeds]
        return self._answers(runs).reshape(len(asked), len(runs) // max(len(asked), 1), -1)

    def each(self, asked: Sequence[Point], seeds: Iterable[int]) -> np.ndarray:
        """Give the measures of each point under a seed of its own, shape (points, measures)."""
        return self._answers(list(zip(asked, seeds, strict=True)))

    def _answers(self, runs: list[tuple[Point, int]]) -> np.ndarray:
        missing = list({_key(*run): run for run in runs if self.notebook.find(*run) is None}.values())
        if missing:
            self._make(missing, len(runs))
        return np.array([self.notebook.find(*run) for run in runs], float)

    def _make(self, missing: Sequence[tuple[Point, int]], total: int) -> None:
        from concurrent.futures import BrokenExecutor, as_completed

        question = self.notebook.question
        with self._progress.count(total, "Simulating", done=total - len(missing)) as counted:
            if self._executor is None:
                for point, seed in missing:
                    self.notebook.note(point, seed, question(point, seed))
                    counted.step(f"seed {seed}")
                return
            try:
                futures = {self._executor.submit(question, point, seed): (point, seed) for point, seed in missing}
                for future in as_completed(futures):
                    point, seed = futures.pop(future)
                    self.notebook.note(point, seed, future.result())
                    counted.step(f"seed {seed}")
            except BrokenExecutor:
                raise InputError(f"a process was killed; {self.notebook.kept}") from None


def _key(point: Point, seed: int) -> str:
    return json.dumps([sorted(point.items()), seed])


def _digest(question: Question) -> str:
    scenarios = [
        question.scenario,
        *(with_levers(question.scenario, {"design": each}) for each in question.designs.values()),
    ]
    text = json.dumps([[dump_scenario(each) for each in scenarios], list(question.measures), model_fingerprint()])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _read(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
