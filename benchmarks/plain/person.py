"""An inhabitant, and the ties to others."""

import math
from typing import TYPE_CHECKING

import mesa
import numpy as np

from agents.rules.availability import EVENING
from benchmarks.plain.offers import Offer
from benchmarks.plain.outing import Outing
from benchmarks.plain.rules import books, choice, contact, memories, money, ties, time, word
from model.hub import CAFE, CLASS, READING
from model.luck import Stream
from model.population import ACTIVE, LAPSED, LONG_AGO, People

if TYPE_CHECKING:
    from benchmarks.plain.household import Household
    from benchmarks.plain.village import Village

_TRIES = 64


class Tie:
    """What two people share."""

    def __init__(self, hours: float, last: int, since: int) -> None:
        self.hours, self.last, self.since = np.float32(hours), last, since


class Person(mesa.Agent):
    """Somebody who lives here, with the attributes of `model.population.Person`."""

    unit = 0
    home: "Household"

    def __init__(self, village: "Village", people: People, row: int) -> None:
        super().__init__(village)
        person, minds = people.rows[row], people.minds[row]
        for name in person.dtype.names:
            setattr(self, name, person[name].item())
        self.row, self.entity = row, self.id
        self.tastes, self.last_visit = people.tastes[row].tolist(), int(people.last_visit[row])
        self.knowledge, self.warmth_met, self.warmth_group, self.baseline = (
            minds[name].tolist() for name in ("knowledge", "warmth_met", "warmth_group", "baseline")
        )
        self.ties: dict[Person, Tie] = {}
        self.with_family = False

    # What is so today

    def free(self) -> int:
        """Parts of the day in which the person is free."""
        today = self.model.today
        return time.free_slots(self.activity, self.crew, today.day, today.rest_day, today.school_break)

    def hours_with(self, other: "Person") -> float:
        """Hours that a tie counts today."""
        tie, b = self.ties[other], self.model.b
        made_here, across = tie.since > 0, self.group != other.group
        days = self.model.today.day - tie.last
        return ties.hours_now(float(tie.hours), days, made_here, across, b.ties_decay, b.ties_bridge_factor)

    def goers(self, not_before: int = LONG_AGO) -> tuple[int, int, int]:
        """Weak ties who came lately, strong ties who came, strong ties."""
        b, day = self.model.b, self.model.today.day
        weak = strong = close = 0
        for other in self.ties:
            came = other.last_visit >= max(day - b.awareness_window, not_before)
            if self.hours_with(other) >= b.ties_casual_hours:
                close += 1
                strong += came
            else:
                weak += came
        return weak, strong, close

    def hears(self) -> bool:
        """Whether the person hears of the hub today."""
        b, today = self.model.b, self.model.today
        weak, strong, _ = self.goers(self.model.opened)
        chance = word.awareness_chance(today.alpha, b.awareness_weak, weak, b.awareness_strong, strong)
        return self.model.luck(Stream.DAY, self.id)[0] < chance

    def knows(self, offer: Offer) -> bool:
        """Whether the person knows of an offer."""
        return self.aware or (offer.role == READING and self.knows_library)

    # Reading

    def turn_reader(self) -> None:
        """Perhaps lapse, return or begin to read on one's own account."""
        b, day, luck = self.model.b, self.model.today.day, self.model.luck(Stream.DAY, self.id)[2]
        if self.reading == ACTIVE:
            habit = memories.habit_now(self.habit, day - self.last_visit, b.habit_decay)
            hazard = books.lapse_hazard(
                b.reading_lapse,
                habit,
                b.reading_lapse_habit,
                self.minutes,
                b.reading_lapse_distance,
                b.reading_lapse_most,
            )
            if luck < hazard:
                self.reading, self.lapsed_on = LAPSED, day
                self.model.count("LAPSED")
        elif self.reading == LAPSED:
            if luck < b.reading_return_base:
                self.take_up_reading()
        elif luck < b.reading_start_base and self.age >= 6:
            self.take_up_reading()

    def take_up_reading(self) -> None:
        """Become an active reader."""
        day = self.model.today.day
        if self.reading != LAPSED:
            self.model.count("NEW_READERS")
        elif day - self.lapsed_on >= 365:
            if self.returned_on <= 0:
                self.model.count("RETURNED")
            self.returned_on = day
        self.reading, self.lapsed_on, self.knows_library = ACTIVE, LONG_AGO, True

    def pass_shelves(self, outing: Outing) -> None:
        """Perhaps take a book home."""
        village, b, offer = self.model, self.model.b, outing.offer
        if self.age < 6:
            return
        luck = village.luck(Stream.LOAN, self.id)
        for_reading = offer.role == READING
        village.count("READING_VISITS", for_reading)
        borrows = False
        if self.reading != ACTIVE and not for_reading:
            chance = books.return_chance(b.reading_spillover, offer.exposure)
            if self.reading != LAPSED:
                chance = books.start_chance(chance, b.reading_start_share)
            borrows = luck[2] < chance
        if for_reading or self.reading == ACTIVE:
            friends = sum(other.reading == ACTIVE for other in self.ties) / len(self.ties) if self.ties else 0.0
            inclination = books.borrowing_inclination(
                b.reading_borrow,
                self.propensity,
                0.0 if for_reading else b.reading_other_purpose,
                village.cafe_hours if outing.coffee or offer.role == CAFE else 0.0,
                b.reading_coffee,
                offer.book_event,
                b.reading_event,
                friends,
                b.reading_peers,
                village.today.collection,
                b.reading_collection,
            )
            borrows = borrows or luck[0] < books.logistic(inclination)
        if borrows:
            if self.reading != ACTIVE:
                self.take_up_reading()
            number = 1 + books.poisson(b.reading_more_books, luck[1])
            self.loans += number
            self.last_read = village.today.day
            village.count("LOANS", number)

    # Deciding

    def going(self, peers: float = 0.0) -> float:
        """What going is worth, whatever for."""
        b, today = self.model.b, self.model.today
        days = today.day - self.last_visit
        experience = choice.person_utility(
            memories.habit_now(self.habit, days, b.habit_decay),
            peers,
            self.satisfaction,
            self.trust,
            b.choice_habit,
            b.choice_peers,
            b.choice_satisfaction,
            b.choice_trust,
        )
        way = choice.travel_term(self.minutes * today.slow + today.delay, b.choice_time)
        barriers = (0.0, b.choice_barrier_mobility, b.choice_barrier_sensory, b.choice_barrier_other)
        barrier = choice.barrier_term(barriers[self.disability], today.accessibility)
        lately = choice.satiation(float(days), b.choice_satiation, b.choice_satiation_days)
        return experience + way + barrier - lately

    def pull(self, offer: Offer) -> float:
        """What draws the person to an offer beyond what draws everybody."""
        return self.draw_of(offer.kind, offer.role, offer.host)

    def draw_of(self, kind: int, role: int, host: int) -> float:
        """The same of any offer of a kind and a role, taught by a culture."""
        b = self.model.b
        affinity = 0.0
        if host >= 0:
            affinity = choice.culture_affinity(
                self.group == host,
                self.attachment,
                self.curiosity,
                self.knowledge[host],
                self.warmth_met[host],
                b.culture_warmth,
            )
        pull = self.tastes[kind] + affinity
        if role == READING:
            pull += books.reader_worth(self.reading, b.reading_never, b.reading_lapsed, b.reading_active)
        return pull

    def roots_now(self) -> float:
        """How firmly the person is rooted in a class today."""
        return memories.habit_now(self.roots, self.model.today.day - self.rooted_on, self.model.b.habit_class_decay)

    def at_home(self, offer: Offer) -> bool:
        """Whether the offer is the class in which the person is rooted."""
        return offer.role == CLASS and self.circle == offer.circle()

    def take_root(self, circle: int) -> None:
        """Be more at home in a class, and less in another."""
        gain, roots = self.model.b.habit_class_gain, self.roots_now()
        if circle == self.circle:
            self.roots = memories.habit_after_visit(roots, gain)
        else:
            self.roots = memories.roots_after_another(roots, gain)
            if self.roots < gain:
                self.circle, self.roots = circle, memories.habit_after_visit(0.0, gain)
        self.rooted_on = self.model.today.day

    def could_have(self, offer: Offer, purse: int) -> bool:
        """Whether the person knows of an offer, is admitted and could pay."""
        here = offer.house == self.house and offer.admits(self.age) and self.knows(offer)
        return here and money.affordable(offer.price, len(self.home.members), purse)

    def values(self, free: int) -> dict[Offer, float]:
        """V/λ of each offer that can be chosen."""
        b = self.model.b
        weak, strong, close = self.goers()
        going, purse = self.going(strong / close if close else 0.0), self.home.money()
        cafes = [offer for offer in self.model.offers if offer.role == CAFE and self.could_have(offer, purse)]
        found = {}
        for offer in self.model.offers:
            if not offer.slots & free or not self.could_have(offer, purse):
                continue
            if offer.role == CLASS and not word.may_join_class(
                self.joined, weak + strong, int(b.awareness_class_sources)
            ):
                continue
            worth = going + self.pull(offer) + offer.common
            if self.at_home(offer):
                worth += choice.belonging(True, self.roots_now(), b.choice_circle)
            worth += offer.gain_by(cafes, free)
            worth += choice.price_term(float(offer.price), 1, self.income, b.choice_price)
            if offer.slots & free == EVENING:
                worth -= b.choice_evening
            found[offer] = worth / b.choice_nest
        return found

    def decide(self) -> Outing | None:
        """Go, or stay at home."""
        village, b, free = self.model, self.model.b, self.free()
        if self.age < 15 or self.with_family:
            return None
        values = self.values(free)
        total = sum(math.exp(value) for value in values.values())
        if village.luck(Stream.DAY, self.id)[1] >= choice.chance_to_go(
            total, village.stay(b.choice_home), b.choice_nest
        ):
            return None
        outing = Outing(self, 1, free)
        outing.choose(values)
        outing.members = [self]
        return outing

    # Meeting

    def partner(self, k: int, room: list["Person"], offer: Offer) -> "Person | None":
        """Somebody among those present whom one has not met today, or nobody."""
        village, b = self.model, self.model.b
        most = ties.largest_weight_without_tie(offer.mixing, b.meeting_closure)
        adults = [other for other in room if other is not self and other.at_hand(offer)]
        pulls = {other: self.pull_of_tie(other, offer) for other in adults if other in self.ties}
        strangers = len(adults) > len(pulls)
        pull = sum(pulls.values())
        if len(room) < 2 or (pull == 0.0 and not strangers):
            return None
        for attempt in range(_TRIES):
            luck = village.luck(Stream.PARTNER, self.id, k * _TRIES + attempt)
            drawn = luck[0] * (pull + most * len(room))
            if drawn < pull:
                for friend, weight in pulls.items():
                    drawn -= weight
                    if drawn < 0.0:
                        return friend
            elif strangers:
                other = room[int(luck[1] * len(room))]
                if other is self or other in self.ties or not other.at_hand(offer):
                    continue
                common = any(friend in self.ties for friend in other.ties)
                own = self.group == other.group
                weight = ties.partner_weight(own, offer.mixing, 0.0, 0.0, common, b.meeting_closure)
                if luck[2] * most < weight:
                    return other
        return None

    def at_hand(self, offer: Offer) -> bool:
        """Whether one more person can be met here."""
        return self.age >= 15 and self.met < offer.partners

    def pull_of_tie(self, other: "Person", offer: Offer) -> float:
        """Weight of a friend who is present; nothing once the two have met today."""
        village, b = self.model, self.model.b
        if self.ties[other].last == village.today.day:
            return 0.0
        close = ties.closeness(self.hours_with(other), b.ties_friend_hours)
        own = self.group == other.group
        return ties.partner_weight(own, offer.mixing, close, b.meeting_familiar, False, b.meeting_closure)

    def meet(self, other: "Person", k: int, offer: Offer) -> None:
        """Spend time together: tie, warmth, regard."""
        village, b = self.model, self.model.b
        shared = ties.shared_hours(offer.hours, b.meeting_intensity)
        self.spend_time(other, shared)
        village.count("MEETINGS")
        self.met, other.met = self.met + 1, other.met + 1
        if self.group != other.group:
            village.count("MEETINGS_ACROSS")
            luck = village.luck(Stream.CONTACT, self.id, k)
            good = luck[0] < contact.chance_good(b.contact_good_share, b.contact_good_slope, offer.contact)
            quality = contact.meeting_quality(luck[1], shared)
            self.warm(other.group, good, quality, offer.contact)
            other.warm(self.group, good, quality, offer.contact)
        for one, two in ((self, other), (other, self)):
            if two.disability:
                one.regard = contact.raised(one.regard, b.contact_regard, 1.0)

    def spend_time(self, other: "Person", hours: float) -> None:
        """Add hours to a tie, or begin one where both have a hand free or a weaker tie to give up."""
        day = self.model.today.day
        if other in self.ties:
            tie = self.ties[other]
            tie.hours, tie.last = np.float32(self.hours_with(other) + hours), day
        elif all(each.has_place(hours) for each in (self, other)):
            for each in (self, other):
                if len(each.ties) == self.model.capacity:
                    each.let_go(each.weakest())
            self.ties[other] = other.ties[self] = Tie(hours, day, day)
            self.model.count("NEW_TIES")

    def weakest(self) -> "Person":
        """The other end of the weakest tie; of equal ones, that with the smallest name."""
        return min(self.ties, key=lambda other: (self.hours_with(other), other.id))

    def has_place(self, hours: float) -> bool:
        """Whether one more tie of so many hours can be held."""
        return len(self.ties) < self.model.capacity or self.hours_with(self.weakest()) < hours

    def let_go(self, other: "Person") -> None:
        """End a tie."""
        del self.ties[other], other.ties[self]

    def warm(self, group: int, good: bool, quality: float, conditions: float) -> None:
        """Feel warmer, or colder, after a meeting."""
        b, before = self.model.b, self.warmth_met[group]
        after = contact.warmth_after_meeting(before, good, quality, conditions, b.contact_gain, b.contact_loss_ratio)
        self.warmth_met[group] = after
        self.warmth_group[group] = contact.generalised(
            self.warmth_group[group], after - before, b.contact_generalisation
        )

    # Money

    def money(self) -> int:
        """One member's share of the household's purse, KZT."""
        return self.home.money() // len(self.home.members)

    def daily_money(self) -> float:
        """Disposable income, KZT a day."""
        return self.income

    def pay(self, amount: int) -> None:
        """Take an amount out of the household's purse."""
        self.home.pay(amount)

    def taste(self, kind: int) -> float:
        """Own taste."""
        return self.tastes[kind]

    def buyer_age(self) -> int:
        """Own age."""
        return self.age

    # Remembering

    def remember(self, outing: Outing) -> int:
        """Keep what the visit leaves behind; gives its outcome in millionths."""
        village, b, day, offer = self.model, self.model.b, self.model.today.day, outing.offer
        fill = offer.taken[outing.slot] / offer.places
        outcome = memories.visit_outcome(offer.appeal, self.met > 0, b.memory_company, fill, b.memory_crowding)
        before = self.last_visit
        habit = memories.habit_now(self.habit, day - before, b.habit_decay)
        self.habit = memories.habit_after_visit(habit, b.habit_gain)
        self.satisfaction = memories.remembered(self.satisfaction, outcome, b.memory_satisfaction_rate)
        self.trust = memories.remembered(self.trust, outcome, b.memory_trust_rate)
        self.last_visit, self.knows_library = day, True
        self.visits += 1
        self.aware = self.aware or village.today.hub_open
        if offer.role == CLASS:
            village.count("FIRST_CLASSES", not self.joined and self.age >= 15)
            self.joined = True
            if self.age >= 15:
                self.take_root(offer.circle())
        village.count("REPEAT_VISITS", day - before <= 30)
        village.count("FIRST_VISITS", before < village.opened <= day and self.age >= 15)
        return int(outcome * 1_000_000.0)
