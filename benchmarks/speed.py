"""The daily step: nanoseconds per resident-day, beside the same rules in plain Mesa."""

import time

import numpy as np

from benchmarks.plain import Village
from benchmarks.reporting import heading, line
from model import HubModel

_HUB = {"settlement": "aul", "design": "people-first", "hub_opens": 10, "partnership_patience": 0}
_WARM_DAYS, _DAYS, _REPEATS = 100, 365, 3
_PLAIN_DAYS = 7


def _population(residents: int) -> int:
    """Inhabitants of the village that has so many residents of 15 or older."""
    model = HubModel(settlement="aul", rng=1)
    return round(residents * model.population / model.residents)


def _days(inhabitants: int) -> tuple[HubModel, np.ndarray]:
    """Nanoseconds per resident of each step: the quickest of some runs of the same days, to leave out the machine's."""
    quickest = np.full(_DAYS, np.inf)
    for _ in range(_REPEATS):
        model = HubModel(**_HUB, population=inhabitants, rng=1)
        model.run_for(_WARM_DAYS)
        for day in range(_DAYS):
            begin = time.perf_counter()
            model.step()
            quickest[day] = min(quickest[day], time.perf_counter() - begin)
    return model, 1e9 * quickest / model.residents


def run() -> None:
    """Measure both, one after the other, on the same people."""
    heading("Daily step of the full model, ten offers in the week, hub open (whole step, one core)")
    mean = {}
    for residents in (2_000, 50_000):
        model, found = _days(_population(residents))
        visits = model.chronicle.daily[-_DAYS:, :3].sum() / (_DAYS * model.residents)
        mean[residents] = float(found.mean())
        share = model.residents / model.population
        line(f"{model.residents:,} residents: median day", f"{np.median(found):.0f} ns")
        whole = "mean, with the reviews of the months"
        line(f"{model.residents:,} residents: {whole}", f"{mean[residents]:.0f} ns", "held to ≤ 100 ns")
        line(f"{model.residents:,} residents: that mean per inhabitant of any age", f"{share * mean[residents]:.0f} ns")
        line(f"{model.residents:,} residents: visits a resident and day", f"{visits:.4f}")
        line(f"{model.residents:,} residents: offers a week", f"{len(model.plan.design.offers)}")
    heading("The same rules in plain Mesa, the same people and days")
    model = HubModel(**_HUB, population=_population(2_000), rng=1)
    model.run_for(_WARM_DAYS)
    plain = Village(model)
    seen, begin = 0, time.perf_counter()
    for _ in range(_PLAIN_DAYS):
        plain.step()
        seen += plain.tally["VISITS_RESIDENTS"] + plain.tally["VISITS_FAMILIES"]
    slow = 1e9 * (time.perf_counter() - begin) / _PLAIN_DAYS / model.residents
    model.run_for(_PLAIN_DAYS)
    ours = int(model.chronicle.daily[-_PLAIN_DAYS:, :2].sum())
    line("plain Mesa", f"{slow:,.0f} ns")
    line("visits in these days: plain, compiled", f"{seen}, {ours}")
    line("plain / compiled", f"{slow / mean[2_000]:.0f}", "held to ≥ 50")
