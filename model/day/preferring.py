"""Which offer a unit that goes prefers, and in which slot."""

import numpy as np

from agents.compiled import rule
from agents.rules.choice import race_time
from model.day.today import Outings, Sheets
from model.hub import Offers
from model.luck import Stream, draw_pairs, uniform
from model.population import People

_OFFER = int(Stream.OFFER)


@rule
def prefer(
    place: int,
    day: int,
    offers: Offers,
    key: np.uint64,
    sheets: Sheets,
    outings: Outings,
    afternoon: bool,
    with_room: bool,
) -> None:
    """Choose what arrives first in the race of the offers, which is a draw from the logit within the nest.

    Each (unit, offer, day) has a luck of its own, so that an offer added elsewhere changes nobody's mind between the
    others, and the second best is known when the first is full.

    Parameters
    ----------
    place : int
        Row of `outings`; its offer and slot are written, −1 if nothing can be chosen.
    afternoon : bool
        Take the afternoon where it is among the free slots.
    with_room : bool
        Only what still has room for the whole unit.
    """
    draw_pairs(key, _OFFER, outings[place].entity, day, sheets.codes, sheets.offer_words)
    first = np.inf
    outings[place].offer = -1
    outings[place].slot = -1
    for a in range(len(offers)):
        pull, luck = sheets.stalls[a].pull, uniform(sheets.offer_words[0, a])
        if pull <= 0.0 or 1.0 - luck >= first * pull:  # −ln u is no less than 1 − u: most need no logarithm
            continue
        time = race_time(luck, pull)
        if time >= first:
            continue
        luck = uniform(sheets.offer_words[1, a])
        slot = slot_of(a, outings[place].free, luck, outings[place].people, offers, sheets, afternoon, with_room)
        if slot >= 0:
            first = time
            outings[place].offer = a
            outings[place].slot = slot


@rule
def slot_of(
    a: int, free: int, luck: float, people: People, offers: Offers, sheets: Sheets, afternoon: bool, with_room: bool
) -> int:
    """Draw one of the slots in which the offer is open and the unit free; −1 if there is none with room."""
    open_slots = 0
    for slot in range(3):
        if offers[a].slots & free & (1 << slot) == 0:
            continue
        if with_room and sheets.taken[a, slot] + people > offers[a].places:
            continue
        if afternoon and slot == 1:
            return 1
        open_slots += 1
    if open_slots == 0:
        return -1
    nth = int(luck * open_slots)
    for slot in range(3):
        if offers[a].slots & free & (1 << slot) == 0:
            continue
        if with_room and sheets.taken[a, slot] + people > offers[a].places:
            continue
        if nth == 0:
            return slot
        nth -= 1
    return -1
