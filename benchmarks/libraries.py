"""The library as it is, beside Kazakhstan's statistics of public libraries."""

import numpy as np

from benchmarks.reporting import heading, line
from model import HubModel

_SEEDS = 5


def run() -> None:
    """Users, visits and loans per user and year in the second year of the status quo."""
    heading(
        f"The library as it is, second year, mean of {_SEEDS} seeds; beside the ministry's figures of 2023 and 2025"
    )
    for settlement in ("aul", "tekeli"):
        found = []
        for seed in range(_SEEDS):
            model = HubModel(settlement=settlement, design="status-quo", rng=seed)
            model.run_for(730)
            table = model.datacollector.get_model_vars_dataframe()
            year = table.iloc[365:]
            users = year.active_readers.mean()
            found.append((users / model.population, year.visits.sum() / users, year.loans.sum() / users))
        share, visits, loans = np.mean(found, axis=0)
        line(
            f"{settlement}: users / inhabitants",
            f"{100 * share:.1f} %",
            "27.7 % (5.54 million in 2025, of 20.03 million people in 2023)",
        )
        line(f"{settlement}: visits / user and year", f"{visits:.1f}", "10.3 (57 million / 5.54 million, 2025)")
        line(f"{settlement}: loans / user and year", f"{loans:.1f}", "15.9 (88 million / 5.54 million, 2025)")
