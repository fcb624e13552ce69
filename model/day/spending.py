"""Step 8 of the day: tickets, coffee and shopping, out of purses that are never overdrawn."""

import math

import numpy as np

from agents.compiled import rule, rule_that_allots
from agents.rules.choice import price_term
from agents.rules.reading import logistic
from agents.rules.spending import basket, purchase_inclination
from model.day.allotting import lot
from model.day.going import FAMILY, RESIDENT, TOURIST
from model.day.today import UNITS, Count, Outings, Parties, Sheets, Today
from model.day.worth import purse_of
from model.hub import CAFE, SHOP, Offers
from model.luck import Stream, draw, philox, uniform
from model.population import Households, Keys, People

_PURSE = int(Stream.PURSE)
_TICKETS = int(Count.TICKETS)
_CAFE_SALES = int(Count.CAFE_SALES)
_SHOP_SALES = int(Count.SHOP_SALES)

_TURN = 2.0 * math.pi


@rule_that_allots
def spend(
    today: Today,
    people: People,
    households: Households,
    parties: Parties,
    offers: Offers,
    key: np.uint64,
    b: np.record,
    sheets: Sheets,
    outings: Outings,
    counts: Keys,
    sales: Keys,
) -> None:
    """Take the money of each unit that is in: ticket first, then a coffee on the side, then the shops.

    Coffee seats that are asked for on the side are given by lots when they run short.

    Parameters
    ----------
    sales : array of int, shape (2, kinds)
        KZT taken by kind of offer, from households in the first row, from tourists in the second; added to.
    """
    for place in range(sheets.sizes[UNITS]):
        a = outings[place].offer
        if a >= 0:
            due = offers[a].price * outings[place].people
            pay(place, due, today, households, parties, people, b, outings)
            sales[payer_of(place, outings), offers[a].kind] += due
            counts[_CAFE_SALES if offers[a].role == CAFE else _TICKETS] += due
    for a in range(len(offers)):
        if offers[a].role == CAFE:
            serve_on_the_side(a, today, people, households, parties, offers, key, b, sheets, outings, counts, sales)
    order = np.argsort(outings[: sheets.sizes[UNITS]].entity)
    for n in range(sheets.sizes[UNITS]):
        place = order[n]
        if outings[place].offer >= 0:
            shop(place, today, people, households, parties, offers, key, b, outings, counts, sales)


@rule
def payer_of(place: int, outings: Outings) -> int:
    """Whose money a unit spends: 0 a household's, 1 that of a tourist party."""
    return 1 if outings[place].unit == TOURIST else 0


@rule
def money_of(
    place: int, today: Today, people: People, households: Households, parties: Parties, b: np.record, outings: Outings
) -> int:
    """Money that a unit has at hand, KZT. A resident can spend the share of one member of the household."""
    row = outings[place].row
    if outings[place].unit == RESIDENT:
        household = people.rows[row].household
        return purse_of(household, today.day, households, b) // households.rows[household].headcount
    if outings[place].unit == FAMILY:
        return purse_of(row, today.day, households, b)
    return parties[row].purse


@rule
def pay(
    place: int,
    due: int,
    today: Today,
    households: Households,
    parties: Parties,
    people: People,
    b: np.record,
    outings: Outings,
) -> None:
    """Take an amount out of a unit's purse."""
    row = outings[place].row
    if outings[place].unit == RESIDENT or outings[place].unit == FAMILY:
        household = people.rows[row].household if outings[place].unit == RESIDENT else row
        households.rows[household].purse = purse_of(household, today.day, households, b) - due
        households.rows[household].purse_day = today.day
    else:
        parties[row].purse -= due


@rule
def daily_money(place: int, people: People, households: Households, b: np.record, outings: Outings) -> float:
    """Disposable money of a unit, KZT a day."""
    row = outings[place].row
    if outings[place].unit == RESIDENT:
        return people.rows[row].income
    if outings[place].unit == FAMILY:
        return households.rows[row].budget
    return b.tourism_budget * outings[place].people


@rule
def taste_of(place: int, kind: int, people: People, households: Households, outings: Outings) -> float:
    """Taste of the one who decides on a purchase: the resident, the first of the family; 0 for tourists."""
    row = outings[place].row
    if outings[place].unit == RESIDENT:
        return people.tastes[row, kind]
    if outings[place].unit == FAMILY:
        return people.tastes[households.members[households.rows[row].first], kind]
    return 0.0


