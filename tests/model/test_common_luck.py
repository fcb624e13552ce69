"""Common random numbers: under one seed two designs meet the same people and the same luck."""

import numpy as np

from model import HubModel

SEEDS = range(1, 25)
WORLD = {"settlement": "aul", "population": 300, "hub_opens": 5, "awareness_base": 0.02, "choice_home": 5.0}


def _visits(seed: int, **changes: object) -> int:
    model = HubModel(**(WORLD | changes), rng=seed)
    model.run_for(90)
    return int(model.datacollector.get_model_vars_dataframe()["visits_total"].iloc[-1])


def test_a_difference_between_designs_varies_less_under_common_luck() -> None:
    """The share of the variance that is left; the benchmark holds a whole year against one fifth."""
    dear = np.array([_visits(seed, cafe_price=900) for seed in SEEDS])
    cheap = np.array([_visits(seed, cafe_price=300) for seed in SEEDS])
    people_first = np.array([_visits(seed) for seed in SEEDS])
    top_down = np.array([_visits(seed, design="top-down") for seed in SEEDS])
    for one, other in ((cheap, dear), (people_first, top_down)):
        common = np.var(one - other, ddof=1)
        independent = np.var(one, ddof=1) + np.var(other, ddof=1)
        assert common < 0.5 * independent


def test_until_the_hub_opens_all_designs_live_the_same_days() -> None:
    runs = [HubModel(**(WORLD | {"hub_opens": 20}), design=design, rng=3) for design in ("people-first", "top-down")]
    for model in runs:
        model.run_for(20)
    assert np.array_equal(runs[0].chronicle.daily, runs[1].chronicle.daily)


def test_a_price_that_nobody_pays_yet_changes_no_day_before() -> None:
    cheap, dear = (HubModel(**WORLD, cafe_price=price, rng=3) for price in (300, 900))
    cheap.run_for(5)
    dear.run_for(5)
    assert np.array_equal(cheap.chronicle.daily, dear.chronicle.daily)
