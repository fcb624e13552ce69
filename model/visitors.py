"""Who is at the hub today, and for what."""

from typing import NamedTuple

import numpy as np

from model.day.going import TOURIST
from model.day.today import PRESENT, UNITS, Attendance, Outings, Sheets
from model.population import Ints


class Visitors(NamedTuple):
    """The people who were in on the last day; one entry each."""

    person: Ints
    """Row in `model.people.rows`; −1 for a tourist."""
    unit: Ints
    """0 on one's own, 1 with the family, 2 tourist."""
    offer: Ints
    """Row in `model.offers`."""
    slot: Ints
    """Part of the day, 0–2."""


def visitors_of(outings: Outings, presence: Attendance, sheets: Sheets) -> Visitors:
    """Read from the day's sheets who was in."""
    outings = outings[: sheets.sizes[UNITS]]
    presence = presence[: sheets.sizes[PRESENT]]
    came = outings[presence["outing"]]
    guests = outings[(outings["unit"] == TOURIST) & (outings["offer"] >= 0)]
    guests = np.repeat(guests, guests["people"])
    every = np.concatenate([came, guests])
    return Visitors(
        person=np.concatenate([presence["person"], np.full(len(guests), -1, np.int32)]),
        unit=every["unit"].astype(np.int32),
        offer=every["offer"].astype(np.int32),
        slot=every["slot"].astype(np.int32),
    )
