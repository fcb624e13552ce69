"""The hub: rooms, offers and the week's timetable, laid out from a design."""

import itertools
from bisect import bisect_left
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.rules.capacity import places_in_slot
from model.luck import code
from model.population import ACTIVITIES, Floats, Ints
from model.rows import Table, bare, row_type, table
from model.scenario.behaviour import Behaviour
from model.scenario.design import SLOTS, WEEKDAYS, Design, Offer, Session
from model.scenario.kinds import Kind
from model.scenario.timetable import timetable

READING, CLASS, CAFE, SHOP, EXHIBIT = range(5)
ROLES = ("reading", "class", "cafe", "shop", "exhibit")

NO_HOST, IN_TURN = -1, -2

SLOT_HOURS = 4.0
"""Length of a part of the day in hours: 9–13, 13–17, 17–21 (assumed). No parameter: days are three such parts."""


class OfferRow:
    """One offer of a weekday."""

    entry: np.int32
    """Row of the offer in `HubState`."""
    kind: np.int32
    """Index into the scenario's kinds."""
    role: np.int32
    """Index into `ROLES`."""
    house: np.int32
    """House in which it takes place."""
    code: np.int64
    """Number by which luck knows the offer, the same in every design."""
    host: np.int32
    """Host culture; `NO_HOST`, or `IN_TURN` for the associations week by week."""
    slots: np.int32
    """Slots in which it takes place, as a sum of 1, 2, 4."""
    price: np.int64
    """KZT a person."""
    places: np.int32
    """People it can take in one slot."""
    hours: np.float64
    """Length of a stay, h."""
    age_from: np.int32
    """Youngest age admitted."""
    age_to: np.int32
    """Oldest age admitted."""
    appeal: np.float64
    """Quality as people see it, 0–1."""
    contact: np.float64
    """Allport's conditions, 0–1."""
    partners: np.int32
    """People met at most."""
    mixing: np.float64
    """Weight of partners of other groups."""
    exposure: np.float64
    """Exposure to the shelves, 0–1."""
    book_event: np.float64
    """How far it is about books, 0–1."""
    inclusion: np.float64
    """How far it lets people meet a world with obstacles, 0–1."""
    teaches: np.float64
    """How much of the host's culture is learnt, 0–1."""


class Item:
    """What has become of one item of the week."""

    expected: np.float64
    """Expected share of places taken, 0–1."""
    opened: np.int32
    """Day on which the item was first on offer."""


class Dish:
    """One distinct offer of a week."""

    kind: np.int32
    """Index into the scenario's kinds."""
    role: np.int32
    """Index into `ROLES`."""
    host: np.int32
    """Host culture; `NO_HOST`, or `IN_TURN`."""
    price: np.int64
    """KZT a person."""
    first: np.int32
    """Row of its first serving."""
    last: np.int32
    """Row after its last serving."""
    weekdays: np.int32
    """Weekdays on which it is served, as a sum of powers of two."""


class Serving:
    """One dish on one weekday in one house."""

    course: np.int32
    """Which of the menu's courses."""
    house: np.int32
    """House."""
    weekday: np.int32
    """0 Monday to 6 Sunday."""
    slots: np.int32
    """Slots in which it is on offer, as a sum of 1, 2, 4."""


OFFER, ITEM, DISH, SERVING = (row_type(each) for each in (OfferRow, Item, Dish, Serving))

type Offers = Table
"""Offers of one weekday; rows of `OfferRow`."""


class Menu(NamedTuple):
    """What a week offers: the distinct offers, and when they are served."""

    dishes: Table
    """Distinct offers; rows of `Dish`."""
    servings: Table
    """When and where; rows of `Serving`, dish after dish."""
    courses: Ints
    """Rows of the dishes that are served, weekday after weekday; each dish once a day."""
    days: Ints
    """Where the courses of each weekday begin, and where the last ones end; 8 entries."""
    associations: Ints
    """Cultures that take turns as hosts."""
    usual: Floats
    """Servings of a course as those see them who are busy as usual: houses × activities × courses."""
    free: Floats
    """Servings of a course as those see them who are free all day: houses × courses."""
    pulls: Floats
    """Working space of those who reckon with the menu: a dish with its price, and without; 2 × dishes."""


class HubState(NamedTuple):
    """What the hub has become."""

    items: Table
    """Items of the week; rows of `Item`."""
    reputation: Floats
    """Reputation, 0–1; one entry."""


class Opening(NamedTuple):
    """What is on offer on one day."""

    offers: Offers
    """The offers."""
    bare: Offers
    """The same memory as compiled code likes it."""
    cafe: bool
    """There is a café among them."""


