"""Clock, calendar and events: what each day of a run is."""

import datetime as dt

import numpy as np
import pytest

from model.calendar import BLOCK, Calendar
from model.scenario import Clock, InputError, Scenario

CLOCK = Clock()


def on(month: int, day: int, year: int = 2026) -> int:
    return CLOCK.day_of(dt.date(year, month, day))


def test_day_0_is_the_start() -> None:
    first = Calendar(CLOCK).day(0)
    assert first.date == dt.date(2026, 1, 1)
    assert first.weekday == 3  # a Thursday
    assert first.first_of_month
    assert first.season == 0


def test_public_holidays_of_kazakhstan() -> None:
    calendar = Calendar(CLOCK)
    for month, day in ((1, 1), (3, 8), (3, 21), (5, 1), (7, 6), (10, 25), (12, 16)):
        assert calendar.day(on(month, day)).holiday
    assert not calendar.day(on(4, 15)).holiday
    assert not Calendar(Clock(public_holidays=False)).day(0).holiday


def test_a_free_day_is_a_weekend_or_a_holiday() -> None:
    calendar = Calendar(CLOCK)
    assert not calendar.day(on(4, 17)).free  # a Friday
    assert calendar.day(on(4, 18)).free  # a Saturday
    assert calendar.day(on(3, 23)).free  # a Monday of Nauryz
    assert not calendar.day(on(4, 15)).free


def test_school_is_out_in_summer_and_over_the_new_year() -> None:
    calendar = Calendar(CLOCK)
    assert [calendar.day(on(*date)).school_break for date in ((5, 25), (5, 26), (8, 31), (9, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert calendar.day(on(12, 31)).school_break
    assert calendar.day(on(1, 5)).school_break
    assert calendar.day(on(4, 15)).school
    assert not calendar.day(on(4, 18)).school  # a Saturday


def test_a_season_begins_with_the_first_of_four_months() -> None:
    calendar = Calendar(CLOCK)
    begins = [calendar.day(t).date for t in range(365) if calendar.day(t).first_of_season]
    assert begins == [dt.date(2026, month, 1) for month in (3, 6, 9, 12)]


def test_winter() -> None:
    calendar = Calendar(CLOCK)
    assert [month for month in range(1, 13) if calendar.day(on(month, 15)).winter] == [1, 2, 3, 11, 12]


def test_the_calendar_begins_in_1990_and_ends_in_2200() -> None:
    for year in (1990, 2200):
        assert Clock(start=dt.date(year, 6, 1)).start.year == year
    for year in (1989, 2201):
        with pytest.raises(InputError, match="must lie between 1990 and 2200"):
            Clock(start=dt.date(year, 6, 1))


def test_a_run_may_go_on_beyond_the_horizon() -> None:
    calendar = Calendar(Clock(days=10))
    far = calendar.day(5 * BLOCK)
    assert far.date == dt.date(2026, 1, 1) + dt.timedelta(days=5 * BLOCK)
    with pytest.raises(IndexError, match="begins with day 0"):
        calendar.day(-1)


def test_days_as_arrays_say_the_same() -> None:
    calendar = Calendar(CLOCK)
    stretch = calendar.days(100, 500)
    single = [calendar.day(t) for t in range(100, 500)]
    for field in stretch._fields:
        np.testing.assert_array_equal(getattr(stretch, field), [getattr(day, field) for day in single])


def test_a_leap_year() -> None:
    calendar = Calendar(Clock(start=dt.date(2028, 2, 28)))
    assert [calendar.day(t).date.day for t in range(3)] == [28, 29, 1]


def test_breaks_must_be_dates() -> None:
    with pytest.raises(InputError, match=r"must be written month-day\.\.month-day"):
        Clock(school_breaks=("summer",))
    with pytest.raises(InputError, match="there is no 02-31"):
        Clock(school_breaks=("02-01..02-31",))


def test_winter_is_made_of_months_that_there_are() -> None:
    assert Clock(winter_months=(1, 12)).winter_months == (1, 12)
    for month in (0, 13):
        with pytest.raises(InputError, match=f"month {month} must be from 1 to 12"):
            Clock(winter_months=(month,))


def test_an_event_happens_on_a_day_or_on_a_date() -> None:
    scenario = Scenario.model_validate(
        {
            "settlement": "aul",
            "design": "people-first",
            "events": [
                {"kind": "campaign", "day": 100, "days": 14},
                {"kind": "closure", "date": dt.date(2026, 1, 11), "days": 5, "reason": "epidemic"},
            ],
        }
    )
    assert [event.on(scenario.clock) for event in scenario.events] == [100, 10]
    assert [event.kind for event in scenario.events] == ["campaign", "closure"]


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "hub_opens"},
        {"kind": "cafe_opens"},
        {"kind": "cafe_closes"},
        {"kind": "campaign"},
        {"kind": "layoffs", "share": 0.3},
        {"kind": "closure", "days": 5},
        {"kind": "road_closed", "days": 5},
        {"kind": "harsh_winter"},
        {"kind": "operator_exits"},
        {"kind": "endorsement"},
    ],
)
def test_every_kind_of_event(event: dict) -> None:
    fields = {"settlement": "aul", "design": "people-first"}
    scenario = Scenario.model_validate(fields | {"events": [event | {"day": 7}]})
    assert scenario.events[0].kind == event["kind"]
    assert scenario.events[0].on(scenario.clock) == 7
