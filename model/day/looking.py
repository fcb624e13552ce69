"""Step 1 of the day: what kind of day it is."""

import numpy as np

from agents.compiled import rule
from model.day.today import Today
from model.luck import Stream, draw
from model.rows import Table

_WEATHER = int(Stream.WEATHER)
_WEEK = 7


@rule
def look_at(day: int, foreseen: Table, tidings: Table, b: np.record) -> Today:
    """See what kind of day it is.

    Parameters
    ----------
    day : int
        Number of the day, from 1 on.
    foreseen : table of Foreseen
        By day.
    tidings : table of Tidings
        One row.
    """
    date, now = foreseen[day], tidings[0]
    return Today(
        day,
        int(date.weekday),
        bool(date.rest_day),
        bool(date.work_as_usual),
        bool(date.school_as_usual),
        bool(date.school_break),
        bool(date.winter),
        float(date.summer),
        bool(date.bad_weather or now.harsh),
        float(b.travel_winter_factor) if date.winter or now.harsh else 1.0,
        float(now.delay),
        bool(now.hub_open),
        float(now.alpha),
        bool(now.cafe_open),
        float(now.accessibility),
        float(now.collection),
        day // _WEEK,
        float(now.tourist_rate),
    )


@rule
def draw_weather(key: np.uint64, bad_share: float, foreseen: Table) -> None:
    """Draw the weather of all days; it is the same for everybody."""
    for day in range(len(foreseen)):
        foreseen[day].bad_weather = draw(key, _WEATHER, 0, day, 0) < bad_share
