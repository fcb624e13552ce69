"""What the count at a month's end finds."""

from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.plain.rules import ties
from model.hub import CLASS, READING
from model.population import ACTIVE, NEVER

if TYPE_CHECKING:
    from benchmarks.plain.outing import Outing
    from benchmarks.plain.person import Person
    from benchmarks.plain.village import Village

_MILLION = 1_000_000.0
_TOURIST = 2
"""Deciding unit of a tourist party."""


def note_day(village: "Village", outings: list["Outing"]) -> None:
    """Add to the month's tally by group who came for what today, and who was turned away."""
    for outing in outings:
        unit, offer = outing.unit.unit, outing.offer
        so = {
            "TURNED_AWAY": outing.refused,
            "CLASS_VISITS": offer and offer.role == CLASS,
            "READING_VISITS": offer and offer.role == READING,
        }
        village.by_label[unit, "OUTINGS"] += offer is not None
        for name in (name for name, happened in so.items() if happened):
            counted = [person for person in outing.members if name != "READING_VISITS" or person.age >= 6]
            tourists = outing.size if not outing.members and name != "READING_VISITS" else 0
            village.by_label[unit, name] += len(counted) + tourists
            for person in counted:
                for label in village.labels[person.row]:
                    village.by_label[label, name] += 1


def by_group(village: "Village") -> Counter[tuple[int, str]]:
    """What a month adds up to and its last day finds, by group of any grouping and name of `GroupCount`.

    Where a name stands for four columns, the stage is put behind it.
    """
    found = Counter(village.by_label)
    inhabited = {person.group for person in village.people}
    for person in village.people:
        for name, number in (
            _anybody(person, village) | _resident(person, village) | _feelings(person, inhabited)
        ).items():
            for label in village.labels[person.row]:
                found[label, name] += number
    of_tourists = {name: number for (label, name), number in village.by_label.items() if label == _TOURIST}
    for label in village.labels_of_tourists:
        for name, number in of_tourists.items():
            found[label, name] = number
        found[label, "UNIQUE"] = of_tourists.get("VISITS", 0)
    return found


def _anybody(person: "Person", village: "Village") -> dict[str, int]:
    return {
        "PEOPLE": 1,
        "UNIQUE": person.last_visit >= village.month_began,
        "ACTIVE": person.reading == ACTIVE,
        "RETURNED": person.returned_on > 0,
        "NEW_READERS": person in village.never_read and person.reading != NEVER,
        "LOANS": person.loans,
    }


def _resident(person: "Person", village: "Village") -> dict[str, int]:
    if person.age < 15:
        return {}
    held = [(_stage(person, other), other, tie) for other, tie in person.ties.items()]
    across = [(stage, tie) for stage, other, tie in held if other.group != person.group]
    told = {
        "RESIDENTS": 1,
        "REACH_30": person.last_visit > village.today.day - 30,
        "REACHED": person.last_visit >= village.opened,
        "AWARE": person.aware,
        "JOINED": person.joined,
        "WITHOUT_VISIT": person.visits == 0,
        "ACROSS": len(across),
        "MADE": sum(tie.since > 0 for _, _, tie in held),
        "MADE_ACROSS": sum(tie.since > 0 for _, tie in across),
        "FRIEND_ACROSS": any(stage >= ties.FRIEND for stage, _ in across),
    }
    for number in range(4):
        others = [other for stage, other, _ in held if stage == number]
        told[f"ENDS {number}"] = len(others)
        told[f"HOURS {number}"] = sum(int(person.hours_with(other) * 100.0) for other in others)
    return told


def _feelings(person: "Person", inhabited: set[int]) -> dict[str, int]:
    others = inhabited - {person.group}
    told = {"PAIRS": len(others), "REGARD": int(person.regard * _MILLION)}
    for name in ("warmth_met", "warmth_group", "knowledge"):
        told[name.upper()] = sum(int(getattr(person, name)[group] * _MILLION) for group in others)
    return told


def _stage(person: "Person", other: "Person") -> int:
    b = person.model.b
    return ties.stage(person.hours_with(other), b.ties_casual_hours, b.ties_friend_hours, b.ties_close_hours)


def ends(village: "Village") -> Counter[tuple[int, int, int]]:
    """Ends of residents' ties by both ethnic groups and stage."""
    return Counter(
        (person.group, other.group, _stage(person, other))
        for person in village.people
        if person.age >= 15
        for other in person.ties
    )
