"""The same day in plain Mesa: objects, dictionaries and loops, as one would write it without a compiler.

It takes the people, their tables of tastes and ties, and the offers from a `HubModel`, and from there on lives by
itself, calling the same rules as plain Python functions. Its luck is Python's own, so that it agrees with the compiled
model in distribution, not draw for draw. Left out, in its favour: tourists, and the monthly review.
"""

import math
from collections.abc import Callable
from typing import Any

import mesa

from agents.rules import availability, awareness, choice, contact, meeting, memory, reading, spending
from agents.rules.capacity import learnt_fill
from model import HubModel
from model.hub import CAFE, CLASS, IN_TURN, READING, SHOP
from model.population import ACTIVE, LAPSED

_SLOTS = (1, 2, 4)


def _plain(rule: Callable) -> Callable:
    return getattr(rule, "py_func", rule)


_R = {
    name: _plain(getattr(module, name))
    for module, names in (
        (availability, ("free_slots",)),
        (awareness, ("awareness_chance", "may_join_class")),
        (
            choice,
            (
                "barrier_term",
                "chance_to_go",
                "culture_affinity",
                "gumbel",
                "home_utility",
                "novelty",
                "offer_utility",
                "person_utility",
                "price_term",
                "satiation",
                "travel_term",
            ),
        ),
        (contact, ("chance_good", "generalised", "raised", "warmth_after_meeting")),
        (meeting, ("hours_now", "largest_weight", "partner_weight")),
        (memory, ("habit_after_visit", "habit_now", "remembered", "visit_outcome")),
        (reading, ("borrowing_inclination", "lapse_hazard", "logistic", "poisson", "return_chance")),
        (spending, ("affordable", "basket", "purchase_inclination", "purse_now")),
    )
    for name in names
}
_fill = _plain(learnt_fill)


class PlainOffer:
    """One offer of the day, with the attributes of `model.hub.OfferRow`."""

    def __init__(self, row: Any, state: Any) -> None:
        for name in row.dtype.names:
            setattr(self, name, row[name].item())
        self.state = state
        self.taken = [0, 0, 0]
        self.common = 0.0
        self.today_host = -1


class PlainItem:
    """What becomes of an item of the week."""

    def __init__(self, expected: float, opened: int) -> None:
        self.expected, self.opened = expected, opened


