"""What kind of day it is, and the sheets on which the day writes."""

from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.day.fading import Fading
from model.day.stocks import Stocks, empty_stocks
from model.population import Floats, Ints, Keys
from model.rows import Table, bare, row_type, table


class Today(NamedTuple):
    """The day as everybody meets it; scalars."""

    day: int
    """Day of the run, 1 for the first."""
    weekday: int
    """0 Monday to 6 Sunday."""
    rest_day: bool
    """Weekend or public holiday."""
    work_as_usual: bool
    """Workers are as free as on any such weekday."""
    school_as_usual: bool
    """Pupils are as free as on any such weekday."""
    school_break: bool
    """Schools are closed."""
    winter: bool
    """Ways are slow."""
    summer: float
    """Nearness to midsummer, 0–1."""
    bad_weather: bool
    """It rains, snows or storms."""
    slow: float
    """Travel time over that on a good day."""
    delay: float
    """Added to every way, minutes (a road closed)."""
    hub_open: bool
    """The hub has opened, so that there is something to hear of."""
    alpha: float
    """Chance to hear of the hub other than by people one knows, 1/day."""
    cafe_open: bool
    """The café is on offer."""
    accessibility: float
    """Access for people with disabilities, 0–1."""
    collection: float
    """State of the collection, 0–1."""
    turn: int
    """Week number, by which associations take turns."""
    tourist_rate: float
    """Tourist parties that come into question today."""


class Foreseen:
    """What calendar and weather say of one day."""

    weekday: np.int32
    """As in `Today`; so are the others."""
    rest_day: np.bool_
    work_as_usual: np.bool_
    school_as_usual: np.bool_
    school_break: np.bool_
    winter: np.bool_
    bad_weather: np.bool_
    """Without a harsh winter."""
    summer: np.float64


class Tidings:
    """What holds until something happens."""

    hub_open: np.bool_
    """As in `Today`; so are the others."""
    cafe_open: np.bool_
    harsh: np.bool_
    """Bad weather without a break, and slow ways."""
    delay: np.float64
    alpha: np.float64
    accessibility: np.float64
    collection: np.float64
    tourist_rate: np.float64


class Party:
    """One tourist party near the settlement."""

    id: np.int64
    """Name by which luck knows the party."""
    purse: np.int64
    """Money at hand, KZT."""
    origin: np.int32
    """Culture of origin."""
    headcount: np.int32
    """People, 1–5."""
    leaves: np.int32
    """First day on which the party is gone."""
    visited: np.bool_
    """Has been at the hub."""


class Outing:
    """One unit that goes today: people who decide together."""

    entity: np.int64
    """Name by which luck knows the unit."""
    unit: np.int32
    """0 resident, 1 family, 2 tourist party."""
    row: np.int32
    """Row of the person, household or party."""
    people: np.int32
    """People who come."""
    free: np.int32
    """Slots in which the unit is free, as a sum of 1, 2, 4."""
    offer: np.int32
    """Offer chosen; −1 for those who went home."""
    slot: np.int32
    """Slot, 0–2."""
    refused: np.bool_
    """Turned away at the first choice."""
    coffee: np.bool_
    """Added a coffee."""


class Presence:
    """One inhabitant who is in."""

    order: np.int64
    """Row of this table whose turn it is, by offer, slot and the person's name."""
    person: np.int32
    """Row of the person."""
    outing: np.int32
    """Row of the outing."""


class Stall:
    """What an offer of today comes to, beyond its plan."""

    common: np.float64
    """Utility to everybody alike."""
    pull: np.float64
    """e^(V/λ), V the utility to the unit at hand; 0 if it cannot choose it."""
    host: np.int32
    """Host culture today; −1 for none."""


class Lot:
    """One ticket of a lottery."""

    number: np.int64
    """Number drawn, with the unit's name behind; the smallest wins."""
    place: np.int32
    """What it stands for: row of an outing or of a person."""


PARTY, OUTING, PRESENCE, STALL, LOT = (row_type(each) for each in (Party, Outing, Presence, Stall, Lot))
FORESEEN, TIDINGS = row_type(Foreseen), row_type(Tidings)

type Parties = Table
type Outings = Table
type Attendance = Table

UNITS, PRESENT, PARTIES, UNAWARE = range(4)


_LANES = 16
"""Technical: numbers that are drawn at one go."""


class Sheets(NamedTuple):
    """Working space of a day, allotted once a run."""

    stalls: Table
    """Offers of today; as many rows of `Stall` as there may be offers."""
    codes: Keys
    """Numbers by which luck knows the offers of today; as many as make full vectors."""
    offer_words: NDArray[np.uint32]
    """The luck of the unit at hand by offer; 2 × `codes`."""
    taken: Keys
    """Places taken by offer and slot."""
    door: Floats
    """Upper bound of everybody's odds to go, relative to the person's own; one entry."""
    going: Floats
    """What going is worth to each member of the family at hand who decides."""
    free: Ints
    """Free slots by activity and crew, as sums of 1, 2, 4; 24 entries."""
    lots: Table
    """Lots and lists; as many rows of `Lot` as units may go."""
    bounds: Floats
    """Upper bounds of the odds of those listed; as many as people."""
    words: NDArray[np.uint32]
    """Everybody's luck of the day; 3 × people: word of mouth, going out, turn of a reader."""
    family_words: NDArray[np.uint32]
    """The luck of every family; 3 × households."""
    room: Ints
    """Rows of those in the room at hand, side by side; as many as people."""
    marks: Keys
    """For each person the last occasion on which this one was found to be somebody's friend."""
    unaware: Ints
    """Rows of the residents who do not know of the hub."""
    fading: Fading
    """What is left after so many days."""
    stocks: Stocks
    """What is kept of everybody together."""
    sizes: Keys
    """Rows in use of the outings, the attendance, the parties and the list of the unaware."""


