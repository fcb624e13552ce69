"""Step 7 of the day: those present meet. Ties, warmth, knowledge, regard."""

import numpy as np

from agents.compiled import rule
from agents.rules.contact import chance_good, generalised, meeting_quality, raised, warmth_after_meeting
from agents.rules.meeting import closeness, largest_weight_without_tie, partner_weight, shared_hours
from model.day.fading import Fading
from model.day.holding import slot_of_tie, spend_time, tie_hours
from model.day.today import PRESENT, Attendance, Count, Outings, Sheets, Today
from model.hub import Offers
from model.luck import Stream, philox, uniform
from model.population import AGE_OF_DECISION, Ints, Keys, People
from model.ties import Ties

_PARTNER = int(Stream.PARTNER)
_CONTACT = int(Stream.CONTACT)
_MEETINGS = int(Count.MEETINGS)
_ACROSS = int(Count.MEETINGS_ACROSS)
_NEW_TIES = int(Count.NEW_TIES)

_TRIES = 64  # technical: draws until one gives up


@rule
def meet(
    today: Today,
    people: People,
    ties: Ties,
    offers: Offers,
    key: np.uint64,
    b: np.record,
    sheets: Sheets,
    outings: Outings,
    presence: Attendance,
    counts: Keys,
) -> None:
    """Let those who share a room and a slot meet, room after room, person after person in order of their names."""
    n = sheets.sizes[PRESENT]
    begin = 0
    while begin < n:
        place = presence[presence[begin].order].outing
        a = outings[place].offer
        slot = outings[place].slot
        end = begin
        while end < n:
            place = presence[presence[end].order].outing
            if outings[place].offer != a or outings[place].slot != slot:
                break
            end += 1
        share_room(begin, end, a, today, people, ties, offers, key, b, sheets, presence, counts)
        begin = end


@rule
def share_room(
    begin: int,
    end: int,
    a: int,
    today: Today,
    people: People,
    ties: Ties,
    offers: Offers,
    key: np.uint64,
    b: np.record,
    sheets: Sheets,
    presence: Attendance,
    counts: Keys,
) -> None:
    """What a room and a slot do to those who share them."""
    host, marks, fading = sheets.stalls[a].host, sheets.marks, sheets.fading
    room = sheets.room[: end - begin]
    for p in range(begin, end):
        row = presence[presence[p].order].person
        room[p - begin] = row
        if host >= 0:
            people.minds[row, host].knowledge = raised(
                people.minds[row, host].knowledge, b.contact_knowledge, offers[a].teaches
            )
        if offers[a].inclusion > 0.0:
            people.rows[row].regard = raised(people.rows[row].regard, b.contact_regard, offers[a].inclusion)
    for row in room:
        if people.rows[row].age < AGE_OF_DECISION:
            continue
        for k in range(offers[a].partners - people.rows[row].met):
            other = partner(row, k, room, today.day, offers[a], people, ties, key, b, marks, fading)
            if other < 0:
                break
            encounter(row, other, k, a, today.day, people, ties, offers, key, b, fading, counts)
            people.rows[row].met += 1
            people.rows[other].met += 1


@rule
def partner(
    row: int,
    k: int,
    room: Ints,
    day: int,
    offer: np.record,
    people: People,
    ties: Ties,
    key: np.uint64,
    b: np.record,
    marks: Keys,
    fading: Fading,
) -> int:
    """Draw somebody in the room whom one has not met today, with the weights of `partner_weight`.

    Nobody meets more people than the offer brings together, whether by drawing or by being drawn.

    Of those to whom there is a tie the weights are summed; of the others, whose friends it costs more to look through,
    only as many are weighed as are drawn, by rejection against `largest_weight_without_tie`.

    Parameters
    ----------
    k : int
        How many the person has drawn before.
    room : array of int
        Rows of those who are in, in order of their names.
    marks : array of int, shape (people,)
        For each person the last occasion on which this one was found to be somebody's friend; written.

    Returns
    -------
    int
        Row of the partner; −1 if there is nobody left to meet, or nobody was found in 64 tries.
    """
    present = len(room)
    if present < 2:
        return -1
    stamp = occasion(people.rows[row].id, day, k)
    mark_friends(row, stamp, people, ties, marks)
    own, mixing = people.rows[row].group, offer.mixing
    most = largest_weight_without_tie(mixing, b.meeting_closure)
    pull, strangers = 0.0, False
    for other in room:
        if not is_at_hand(other, offer, people):
            continue
        if marks[other] == stamp:
            pull += pull_of_tie(row, other, day, mixing, people, ties, b, fading)
        elif other != row:
            strangers = True
    if pull == 0.0 and not strangers:
        return -1
    for attempt in range(_TRIES):
        words = philox(key, _PARTNER, people.rows[row].id, day, k * _TRIES + attempt)
        drawn = uniform(words[0]) * (pull + most * present)
        if drawn < pull:
            for other in room:
                if marks[other] == stamp and is_at_hand(other, offer, people):
                    drawn -= pull_of_tie(row, other, day, mixing, people, ties, b, fading)
                    if drawn < 0.0:
                        return other
        elif strangers:
            other = room[int(uniform(words[1]) * present)]
            if other == row or marks[other] == stamp or not is_at_hand(other, offer, people):
                continue
            common = has_marked_friend(other, stamp, people, ties, marks)
            weight = partner_weight(own == people.rows[other].group, mixing, 0.0, 0.0, common, b.meeting_closure)
            if uniform(words[2]) * most < weight:
                return other
    return -1