class PlainPerson(mesa.Agent):
    """An inhabitant with attributes of its own."""

    def __init__(self, model: "PlainModel", source: HubModel, row: int) -> None:
        super().__init__(model)
        person = source.people.rows[row]
        for name in person.dtype.names:
            setattr(self, name, person[name].item())
        self.last_visit = int(source.people.last_visit[row])
        self.tastes = source.people.tastes[row].tolist()
        minds = source.people.minds[row]
        self.knowledge = minds.knowledge.tolist()
        self.warmth_met = minds.warmth_met.tolist()
        self.warmth_group = minds.warmth_group.tolist()
        self.ties: dict[PlainPerson, list[float]] = {}
        self.home: PlainHousehold
        self.went = False

    def free(self) -> int:
        """Slots in which the person is free today."""
        today = self.model.today
        return _R["free_slots"](self.activity, self.crew, today.day, today.rest_day, today.school_break)

    def hours_with(self, other: "PlainPerson") -> float:
        """Hours that the tie to another counts today."""
        hours, last, since = self.ties[other]
        b = self.model.b
        across = self.group != other.group
        return _R["hours_now"](
            hours, self.model.today.day - last, since > 0, across, b.ties_decay, b.ties_bridge_factor
        )

    def goers(self) -> tuple[int, int, int]:
        """Weak ties who came lately, strong ties who came, strong ties."""
        weak = strong = close = 0
        b, day = self.model.b, self.model.today.day
        for other in self.ties:
            came = day - other.last_visit <= b.awareness_window
            if self.hours_with(other) >= b.ties_casual_hours:
                close += 1
                strong += came
            else:
                weak += came
        return weak, strong, close

    def hear(self) -> None:
        """Perhaps hear of the hub."""
        b = self.model.b
        weak, strong, _ = self.goers()
        chance = _R["awareness_chance"](self.model.today.alpha, b.awareness_weak, weak, b.awareness_strong, strong)
        if self.random.random() < chance:
            for member in self.home.members:
                member.aware = member.knows_library = True

    def turn_reader(self) -> None:
        """Perhaps lapse, return or begin to read without a visit."""
        b, luck = self.model.b, self.random.random()
        if self.reading == ACTIVE:
            habit = _R["habit_now"](self.habit, self.model.today.day - self.last_visit, b.habit_decay)
            hazard = _R["lapse_hazard"](
                b.reading_lapse, habit, b.reading_lapse_habit, self.minutes, b.reading_lapse_distance
            )
            if luck < hazard:
                self.reading, self.lapsed_on = LAPSED, self.model.today.day
        elif luck < (b.reading_return_base if self.reading == LAPSED else b.reading_start_base) and self.age >= 6:
            self.reading = ACTIVE

    def going(self, peers: float) -> float:
        """What going is worth, whatever for."""
        b, today = self.model.b, self.model.today
        days = today.day - self.last_visit
        habit = _R["habit_now"](self.habit, days, b.habit_decay)
        worth = _R["person_utility"](
            habit,
            peers,
            self.satisfaction,
            self.trust,
            b.choice_habit,
            b.choice_peers,
            b.choice_satisfaction,
            b.choice_trust,
        )
        worth += _R["travel_term"](self.minutes * today.slow + today.delay, b.choice_time)
        barriers = (0.0, b.choice_barrier_mobility, b.choice_barrier_sensory, b.choice_barrier_other)
        worth += _R["barrier_term"](barriers[self.disability], today.accessibility)
        return worth - _R["satiation"](float(days), b.choice_satiation, b.choice_satiation_days)

    def pull(self, offer: PlainOffer) -> float:
        """What draws the person to an offer beyond what draws everybody."""
        b, host = self.model.b, offer.today_host
        pull = self.tastes[offer.kind]
        if host >= 0:
            pull += _R["culture_affinity"](
                self.group == host,
                self.attachment,
                self.curiosity,
                self.knowledge[host],
                self.warmth_met[host],
                b.culture_warmth,
            )
        if offer.role == READING:
            pull += (b.reading_never, b.reading_lapsed, b.reading_active)[self.reading]
        return pull

    def knows(self, offer: PlainOffer) -> bool:
        """Whether the person knows of an offer."""
        return self.aware or (offer.role == READING and self.knows_library)

    def values(self) -> dict[PlainOffer, float]:
        """V/λ of all offers that the person can choose today."""
        b, free = self.model.b, self.free()
        weak, strong, close = self.goers()
        going = self.going(strong / close if close else 0.0)
        purse = self.home.purse_now()
        found = {}
        for offer in self.model.offers:
            if not offer.slots & free or not offer.age_from <= self.age <= offer.age_to or not self.knows(offer):
                continue
            if offer.role == CLASS and not _R["may_join_class"](self.joined, weak + strong, b.awareness_class_sources):
                continue
            if not _R["affordable"](offer.price, len(self.home.members), purse):
                continue
            worth = going + self.pull(offer) + offer.common
            worth += _R["price_term"](float(offer.price), 1, self.income, b.choice_price)
            if offer.slots & free == availability.EVENING:
                worth -= b.choice_evening
            found[offer] = worth / b.choice_nest
        return found

    def decide(self) -> None:
        """Go, or stay at home."""
        if self.age >= 15 and not self.went:
            self.model.weigh([self], self.values(), self.free(), self.model.b.choice_home)

    def meet(self, other: "PlainPerson", offer: PlainOffer) -> None:
        """Spend time together."""
        b, day = self.model.b, self.model.today.day
        shared = offer.hours * b.meeting_intensity
        if other in self.ties:
            total, since = self.hours_with(other) + shared, self.ties[other][2]
        elif max(len(self.ties), len(other.ties)) >= b.ties_capacity:
            return
        else:
            total, since = shared, day
            self.model.new_ties += 1
        self.ties[other] = other.ties[self] = [total, day, since]
        if self.group != other.group:
            chance = _R["chance_good"](b.contact_good_share, b.contact_good_slope, offer.contact)
            good, quality = self.random.random() < chance, self.random.random() * min(1.0, shared)
            for one, theirs in ((self, other.group), (other, self.group)):
                before = one.warmth_met[theirs]
                after = _R["warmth_after_meeting"](
                    before, good, quality, offer.contact, b.contact_gain, b.contact_loss_ratio
                )
                one.warmth_met[theirs] = after
                one.warmth_group[theirs] = _R["generalised"](
                    one.warmth_group[theirs], after - before, b.contact_generalisation
                )
        for one, two in ((self, other), (other, self)):
            if two.disability:
                one.regard = _R["raised"](one.regard, b.contact_regard, 1.0)

    def pass_shelves(self, offer: PlainOffer, coffee: bool) -> None:
        """Perhaps take a book home."""
        b = self.model.b
        if self.age < 6:
            return
        for_reading = offer.role == READING
        borrows = False
        if self.reading != ACTIVE and not for_reading:
            chance = _R["return_chance"](b.reading_spillover, offer.exposure)
            chance *= 1.0 if self.reading == LAPSED else b.reading_start_share
            borrows = self.random.random() < chance
        if for_reading or self.reading == ACTIVE:
            readers = sum(other.reading == ACTIVE for other in self.ties) / len(self.ties) if self.ties else 0.0
            inclination = _R["borrowing_inclination"](
                b.reading_borrow,
                self.propensity,
                0.0 if for_reading else b.reading_other_purpose,
                self.model.cafe_hours if coffee or offer.role == CAFE else 0.0,
                b.reading_coffee,
                offer.book_event,
                b.reading_event,
                readers,
                b.reading_peers,
                self.model.today.collection,
                b.reading_collection,
            )
            borrows = borrows or self.random.random() < _R["logistic"](inclination)
        if borrows:
            self.reading = ACTIVE
            self.model.loans += 1 + _R["poisson"](b.reading_more_books, self.random.random())

    def remember(self, offer: PlainOffer, slot: int, met: bool) -> None:
        """Keep what a visit leaves behind."""
        b, day = self.model.b, self.model.today.day
        fill = offer.taken[slot] / offer.places
        outcome = _R["visit_outcome"](offer.appeal, met, b.memory_company, fill, b.memory_crowding)
        habit = _R["habit_now"](self.habit, day - self.last_visit, b.habit_decay)
        self.habit = _R["habit_after_visit"](habit, b.habit_gain)
        self.satisfaction = _R["remembered"](self.satisfaction, outcome, b.memory_satisfaction_rate)
        self.trust = _R["remembered"](self.trust, outcome, b.memory_trust_rate)
        self.last_visit, self.aware, self.knows_library = day, True, True
        self.joined = self.joined or offer.role == CLASS


