"""A sweep: the runs of a plan over any executor, kept as they finish, resumed where they stopped."""

import hashlib
import json
import time
from collections.abc import Generator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.checks import at_least
from experiments.ctrl_c import ctrl_c_remembered
from experiments.preparing import prepare, say_if_no_hub_opens
from experiments.progress import Progress
from experiments.provenance import model_fingerprint, provenance
from experiments.sweeps.crew import Brought, Cluster, Crew, Hands, Processes
from experiments.sweeps.dealing import Deal
from experiments.sweeps.folder import SweepFolder, failures_of
from experiments.sweeps.load import load
from experiments.sweeps.plan import Plan
from experiments.sweeps.points import points_of
from experiments.sweeps.runs import Chunk, Made, failure, make, run_of
from model.scenario import InputError, with_levers

_SILENT = Progress()
_AHEAD = 2
"""Chunks in flight for each one that is being made, so that nobody waits for the next."""

_STARTS = 5
"""Times that processes may die as they start, before anything is asked of them."""


@dataclass(frozen=True)
class Sweep:
    """What lies in the folder of a sweep that is through.

    Attributes
    ----------
    plan : Plan
        What was asked.
    folder : Path
        Where the results lie; `experiments.load` reads them.
    points : int
        Number of points.
    made : int
        Runs made this time; the others were there.
    failed : int
        Runs that could not be made.
    busy : float
        Share of the workers' time that went into the model this time, 0–1; not a number if nothing was made.
    files : tuple of Path
        The joined tables.
    """

    plan: Plan
    folder: Path
    points: int
    made: int
    failed: int
    busy: float
    files: tuple[Path, ...]

    @property
    def runs(self) -> pd.DataFrame:
        """A row for each run; see `experiments.load`."""
        return load(self.folder)


def sweep(
    plan: Plan,
    out: str | Path,
    *,
    executor: Executor | None = None,
    cluster: str | None = None,
    jobs: int | None = None,
    new: bool = False,
    force: bool = False,
    retry: bool = False,
    base: Path = Path(),
    progress: Progress = _SILENT,
) -> Sweep:
    """Make the runs of a plan that are not there yet.

    Parameters
    ----------
    plan : Plan
        What to run.
    out : str or Path
        Folder for the results. Runs of the same plan that lie there are kept; only the others are made.
    executor : concurrent.futures.Executor, optional
        Where to run; the caller stops it.
    cluster : str, optional
        Address of a Dask scheduler to run on.
    jobs : int, optional
        Processes of this machine; every core if nothing else is asked for.
    new : bool
        Put results of another plan, or of another version of the model, aside, and start anew.
    force : bool
        Go on in spite of another version of the model.
    retry : bool
        Make runs again that could not be made.
    base : Path
        Folder from which paths in the plan count.
    progress : Progress
        Is told what happens.

    Returns
    -------
    Sweep
        The same rows whoever made the runs, in whatever order, stopped and resumed how often.

    Raises
    ------
    InputError
        The folder belongs to something else or to somebody else, or cannot be written to.
    KeyboardInterrupt
        On Ctrl-C; finished runs are kept.
    """
    at_least(1, jobs=jobs or 1)
    points = points_of(plan)
    total = len(points) * plan.replicates
    folder = SweepFolder(Path(out), points, plan.kept, plan.series)
    crew: Crew = Brought(executor, jobs) if executor else Cluster(cluster) if cluster else Processes(jobs)
    with folder.locked():
        facts = _agree(folder, plan, total, new=new, force=force, progress=progress)
        there = folder.finished(total, progress)
        settled = there if retry else there | folder.failed(total)
        missing = np.flatnonzero(~settled)
        folder.note(facts | {"complete": False})
        work = _Work(plan, points, folder, plan.parts(base), progress)
        if len(missing):
            say_if_no_hub_opens([plan.scenario], progress)
            prepare(plan.scenario, progress)
        begin = time.perf_counter()
        with progress.count(total, "Sweeping", done=total - len(missing)):
            work.through(missing, crew)
        lasted = time.perf_counter() - begin
        files = folder.join(progress)
        failed = len(failures_of(folder.path))
        folder.note(facts | {"complete": True, "failed": failed, "files": [file.name for file in files]})
    busy = work.seconds / (lasted * max(work.hands, 1)) if len(missing) else float("nan")
    return Sweep(plan, folder.path, len(points), len(missing), failed, busy, tuple(files))


