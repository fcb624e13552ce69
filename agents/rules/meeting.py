"""Whom one meets, and what becomes of a tie.

References
----------
[1] Hall 2018, *How many hours does it take to make a friend?*: stages by accumulated hours.
[2] Kossinets & Watts 2009, *Origins of homophily in an evolving social network*: shared foci and closure.
[3] Burt 2002, *Bridge decay*: ties across groups fade faster.
[4] Dunbar's layers 5/15/50/150: the number of ties is bounded.
"""

import math

from agents.compiled import rule

ACQUAINTANCE, CASUAL_FRIEND, FRIEND, CLOSE_FRIEND = range(4)


@rule
def partner_weight(
    own_group: bool, mixing: float, closeness: float, familiar: float, common_friend: bool, closure: float
) -> float:
    """Weight with which somebody present is met.

    (1 for the own group, ω for others) × (1 + familiar · closeness², or 1 + closure for a friend's friend). The square
    lets steady partners form: by weights in proportion to past hours all would go on meeting all (assumed).

    Parameters
    ----------
    own_group : bool
        Same ethnic group.
    mixing : float
        ω: weight of somebody of another group; the programme's.
    closeness : float
        0 without a tie, 1 for a friend or closer.
    familiar : float
        Added weight of a friend.
    common_friend : bool
        There is no tie, but a common friend.
    closure : float
        Added weight of a friend's friend.
    """
    weight = 1.0 if own_group else mixing
    if common_friend:
        return weight * (1.0 + closure)
    return weight * (1.0 + familiar * closeness * closeness)


@rule
def closeness(hours: float, friend_hours: float) -> float:
    """How close a tie is, 0–1: min(1, h / h_friend), 1 for a friend or closer.

    Parameters
    ----------
    hours, friend_hours : float
        Hours that the tie counts today, and those of a friend, h.
    """
    return min(1.0, hours / friend_hours)


@rule
def shared_hours(hours: float, intensity: float) -> float:
    """Hours that a meeting adds to a tie: hours of the stay · intensity, the share that is spent with one partner."""
    return hours * intensity


@rule
def largest_weight_without_tie(mixing: float, closure: float) -> float:
    """Upper bound of `partner_weight` for somebody without a tie: max(1, ω) · (1 + closure).

    The draw by rejection needs it.
    """
    return max(1.0, mixing) * (1.0 + closure)


@rule
def share_left(days: int, across: bool, decay: float, bridge_factor: float) -> float:
    """Share of a tie's hours that is left after some days without contact: exp(−δ · days).

    Parameters
    ----------
    days : int
        Since the last contact.
    across : bool
        The two are of different groups: δ counts `bridge_factor` times [3].
    decay : float
        δ, 1/day.
    bridge_factor : float
        At least 1.
    """
    rate = decay * bridge_factor if across else decay
    return math.exp(-rate * days)


@rule
def hours_now(hours: float, days: int, made_at_hub: bool, across: bool, decay: float, bridge_factor: float) -> float:
    """Hours that a tie still counts, after some days without contact.

    h · exp(−δ · days), of which `share_left` is the second factor. Ties that were there at the start live in a
    household, at work or next door, which keeps them up: they do not fade (assumed).

    Parameters
    ----------
    hours : float
        Hours at the last contact.
    days : int
        Since then.
    made_at_hub : bool
        The tie began during the run.
    across : bool
        The two are of different groups.
    decay : float
        δ, 1/day.
    bridge_factor : float
        At least 1.
    """
    if not made_at_hub:
        return hours
    return hours * share_left(days, across, decay, bridge_factor)


@rule
def stage(hours: float, casual: float, friend: float, close: float) -> int:
    """Stage of a tie by accumulated hours: 0 acquaintance, 1 casual friend, 2 friend, 3 close friend [1].

    [h ≥ casual] + [h ≥ friend] + [h ≥ close], since the hours of the stages rise.
    """
    # A sum without a branch: at which stage the next tie is, the processor cannot guess.
    return int(hours >= casual) + int(hours >= friend) + int(hours >= close)