class PlainHousehold:
    """A household with its purse."""

    def __init__(self, model: "PlainModel", source: HubModel, row: int, members: list[PlainPerson]) -> None:
        home = source.households.rows[row]
        self.model, self.members = model, members
        self.purse, self.purse_day, self.budget = home.purse.item(), home.purse_day.item(), home.budget.item()
        self.satisfaction = home.satisfaction.item()
        self.children = [member for member in members if member.age < 15]
        self.parents = [member for member in members if member.age >= 18][:2]

    def purse_now(self) -> int:
        """Money at hand, KZT."""
        days = self.model.today.day - self.purse_day
        return _R["purse_now"](self.purse, int(self.budget), days, int(self.model.b.spending_carry_days))

    def pay(self, amount: int) -> None:
        """Take an amount out of the purse."""
        self.purse, self.purse_day = self.purse_now() - amount, self.model.today.day

    def decide(self) -> None:
        """Go out with the children, or stay at home."""
        if not self.children or not self.parents:
            return
        model, b = self.model, self.model.b
        together = 0
        for parent in self.parents:
            together |= parent.free()
        for child in self.children:
            together &= child.free()
        party = self.children + self.parents
        weights = [b.family_child_weight] * len(self.children) + [1.0] * len(self.parents)
        goings = [member.going(0.0) for member in party]
        ages = [child.age for child in self.children]
        found = {}
        for offer in model.offers:
            if not offer.slots & together or min(ages) < offer.age_from or max(ages) > offer.age_to:
                continue
            if not any(member.knows(offer) for member in party):
                continue
            if not _R["affordable"](offer.price, len(self.members), self.purse_now()):
                continue
            worths = [going + member.pull(offer) for going, member in zip(goings, party, strict=True)]
            worth = sum(w * v for w, v in zip(weights, worths, strict=True)) / sum(weights) + offer.common
            worth += _R["price_term"](float(offer.price), len(party), self.budget, b.choice_price)
            worth += b.choice_satisfaction * (self.satisfaction - 0.5)
            if not offer.slots & together & availability.AFTERNOON:
                worth -= b.family_off_afternoon
            found[offer] = worth / b.choice_nest
        home = b.family_home
        if not model.today.rest_day and not model.today.school_break:
            home += b.family_weekday
        model.weigh(party, found, together, home)


