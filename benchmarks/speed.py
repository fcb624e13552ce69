"""The daily step: nanoseconds per resident-day, beside the same rules in plain Mesa."""

import time

from benchmarks.plain_mesa import PlainModel
from benchmarks.reporting import heading, line
from model import HubModel

_HUB = {"settlement": "aul", "design": "people-first", "hub_opens": 10, "partnership_patience": 0}
_WARM_DAYS, _DAYS, _ROUNDS = 100, 56, 9
_PLAIN_DAYS = 7


def _population(residents: int) -> int:
    """Inhabitants of the village that has so many residents of 15 or older."""
    model = HubModel(settlement="aul", rng=1)
    return round(residents * model.population / model.residents)


def _compiled(model: HubModel) -> list[float]:
    """Nanoseconds per resident-day of whole steps, round by round."""
    found = []
    for _ in range(_ROUNDS):
        begin = time.perf_counter()
        model.run_for(_DAYS)
        found.append(1e9 * (time.perf_counter() - begin) / _DAYS / model.residents)
    return sorted(found)


def run() -> None:
    """Measure both, one after the other, on the same people."""
    heading("Daily step of the full model, ten offers in the week, hub open (whole step, one core)")
    quickest = {}
    for residents in (2_000, 50_000):
        model = HubModel(**_HUB, population=_population(residents), rng=1)
        model.run_for(_WARM_DAYS)
        found = _compiled(model)
        visits = model.chronicle.daily[-_ROUNDS * _DAYS :, :3].sum() / (_ROUNDS * _DAYS * model.residents)
        quickest[residents] = found[0]
        line(f"{model.residents:,} residents: quickest of {_ROUNDS} rounds", f"{found[0]:.0f} ns", "held to ≤ 100 ns")
        share = model.residents / model.population
        line(f"{model.residents:,} residents: the same per inhabitant of any age", f"{share * found[0]:.0f} ns")
        line(f"{model.residents:,} residents: median", f"{found[_ROUNDS // 2]:.0f} ns")
        line(f"{model.residents:,} residents: visits a resident and day", f"{visits:.4f}")
        line(f"{model.residents:,} residents: offers a week", f"{len(model.plan.design.offers)}")
    heading("The same rules in plain Mesa, the same people and days")
    model = HubModel(**_HUB, population=_population(2_000), rng=1)
    model.run_for(_WARM_DAYS)
    plain = PlainModel(model)
    seen, begin = 0, time.perf_counter()
    for _ in range(_PLAIN_DAYS):
        plain.step()
        seen += plain.visits
    slow = 1e9 * (time.perf_counter() - begin) / _PLAIN_DAYS / model.residents
    model.run_for(_PLAIN_DAYS)
    ours = int(model.chronicle.daily[-_PLAIN_DAYS:, :2].sum())
    line("plain Mesa", f"{slow:,.0f} ns")
    line("visits in these days: plain, compiled", f"{seen}, {ours}")
    line("plain / compiled", f"{slow / quickest[2_000]:.0f}", "held to ≥ 50")
