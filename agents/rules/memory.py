"""What a visit leaves behind: habit, satisfaction, trust, reputation.

References
----------
[1] Lally et al. 2010: habit strength rises to a plateau with repetitions; a missed occasion does not reset it.
[2] Guadagni & Little 1983: exponential smoothing of past choices.
[3] Fader & Lattin 1993: smoothing alone cannot tell habit from a lasting inclination; hence the model carries both.
"""

import math

from agents.compiled import rule


@rule
def habit_now(habit: float, days: int, decay: float) -> float:
    """Habit after days without a visit: H (1 − δ)^days."""
    if habit <= 0.0 or decay >= 1.0:
        return 0.0 if days > 0 else habit
    return habit * math.exp(math.log(1.0 - decay) * days)


@rule
def habit_after_visit(habit: float, gain: float) -> float:
    """Habit after one more visit: H + gain · (1 − H) [1]; the gain counts repetitions, not days."""
    return habit + gain * (1.0 - habit)


@rule
def roots_after_another(roots: float, gain: float) -> float:
    """How firmly one is rooted in a circle after taking part in another class: r (1 − gain).

    Roots are habit in the stable context of one session with the same people [1]: they grow by `habit_after_visit` and
    fade by `habit_now`, with a gain and a decay of their own. What one session gains another loses (assumed).
    """
    return roots * (1.0 - gain)


@rule
def visit_outcome(appeal: float, met: bool, company: float, fill: float, crowding: float) -> float:
    """Satisfaction with one visit, 0–1: appeal + company (if one met somebody) − crowding · fill².

    Parameters
    ----------
    appeal : float
        Quality of what one came for, 0–1.
    met : bool
        One met somebody.
    company, crowding : float
        Weights of meeting people and of a full room.
    fill : float
        Share of places taken, 0–1.

    Notes
    -----
    Assumed; that company makes a place worth visiting is Oldenburg's third place (1989).
    """
    outcome = appeal + (company if met else 0.0) - crowding * fill * fill
    return min(1.0, max(0.0, outcome))


@rule
def remembered(memory: float, outcome: float, rate: float) -> float:
    """Exponential smoothing: memory + rate · (outcome − memory) [2]. Satisfaction, trust and reputation alike."""
    return memory + rate * (outcome - memory)


@rule
def disappointed(satisfaction: float, rate: float) -> float:
    """Satisfaction of one who was turned away, which is a visit with outcome 0: satisfaction · (1 − rate)."""
    return remembered(satisfaction, 0.0, rate)
