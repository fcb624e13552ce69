"""Sweep the price of a coffee with Mesa's own `batch_run`."""

import mesa
import pandas as pd

from model import HubModel

levers = {"settlement": "aul", "population": 300, "hub_opens": 5, "cafe_price": [300, 900]}
rows = mesa.batch_run(HubModel, levers, rng=[1, 2], max_steps=40, number_processes=1, display_progress=False)
print(pd.DataFrame(rows).groupby("cafe_price")["residents_reached"].mean())
