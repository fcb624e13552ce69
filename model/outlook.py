"""What people see and hear of the days: calendar, weather, events, and the house as it speaks for itself."""

import math

import numpy as np

from agents.rules.awareness import outreach
from agents.rules.reading import collection_state
from agents.rules.tourism import arrival_rate
from model.calendar import Calendar, Day
from model.day.looking import draw_weather
from model.day.today import FORESEEN, TIDINGS
from model.events import Happenings
from model.hub import Hub
from model.rows import Table, bare, table
from model.scenario import Scenario
from model.scenario.behaviour import Awareness, Reading
from model.scenario.clock import DAYS_OF_MONTH
from model.scenario.design import Design

_WORKDAYS = 5


def foreseen(days: int, calendar: Calendar, bad_weather_share: float, key: np.uint64) -> Table:
    """Lay out what calendar and weather say of the days of a run.

    Parameters
    ----------
    days : int
        Number of the last day.
    bad_weather_share : float
        Share of days with bad weather, 0–1.
    key : uint64
        The seed, by which the weather is drawn.

    Returns
    -------
    table of Foreseen
        By day; the row of day 0 is blank.
    """
    found, told = bare(table(FORESEEN, days + 1)), calendar.days(0, days)
    draw_weather(key, bad_weather_share, found)
    in_the_week = told.holiday & (told.weekday < _WORKDAYS)
    for name, column in {
        "weekday": told.weekday,
        "rest_day": told.holiday | (told.weekday >= _WORKDAYS),
        "work_as_usual": ~in_the_week,
        "school_as_usual": ~(told.school_break | in_the_week),
        "school_break": told.school_break,
        "winter": told.winter,
        "summer": [max(0.0, -math.cos(angle)) for angle in told.season.tolist()],
    }.items():
        found[name][1:] = column
    return found


class Outlook:
    """What is to be told in the morning.

    Parameters
    ----------
    plan : Scenario
    """

    def __init__(self, plan: Scenario) -> None:
        self._plan = plan
        self._told: tuple | None = None

    def tell(
        self,
        tidings: Table,
        day: int,
        date: Day,
        happenings: Happenings,
        hub: Hub,
        *,
        hub_open: bool,
        cafe_open: bool,
        renown: float,
    ) -> None:
        """Write down what holds today, unless it held yesterday.

        Parameters
        ----------
        tidings : table of Tidings
            Written; one row.
        day : int
            Number of the day, from 1 on.
        date : Day
            What the calendar says of it.
        hub : Hub
            What stands there.
        hub_open : bool
            It is the hub, no longer the library.
        cafe_open : bool
            There is a café today.
        renown : float
            Reputation as last season's guests carried it home, 0–1.
        """
        spells = happenings.strengths(day)
        told = hub, spells, date.month, hub_open, cafe_open, renown
        if told == self._told:
            return
        self._told = told
        behaviour, design, (_, _, harsh, delay) = self._plan.behaviour, hub.design, spells
        for name, value in {
            "hub_open": hub_open,
            "cafe_open": cafe_open,
            "harsh": harsh > 0.0,
            "delay": delay,
            "alpha": heard_by_chance(day, behaviour.awareness, happenings, design),
            "accessibility": design.accessibility,
            "collection": state_of_collection(design, behaviour.reading),
            "tourist_rate": arriving(date, self._plan, hub, renown) if hub_open else 0.0,
        }.items():
            tidings[name] = value


def blank_tidings() -> Table:
    """Room for what holds today; one row of `Tidings`."""
    return bare(table(TIDINGS, 1))


def heard_by_chance(day: int, heard: Awareness, happenings: Happenings, design: Design) -> float:
    """Chance to hear of the place today without being told by anybody: see `agents.rules.awareness.outreach`."""
    word = design.outreach
    spoken_for = max(float(word.endorsement), happenings.endorsement.on(day))
    return float(
        outreach(
            heard.base,
            heard.campaign * happenings.campaign.on(day),
            heard.signage if word.signage else 0.0,
            min(1.0, heard.endorsement * spoken_for),
            heard.promotion * word.promotion,
        )
    )


def state_of_collection(design: Design, reading: Reading) -> float:
    """State of a design's collection, 0–1: see `agents.rules.reading.collection_state`."""
    return float(collection_state(design.collection_quality, design.collection_freshness, reading.freshness))


def arriving(date: Day, plan: Scenario, hub: Hub, renown: float) -> float:
    """Tourist parties a day: see `agents.rules.tourism.arrival_rate`."""
    guests = plan.behaviour.tourism
    a_day = plan.settlement.tourist_parties[date.month - 1] / DAYS_OF_MONTH
    return float(arrival_rate(a_day, guests.considered, guests.pull, renown, hub.highlight))
