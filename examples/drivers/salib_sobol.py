"""Sobol indices of two parameters with SALib (extra `study`)."""

import numpy as np
from SALib import ProblemSpec

from model import HubModel


def reached(point: np.ndarray) -> float:
    model = HubModel("aul", population=300, hub_opens=5, cafe_price=point[0], awareness_base=point[1], rng=1)
    model.run_for(40)
    return float(model.datacollector.model_vars["residents_reached"][-1])


problem = ProblemSpec({"names": ["cafe_price", "awareness_base"], "bounds": [[200, 1200], [0, 0.01]]})
sample = problem.sample_sobol(8, seed=1)
print(sample.evaluate(lambda points: np.array([reached(point) for point in points])).analyze_sobol(seed=1))
