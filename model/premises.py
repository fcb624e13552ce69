"""The premises: the library or the hub that stands there, what it offers today, and how people reckon with it."""

from typing import Any

import numpy as np

from model.day.bounds import set_all_lifts, set_all_odds, set_odds_of
from model.day.reckoning import reckon, weigh_servings
from model.day.world import House
from model.ground import Ground
from model.houses import build_houses
from model.hub import CLOSED, Hub
from model.kept import keep
from model.luck import Luck
from model.occupancy import Occupancy
from model.population import Households, Keys, People
from model.scenario.behaviour import Behaviour
from model.scenario.design import WEEKDAYS, Design


class Premises:
    """What stands in a settlement.

    Parameters
    ----------
    design : Design
        The library with which a run begins.
    behaviour : Behaviour
    cultures : list of str
        Cultures by index.
    ground : Ground
        The tables; what people expect of the house is written there.
    people, households : People, Households
        The same tables as Python likes them.
    luck : Luck

    Attributes
    ----------
    hub, hub_today : Hub
        What stands there, and what stood there on the last day.
    opening : Opening
        What it offers today.
    houses : array of float, shape (houses, 2)
        Where they stand, metres east and north of the library.
    occupancy : Occupancy
        How full each item of the week has been.
    cafe_hours : float
        Length of a coffee, h.
    kept : Kept
        Holds the house for compiled code.
    """

    def __init__(
        self,
        design: Design,
        behaviour: Behaviour,
        cultures: list[str],
        ground: Ground,
        people: People,
        households: Households,
        luck: Luck,
    ) -> None:
        self._behaviour, self._cultures, self._luck = behaviour, cultures, luck
        self._ground, self._people, self._households = ground, people, households
        self.cafe_hours = max((kind.hours for kind in behaviour.kinds.values() if kind.role == "cafe"), default=0.0)
        self.hub = self.hub_today = Hub(design, behaviour, cultures, 0)
        self.opening = CLOSED
        self.houses = np.zeros((1, 2))
        self.occupancy = Occupancy()
        self._reckoned = np.zeros((len(WEEKDAYS), len(behaviour.kinds)))
        self.occupancy.follow(self.hub)
        if design.houses > 1:
            self._build(design.houses)
        self.take_over()

    def open_doors(self, weekday: int, *, cafe: bool, shut: bool) -> None:
        """Begin a day, 0 for Monday: with a café in business or without, or with the doors shut."""
        self.hub_today, self.opening = self.hub, CLOSED if shut else self.hub.on(weekday, cafe)

    def go_on_under(self, design: Design, first: int, month: str) -> None:
        """Let the house go on under another design.

        Parameters
        ----------
        design : Design
        first : int
            Day of the run from which on what is new counts as new.
        month : str
            Month under which the days until now are filed, such as ``2026-03``.
        """
        before, moved = self.hub, design.houses != self.hub.design.houses
        if moved:
            self._build(design.houses)
        self.occupancy.file(month)
        self.hub = Hub(design, self._behaviour, self._cultures, first, before=before)
        self.occupancy.follow(self.hub)
        self.take_over(None if moved else before)

    def take_over(self, before: Hub | None = None) -> None:
        """Make the hub's design the one that people meet; what they thought of days that stay alike still holds."""
        self._ground.make_room(self.hub.busiest)
        world, access, unlike = self._ground.world, self.hub.design.accessibility, self.hub.days_unlike(before)
        menu = self.hub.menu(world.associations, self._reckoned)
        self._house = House(self.hub.bare_state, menu, self.occupancy.tally, self.cafe_hours)
        self.kept = keep(self._house)
        for weekday, opening in enumerate(self.hub.openings):
            if unlike & (1 << weekday):
                reckon(weekday, menu, opening.bare, self.hub.bare_state.items, world.behaviour)
        weigh_servings(menu, world.behaviour)
        set_all_odds(menu, unlike, world.people, world.households, world.behaviour)
        if before is None or access != before.design.accessibility:
            set_all_lifts(access, world.people, world.households, world.behaviour)

    def bound_odds(self, rows: Keys) -> None:
        """Bound anew the odds of some to go, since what draws them has changed."""
        world, access = self._ground.world, self.hub.design.accessibility
        set_odds_of(rows, self._house.menu, access, world.people, world.households, world.behaviour)

    def _build(self, count: int) -> None:
        """Spread the house over several, or bring it back to one."""
        self.houses = build_houses(count, self._people, self._households, self._behaviour.travel, self._luck)

    def __getstate__(self) -> dict[str, Any]:
        """Give what a copy, or a pickle, is made of."""
        return self.__dict__ | {"kept": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Become a copy: what shared its memory shares it again."""
        self.__dict__.update(state)
        self._house = self._house._replace(state=self.hub.bare_state)
        self.kept = keep(self._house)
