"""Print monthly visits and loans as a library might count them; here the model itself has made them.

A hub in the village `aul` under the design `people-first`, seed 7, with `choice_appeal` at 0.4 and `awareness_base` at
0.002. Run as `python examples/counted.py > examples/counted.csv`.
"""

import pandas as pd

from experiments.calibrate import observed_scenario
from experiments.compare import plan
from experiments.observed import Observed
from experiments.replicates import Job, run_one
from model.scenario import with_levers

MONTHS = tuple(f"2026-{month:02}" for month in range(3, 13))


def counted() -> pd.DataFrame:
    (village,) = plan("aul", ["people-first"]).values()
    there = observed_scenario(village, Observed(MONTHS, {}), lead=90)
    daily = run_one(Job("", with_levers(there, {"choice_appeal": 0.4, "awareness_base": 0.002}), seed=7)).daily
    by_month = daily.groupby(daily["date"].dt.strftime("%Y-%m"))[["visits", "loans"]].sum()
    return by_month.loc[list(MONTHS)].astype(int).rename_axis("month")


if __name__ == "__main__":
    print(counted().to_csv(), end="")
