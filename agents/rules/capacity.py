"""Room for those who come."""

from agents.compiled import rule


@rule
def places_in_slot(places: int, drop_in: bool, stay_hours: float, slot_hours: float) -> int:
    """People that an offer can take in one slot.

    A session takes its places once; a seat of an offer open all slot long turns over slot_hours / stay_hours times.
    """
    if not drop_in:
        return places
    return max(places, int(places * slot_hours / stay_hours))


@rule
def learnt_fill(expected: float, seen: float, rate: float) -> float:
    """Expected fill after a session: expected + rate · (seen − expected); 0–1."""
    return expected + rate * (seen - expected)
