"""Intergroup contact: warmth on two levels, knowledge of cultures, regard for people with disabilities.

References
----------
[1] Pettigrew & Tropp 2006: contact under favourable conditions; the conditions as one bundle.
[2] Barlow et al. 2012; Graf, Paolini & Rubin 2014: bad contact weighs more and is rarer.
[3] Mousa 2020: behaviour changes where people met, hardly elsewhere; hence two stores.
[4] Zhou et al. 2019: extended contact counts less than one's own.
"""

from agents.compiled import rule


@rule
def chance_good(share: float, slope: float, conditions: float) -> float:
    """Chance that a meeting goes well: share + slope · (O − ½), within 0–1.

    Parameters
    ----------
    share : float
        Where Allport's conditions hold half-way.
    slope : float
        How much likelier full conditions make it than none.
    conditions : float
        O, 0–1.
    """
    return min(1.0, max(0.0, share + slope * (conditions - 0.5)))


@rule
def warmth_after_meeting(
    warmth: float, good: bool, quality: float, conditions: float, gain: float, loss_ratio: float
) -> float:
    """Warmth towards the people met, after one meeting with one of them.

    Good: w + η⁺ q O (1 − w). Bad: w − η⁻ q w, with η⁻ = loss_ratio · η⁺.

    Parameters
    ----------
    warmth : float
        Before, 0–1.
    good : bool
        The meeting went well.
    quality : float
        How well or badly, 0–1.
    conditions : float
        O: how far Allport's conditions hold, 0–1.
    gain : float
        η⁺.
    loss_ratio : float
        η⁻ / η⁺; between 1 and 3 by [2].

    Returns
    -------
    float
        0–1 while gain · loss_ratio ≤ 1.
    """
    if good:
        return warmth + gain * quality * conditions * (1.0 - warmth)
    return max(0.0, warmth - gain * loss_ratio * quality * warmth)


@rule
def meeting_quality(luck: float, hours: float) -> float:
    """How well or badly a meeting goes, 0–1: q = U · min(1, h), with U even between 0 and 1 and h the hours shared."""
    return luck * min(1.0, hours)


@rule
def extended_share(bridging: int, held: int) -> float:
    """Share of friends who have friends in a group, 0–1: bridging / held.

    Parameters
    ----------
    bridging : int
        Ties to people of the own group who have made a tie to the other group since the start.
    held : int
        All ties, of whichever group.
    """
    return bridging / held


@rule
def generalised(warmth: float, change: float, share: float) -> float:
    """Warmth towards a group as a whole when warmth towards its people met here changes: w + g · change, within 0–1."""
    return min(1.0, max(0.0, warmth + share * change))


@rule
def raised(value: float, rate: float, amount: float) -> float:
    """A bounded stock after it is fed: v + rate · amount · (1 − v). Knowledge, regard and extended contact alike."""
    return value + rate * amount * (1.0 - value)


@rule
def share_kept(rate: float, days: int) -> float:
    """Share of a change that is left after some days of slow return: (1 − ρ)^days."""
    return (1.0 - rate) ** float(days)


@rule
def recovered(value: float, start: float, kept: float) -> float:
    """Slow return to where one started: start + (v − start) · kept, with `kept` from `share_kept`."""
    return start + (value - start) * kept
