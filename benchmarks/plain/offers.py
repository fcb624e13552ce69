"""What is on offer on a day."""

from typing import TYPE_CHECKING, Any

from benchmarks.plain.rules import choice
from model.hub import IN_TURN

if TYPE_CHECKING:
    from benchmarks.plain.village import Village


class Item:
    """What has become of an item of the week."""

    def __init__(self, expected: float, opened: int) -> None:
        self.expected, self.opened = expected, opened


class Offer:
    """One offer of the day, with the attributes of `model.hub.OfferRow`."""

    def __init__(self, village: "Village", row: Any) -> None:
        for name in row.dtype.names:
            setattr(self, name, row[name].item())
        self.village, self.item = village, village.items[self.entry]
        self.taken = [0, 0, 0]
        b, today = village.b, village.today
        if self.host == IN_TURN:
            turns = village.associations
            self.host = turns[(today.turn + self.code) % len(turns)] if turns else -1
        newness = 0.0
        if self.item.opened > 0:
            newness = choice.novelty(float(today.day - self.item.opened), b.choice_novelty, b.choice_novelty_days)
        self.common = choice.offer_utility(self.appeal, newness, self.item.expected, b.choice_appeal, b.choice_crowd)

    def open_in(self, slot: int) -> bool:
        """Whether it takes place in a part of the day."""
        return bool(self.slots & 1 << slot)

    def circle(self) -> int:
        """Number of a class in the week."""
        return (self.kind * 7 + self.village.today.weekday) * 3 + (1, 2, 4).index(self.slots)

    def gain_by(self, cafes: list["Offer"], free: int) -> float:
        """What cafés in which one could have a coffee add to the offer."""
        b = self.village.b
        within_reach = any(self.slots & free & cafe.slots for cafe in cafes)
        return choice.cafe_term(within_reach, self.hours, b.choice_lasting_hours, b.choice_cafe)

    def room(self, slot: int, people: int) -> bool:
        """Whether so many people still find a place."""
        return self.taken[slot] + people <= self.places

    def admits(self, age: int) -> bool:
        """Whether somebody is of the right age."""
        return self.age_from <= age <= self.age_to
