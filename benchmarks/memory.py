"""Bytes that the model keeps per resident, and by how much a process grows that runs it."""

import os
import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.reporting import heading, line
from model import HubModel

_DAYS = 95
_STATM = Path("/proc/self/statm")


class Kept(NamedTuple):
    """What a run of a settlement keeps, bytes."""

    inhabitants: int
    """People of any age."""
    residents: int
    """Of these 15 or older."""
    tables: int
    """All tables that the model keeps."""
    growth: int
    """Memory of the process after the run over that before the settlement was drawn."""
    peak: int
    """The most that it ever held, over the same."""


def tables_of(model: HubModel) -> int:
    """Bytes of all tables that the model keeps."""
    kept = (model.people, model.households, model.ties, model.groups.cells, model.parties, model.sheets)
    return _size((*kept, model.world.outings, model.world.presence, model.reviews.bridging, model.reviews.never_read))


def _size(tables: Any) -> int:
    """Bytes of an array, or of all in a tuple of arrays and of tuples."""
    return sum(map(_size, tables)) if isinstance(tables, tuple) else int(tables.nbytes)


def kept(settlement: str) -> Kept:
    """Run a settlement in this process, which has run nothing but a small village before."""
    HubModel(settlement="aul", design="people-first", population=200, rng=0).run_for(_DAYS)
    before = _held_now()
    model = HubModel(settlement=settlement, design="people-first", rng=0)
    model.run_for(_DAYS)
    growth = _held_now() - before
    peak = max(growth, _held_at_most() - before)
    return Kept(model.population, model.residents, tables_of(model), growth, peak)


def _held_at_most() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return unit * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _held_now() -> int:
    """Memory of this process; where the system does not tell, the most that it ever held."""
    if not _STATM.exists():
        return _held_at_most()
    return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def run() -> None:
    """Measure tables and the growth of the process, each settlement in a process of its own."""
    heading(f"Memory: a settlement of people-first, {_DAYS} days, in a process of its own")
    for settlement in ("tekeli", "kentau"):
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            found = process.submit(kept, settlement).result()
        per = found.residents
        line(f"{settlement}: tables / inhabitant", f"{found.tables / found.inhabitants:,.0f} B")
        line(f"{settlement}: tables / resident (15 or older)", f"{found.tables / per:,.0f} B", "held to < 2,048 B")
        line(f"{settlement}: growth of the process / resident", f"{found.growth / per:,.0f} B", "held to < 2,048 B")
        line(f"{settlement}: peak while people are drawn / resident", f"{found.peak / per:,.0f} B")
