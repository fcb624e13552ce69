"""A village of 2,000 people for two years: seconds from nothing to the last day, after warm-up."""

import time

from benchmarks.reporting import heading, line
from model import HubModel

_REPEATS = 7


def run() -> None:
    """Measure the whole run, and the part that draws the people."""
    heading("A village of 2,000 people, 730 days, people drawn included (after warm-up)")
    HubModel(settlement="aul", design="people-first", rng=0).run_for(120)
    for design in ("status-quo", "people-first"):
        whole, drawing = [], []
        for seed in range(_REPEATS):
            begin = time.perf_counter()
            model = HubModel(settlement="aul", design=design, rng=seed)
            drawn = time.perf_counter()
            model.run_for(730)
            whole.append(time.perf_counter() - begin)
            drawing.append(drawn - begin)
        whole.sort()
        line(f"{design}: median of {_REPEATS} seeds", f"{whole[_REPEATS // 2]:.3f} s", "held to < 0.25 s")
        line(f"{design}: quickest", f"{whole[0]:.3f} s")
        line(f"{design}: of these, drawing the people (median)", f"{sorted(drawing)[_REPEATS // 2]:.3f} s")
