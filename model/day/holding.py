"""The ties that a person holds: how many hours they count today, how they grow, and which one yields."""

from agents.compiled import rule
from model.day.fading import Fading, hours_left
from model.population import People
from model.ties import Ties


@rule
def slot_of_tie(row: int, other: int, people: People, ties: Ties) -> int:
    """Where a person keeps the tie to another; −1 if there is none."""
    for s in range(people.rows[row].degree):
        if ties[row, s].other == other:
            return s
    return -1


@rule
def tie_hours(row: int, s: int, day: int, people: People, ties: Ties, fading: Fading) -> float:
    """Hours that the tie in one of a person's slots counts today."""
    tie = ties[row, s]
    # Only of ties that fade does the group matter, and the other's row is far away.
    across = int(tie.since > 0 and people.rows[row].group != people.rows[tie.other].group)
    return hours_left(tie, day, across, fading)


@rule
def spend_time(row: int, other: int, day: int, hours: float, people: People, ties: Ties, fading: Fading) -> bool:
    """Add shared hours to the tie of two people, which may begin with it.

    Returns
    -------
    bool
        A tie began. It does not where one of the two holds as many ties as a person can and none is weaker.
    """
    s = slot_of_tie(row, other, people, ties)
    if s >= 0:
        total = tie_hours(row, s, day, people, ties, fading) + hours
        r = slot_of_tie(other, row, people, ties)
        ties[row, s].hours = total
        ties[other, r].hours = total
        ties[row, s].last = day
        ties[other, r].last = day
        return False
    if not (has_place(row, hours, day, people, ties, fading) and has_place(other, hours, day, people, ties, fading)):
        return False
    yield_place(row, day, people, ties, fading)
    yield_place(other, day, people, ties, fading)
    hold(row, other, day, hours, people, ties)
    hold(other, row, day, hours, people, ties)
    return True


@rule
def weakest(row: int, day: int, people: People, ties: Ties, fading: Fading) -> int:
    """Slot of a person's weakest tie; of equal ones, that to the one whose name comes first."""
    least = 0
    fewest = tie_hours(row, 0, day, people, ties, fading)
    for s in range(1, people.rows[row].degree):
        hours = tie_hours(row, s, day, people, ties, fading)
        if hours > fewest:
            continue  # the others' rows are far away
        if hours < fewest or people.rows[ties[row, s].other].id < people.rows[ties[row, least].other].id:
            least, fewest = s, hours
    return least


@rule
def has_place(row: int, hours: float, day: int, people: People, ties: Ties, fading: Fading) -> bool:
    """Whether a person can hold one more tie of so many hours: a free slot, or a weaker tie that yields."""
    if people.rows[row].degree < ties.shape[1]:
        return True
    return tie_hours(row, weakest(row, day, people, ties, fading), day, people, ties, fading) < hours


@rule
def yield_place(row: int, day: int, people: People, ties: Ties, fading: Fading) -> None:
    """Let the weakest tie go, at both ends, if a person's hands are full."""
    if people.rows[row].degree == ties.shape[1]:
        s = weakest(row, day, people, ties, fading)
        other = ties[row, s].other
        let_go(row, s, people, ties)
        let_go(other, slot_of_tie(other, row, people, ties), people, ties)


@rule
def hold(row: int, other: int, day: int, hours: float, people: People, ties: Ties) -> None:
    """Write a new tie into a person's first free slot."""
    s = people.rows[row].degree
    ties[row, s].other = other
    ties[row, s].hours = hours
    ties[row, s].last = day
    ties[row, s].since = day
    people.rows[row].degree = s + 1


@rule
def let_go(row: int, s: int, people: People, ties: Ties) -> None:
    """Empty a slot; the last tie moves up."""
    last = people.rows[row].degree - 1
    ties[row, s].other = ties[row, last].other
    ties[row, s].hours = ties[row, last].hours
    ties[row, s].last = ties[row, last].last
    ties[row, s].since = ties[row, last].since
    ties[row, last].other = -1
    ties[row, last].hours = 0.0
    people.rows[row].degree = last