class _Work:
    """Runs on their way from the plan to the folder."""

    def __init__(
        self, plan: Plan, points: pd.DataFrame, folder: SweepFolder, parts: dict[Any, Any], progress: Progress
    ) -> None:
        self.plan, self.parts = plan, parts
        self.seconds, self.hands = 0.0, 0
        self._points, self._folder, self._progress = points, folder, progress

    def through(self, missing: np.ndarray, crew: Crew) -> None:
        """Make all of them; a crew that breaks is called again, if it can be."""
        deal: Deal | None = None
        starts = 0
        while deal is None or deal:
            if deal is None and not len(missing):
                return
            flying: dict[Future[Made], list[int]] = {}
            starts += 1
            try:
                with crew.at_work() as hands:
                    self.hands = hands.number
                    deal = deal or Deal(missing, hands.number)
                    with closing(self._made(deal, hands, flying)) as finished:
                        for made in finished:
                            self._keep(made)
            except BrokenExecutor as error:
                if not crew.renewable or (deal is None and starts == _STARTS):
                    what = "the executor broke down; the same call, with another one, goes on where it stopped"
                    raise InputError(f"{what} ({error})") from None
                if deal is not None:  # else it broke before it was given anything
                    self._blame(deal.dropped(flying.values()), error)
                self._progress.say("A process died; its runs are made again …")

    def _made(self, deal: Deal, hands: Hands, flying: dict[Future[Made], list[int]]) -> Generator[Made]:
        with ctrl_c_remembered() as stop_if_pressed:
            while deal or flying:
                most = 1 if deal.careful else _AHEAD * hands.number
                while deal and len(flying) < most:
                    numbers = deal.next()
                    chunk = self._chunk(numbers)
                    if hands.executor is None:
                        made = make(chunk)
                        if made.failures:
                            stop_if_pressed()
                        deal.timed(len(numbers), made.seconds)
                        yield made
                        stop_if_pressed()
                        continue
                    try:
                        flying[hands.executor.submit(make, chunk)] = numbers
                    except BrokenExecutor:
                        deal.give_back(numbers)
                        raise
                finished, _ = wait(flying, return_when=FIRST_COMPLETED)
                for future in sorted(finished, key=_broken):  # what is there is kept, whatever else broke
                    made = self._result(future, flying, deal)
                    yield made
                    stop_if_pressed()

    def _result(self, future: "Future[Made]", flying: dict[Future[Made], list[int]], deal: Deal) -> Made:
        try:
            error = future.exception()
        except CancelledError:
            raise InputError("the runs were cancelled from outside; the same call goes on where it stopped") from None
        if isinstance(error, BrokenExecutor):
            raise error
        numbers = flying.pop(future)
        if error is None:
            made = future.result()
            deal.timed(len(numbers), made.seconds)
            return made
        self._blame(deal.dropped([numbers]), error)
        return Made([], np.empty((0, len(self.plan.kept))), None, [], 0.0)

    def _chunk(self, numbers: list[int]) -> Chunk:
        runs = [run_of(number, self.plan) for number in numbers]
        levers = [self._levers(run.point) for run in runs]
        return Chunk(self.plan.scenario, self.parts, runs, levers, self.plan.kept, self.plan.series)

    def _levers(self, point: int) -> dict[str, Any]:
        return {str(name): self._points[name].iloc[point] for name in self._points}

    def _keep(self, made: Made) -> None:
        self._folder.keep(made)
        self.seconds += made.seconds
        number = len(made.runs) + len(made.failures)
        if number:
            self._progress.step(f"{number} at a time", number)

    def _blame(self, numbers: list[int], error: BaseException) -> None:
        """Record runs that nobody survives."""
        failures = []
        for number in numbers:
            run = run_of(number, self.plan)
            levers = self._levers(run.point)
            scenario = with_levers(self.plan.scenario, {k: self.parts.get((k, v), v) for k, v in levers.items()})
            failures.append(failure(run, levers, error, scenario))
        if failures:
            self._keep(Made([], np.empty((0, len(self.plan.kept))), None, failures, 0.0))


def _broken(future: "Future[Made]") -> bool:
    return future.cancelled() or isinstance(future.exception(), BrokenExecutor)


def _agree(
    folder: SweepFolder, plan: Plan, total: int, *, new: bool, force: bool, progress: Progress
) -> dict[str, Any]:
    """See that what lies in the folder is of this plan and this model; gives what the manifest shall say."""
    asked = json.loads(plan.model_dump_json())
    facts = {"plan": asked, "runs": total, "seeds": _seeds(plan, total)} | provenance()
    facts["plan_digest"] = hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]
    old = folder.manifest()
    if not old:
        return facts
    if new:
        if old.get("plan_digest") != facts["plan_digest"] or old.get("model_fingerprint") != model_fingerprint():
            progress.say(f"Earlier runs are kept in {folder.set_aside()}")
        return facts
    how = "name another folder, or put them aside with --new"
    if old.get("plan_digest") != facts["plan_digest"]:
        differing = ", ".join(_differing(old.get("plan"), asked)) or "its contents"
        raise InputError(f"{folder.path} holds runs of another plan, which differs in {differing}; {how}")
    if old.get("model_fingerprint") != model_fingerprint():
        if not force:
            raise InputError(
                f"{folder.path} holds runs of another version of the model; {how}, or mix both with --force"
            )
        versions = [*old.get("mixed_with", []), old.get("model_fingerprint")]
        facts["mixed_with"] = [each for each in dict.fromkeys(versions) if each != model_fingerprint()]
    elif old.get("mixed_with"):
        facts["mixed_with"] = old["mixed_with"]
    return facts


def _differing(old: Any, asked: Any, above: str = "") -> list[str]:
    """Dotted names in which two plans differ."""
    if isinstance(old, dict) and isinstance(asked, dict):
        names = [name for name in (*asked, *(old.keys() - asked.keys())) if old.get(name) != asked.get(name)]
        return [each for name in names for each in _differing(old.get(name), asked.get(name), f"{above}.{name}")]
    return [above.lstrip(".")]


def _seeds(plan: Plan, total: int) -> list[int]:
    """First and last seed."""
    return [plan.seed, plan.seed + (plan.replicates if plan.common_luck else total) - 1]
