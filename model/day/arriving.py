"""Step 2 of the day: tourist parties leave and arrive."""

import numpy as np

from agents.compiled import rule
from agents.rules.reading import poisson
from agents.rules.tourism import party_size, stay
from model.day.today import PARTIES, Parties, Sheets, Today
from model.luck import Stream, philox, uniform
from model.population import Floats

_ARRIVAL = int(Stream.ARRIVAL)
_PARTIES_A_DAY = 1024  # technical: parties of a day that names of their own are kept for


@rule
def arrive(today: Today, parties: Parties, origins: Floats, key: np.uint64, b: np.record, sheets: Sheets) -> None:
    """Tourist parties leave and arrive. `origins` holds the cumulated shares of their cultures."""
    kept = 0
    for row in range(sheets.sizes[PARTIES]):
        if parties[row].leaves > today.day:
            parties[kept] = parties[row]
            kept += 1
    words = philox(key, _ARRIVAL, 0, today.day, 0)
    arriving = min(poisson(today.tourist_rate, uniform(words[0])), _PARTIES_A_DAY, len(parties) - kept)
    for k in range(arriving):
        words = philox(key, _ARRIVAL, 1 + k, today.day, 0)
        parties[kept].id = today.day * _PARTIES_A_DAY + k
        parties[kept].headcount = party_size(b.tourism_party_more, uniform(words[0]))
        parties[kept].leaves = today.day + stay(b.tourism_stay_days, uniform(words[1]))
        origin = 0
        while origin < len(origins) - 1 and uniform(words[2]) > origins[origin]:
            origin += 1
        parties[kept].origin = origin
        parties[kept].purse = int(b.tourism_budget) * parties[kept].headcount * (parties[kept].leaves - today.day)
        parties[kept].visited = False
        kept += 1
    sheets.sizes[PARTIES] = kept
