"""Bytes that the model keeps per resident."""

import resource

from benchmarks.reporting import heading, line
from model import HubModel


def tables_of(model: HubModel) -> int:
    """Bytes of all tables that the model keeps."""
    people, households = model.people, model.households
    arrays = [*people, *households, model.ties, model.cells, model.parties, *model.sheets]
    arrays += [model._outings, model._presence, model._bridges]
    return sum(array.nbytes for array in arrays)


def run() -> None:
    """Measure tables and the growth of the process."""
    heading("Memory")
    HubModel(settlement="aul", design="people-first", rng=0).run_for(40)
    for settlement in ("tekeli", "kentau"):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        model = HubModel(settlement=settlement, design="people-first", rng=0)
        model.run_for(95)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        held = tables_of(model)
        line(f"{settlement}: tables / inhabitant", f"{held / model.population:.0f} B")
        line(f"{settlement}: tables / resident (15 or older)", f"{held / model.residents:.0f} B", "held to < 2,000 B")
        line(
            f"{settlement}: peak growth of the process / resident", f"{1024 * (after - before) / model.residents:.0f} B"
        )
        del model
