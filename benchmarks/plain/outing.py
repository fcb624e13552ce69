"""People who decide together, and where they go."""

import math
from typing import TYPE_CHECKING, Any, Protocol

from benchmarks.plain.offers import Offer
from benchmarks.plain.rules import choice
from model.luck import Stream

if TYPE_CHECKING:
    from benchmarks.plain.person import Person
    from benchmarks.plain.village import Village


class Unit(Protocol):
    """A resident, a family or a tourist party."""

    entity: int
    unit: int
    model: Any

    def values(self, free: int) -> dict[Offer, float]:
        """V/λ of each offer that can be chosen in these slots."""

    def money(self) -> int:
        """Money at hand, KZT."""

    def daily_money(self) -> float:
        """Disposable money, KZT a day."""

    def pay(self, amount: int) -> None:
        """Take an amount out of the purse."""

    def taste(self, kind: int) -> float:
        """Taste of the one who decides on a purchase."""

    def buyer_age(self) -> int:
        """Age of the one who decides on a purchase."""


class Outing:
    """One unit that goes today."""

    def __init__(self, unit: Unit, size: int, free: int) -> None:
        self.unit, self.size, self.free = unit, size, free
        self.members: list[Person] = []
        self.offer: Offer | None = None
        self.slot = -1
        self.refused = self.coffee = False

    def choose(self, values: dict[Offer, float], *, afternoon: bool = False, with_room: bool = False) -> None:
        """Take what is worth most, luck included."""
        village: Village = self.unit.model
        first, self.offer, self.slot = math.inf, None, -1
        for offer, value in values.items():
            luck = village.luck(Stream.OFFER, self.unit.entity, offer.code)
            time = choice.race_time(luck[0], math.exp(value))
            slots = [
                slot
                for slot in range(3)
                if offer.open_in(slot) and self.free & 1 << slot and (not with_room or offer.room(slot, self.size))
            ]
            if time < first and slots:
                first, self.offer = time, offer
                self.slot = 1 if afternoon and 1 in slots else slots[int(luck[1] * len(slots))]

    def lot(self, offer: Offer) -> tuple[int, int]:
        """Lot for a place: smaller is luckier."""
        village: Village = self.unit.model
        return int(village.words(Stream.LOTS, self.unit.entity, offer.code)[0]) >> 1, self.unit.entity
