"""A tourist party."""

import math
from typing import TYPE_CHECKING

import mesa

from benchmarks.plain.offers import Offer
from benchmarks.plain.outing import Outing
from benchmarks.plain.rules import choice, guests, memories
from model.hub import CAFE, READING
from model.luck import Stream

if TYPE_CHECKING:
    from benchmarks.plain.village import Village

_NAMES = 1 << 31
_A_DAY = 1024
_ADULT = 18


class Party(mesa.Agent):
    """Visitors from elsewhere, with the attributes of `model.day.today.Party`; they see the hub at most once."""

    unit = 2

    def __init__(self, village: "Village", number: int) -> None:
        super().__init__(village)
        b, day = village.b, village.today.day
        luck = village.luck(Stream.ARRIVAL, 1 + number)
        self.id = day * _A_DAY + number
        self.entity = _NAMES + self.id
        self.headcount = guests.party_size(b.tourism_party_more, luck[0])
        self.leaves = day + guests.stay(b.tourism_stay_days, luck[1])
        shares = village.origins
        self.origin = next((n for n, share in enumerate(shares[:-1]) if luck[2] <= share), len(shares) - 1)
        self.purse = int(b.tourism_budget) * self.headcount * (self.leaves - day)
        self.visited = False

    def values(self, free: int) -> dict[Offer, float]:
        """V/λ of each offer."""
        village, b, today = self.model, self.model.b, self.model.today
        cafes = [offer for offer in village.offers if offer.role == CAFE and self.could_have(offer)]
        found = {}
        for offer in village.offers:
            if offer.role == READING or not self.could_have(offer):
                continue
            code = village.codes[offer.kind]
            u, v = (village.luck(Stream.TOURIST, self.id, code, day=which)[0] for which in (0, 1))
            taste = b.tourism_taste_sd * math.sqrt(-2.0 * math.log(u)) * math.cos(2.0 * math.pi * v)
            if village.national[offer.kind] or offer.host >= 0:
                taste += b.tourism_highlight
            if offer.host >= 0:
                own = self.origin == offer.host
                taste += choice.culture_affinity(
                    own, b.culture_attachment, b.culture_curiosity, 0.0, 0.5, b.culture_warmth
                )
            way = choice.travel_term(b.tourism_minutes * today.slow + today.delay, b.choice_time)
            worth = taste + offer.common + way
            worth += offer.gain_by(cafes, 7)
            worth += choice.price_term(
                float(offer.price), self.headcount, b.tourism_budget * self.headcount, b.choice_price
            )
            found[offer] = worth / b.choice_nest
        return found

    def could_have(self, offer: Offer) -> bool:
        """Whether the party is admitted and could pay."""
        return offer.price * self.headcount <= self.purse and offer.admits(_ADULT)

    def decide(self) -> Outing | None:
        """Go, or see something else."""
        village, b = self.model, self.model.b
        if self.visited:
            return None
        values = self.values(7)
        total = sum(math.exp(value) for value in values.values())
        stay = village.stay(b.tourism_home)
        if village.luck(Stream.TOURIST, self.id)[1] >= choice.chance_to_go(total, stay, b.choice_nest):
            return None
        outing = Outing(self, self.headcount, 7)
        outing.choose(values)
        return outing

    def money(self) -> int:
        """Money at hand, KZT."""
        return self.purse

    def daily_money(self) -> float:
        """Money for a day, KZT."""
        return self.model.b.tourism_budget * self.headcount

    def pay(self, amount: int) -> None:
        """Take an amount out of the purse."""
        self.purse -= amount

    def taste(self, kind: int) -> float:
        """Tourists shop without a taste."""
        return 0.0

    def buyer_age(self) -> int:
        """Ages are not known."""
        return _ADULT

    def remember(self, outing: Outing) -> int:
        """Have been here; gives the outcome in millionths, of all people together."""
        b, offer = self.model.b, outing.offer
        self.visited = True
        fill = offer.taken[outing.slot] / offer.places
        outcome = memories.visit_outcome(offer.appeal, False, b.memory_company, fill, b.memory_crowding)
        return int(outcome * 1_000_000.0) * self.headcount
