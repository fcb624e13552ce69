"""Clock: when the run starts, how long it lasts, when the hub opens, and what the year looks like."""

import datetime as dt
import re

from pydantic import field_validator, model_validator

from model.scenario.parameter import Section, param

DAYS_OF_MONTH = 365.25 / 12.0
"""Mean length of a month, days."""

_BREAK = re.compile(r"(\d\d)-(\d\d)\.\.(\d\d)-(\d\d)")


class Clock(Section):
    """Time of a run. Day 0 is the start; one step is one day."""

    start: dt.date = param(dt.date(2026, 1, 1), "Date of day 0", unit="date", source="choice")
    days: int = param(730, "Length of the run", unit="days", source="choice", ge=1, le=30_000)
    hub_opens: int = param(
        90, "Day on which the hub opens; a library before", unit="day", source="choice", ge=0, le=36_500
    )
    public_holidays: bool = param(
        True,
        "Keep the public holidays of Kazakhstan",
        source="choice: the days are those of the library `holidays`, KZ",
    )
    school_breaks: tuple[str, ...] = param(
        ("05-26..08-31", "10-27..11-02", "12-29..01-10", "03-19..03-29"),
        "School holidays, month-day..month-day, both included, every year alike",
        unit="dates",
        source="assumed; after the school year 2025/26",
    )
    winter_months: tuple[int, ...] = param(
        (11, 12, 1, 2, 3), "Months in which ways are slow", unit="months", source="assumed: November to March"
    )

    settle_days: int = param(
        0,
        "Days from one settling of ties and feelings to the next; 0 for the first of each month",
        unit="days",
        source="choice: the time step of what is slow; docs/convergence.md shows that results do not hang on it",
        ge=0,
        le=365,
    )

    @field_validator("school_breaks")
    @classmethod
    def _breaks_are_dates(cls, breaks: tuple[str, ...]) -> tuple[str, ...]:
        for each in breaks:
            parse_break(each)
        return breaks

    @field_validator("winter_months")
    @classmethod
    def _months_exist(cls, months: tuple[int, ...]) -> tuple[int, ...]:
        for month in months:
            if not 1 <= month <= 12:
                raise ValueError(f"month {month} must be from 1 to 12")
        return months

    @model_validator(mode="after")
    def _stays_in_the_calendar(self) -> "Clock":
        if self.start.year < 1990 or self.start.year > 2200:
            raise ValueError(f"start = {self.start} must lie between 1990 and 2200")
        return self

    def day_of(self, date: dt.date) -> int:
        """Give the day of the run on which a date falls; negative before the start."""
        return (date - self.start).days

    def date_of(self, day: int) -> dt.date:
        """Give the date of a day of the run."""
        return self.start + dt.timedelta(days=day)


def parse_break(text: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Read ``month-day..month-day``.

    Returns
    -------
    first, last : tuple of int
        Month and day, both included; `last` may lie before `first` if the break spans the new year.
    """
    match = _BREAK.fullmatch(text)
    if match is None:
        raise ValueError(f'"{text}" must be written month-day..month-day, for instance 03-19..03-29')
    a, b, c, d = (int(number) for number in match.groups())
    for month, day in ((a, b), (c, d)):
        try:
            dt.date(2000, month, day)
        except ValueError:
            raise ValueError(f'"{text}": there is no {month:02d}-{day:02d}') from None
    return (a, b), (c, d)
