"""The settlement and its day."""

import math
from collections import Counter
from itertools import groupby
from types import SimpleNamespace
from typing import Any

import mesa
import numpy as np

from benchmarks.plain import census
from benchmarks.plain.household import Household
from benchmarks.plain.offers import Item, Offer
from benchmarks.plain.outing import Outing
from benchmarks.plain.party import Party
from benchmarks.plain.person import Person, Tie
from benchmarks.plain.questionnaire import Answer, answer
from benchmarks.plain.rules import books, choice, contact, memories, money, rooms
from model import HubModel
from model.circles import follow_sessions
from model.hub import CAFE, CLASS, SHOP, Hub
from model.luck import Stream, philox, uniform
from model.population import ACTIVE, NEVER
from model.scenario.design import Governance
from model.survey import Questionnaire

_ROLES = {CLASS: ("SESSION_PLACES", "SESSION_TAKEN"), CAFE: ("CAFE_PLACES", "CAFE_TAKEN")}
_VISITS = ("VISITS_RESIDENTS", "VISITS_FAMILIES", "VISITS_TOURISTS")


class Village(mesa.Model):
    """The settlement of a `HubModel` in plain objects, from the day at which that model stands.

    Parameters
    ----------
    source : HubModel
        Gives people, households, ties, the hub and the calendar; it is not changed.
    """

    def __init__(self, source: HubModel) -> None:
        super().__init__(rng=source.seed)
        self.source, self.key = source, source.luck.key
        self.b = SimpleNamespace(**{name: source.b[name].item() for name in source.b.dtype.names})
        self.cafe_hours, self.opened = source.premises.cafe_hours, source.opening_day
        self.capacity = source.ties.shape[1]
        self.associations = source.world.associations.tolist()
        self.origins = source.world.origins.tolist()
        self.codes, self.national = source.world.codes.tolist(), source.world.national.tolist()
        self.labels = source.groups.cells.tolist()
        self.labels_of_tourists = [grouping.tourists for grouping in source.groups.ways]
        self._move_in(source)
        self.parties: list[Party] = []
        self.hub: Hub | None = None
        self.adopt(source)
        self.today = source.today
        self.day = source.day
        self.tally: Counter[str] = Counter()
        self.by_label: Counter[tuple[int, str]] = Counter()
        self.month_began = source.day + 1
        self.never_read = {person for person in self.people if person.reading == NEVER}

    def _move_in(self, source: HubModel) -> None:
        people, homes = source.people, source.households
        self.people = [Person(self, people, row) for row in range(source.population)]
        self.households = []
        for row in homes.rows:
            members = [self.people[member] for member in homes.members[row.first : row.first + row.headcount]]
            self.households.append(Household(self, row, members))
            for member in members:
                member.home = self.households[-1]
        for person, ends in zip(self.people[: len(source.ties)], source.ties, strict=True):
            for end in ends[: person.degree]:
                other = self.people[end.other]
                tie = other.ties.get(person) or Tie(end.hours, int(end.last), int(end.since))
                person.ties[other] = tie

    def adopt(self, source: HubModel) -> None:
        """Take over what the hub has become, when a design begins; circles follow a class that the board moved."""
        if self.hub is not None and len(self.hub.timetable) == len(source.hub.timetable):
            circles = np.array([person.circle for person in self.people])
            follow_sessions(circles, self.hub.timetable, source.hub.timetable, source.kinds)
            for person, circle in zip(self.people, circles.tolist(), strict=True):
                person.circle = circle
        self.hub = source.hub
        state = source.hub.state
        self.items = [Item(item.expected.item(), item.opened.item()) for item in state.items]
        self.reputation = float(state.reputation[0])

    # Luck

    def words(self, stream: Stream, entity: int, counter: int = 0, day: int | None = None) -> tuple:
        """Four words for an entity today."""
        return philox(self.key, int(stream), entity, self.today.day if day is None else day, counter)

    def luck(self, stream: Stream, entity: int, counter: int = 0, day: int | None = None) -> list[float]:
        """The same as numbers between 0 and 1."""
        return [uniform(each) for each in self.words(stream, entity, counter, day)]

    # The day

    def live(self, today: Any, offers: Any) -> None:
        """Live one day.

        Parameters
        ----------
        today : Today
            The day as everybody meets it.
        offers : table of OfferRow
            What is on offer.
        """
        self.today, self.tally = today, Counter()
        self.visits_by_kind, self.sales = Counter(), Counter()
        self.offers = [Offer(self, row) for row in offers]
        self._tourists_come_and_go()
        self._spread_word()
        outings = self._decide()
        self._allot(outings)
        inside = [outing for outing in outings if outing.offer]
        present = self._enter(inside)
        self._meet(present)
        self._spend(inside)
        for person, outing in present:
            person.pass_shelves(outing)
        self._learn_fill()
        for outing in outings:
            if outing.refused and not isinstance(outing.unit, Party):
                unit = outing.unit
                unit.satisfaction = memories.disappointed(unit.satisfaction, self.b.memory_satisfaction_rate)
        self._remember(inside)
        census.note_day(self, outings)
        self._count_stocks()

    def count(self, what: str, number: int = 1) -> None:
        """Add to the day's tally."""
        self.tally[what] += number

    def stay(self, base: float) -> float:
        """Utility of staying away today."""
        b, today = self.b, self.today
        return choice.home_utility(
            base,
            today.rest_day,
            b.choice_weekend,
            today.bad_weather,
            b.choice_bad_weather,
            today.summer,
            b.choice_summer,
        )

    def _tourists_come_and_go(self) -> None:
        self.parties = [party for party in self.parties if party.leaves > self.today.day]
        arriving = books.poisson(self.today.tourist_rate, self.luck(Stream.ARRIVAL, 0)[0])
        self.parties += [Party(self, number) for number in range(arriving)]

    def _spread_word(self) -> None:
        if not self.today.hub_open:
            return
        heard = [person for person in self.people if not person.aware and person.age >= 15 and person.hears()]
        for person in heard:
            for member in person.home.members:
                member.aware = member.knows_library = True

    def _decide(self) -> list[Outing]:
        for person in self.people:
            person.with_family = False
        outings = [household.decide() for household in self.households]
        for person in self.people:
            person.turn_reader()
        outings += [unit.decide() for unit in (*self.people, *self.parties)]
        return [outing for outing in outings if outing]

    def _allot(self, outings: list[Outing]) -> None:
        refused: list[tuple[tuple[int, int], Outing]] = []
        wishes = [(outing.offer, outing.slot) for outing in outings]
        for outing in outings:
            outing.offer.taken[outing.slot] += outing.size
        for offer in self.offers:
            for slot in range(3):
                if offer.room(slot, 0):
                    continue
                wanting = [o for o, wish in zip(outings, wishes, strict=True) if wish == (offer, slot)]
                offer.taken[slot] = 0
                for lot, outing in sorted(((outing.lot(offer), outing) for outing in wanting), key=_by_lot):
                    if offer.room(slot, outing.size):
                        offer.taken[slot] += outing.size
                    else:
                        outing.refused, outing.offer = True, None
                        self.count("TURNED_AWAY", outing.size)
                        refused.append((lot, outing))
        for _, outing in sorted(refused, key=_by_lot):
            family = isinstance(outing.unit, Household)
            outing.choose(outing.unit.values(outing.free), afternoon=family, with_room=True)
            if outing.offer:
                outing.offer.taken[outing.slot] += outing.size

    def _enter(self, inside: list[Outing]) -> list[tuple[Person, Outing]]:
        place = {offer: number for number, offer in enumerate(self.offers)}
        present = [(person, outing) for outing in inside for person in outing.members]
        for person, _ in present:
            person.met = 0
        return sorted(present, key=lambda each: (place[each[1].offer], each[1].slot, each[0].id))

    def _meet(self, present: list[tuple[Person, Outing]]) -> None:
        b = self.b
        for (offer, _), group in groupby(present, key=lambda each: (each[1].offer, each[1].slot)):
            room = [person for person, _ in group]
            for person in room:
                if offer.host >= 0:
                    known = person.knowledge[offer.host]
                    person.knowledge[offer.host] = contact.raised(known, b.contact_knowledge, offer.teaches)
                if offer.inclusion > 0.0:
                    person.regard = contact.raised(person.regard, b.contact_regard, offer.inclusion)
            for person in room:
                if person.age < 15:
                    continue
                for k in range(offer.partners - person.met):
                    other = person.partner(k, room, offer)
                    if not other:
                        break
                    person.meet(other, k, offer)

    # Money

    def _spend(self, inside: list[Outing]) -> None:
        for outing in inside:
            due = outing.offer.price * outing.size
            self._sell(outing, outing.offer, due, "CAFE_SALES" if outing.offer.role == CAFE else "TICKETS")
        for cafe in self.offers:
            if cafe.role == CAFE:
                for slot in range(3):
                    self._serve(cafe, slot, inside)
        for outing in sorted(inside, key=lambda outing: outing.unit.entity):
            self._shop(outing)

    def _sell(self, outing: Outing, offer: Offer, due: int, what: str) -> None:
        outing.unit.pay(due)
        self.sales[isinstance(outing.unit, Party), offer.kind] += due
        self.count(what, due)

    def _serve(self, cafe: Offer, slot: int, inside: list[Outing]) -> None:
        b = self.b
        wanting = []
        for outing in inside:
            unit, due = outing.unit, cafe.price * outing.size
            if not cafe.open_in(slot) or outing.slot != slot or outing.offer is cafe or due > unit.money():
                continue
            if cafe.house != outing.offer.house or not cafe.admits(unit.buyer_age()):
                continue
            loss = choice.price_term(float(cafe.price), outing.size, unit.daily_money(), b.choice_price)
            inclination = money.purchase_inclination(b.spending_coffee, unit.taste(cafe.kind), loss)
            if self.luck(Stream.PURSE, unit.entity, cafe.code)[0] < books.logistic(inclination):
                wanting.append((outing.lot(cafe), outing))
        for _, outing in sorted(wanting, key=_by_lot):
            due = cafe.price * outing.size
            if cafe.room(slot, outing.size) and due <= outing.unit.money():
                cafe.taken[slot] += outing.size
                outing.coffee = True
                self._sell(outing, cafe, due, "CAFE_SALES")

    def _shop(self, outing: Outing) -> None:
        b, unit = self.b, outing.unit
        for shop in self.offers:
            if shop.role != SHOP or not shop.open_in(outing.slot):
                continue
            passing = outing.offer is not shop
            if passing and (shop.price > 0 or shop.house != outing.offer.house or not shop.admits(unit.buyer_age())):
                continue
            luck = self.luck(Stream.PURSE, unit.entity, shop.code)
            base = b.spending_shop if passing else b.spending_shopper
            loss = choice.price_term(b.spending_basket, 1, unit.daily_money() * b.spending_basket_days, b.choice_price)
            if luck[0] >= books.logistic(money.purchase_inclination(base, unit.taste(shop.kind), loss)):
                continue
            normal = math.sqrt(-2.0 * math.log(luck[1])) * math.cos(2.0 * math.pi * luck[2])
            due = money.basket(b.spending_basket, b.spending_basket_sigma, normal)
            if due <= unit.money():
                self._sell(outing, shop, due, "SHOP_SALES")

    # What stays

    def _learn_fill(self) -> None:
        for offer in self.offers:
            slots = [slot for slot in range(3) if offer.open_in(slot)]
            places, taken = offer.places * len(slots), sum(offer.taken[slot] for slot in slots)
            offer.item.expected = rooms.learnt_fill(offer.item.expected, taken / places, self.b.memory_fill_rate)
            for name, number in zip(_ROLES.get(offer.role, ()), (places, taken), strict=False):
                self.count(name, number)

    def _remember(self, inside: list[Outing]) -> None:
        outcomes = visitors = 0
        for outing in inside:
            for person in outing.members:
                outcome = person.remember(outing)
                outcomes += outcome
                for label in (*self.labels[person.row], outing.unit.unit):
                    self.by_label[label, "VISITS"] += 1
                    self.by_label[label, "OUTCOME"] += outcome
            if isinstance(outing.unit, Household):
                outing.unit.remember(outing)
            elif isinstance(outing.unit, Party):
                outcome = outing.unit.remember(outing)
                outcomes += outcome
                self.by_label[outing.unit.unit, "VISITS"] += outing.size
                self.by_label[outing.unit.unit, "OUTCOME"] += outcome
            visitors += outing.size
            self.count("OUTINGS")
            self.count(_VISITS[outing.unit.unit], outing.size)
            self.visits_by_kind[outing.offer.kind] += outing.size
        self.count("OUTCOME", outcomes)
        if visitors:
            mean = outcomes / visitors / 1_000_000.0
            self.reputation = memories.remembered(self.reputation, mean, self.b.memory_reputation_rate)

    def _count_stocks(self) -> None:
        day = self.today.day
        for person in self.people:
            self.count("ACTIVE", person.reading == ACTIVE)
            if person.returned_on > 0 and day - person.returned_on == 90:
                self.count("READERS_DUE")
                self.count("STILL_READING", person.reading == ACTIVE)
            if person.age >= 15:
                self.count("AWARE", person.aware)
                self.count("REACH_30", person.last_visit > day - 30)

    def survey(self, questions: Questionnaire, terms: Governance) -> list[Answer]:
        """Ask a sample of the inhabitants what they wish for."""
        answers = [answer(person, questions, terms) for person in self.people]
        return [each for each in answers if each]

    def review_month(self) -> None:
        """What the first of a month does to everybody."""
        b = self.b
        for person in self.people:
            for other, tie in list(person.ties.items()):
                if tie.since > 0 and person.hours_with(other) < b.ties_forgotten_hours:
                    person.let_go(other)
        bridges = {
            person: {other.group for other, tie in person.ties.items() if tie.since > 0} - {person.group}
            for person in self.people
        }
        for person in self.people:
            own = [other for other in person.ties if other.group == person.group]
            for group, reached in Counter(group for other in own for group in bridges[other]).items():
                share = contact.extended_share(reached, len(person.ties))
                person.warmth_group[group] = contact.raised(person.warmth_group[group], b.contact_extended, share)
        kept = contact.share_kept(b.contact_recovery, 30)
        for person in self.people:
            for feelings in (person.warmth_met, person.warmth_group):
                feelings[:] = [contact.recovered(*each, kept) for each in zip(feelings, person.baseline, strict=True)]
            person.regard = contact.recovered(person.regard, person.baseline_regard, kept)


def _by_lot(each: tuple[tuple[int, int], Outing]) -> tuple[int, int]:
    return each[0]
