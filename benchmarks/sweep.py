"""Sweeps: how much of the workers' time goes into the model, and the same runs by `mesa.batch_run` beside it."""

import tempfile
import time
from pathlib import Path

import mesa

from benchmarks.reporting import heading, line
from experiments.replicates import cores
from experiments.sweeps import Plan, sweep
from model import HubModel

_DAYS = 365
_PRICES = [300 + 10 * step for step in range(50)]


def _plan(replicates: int) -> Plan:
    scenario = {"settlement": "aul", "design": "people-first", "clock": {"days": _DAYS}}
    return Plan(scenario=scenario, vary={"cafe_price": _PRICES}, replicates=replicates)


def _ours(replicates: int) -> tuple[float, float]:
    """Seconds from the call to the joined tables, and the share of the workers' time within the runs."""
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        made = sweep(_plan(replicates), Path(folder))
        return time.perf_counter() - begin, made.busy


def _mesa(replicates: int) -> float:
    """Seconds that `mesa.batch_run` takes for the same runs; its rows lie in memory only."""
    levers = {"settlement": "aul", "design": "people-first", "cafe_price": _PRICES}
    seeds = list(range(1, replicates + 1))
    begin = time.perf_counter()
    mesa.batch_run(
        HubModel, levers, rng=seeds, max_steps=_DAYS, number_processes=cores(), display_progress=False
    )  # fmt: skip
    return time.perf_counter() - begin


def run() -> None:
    """Measure both, in turns."""
    heading(f"Runs of a village of 2,000 over {_DAYS} days on {cores()} cores")
    HubModel("aul", rng=0).run_for(120)
    seconds, busy = _ours(20)
    line("1,000 runs, from the call to the joined tables", f"{seconds:.1f} s")
    line("share of the workers' time within the runs", f"{busy:.1%}", "held to ≥ 90 %")
    ours, theirs = [], []
    for _ in range(2):
        ours.append(_ours(4)[0])
        theirs.append(_mesa(4))
    line("200 runs, ours (kept on disk as they finish)", f"{min(ours):.1f} s")
    line("200 runs, mesa.batch_run of the same model", f"{min(theirs):.1f} s")
    line("batch_run / ours", f"{min(theirs) / min(ours):.2f}")