class PlainModel(mesa.Model):
    """The settlement of a `HubModel` in plain Mesa, from the day at which that model stands.

    Parameters
    ----------
    source : HubModel
        Gives people, households, ties, offers and the calendar; it is not changed.
    rng : int
    """

    def __init__(self, source: HubModel, rng: int = 1) -> None:
        super().__init__(rng=rng)
        self.source, self.b = source, source.b
        self.today = source.today
        self.cafe_hours = source._cafe_hours
        self.people = [PlainPerson(self, source, row) for row in range(source.population)]
        homes = source.households
        self.households = []
        for row in range(len(homes.rows)):
            first, headcount = homes.rows[row].first, homes.rows[row].headcount
            members = [self.people[m] for m in homes.members[first : first + headcount]]
            household = PlainHousehold(self, source, row, members)
            for member in members:
                member.home = household
            self.households.append(household)
        for row, person in enumerate(self.people):
            for s in range(person.degree):
                tie = source.ties[row, s]
                person.ties[self.people[tie.other]] = [float(tie.hours), int(tie.last), int(tie.since)]
        state = source.hub.state.items
        self.items = [PlainItem(item.expected.item(), item.opened.item()) for item in state]
        self.day_number = source.day
        self.visits = self.loans = self.sales = self.new_ties = 0
        self.outings: list[tuple[list[PlainPerson], dict, int]] = []

    def step(self) -> None:
        """Live one day."""
        self.day_number += 1
        self.today = self.source._look_at(self.day_number)
        self.visits = self.loans = self.sales = self.new_ties = 0
        self.outings = []
        self._price_offers()
        for person in self.people:
            person.went = False
            if self.today.hub_open and not person.aware and person.age >= 15:
                person.hear()
        for household in self.households:
            household.decide()
        for person in self.people:
            person.turn_reader()
            person.decide()
        rooms = self._allot()
        for (offer, slot), parties in rooms.items():
            self._share(offer, slot, [member for party in parties for member in party], parties)
        for offer in self.offers:
            slots = [n for n in range(3) if offer.slots & _SLOTS[n]]
            seen = sum(offer.taken[n] for n in slots) / (offer.places * len(slots))
            offer.state.expected = _fill(offer.state.expected, seen, self.b.memory_fill_rate)

    def weigh(self, party: list[PlainPerson], values: dict[PlainOffer, float], free: int, home: float) -> None:
        """Let a party decide between its offers and staying at home."""
        b, today = self.b, self.today
        stay = _R["home_utility"](
            home,
            today.rest_day,
            b.choice_weekend,
            today.bad_weather,
            b.choice_bad_weather,
            today.summer,
            b.choice_summer,
        )
        total = sum(math.exp(value) for value in values.values())
        if self.random.random() < _R["chance_to_go"](total, stay, b.choice_nest):
            ranked = {offer: value + _R["gumbel"](self.random.random()) for offer, value in values.items()}
            for member in party:
                member.went = True
            self.outings.append((party, ranked, free))

    def _price_offers(self) -> None:
        b, today = self.b, self.today
        self.offers = [
            PlainOffer(row, self.items[row.entry]) for row in self.source._opening_of(self.day_number).offers
        ]
        hosts = self.source.associations
        for offer in self.offers:
            offer.today_host = offer.host
            if offer.host == IN_TURN:
                offer.today_host = int(hosts[(today.turn + offer.code) % len(hosts)]) if len(hosts) else -1
            newness = 0.0
            if offer.state.opened > 0:
                age = float(today.day - offer.state.opened)
                newness = _R["novelty"](age, b.choice_novelty, b.choice_novelty_days)
            cafe = b.choice_cafe if today.cafe_open and offer.hours >= b.choice_lasting_hours else 0.0
            offer.common = _R["offer_utility"](
                offer.appeal, newness, offer.state.expected, cafe, b.choice_appeal, b.choice_crowd
            )

    def _allot(self) -> dict[tuple[PlainOffer, int], list[list[PlainPerson]]]:
        rooms: dict[tuple[PlainOffer, int], list[list[PlainPerson]]] = {}
        self.random.shuffle(self.outings)
        for party, ranked, free in self.outings:
            for offer in sorted(ranked, key=lambda o: -ranked[o]):
                slots = [n for n in range(3) if offer.slots & free & _SLOTS[n]]
                slots = [n for n in slots if offer.taken[n] + len(party) <= offer.places]
                if slots:
                    slot = 1 if len(party) > 1 and 1 in slots else self.random.choice(slots)
                    offer.taken[slot] += len(party)
                    rooms.setdefault((offer, slot), []).append(party)
                    break
        return rooms

    def _share(
        self, offer: PlainOffer, slot: int, present: list[PlainPerson], parties: list[list[PlainPerson]]
    ) -> None:
        b, host = self.b, offer.today_host
        met: set[PlainPerson] = set()
        for person in present:
            if host >= 0:
                person.knowledge[host] = _R["raised"](person.knowledge[host], b.contact_knowledge, offer.teaches)
            if offer.inclusion:
                person.regard = _R["raised"](person.regard, b.contact_regard, offer.inclusion)
        most = _R["largest_weight"](offer.mixing, b.meeting_familiar, b.meeting_closure)
        for person in present:
            if person.age < 15 or len(present) < 2:
                continue
            for _ in range(offer.partners):
                for _ in range(64):
                    other = self.random.choice(present)
                    if other is person or other.age < 15:
                        continue
                    tied = other in person.ties
                    closeness = min(1.0, person.hours_with(other) / b.ties_friend_hours) if tied else 0.0
                    common = not tied and not person.ties.keys().isdisjoint(other.ties)
                    weight = _R["partner_weight"](
                        person.group == other.group,
                        offer.mixing,
                        closeness,
                        b.meeting_familiar,
                        common,
                        b.meeting_closure,
                    )
                    if self.random.random() * most < weight:
                        person.meet(other, offer)
                        met |= {person, other}
                        break
        for party in parties:
            coffee = self._spend(party, offer, slot)
            for person in party:
                person.pass_shelves(offer, coffee)
                person.remember(offer, slot, person in met)
        self.visits += len(present)

    def _spend(self, party: list[PlainPerson], offer: PlainOffer, slot: int) -> bool:
        b, head = self.b, party[-1]
        home = head.home
        self._sell(home, offer.price * len(party))
        income = head.income if len(party) == 1 else home.budget
        coffee = False
        for other in self.offers:
            if not other.slots & _SLOTS[slot]:
                continue
            due = 0
            if other.role == CAFE and other is not offer and other.taken[slot] + len(party) <= other.places:
                loss = _R["price_term"](float(other.price), len(party), income, b.choice_price)
                inclination = _R["purchase_inclination"](b.spending_coffee, head.tastes[other.kind], loss)
                if self.random.random() < _R["logistic"](inclination):
                    due, coffee = other.price * len(party), True
                    other.taken[slot] += len(party)
            elif other.role == SHOP:
                base = b.spending_shopper if other is offer else b.spending_shop
                loss = _R["price_term"](b.spending_basket, 1, income * 7.0, b.choice_price)
                inclination = _R["purchase_inclination"](base, head.tastes[other.kind], loss)
                if self.random.random() < _R["logistic"](inclination):
                    due = _R["basket"](b.spending_basket, b.spending_basket_sigma, self.random.gauss(0.0, 1.0))
            if due and due <= home.purse_now():
                self._sell(home, due)
        return coffee

    def _sell(self, home: PlainHousehold, amount: int) -> None:
        home.pay(amount)
        self.sales += amount
