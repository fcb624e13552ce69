"""What kind of day it is: the calendar, the weather, what has happened, and the house as people hear of it."""

import math

import numpy as np

from agents.rules.awareness import outreach
from agents.rules.reading import collection_state
from agents.rules.tourism import arrival_rate
from model.calendar import Day
from model.day.today import Today
from model.events import Happenings
from model.hub import Hub
from model.luck import Stream, draw
from model.scenario import Scenario
from model.scenario.behaviour import Awareness
from model.scenario.clock import DAYS_OF_MONTH
from model.scenario.design import Design

_WEEK, _WORKDAYS = 7, 5


def look_at(
    day: int,
    date: Day,
    plan: Scenario,
    happenings: Happenings,
    hub: Hub,
    key: np.uint64,
    *,
    hub_open: bool,
    cafe_open: bool,
    renown: float,
) -> Today:
    """See what kind of day it is.

    Parameters
    ----------
    day : int
        Number of the day, from 1 on.
    date : Day
        What the calendar says of it.
    hub : Hub
        What stands there.
    key : uint64
        The seed, by which the weather is drawn.
    hub_open : bool
        It is the hub, no longer the library.
    cafe_open : bool
        There is a café today.
    renown : float
        Reputation as last season's guests carried it home, 0–1.
    """
    behaviour, design = plan.behaviour, hub.design
    harsh = happenings.harsh_winter.on(day) > 0.0
    holiday_in_the_week = date.holiday and date.weekday < _WORKDAYS
    return Today(
        day=day,
        weekday=date.weekday,
        rest_day=date.free,
        work_as_usual=not holiday_in_the_week,
        school_as_usual=not (date.school_break or holiday_in_the_week),
        school_break=date.school_break,
        winter=date.winter,
        summer=max(0.0, -math.cos(date.season)),
        bad_weather=harsh or draw(key, int(Stream.WEATHER), 0, day, 0) < behaviour.choice.bad_weather_share,
        slow=behaviour.travel.winter_factor if date.winter or harsh else 1.0,
        delay=float(happenings.road_closed.on(day)),
        hub_open=hub_open,
        alpha=heard_by_chance(day, behaviour.awareness, happenings, design),
        cafe_open=cafe_open,
        accessibility=design.accessibility,
        collection=float(
            collection_state(design.collection_quality, design.collection_freshness, behaviour.reading.freshness)
        ),
        turn=day // _WEEK,
        tourist_rate=arriving(date, plan, hub, renown) if hub_open else 0.0,
    )


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


def arriving(date: Day, plan: Scenario, hub: Hub, renown: float) -> float:
    """Tourist parties a day: see `agents.rules.tourism.arrival_rate`."""
    guests = plan.behaviour.tourism
    a_day = plan.settlement.tourist_parties[date.month - 1] / DAYS_OF_MONTH
    return float(arrival_rate(a_day, guests.considered, guests.pull, renown, hub.highlight))
