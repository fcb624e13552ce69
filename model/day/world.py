"""What a day lives on: the people and their ties, the house, and the pages on which the day is written."""

from typing import NamedTuple

from model.day.today import Attendance, Outings, Parties, Sheets
from model.hub import HubState, Menu
from model.population import Flags, Floats, Households, Ints, Keys, People
from model.rows import Table, bare
from model.ties import Ties


class House(NamedTuple):
    """What stands there until another takes its place; changed in place."""

    state: HubState
    """What has become of it."""
    menu: Menu
    """Distinct (kind, role, host) of the week's offers."""
    tally: Keys
    """The month's times, places and people by item of the week."""
    cafe_hours: float
    """Length of a coffee, h."""


class Pages(NamedTuple):
    """The chronicle's pages, one a day."""

    counts: Keys
    """The day's tally; index columns with `model.day.today.Count`."""
    visits: Keys
    """Visits by kind of offer."""
    sales: Keys
    """KZT taken, by payer and kind."""
    seat_hours: Floats
    """Seat-hours of the café, taken and offered."""
    reputation: Floats
    """Reputation in the evening."""


class World(NamedTuple):
    """Tables that stay from day to day; changed in place."""

    behaviour: Table
    """Behaviour in one row, as made by `model.scenario.record`."""
    people: People
    """Everybody."""
    households: Households
    """And where they live."""
    ties: Ties
    """Who knows whom."""
    parties: Parties
    """Tourists near the settlement."""
    associations: Ints
    """Cultures whose associations take turns."""
    origins: Floats
    """Cumulated shares of the tourists' cultures."""
    codes: Keys
    """Numbers by which luck knows the kinds."""
    national: Flags
    """Kinds that show something national."""
    cells: Ints
    """Groups of each person; people × dimensions."""
    by_group: Keys
    """The month's tally by group."""
    sheets: Sheets
    """Working space."""
    outings: Outings
    """Units that go today."""
    presence: Attendance
    """Inhabitants who are in today."""
    pages: Pages
    """What the day is written on."""
    foreseen: Table
    """What calendar and weather say, by day from 1 on; rows of `Foreseen`."""
    tidings: Table
    """What holds until something happens; one row of `Tidings`."""


def laid_bare(world: World) -> World:
    """Give the world with its tables as compiled code likes them; the same memory."""
    people, households = world.people, world.households
    return world._replace(
        behaviour=bare(world.behaviour),
        people=people._replace(rows=bare(people.rows), minds=bare(people.minds)),
        households=households._replace(rows=bare(households.rows)),
        ties=bare(world.ties),
        parties=bare(world.parties),
        outings=bare(world.outings),
        presence=bare(world.presence),
    )
