"""How people come to know of the hub."""

from agents.compiled import rule


@rule
def outreach(base: float, campaign: float, signage: float, endorsement: float, promotion: float) -> float:
    """Daily chance to hear of the hub by other ways than people one knows: the α of `awareness_chance`.

    α = 1 − Π (1 − αₛ) over the sources s, so that sources add as independent chances.

    Parameters
    ----------
    base, campaign, signage, endorsement, promotion : float
        Chance of each source, 1/day; 0 where it is silent.

    Returns
    -------
    float
        1/day, between 0 and 1.
    """
    silent = (1.0 - base) * (1.0 - min(campaign, 1.0)) * (1.0 - signage) * (1.0 - endorsement) * (1.0 - promotion)
    return 1.0 - silent


@rule
def awareness_chance(alpha: float, weak_chance: float, weak: int, strong_chance: float, strong: int) -> float:
    """Chance that an unaware person hears of the hub today.

    p = 1 − (1 − α)(1 − q_w)^w (1 − q_s)^s

    Parameters
    ----------
    alpha : float
        Chance by advertising and signs, 1/day.
    weak_chance, strong_chance : float
        Chance that one weak or strong tie who came passes the word on, 1/day.
    weak, strong : int
        Number of such ties who came in the last days.

    Returns
    -------
    float
        1/day.

    References
    ----------
    Goldenberg, Libai & Muller 2001, *Talk of the network*, Marketing Letters 12: the form.
    """
    silence = 1.0 - alpha
    for _ in range(weak):
        silence *= 1.0 - weak_chance
    for _ in range(strong):
        silence *= 1.0 - strong_chance
    return 1.0 - silence


@rule
def may_join_class(joined: bool, acquainted_goers: int, sources: int) -> bool:
    """Whether a person would join a class: after the first time always, before it with enough people known there.

    joined or θ < 2 or acquainted_goers ≥ θ

    Parameters
    ----------
    joined : bool
        Has taken part in a class before.
    acquainted_goers : int
        Ties who came in the last days.
    sources : int
        θ: 1 for a simple contagion (knowing of the hub is enough), 2 for a complex one.

    References
    ----------
    Centola 2010, *Science* 329: clustered networks spread behaviour that needs reinforcement further.
    """
    return joined or sources < 2 or acquainted_goers >= sources