@rule
def admitted(place: int, a: int, people: People, households: Households, offers: Offers, outings: Outings) -> bool:
    """Whether the one who would buy on the side is in the same house, and of an age admitted; tourists are adults."""
    if offers[a].house != offers[outings[place].offer].house:
        return False
    row = outings[place].row
    age = 18
    if outings[place].unit == RESIDENT:
        age = people.rows[row].age
    elif outings[place].unit == FAMILY:
        age = people.rows[households.members[households.rows[row].first]].age
    return offers[a].age_from <= age <= offers[a].age_to


@rule_that_allots
def serve_on_the_side(
    a: int,
    today: Today,
    people: People,
    households: Households,
    parties: Parties,
    offers: Offers,
    key: np.uint64,
    b: np.record,
    sheets: Sheets,
    outings: Outings,
    counts: Keys,
    sales: Keys,
) -> None:
    """Serve a coffee to those who came for something else and want one, while there are seats."""
    for slot in range(3):
        if offers[a].slots & (1 << slot) == 0:
            continue
        wanting = 0
        for place in range(sheets.sizes[UNITS]):
            chosen = outings[place].offer
            if chosen < 0 or chosen == a or outings[place].slot != slot:
                continue
            due = offers[a].price * outings[place].people
            if due > money_of(place, today, people, households, parties, b, outings):
                continue
            if not admitted(place, a, people, households, offers, outings):
                continue
            loss = price_term(
                float(offers[a].price),
                outings[place].people,
                daily_money(place, people, households, b, outings),
                b.choice_price,
            )
            inclination = purchase_inclination(
                b.spending_coffee, taste_of(place, offers[a].kind, people, households, outings), loss
            )
            if draw(key, _PURSE, outings[place].entity, today.day, offers[a].code) < logistic(inclination):
                sheets.lots[wanting].number = lot(key, outings[place].entity, today.day, offers[a].code)
                sheets.lots[wanting].place = place
                wanting += 1
        order = np.argsort(sheets.lots[:wanting].number)
        for n in range(wanting):
            place = sheets.lots[order[n]].place
            due = offers[a].price * outings[place].people
            fits = sheets.taken[a, slot] + outings[place].people <= offers[a].places
            if fits and due <= money_of(place, today, people, households, parties, b, outings):
                sheets.taken[a, slot] += outings[place].people
                outings[place].coffee = True
                pay(place, due, today, households, parties, people, b, outings)
                sales[payer_of(place, outings), offers[a].kind] += due
                counts[_CAFE_SALES] += due


@rule
def shop(
    place: int,
    today: Today,
    people: People,
    households: Households,
    parties: Parties,
    offers: Offers,
    key: np.uint64,
    b: np.record,
    outings: Outings,
    counts: Keys,
    sales: Keys,
) -> None:
    """Buy in the shops that are open in the unit's slot: one's goal more likely, the others on the way."""
    means = daily_money(place, people, households, b, outings) * b.spending_basket_days
    loss = price_term(b.spending_basket, 1, means, b.choice_price)
    for a in range(len(offers)):
        if offers[a].role != SHOP or offers[a].slots & (1 << outings[place].slot) == 0:
            continue
        if outings[place].offer != a and (
            offers[a].price > 0 or not admitted(place, a, people, households, offers, outings)
        ):
            continue
        words = philox(key, _PURSE, outings[place].entity, today.day, offers[a].code)
        base = b.spending_shopper if outings[place].offer == a else b.spending_shop
        taste = taste_of(place, offers[a].kind, people, households, outings)
        if uniform(words[0]) >= logistic(purchase_inclination(base, taste, loss)):
            continue
        normal = math.sqrt(-2.0 * math.log(uniform(words[1]))) * math.cos(_TURN * uniform(words[2]))
        due = basket(b.spending_basket, b.spending_basket_sigma, normal)
        if due <= money_of(place, today, people, households, parties, b, outings):
            pay(place, due, today, households, parties, people, b, outings)
            sales[payer_of(place, outings), offers[a].kind] += due
            counts[_SHOP_SALES] += due