@rule
def is_at_hand(other: int, offer: np.record, people: People) -> bool:
    """Whether somebody present is old enough to make ties and has not yet met as many as the offer brings together."""
    return people.rows[other].age >= AGE_OF_DECISION and people.rows[other].met < offer.partners


@rule
def pull_of_tie(
    row: int, other: int, day: int, mixing: float, people: People, ties: Ties, b: np.record, fading: Fading
) -> float:
    """Weight of somebody present to whom there is a tie; zero for one whom one has met today."""
    s = slot_of_tie(row, other, people, ties)
    if ties[row, s].last == day:
        return 0.0
    close = closeness(tie_hours(row, s, day, people, ties, fading), b.ties_friend_hours)
    own = people.rows[row].group == people.rows[other].group
    return partner_weight(own, mixing, close, b.meeting_familiar, False, b.meeting_closure)


@rule
def occasion(person: int, day: int, k: int) -> int:
    """Number of a person's k-th draw of the day. No two draws of a run share one, so no stamp of yesterday can tell."""
    return int((np.int64(day) << 38) | (np.int64(k) << 30) | np.int64(person))


@rule
def mark_friends(row: int, stamp: int, people: People, ties: Ties, marks: Keys) -> None:
    """Stamp everybody with whom a person has a tie."""
    for s in range(people.rows[row].degree):
        marks[ties[row, s].other] = stamp


@rule
def has_marked_friend(row: int, stamp: int, people: People, ties: Ties, marks: Keys) -> bool:
    """Whether somebody has a tie with one who bears the stamp."""
    for s in range(people.rows[row].degree):
        if marks[ties[row, s].other] == stamp:
            return True
    return False


@rule
def encounter(
    row: int,
    other: int,
    k: int,
    a: int,
    day: int,
    people: People,
    ties: Ties,
    offers: Offers,
    key: np.uint64,
    b: np.record,
    fading: Fading,
    counts: Keys,
) -> None:
    """One meeting of two residents: their tie, their warmth, their regard."""
    own = people.rows[row].group
    theirs = people.rows[other].group
    shared = shared_hours(offers[a].hours, b.meeting_intensity)
    if spend_time(row, other, day, shared, people, ties, fading):
        counts[_NEW_TIES] += 1
    counts[_MEETINGS] += 1
    if own != theirs:
        counts[_ACROSS] += 1
        words = philox(key, _CONTACT, people.rows[row].id, day, k)
        good = uniform(words[0]) < chance_good(b.contact_good_share, b.contact_good_slope, offers[a].contact)
        quality = meeting_quality(uniform(words[1]), shared)
        warm(row, theirs, good, quality, offers[a].contact, people, b)
        warm(other, own, good, quality, offers[a].contact, people, b)
    if people.rows[other].disability > 0:
        people.rows[row].regard = raised(people.rows[row].regard, b.contact_regard, 1.0)
    if people.rows[row].disability > 0:
        people.rows[other].regard = raised(people.rows[other].regard, b.contact_regard, 1.0)


@rule
def warm(row: int, group: int, good: bool, quality: float, conditions: float, people: People, b: np.record) -> None:
    """Warmth of one person after a meeting with somebody of another group, on both levels."""
    before = people.minds[row, group].warmth_met
    after = warmth_after_meeting(before, good, quality, conditions, b.contact_gain, b.contact_loss_ratio)
    people.minds[row, group].warmth_met = after
    people.rows[row].drift += b.culture_warmth * max(0.0, after - before)
    people.minds[row, group].warmth_group = generalised(
        people.minds[row, group].warmth_group, after - before, b.contact_generalisation
    )