class Hub:
    """A design laid out over the days of a week.

    Parameters
    ----------
    design : Design
        What is built.
    behaviour : Behaviour
        Kinds of offer, in the order of the columns of taste, and what is expected of a house that nobody knows.
    cultures : list of str
        Cultures by index.
    opened : int
        Day on which it opens.
    before : Hub, optional
        What stood there before; what goes on keeps its age and its expected fill.

    Attributes
    ----------
    week : tuple of Offers
        Offers of Monday to Sunday.
    state, bare_state : HubState
        What the hub has become; the same memory as compiled code likes it.
    items : list of str
        Name of each row of the state, such as ``dance Tue evening``.
    taught : list of str
        Item of each session of the timetable.
    sessions : tuple of int
        Classes on Monday to Sunday.
    highlight : float
        Appeal of what draws tourists most, 0 where nothing of the kind is ever open.
    shown : list of list
        What people who look at the week see of each offer of each day: kind, role, host, price, house, slots.
    busiest : int
        Offers of the day that has most.
    counter_hours : tuple of float
        Hours for which somebody stands at the counter of café, shops or exhibition, on Monday to Sunday.
    """

    def __init__(
        self, design: Design, behaviour: Behaviour, cultures: list[str], opened: int, before: "Hub | None" = None
    ) -> None:
        kinds, unknown = behaviour.kinds, behaviour.memory
        self.design = design
        self.items: list[str] = []
        self._codes: list[int] = []
        self._kind_of: dict[str, str] = {}
        rows: list[list[tuple]] = [[] for _ in WEEKDAYS]
        names = list(kinds)
        for name, offer in design.offers.items():
            kind = kinds[name]
            if kind.role == "class":
                continue
            mask = sum(1 << SLOTS.index(slot) for slot in offer.slots)
            for house in range(design.houses):
                item = self._item(_in_house(name, house), name, name)
                row = self._row(item, house, names.index(name), kind, offer, offer.host, mask, cultures)
                for day in offer.days:
                    rows[WEEKDAYS.index(day)].append(row)
        self.highlight = max(
            (
                kinds[name].draws_tourists * each.appeal
                for name, each in design.offers.items()
                if each.days and each.slots
            ),
            default=0.0,
        )
        self.timetable = timetable(design, kinds)
        self.taught: list[str] = []
        taken: dict[str, int] = {}
        for session, house in zip(self.timetable, houses_of(self.timetable, design), strict=True):
            name = _in_house(f"{session.kind} {session.day} {session.slot}", house)
            taken[name] = taken.get(name, 0) + 1
            if taken[name] > 1:
                name = f"{name} {taken[name]}"
            self.taught.append(name)
            item = self._item(name, name.partition(" @")[0], session.kind)
            offer = design.offers[session.kind]
            host = session.host or offer.host
            mask = 1 << SLOTS.index(session.slot)
            row = self._row(item, house, names.index(session.kind), kinds[session.kind], offer, host, mask, cultures)
            rows[WEEKDAYS.index(session.day)].append(row)
        days = [np.array(day, OFFER) for day in rows]
        self.week = tuple(day.view(np.recarray) for day in days)
        self.sessions = tuple(int(np.count_nonzero(day["role"] == CLASS)) for day in days)
        self.counter_hours = tuple(design.houses * _counter_hours(day) for day in days)
        self.shown = [_shown(day) for day in days]
        self.busiest = max(len(day) for day in days)
        self._openings: dict[tuple[int, bool], Opening] = {}
        self.state = HubState(table(ITEM, len(self.items)), np.array([unknown.reputation_start]))
        self.state.items.expected[:] = unknown.fill_start
        self.state.items.opened[:] = opened
        self.lay_bare()
        if before is not None:
            self._carry_over(before)

    def lay_bare(self) -> None:
        """Take the state as compiled code likes it; the same memory."""
        self.bare_state = HubState(bare(self.state.items), self.state.reputation)

    def on(self, weekday: int, cafe: bool) -> "Opening":
        """What a weekday offers, 0 for Monday; without a café that is out of business."""
        if (weekday, cafe) not in self._openings:
            self._openings[weekday, cafe] = _open(self.week[weekday], cafe)
        return self._openings[weekday, cafe]

    def menu(self, associations: Ints) -> Menu:
        """Distinct offers of the week and when they are served, as compiled code likes them.

        Parameters
        ----------
        associations : array of int
            Cultures that take turns as hosts.
        """
        served: dict[tuple[int, ...], list[tuple[int, int, int]]] = {}
        for weekday, offers in enumerate(self.shown):
            for *dish, house, slots in offers:
                served.setdefault(tuple(dish), []).append((house, weekday, slots))
        ends = np.cumsum([0, *(len(times) for times in served.values())]).tolist()
        dishes = [
            (*dish, *between, sum({1 << weekday for _, weekday, _ in times}))
            for (dish, times), between in zip(served.items(), itertools.pairwise(ends), strict=True)
        ]
        when = [(row, *time) for row, times in enumerate(served.values()) for time in times]
        courses = sorted({(weekday, row) for row, _, weekday, _ in when})
        number = {course: place for place, course in enumerate(courses)}
        servings = [(number[weekday, row], house, weekday, slots) for row, house, weekday, slots in when]
        menu = np.array(dishes, DISH).view(np.recarray)
        times = np.array(servings, SERVING).view(np.recarray)
        houses = self.design.houses
        return Menu(
            bare(menu),
            bare(times),
            np.array([row for _, row in courses], np.int32),
            np.array([bisect_left(courses, (weekday,)) for weekday in range(len(WEEKDAYS) + 1)], np.int32),
            associations,
            np.zeros((houses, len(ACTIVITIES), len(courses))),
            np.zeros((houses, len(courses))),
            np.zeros((2, len(dishes))),
        )

    def days_unlike(self, before: "Hub | None") -> int:
        """Tell on which weekdays this hub offers something else, or at another price, than one did before.

        Returns
        -------
        int
            The weekdays as a sum of powers of two; all of them where there was nothing before.
        """
        if before is None:
            return (1 << len(WEEKDAYS)) - 1
        unlike = [now != then for now, then in zip(self.shown, before.shown, strict=True)]
        return sum(1 << weekday for weekday, changed in enumerate(unlike) if changed)

    def _item(self, name: str, coded: str, kind: str) -> int:
        self.items.append(name)
        self._kind_of[name] = kind
        self._codes.append(code(coded))
        return len(self.items) - 1

    def _row(
        self, item: int, house: int, index: int, kind: Kind, offer: Offer, host: str, mask: int, cultures: list[str]
    ) -> tuple:
        role = ROLES.index(kind.role)
        return (
            item,
            index,
            role,
            house,
            self._codes[item],
            _host_index(host, cultures),
            mask,
            round(offer.price),
            places_in_slot(offer.places, role != CLASS, kind.hours, SLOT_HOURS),
            kind.hours,
            kind.age_from,
            kind.age_to,
            offer.appeal,
            kind.contact,
            kind.partners,
            kind.mixing,
            kind.exposure,
            kind.book_event,
            max(kind.inclusion, offer.inclusive_hosts),
            kind.teaches,
        )

    def _carry_over(self, before: "Hub") -> None:
        old = {name: row for row, name in enumerate(before.items)}
        opened, expected = before.state.items.opened.tolist(), before.state.items.expected.tolist()
        # A class that moves to another time is not new again.
        since: dict[str, int] = {}
        for name, row in old.items():
            kind = before._kind_of[name]
            since[kind] = min(since.get(kind, opened[row]), opened[row])
        ours = self.state.items.view(np.ndarray)
        for row, name in enumerate(self.items):
            if name in old:
                ours[row] = expected[old[name]], opened[old[name]]
            elif self._kind_of[name] in since:
                ours["opened"][row] = since[self._kind_of[name]]
        self.state.reputation[0] = before.state.reputation[0]


