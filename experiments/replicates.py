"""Running scenarios under many seeds, over one process or many."""

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait as wait_for_one
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

import pandas as pd

from experiments.accounts import accounts_table
from experiments.by_group import months_by_group
from experiments.changes import changes, states
from experiments.ctrl_c import ctrl_c_remembered
from model import HubModel
from model.scenario import Clock, Scenario


class Job(NamedTuple):
    """One run that is to be made."""

    design: str
    """What the design is called in tables and figures."""
    scenario: Scenario
    """What to run, for the days of its clock."""
    seed: int
    """Seed; jobs that share it meet the same people and the same luck."""


class Outcome(NamedTuple):
    """One run that was made."""

    design: str
    """As in the job."""
    seed: int
    """As in the job."""
    daily: pd.DataFrame
    """Columns ``design``, ``seed``, ``day`` (0 is the start), ``date``, then the catalogue's measures; a row a day."""
    accounts: pd.DataFrame
    """The months' accounts; see `experiments.accounts`."""
    groups: pd.DataFrame
    """Columns ``design``, ``seed``, then the months by group of people; see `experiments.by_group`."""
    changes: pd.DataFrame
    """Columns ``design``, ``seed``, then what changed in people; see `experiments.changes`."""


TABLES = ("accounts", "groups", "changes")
"""Tables of an outcome beside the days."""


def run_one(job: Job) -> Outcome:
    """Make one run; a pure function of the job."""
    try:
        model = HubModel(scenario=job.scenario, rng=job.seed)
        before = states(model)
        model.run_for(job.scenario.clock.days)
    except Exception as error:
        error.add_note(f"in the run of {job.design} under seed {job.seed}")
        raise
    measures = model.datacollector.get_model_vars_dataframe()
    daily = with_keys(job.design, job.seed, job.scenario.clock, measures)
    accounts = accounts_table(job.design, job.seed, model.operation.months)
    groups, changed = (_named(job, table) for table in (months_by_group(model), changes(model, before)))
    return Outcome(job.design, job.seed, daily, accounts, groups, changed)


def _named(job: Job, table: pd.DataFrame) -> pd.DataFrame:
    """Put design and seed before the columns of a table."""
    return pd.concat([pd.DataFrame({"design": [job.design] * len(table), "seed": job.seed}), table], axis=1)


def with_keys(design: str, seed: int, clock: Clock, measures: pd.DataFrame) -> pd.DataFrame:
    """Put design, seed, day and date before the measures of a run."""
    days = len(measures)
    keys = {
        "design": [design] * days,
        "seed": [seed] * days,
        "day": list(range(days)),
        "date": pd.date_range(clock.start, periods=days).astype("datetime64[ms]"),
    }
    return pd.concat([pd.DataFrame(keys), measures.reset_index(drop=True)], axis=1)


def run_jobs(jobs: Sequence[Job], executor: Executor | None = None) -> Iterator[Outcome]:
    """Run jobs and give each outcome as soon as it is there.

    Parameters
    ----------
    jobs : sequence of Job
        What to run.
    executor : concurrent.futures.Executor, optional
        Where to run it; none runs one after the other in this process.

    Yields
    ------
    Outcome
        In the order in which they finish, which differs from run to run; the outcomes themselves do not.
    """
    with ctrl_c_remembered() as stop_if_pressed:
        if executor is None:
            for job in jobs:
                yield run_one(job)
                stop_if_pressed()
            return
        waiting: set[Future[Outcome]] = {executor.submit(run_one, job) for job in jobs}
        while waiting:
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            while finished:  # taken out one by one, so that a result is freed when its receiver is done with it
                yield finished.pop().result()
                stop_if_pressed()


@contextmanager
def workers(count: int) -> Iterator[Executor | None]:
    """Give an executor of so many processes, or none for a single one; stop them at once if the block is left early.

    Parameters
    ----------
    count : int
        Number of processes, at least 1.
    """
    if count == 1:
        yield None
        return
    others = set(active_children())
    executor = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_follow_the_parent)
    results = executor._result_queue
    ending = threading.Event()
    try:
        with _ctrl_c_ignored():  # processes inherit it: Ctrl-C is for the parent, and it stops them
            for _ in range(count):
                executor.submit(os.getpid)
        children = set(active_children()) - others
        threading.Thread(target=_fall_together, args=(children, results, ending), daemon=True).start()
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        _stop(set(active_children()) - others, results)
        raise
    finally:
        ending.set()
    executor.shutdown()


def _fall_together(children: set[BaseProcess], results: Any, ending: threading.Event) -> None:
    """Stop all processes as soon as one of them dies before the work is done; the executor then says that it broke."""
    wait_for_one([child.sentinel for child in children])
    if not ending.is_set():
        _stop(children, results)


def _stop(children: set[BaseProcess], results: Any) -> None:
    """Stop processes, whatever they are at.

    One that is stopped while it hands over a result leaves half of it in the pipe. The executor would wait for the
    other half for ever, unless all ends to write to that pipe are closed, its own as well.
    """
    for child in children:
        child.terminate()
    results._writer.close()


def cores() -> int:
    """Count the processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _ctrl_c_ignored() -> Iterator[None]:
    """Ignore Ctrl-C for a moment; only the main thread can."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _follow_the_parent() -> None:
    """Stop when the parent is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is None:
        return

    def stop_with_it() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=stop_with_it, daemon=True).start()