class Count(IntEnum):
    """Columns of the day's tally: whole numbers, so that no sum depends on the order of rows."""

    VISITS_RESIDENTS = 0
    VISITS_FAMILIES = 1
    VISITS_TOURISTS = 2
    OUTINGS = 3
    REPEAT_VISITS = 4
    TURNED_AWAY = 5
    READING_VISITS = 6
    LOANS = 7
    RETURNED = 8
    NEW_READERS = 9
    LAPSED = 10
    SESSION_PLACES = 11
    SESSION_TAKEN = 12
    CAFE_PLACES = 13
    CAFE_TAKEN = 14
    MEETINGS = 15
    MEETINGS_ACROSS = 16
    NEW_TIES = 17
    TICKETS = 18
    CAFE_SALES = 19
    SHOP_SALES = 20
    OUTCOME = 21
    """Sum of satisfaction with the day's visits, millionths."""
    REACH_30 = 22
    AWARE = 23
    ACTIVE = 24
    FIRST_VISITS = 25
    """Residents who came for the first time since the hub opened."""
    STILL_READING = 26
    """Returned readers who are still active 90 days later."""
    READERS_DUE = 27
    """Returned readers whose 90 days are over."""
    FIRST_CLASSES = 28
    """Residents who took part in a class for the first time."""


COUNTS = len(Count)


class GroupCount(IntEnum):
    """Columns of the tally by group: those of the month at hand first, then those that its last day counts anew."""

    VISITS = 0
    OUTCOME = 1
    """Sum of satisfaction with the visits, millionths."""
    TURNED_AWAY = 2
    READING_VISITS = 3
    CLASS_VISITS = 4
    OUTINGS = 5
    """Units that came; known of the deciding units alone."""
    PEOPLE = 6
    RESIDENTS = 7
    REACH_30 = 8
    ACTIVE = 9
    RETURNED = 10
    LOANS = 11
    AWARE = 12
    UNIQUE = 13
    """People with a visit in the month."""
    REACHED = 14
    """Residents with a visit since the hub opened."""
    JOINED = 15
    """Residents who have taken part in a class."""
    WITHOUT_VISIT = 16
    """Residents without a visit since the start."""
    NEW_READERS = 17
    ENDS = 18
    """Ends of ties that residents hold, by stage in four columns."""
    HOURS = 22
    """Hours of these, hundredths, by stage in four columns."""
    ACROSS = 26
    """Ends of ties across ethnic groups."""
    MADE = 27
    """Ends of ties made since the start."""
    MADE_ACROSS = 28
    FRIEND_ACROSS = 29
    """Residents with a friend of another ethnic group."""
    PAIRS = 30
    """Pairs of a person and another ethnic group that lives here."""
    WARMTH_MET = 31
    """Sum over these pairs, millionths; so are the next two."""
    WARMTH_GROUP = 32
    KNOWLEDGE = 33
    REGARD = 34
    """Sum over people, millionths."""


GROUP_COUNTS = len(GroupCount) + 6
"""Columns of the tally by group; two of its names stand for four columns each."""


def sheets(people: int, households: int, members: int, units: int, offers: int, fading: Fading) -> Sheets:
    """Allot the working space.

    Parameters
    ----------
    people, households, members : int
        People, households, and members of the largest household.
    units, offers : int
        Units that may go, and offers a day.
    fading : Fading
    """
    codes, words = _luck_of_offers(offers)
    return Sheets(
        stalls=bare(table(STALL, offers)),
        codes=codes,
        offer_words=words,
        taken=np.zeros((offers, 3), np.int64),
        door=np.zeros(1),
        going=np.zeros(members),
        free=np.zeros(24, np.int32),
        lots=bare(table(LOT, units)),
        bounds=np.zeros(people),
        words=np.zeros((3, people), np.uint32),
        family_words=np.zeros((3, households), np.uint32),
        room=np.zeros(people, np.int32),
        marks=np.zeros(people, np.int64),
        unaware=np.zeros(people, np.int32),
        fading=fading,
        stocks=empty_stocks(people),
        sizes=np.zeros(4, np.int64),
    )


def with_room(sheets: Sheets, offers: int) -> Sheets:
    """Give sheets with room for so many offers a day; what stands on them stays."""
    standing = len(sheets.taken)
    if offers <= standing:
        return sheets
    codes, words = _luck_of_offers(offers)
    stalls, taken = bare(table(STALL, offers)), np.zeros((offers, 3), np.int64)
    stalls[:standing], taken[:standing] = sheets.stalls, sheets.taken
    codes[:standing] = sheets.codes[:standing]
    return sheets._replace(stalls=stalls, codes=codes, offer_words=words, taken=taken)


def _luck_of_offers(offers: int) -> tuple[Keys, NDArray[np.uint32]]:
    whole = -(-offers // _LANES) * _LANES
    return np.zeros(whole, np.int64), np.zeros((2, whole), np.uint32)
