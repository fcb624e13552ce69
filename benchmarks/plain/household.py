"""A household: one purse, and outings with the children."""

import math
from typing import TYPE_CHECKING, Any

import mesa

from agents.rules.availability import AFTERNOON
from benchmarks.plain.offers import Offer
from benchmarks.plain.outing import Outing
from benchmarks.plain.rules import choice, memories, money, word
from model.hub import CAFE, CLASS
from model.luck import Stream

if TYPE_CHECKING:
    from benchmarks.plain.person import Person
    from benchmarks.plain.village import Village

_NAMES = 1 << 30


class Household(mesa.Agent):
    """People who live together, with the attributes of `model.population.Household`."""

    unit = 1

    def __init__(self, village: "Village", row: Any, members: list["Person"]) -> None:
        super().__init__(village)
        for name in row.dtype.names:
            setattr(self, name, row[name].item())
        self.entity = _NAMES + self.id
        self.members = members
        self.young = [member for member in members if member.age < 15]
        self.parents = [member for member in members if member.age >= 18][:2]
        self.party = [member for member in members if member in self.young or member in self.parents]

    def values(self, free: int) -> dict[Offer, float]:
        """V/λ of each offer for all children and the first two adults together."""
        b, purse = self.model.b, self.money()
        weights = [choice.family_weight(member in self.young, b.family_child_weight) for member in self.party]
        known = [member.goers() for member in self.party]
        goings = [
            member.going(strong / close if close else 0.0)
            for member, (_, strong, close) in zip(self.party, known, strict=True)
        ]
        joined = any(member.joined for member in self.party)
        goers = max(weak + strong for weak, strong, _ in known)
        cafes = [offer for offer in self.model.offers if offer.role == CAFE and self.could_have(offer, purse)]
        found = {}
        for offer in self.model.offers:
            if not offer.slots & free or not self.could_have(offer, purse):
                continue
            if offer.role == CLASS and not word.may_join_class(joined, goers, int(b.awareness_class_sources)):
                continue
            joint = 0.0
            for weight, going, member in zip(weights, goings, self.party, strict=True):
                joint += weight * (going + member.pull(offer))
            coming = len(self.young) + sum(bool(parent.free() & offer.slots & free) for parent in self.parents)
            worth = choice.joint_utility(joint, sum(weights)) + offer.common
            worth += choice.price_term(float(offer.price), coming, self.budget, b.choice_price)
            worth += b.choice_satisfaction * (self.satisfaction - 0.5)
            worth += offer.gain_by(cafes, free)
            if not offer.slots & free & AFTERNOON:
                worth -= b.family_off_afternoon
            found[offer] = worth / b.choice_nest
        return found

    def could_have(self, offer: Offer, purse: int) -> bool:
        """Whether somebody knows of an offer, all children are admitted and all could pay."""
        here = offer.house == self.members[0].house and all(offer.admits(child.age) for child in self.young)
        known = any(member.knows(offer) for member in self.party)
        return here and known and money.affordable(offer.price, len(self.members), purse)

    def decide(self) -> Outing | None:
        """Go out with the children, or stay at home."""
        village, b = self.model, self.model.b
        if not self.young or not self.parents:
            return None
        free = 0
        for parent in self.parents:
            free |= parent.free()
        for child in self.young:
            free &= child.free()
        values = self.values(free)
        home = village.stay(b.family_home)
        if not village.today.rest_day and not village.today.school_break:
            home += b.family_weekday
        total = sum(math.exp(value) for value in values.values())
        if village.luck(Stream.OUTING, self.id)[1] >= choice.chance_to_go(total, home, b.choice_nest):
            return None
        outing = Outing(self, len(self.young), free)
        outing.choose(values, afternoon=True)
        coming = [parent for parent in self.parents if parent.free() & 1 << outing.slot]
        outing.members = self.young + coming
        for parent in self.parents:
            outing.free &= parent.free() if parent in coming else ~parent.free()
        outing.size = len(outing.members)
        for member in outing.members:
            member.with_family = True
        return outing

    def money(self) -> int:
        """Money at hand for leisure, KZT."""
        days = self.model.today.day - self.purse_day
        return money.purse_now(self.purse, int(self.budget), days, int(self.model.b.spending_carry_days))

    def daily_money(self) -> float:
        """Disposable income of all, KZT a day."""
        return self.budget

    def pay(self, amount: int) -> None:
        """Take an amount out of the purse."""
        self.purse, self.purse_day = self.money() - amount, self.model.today.day

    def taste(self, kind: int) -> float:
        """Taste of the first member."""
        return self.members[0].tastes[kind]

    def buyer_age(self) -> int:
        """Age of the first member."""
        return self.members[0].age

    def remember(self, outing: Outing) -> None:
        """Keep what the outing was like."""
        b, offer = self.model.b, outing.offer
        fill = offer.taken[outing.slot] / offer.places
        outcome = memories.visit_outcome(offer.appeal, True, b.memory_company, fill, b.memory_crowding)
        self.satisfaction = memories.remembered(self.satisfaction, outcome, b.memory_satisfaction_rate)
        self.last_outing = self.model.today.day
        self.outings += 1
