"""What the count at a month's end finds."""

from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.plain.rules import ties
from model.population import ACTIVE

if TYPE_CHECKING:
    from benchmarks.plain.village import Village

_MILLION = 1_000_000.0


def stocks(village: "Village") -> Counter[tuple[int, str]]:
    """People by group of any grouping, and what `model.chronicle.STOCKS` names of them."""
    found: Counter[tuple[int, str]] = Counter()
    for person in village.people:
        resident = person.age >= 15
        is_so = {
            "people": 1,
            "residents": resident,
            "reach_30": resident and person.last_visit > village.today.day - 30,
            "active_readers": person.reading == ACTIVE,
            "returned_readers": person.returned_on > 0,
            "loans_total": person.loans,
            "aware": resident and person.aware,
        }
        for label in village.labels[person.row]:
            for name, number in is_so.items():
                found[label, name] += number
    return found


def ends(village: "Village") -> tuple[Counter[tuple[int, int, int]], list[int]]:
    """Ends of residents' ties by both groups and stage, and the sums of `TieCount.sums`."""
    b, found = village.b, Counter[tuple[int, int, int]]()
    hours = friends_across = made = made_across = 0
    for person in village.people:
        if person.age < 15:
            continue
        friend_across = False
        for other, tie in person.ties.items():
            held = person.hours_with(other)
            level = ties.stage(held, b.ties_casual_hours, b.ties_friend_hours, b.ties_close_hours)
            across = other.group != person.group
            found[person.group, other.group, level] += 1
            hours += int(held * 100.0)
            made += tie.since > 0
            made_across += tie.since > 0 and across
            friend_across = friend_across or (across and level >= ties.FRIEND)
        friends_across += friend_across
    return found, [hours, friends_across, made, made_across]


def feelings(village: "Village") -> tuple[list[int], int]:
    """Sums of warmth, knowledge and regard in millionths, and the pairs of a person and another group."""
    inhabited = {person.group for person in village.people}
    pairs = [(person, group) for person in village.people for group in inhabited - {person.group}]
    of_groups = [
        sum(int(getattr(person, name)[group] * _MILLION) for person, group in pairs)
        for name in ("warmth_met", "warmth_group", "knowledge")
    ]
    return [*of_groups, sum(int(person.regard * _MILLION) for person in village.people)], len(pairs)
