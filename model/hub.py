"""The hub: rooms, offers and the week's timetable, laid out from a design."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.rules.capacity import places_in_slot
from model.luck import code
from model.population import ACTIVITIES, Floats, Ints
from model.rows import Table, bare, row_type
from model.scenario.behaviour import Behaviour, Memory
from model.scenario.design import SLOTS, WEEKDAYS, Design, Offer, Session, Weekday
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
    """Distinct offers, the cheapest first; rows of `Dish`."""
    servings: Table
    """When and where; rows of `Serving`, dish after dish."""
    courses: Ints
    """Rows of the dishes that are served, weekday after weekday; each dish once a day."""
    days: Ints
    """Where the courses of each weekday begin, and where the last ones end; 8 entries."""
    associations: Ints
    """Cultures that take turns as hosts."""
    reckoned: Floats
    """What each kind was worth to all alike when people last reckoned with it, utility; weekdays × kinds. Part of the
    next two, so that a day adds no more than what has changed since."""
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

    bare: Offers
    """The offers, as compiled code likes them."""
    cafe: bool
    """There is a café among them."""

    @property
    def offers(self) -> Offers:
        """The same memory as Python likes it."""
        return self.bare.view(np.recarray)


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
    offers : array of OfferRow
        What each item offers, whenever it does.
    bare_state : HubState
        What the hub has become, as compiled code likes it.
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
        kinds, offers = behaviour.kinds, design.offers
        self.design = design
        self.timetable = timetable(design, kinds)
        placed = [*_open_to_all(design, kinds), *_classes(design, self.timetable)]
        self.items = [name for name, *_ in placed]
        self.taught = self.items[len(placed) - len(self.timetable) :]
        number = {name: index for index, name in enumerate(kinds)}
        rated = {name: _rating(kinds[name], offer) for name, offer in offers.items()}
        rows, seen = [], []
        days: list[list[int]] = [[] for _ in WEEKDAYS]
        counters = [0] * len(WEEKDAYS)
        for item, (_, coded, kind, house, host, slots, weekdays) in enumerate(placed):
            role, hosted, price = ROLES.index(kinds[kind].role), _host_index(host, cultures), round(offers[kind].price)
            rows.append((item, number[kind], role, house, code(coded), hosted, slots, price, *rated[kind]))
            seen.append(((number[kind], role, hosted, price), house, slots))
            served = 0 if role in (READING, CLASS) else slots
            for day in map(WEEKDAYS.index, weekdays):
                days[day].append(item)
                counters[day] |= served
        self.offers: NDArray = np.array(rows, OFFER)
        self.shown = [sorted([seen[item] for item in items]) for items in days]
        self.busiest = max(len(items) for items in days)
        held_on: list[str] = [session.day for session in self.timetable]
        self.sessions = tuple(held_on.count(day) for day in WEEKDAYS)
        # One counter serves café, shops and exhibition (assumed).
        self.counter_hours = tuple(design.houses * SLOT_HOURS * open_slots.bit_count() for open_slots in counters)
        self.highlight = max(
            (kinds[name].draws_tourists * each.appeal for name, each in offers.items() if each.days and each.slots),
            default=0.0,
        )
        self._openings: dict[tuple[int, bool], Opening] = {}
        self._week = bare(self.offers[[item for items in days for item in items]])
        self._begins = list(accumulate(map(len, days), initial=0))
        self.bare_state = self._begin(behaviour.memory, opened, before)

    @property
    def state(self) -> HubState:
        """What the hub has become; the same memory as `bare_state`, as Python likes it."""
        return HubState(self.bare_state.items.view(np.recarray), self.bare_state.reputation)

    def _begin(self, unknown: Memory, opened: int, before: "Hub | None") -> HubState:
        """What is expected at first of a house, known as far as one stood there before."""
        known: dict[str, tuple[float, int]] = {}
        since: dict[int, int] = {}
        if before:
            then = before.bare_state.items.tolist()
            known = dict(zip(before.items, then, strict=True))
            # A class that moves to another time is not new again.
            for kind, (_, day) in zip(before.offers["kind"].tolist(), then, strict=True):
                since[kind] = min(day, since.get(kind, day))
        fresh = ((unknown.fill_start, since.get(kind, opened)) for kind in self.offers["kind"].tolist())
        items = [known.get(name, new) for name, new in zip(self.items, fresh, strict=True)]
        reputation = before.bare_state.reputation.copy() if before else np.array([unknown.reputation_start])
        return HubState(bare(np.array(items, ITEM)), reputation)

    def on(self, weekday: int, cafe: bool) -> "Opening":
        """What a weekday offers, 0 for Monday; without a café that is out of business."""
        if (weekday, cafe) not in self._openings:
            offers = self._week[self._begins[weekday] : self._begins[weekday + 1]]
            self._openings[weekday, cafe] = _open(offers, cafe)
        return self._openings[weekday, cafe]

    @property
    def openings(self) -> tuple[Opening, ...]:
        """What Monday to Sunday offer."""
        return tuple(self.on(weekday, cafe=True) for weekday in range(len(WEEKDAYS)))

    @property
    def week(self) -> tuple[Offers, ...]:
        """Offers of Monday to Sunday."""
        return tuple(opening.offers for opening in self.openings)

    def menu(self, associations: Ints, reckoned: Floats) -> Menu:
        """Distinct offers of the week and when they are served, as compiled code likes them.

        Parameters
        ----------
        associations : array of int
            Cultures that take turns as hosts.
        reckoned : array of float, shape (weekdays, kinds)
            What each kind was worth to all alike when people last reckoned with it.
        """
        served: dict[tuple[int, int, int, int], list[tuple[int, int, int]]] = {}
        for weekday, offers in enumerate(self.shown):
            for dish, house, slots in offers:
                served.setdefault(dish, []).append((house, weekday, slots))
        served = dict(sorted(served.items(), key=lambda each: each[0][-1]))
        courses = sorted({(weekday, row) for row, times in enumerate(served.values()) for _, weekday, _ in times})
        number = {course: place for place, course in enumerate(courses)}
        weekdays = [0] * len(served)
        for weekday, row in courses:
            weekdays[row] |= 1 << weekday
        dishes: list[tuple[int, ...]] = []
        servings: list[tuple[int, ...]] = []
        for row, (dish, times) in enumerate(served.items()):
            dishes.append((*dish, len(servings), len(servings) + len(times), weekdays[row]))
            servings += [(number[weekday, row], house, weekday, slots) for house, weekday, slots in times]
        houses = self.design.houses
        return Menu(
            bare(np.array(dishes, DISH)),
            bare(np.array(servings, SERVING)),
            np.array([row for _, row in courses], np.int32),
            np.array([bisect_left(courses, (weekday,)) for weekday in range(len(WEEKDAYS) + 1)], np.int32),
            associations,
            reckoned,
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


type _Placed = tuple[str, str, str, int, str, int, tuple[Weekday, ...]]
"""An item of the week: its name, the name by which luck knows it, kind, house, host, slots as a sum, and days."""


def _open_to_all(design: Design, kinds: Mapping[str, Kind]) -> Iterator[_Placed]:
    """What is open by days and slots, in every house."""
    for name, offer in design.offers.items():
        if kinds[name].role != "class":
            slots = sum(1 << SLOTS.index(slot) for slot in offer.slots)
            for house in range(design.houses):
                yield (_in_house(name, house), name, name, house, offer.host, slots, offer.days)


def _classes(design: Design, sessions: tuple[Session, ...]) -> Iterator[_Placed]:
    """The sessions of the week; of those with one name the second is called 2, and so on."""
    taken: dict[str, int] = {}
    for session, house in zip(sessions, houses_of(sessions, design), strict=True):
        kind, day, slot = session.kind, session.day, session.slot
        name = _in_house(f"{kind} {day} {slot}", house)
        taken[name] = taken.get(name, 0) + 1
        if taken[name] > 1:
            name = f"{name} {taken[name]}"
        host = session.host or design.offers[kind].host
        yield (name, name.partition(" @")[0], kind, house, host, 1 << SLOTS.index(slot), (day,))


def _rating(kind: Kind, offer: Offer) -> tuple:
    """What a row of `OfferRow` says after the price: how good it is, for whom, and what it does."""
    return (
        places_in_slot(offer.places, kind.role != "class", kind.hours, SLOT_HOURS),
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


def _open(offers: Offers, cafe: bool) -> Opening:
    """What is on offer of a weekday's offers, with the café or without."""
    kept = offers if cafe else offers[offers["role"] != CAFE]
    return Opening(kept, CAFE in kept["role"].tolist())


CLOSED = _open(bare(np.array([], OFFER)), True)
"""Nothing on offer: a day on which the doors stay shut."""
