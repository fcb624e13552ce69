"""The calendar: weekday, month, season, public holidays and school holidays of every day of a run."""

import datetime as dt
from functools import lru_cache
from math import tau
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.scenario.clock import Clock, parse_break

BLOCK = 366
"""Days that are worked out at a time."""


class Day(NamedTuple):
    """What the calendar says of one day."""

    date: dt.date
    """Date."""
    weekday: int
    """0 Monday to 6 Sunday."""
    month: int
    """1 January to 12 December."""
    first_of_month: bool
    """The first day of a month: board, operator and state review."""
    holiday: bool
    """A public holiday."""
    school_break: bool
    """School holidays."""
    winter: bool
    """A month in which ways are slow."""
    season: float
    """Angle of the year in radians: 0 on 1 January, π in early July."""

    @property
    def first_of_season(self) -> bool:
        """The first day of spring, summer, autumn or winter, as the months have them."""
        return self.first_of_month and self.month % 3 == 0

    @property
    def free(self) -> bool:
        """Saturday, Sunday or a public holiday."""
        return self.weekday >= 5 or self.holiday

    @property
    def school(self) -> bool:
        """A day with lessons: Monday to Friday, neither a public holiday nor in a school break."""
        return not (self.free or self.school_break)


class Days(NamedTuple):
    """What the calendar says of a stretch of days; one entry a day."""

    weekday: NDArray[np.int8]
    """0 Monday to 6 Sunday."""
    month: NDArray[np.int8]
    """1 January to 12 December."""
    first_of_month: NDArray[np.bool_]
    """The first day of a month."""
    holiday: NDArray[np.bool_]
    """A public holiday."""
    school_break: NDArray[np.bool_]
    """School holidays."""
    winter: NDArray[np.bool_]
    """A month in which ways are slow."""
    season: NDArray[np.float64]
    """Angle of the year in radians, 0 on 1 January."""


class Calendar:
    """Every day of a run and beyond, worked out a year at a time when first asked for, once for all runs of a clock.

    Parameters
    ----------
    clock : Clock
        Start date, school breaks, winter months, and whether public holidays are kept.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._days: list[Day] = []

    def day(self, t: int) -> Day:
        """Give day `t` of the run; 0 is the start.

        Raises
        ------
        IndexError
            If `t` is negative.
        """
        if t < 0:
            raise IndexError(f"the calendar begins with day 0, not {t}")
        while t >= len(self._days):
            self._days += _block(self._clock, len(self._days) // BLOCK)
        return self._days[t]

    def days(self, first: int, last: int) -> Days:
        """Give the days from `first` up to, but not including, `last` as arrays.

        Parameters
        ----------
        first, last : int
            Days of the run, 0 ≤ first ≤ last.

        Returns
        -------
        Days
            Arrays of length ``last - first``.
        """
        stretch = [self.day(t) for t in range(first, last)]
        return Days(
            weekday=np.array([day.weekday for day in stretch], np.int8),
            month=np.array([day.month for day in stretch], np.int8),
            first_of_month=np.array([day.first_of_month for day in stretch], np.bool_),
            holiday=np.array([day.holiday for day in stretch], np.bool_),
            school_break=np.array([day.school_break for day in stretch], np.bool_),
            winter=np.array([day.winter for day in stretch], np.bool_),
            season=np.array([day.season for day in stretch], np.float64),
        )


@lru_cache(maxsize=64)
def _block(clock: Clock, number: int) -> tuple[Day, ...]:
    """Work out `BLOCK` days of a clock."""
    dates = [clock.date_of(t) for t in range(number * BLOCK, (number + 1) * BLOCK)]
    holidays = _public_holidays(dates[0].year, dates[-1].year) if clock.public_holidays else frozenset()
    breaks = [parse_break(text) for text in clock.school_breaks]
    return tuple(
        Day(
            date=date,
            weekday=date.weekday(),
            month=date.month,
            first_of_month=date.day == 1,
            holiday=date in holidays,
            school_break=any(_within((date.month, date.day), *each) for each in breaks),
            winter=date.month in clock.winter_months,
            season=tau * (date.timetuple().tm_yday - 1) / 365.25,
        )
        for date in dates
    )


def _within(day: tuple[int, int], first: tuple[int, int], last: tuple[int, int]) -> bool:
    if first <= last:
        return first <= day <= last
    return day >= first or day <= last


def _public_holidays(first_year: int, last_year: int) -> frozenset[dt.date]:
    from holidays.countries import Kazakhstan  # imported late: start-up stays quick

    return frozenset(Kazakhstan(years=range(first_year, last_year + 1)))