def houses_of(sessions: tuple[Session, ...], design: Design) -> list[int]:
    """House of each session: of those with a room at the time, the one that has had fewest of the kind, then of all."""
    if design.houses == 1:
        return [0] * len(sessions)
    placed: list[tuple[int, Session]] = []
    for session in sessions:

        def burden(house: int, session: Session = session) -> tuple[int, int, int]:
            here = [other for at, other in placed if at == house]
            full = sum((other.day, other.slot) == (session.day, session.slot) for other in here) >= design.rooms
            return int(full), sum(other.kind == session.kind for other in here), len(here)

        placed.append((min(range(design.houses), key=burden), session))
    return [house for house, _ in placed]


def _in_house(name: str, house: int) -> str:
    """Name of an item; the first house goes without saying."""
    return f"{name} @{house + 1}" if house else name


def _host_index(host: str, cultures: list[str]) -> int:
    if host == "none":
        return NO_HOST
    if host == "in turn":
        return IN_TURN
    return cultures.index(host)


def _counter_hours(offers: NDArray) -> float:
    """Length of the slots in which café, shops or an exhibition are open, h; one counter serves them all (assumed)."""
    role = offers["role"]
    served = np.bitwise_or.reduce(offers["slots"][(role != READING) & (role != CLASS)])
    return SLOT_HOURS * int(served).bit_count()


def _as_offers(rows: list[tuple]) -> Offers:
    return np.array(rows, OFFER).view(np.recarray)


def _shown(offers: NDArray) -> list[tuple[int, ...]]:
    return sorted(zip(*(offers[name].tolist() for name in _SEEN), strict=True))


def _open(offers: Offers, cafe: bool) -> Opening:
    kept: Offers = offers if cafe else np.ascontiguousarray(offers[offers.role != CAFE]).view(np.recarray)
    return Opening(kept, bare(kept), bool((kept.role == CAFE).any()))


_SEEN = ("kind", "role", "host", "price", "house", "slots")

CLOSED = _open(_as_offers([]), True)
"""Nothing on offer: a day on which the doors stay shut."""
