"""P1: visits fall with distance."""

import numpy as np

from experiments.intervals import half_widths
from experiments.validation.arms import OPENS, YEAR, Arms, Run
from experiments.validation.bounds import in_words, upper
from experiments.validation.pattern import TO_BE_SHOWN, Finding, Pattern, Picture

_BANDS = 5


def _slope(run: Run) -> float:
    """Slope of log expected visits over minutes of travel, by a Poisson regression (consistent whatever the spread)."""
    import statsmodels.api as sm

    minutes = run.model.people.rows.minutes[run.residents]
    fit = sm.GLM(run.visits(OPENS, OPENS + YEAR), sm.add_constant(minutes), family=sm.families.Poisson()).fit()
    return float(fit.params[1])


def _by_band(run: Run) -> np.ndarray:
    minutes = run.model.people.rows.minutes[run.residents]
    visits = run.visits(OPENS, OPENS + YEAR)
    return np.array([visits[band].mean() for band in np.array_split(np.argsort(minutes), _BANDS)])


def _look(arms: Arms) -> Finding:
    slopes = np.array([_slope(run) for run in arms.hub])
    bands = np.array([_by_band(run) for run in arms.hub])
    falls = upper(slopes) < 0.0
    names = ["nearest", "second", "third", "fourth", "farthest"]
    return Finding(
        ours=f"each minute changes visits by {in_words(100 * np.expm1(slopes), 1, '%')}",
        passes=falls,
        numbers={"slope per minute": float(slopes.mean()), "99 % bound": upper(slopes)},
        picture=Picture(
            "bars",
            names,
            "fifths of the residents by travel time",
            "visits per resident and year",
            {"model": bands.mean(axis=0).tolist()},
            {"model": half_widths(bands).tolist()},
        ),
    )


PATTERNS = (
    Pattern(
        name="P1",
        title="Visits fall with distance",
        source="Gilpin & Becker 2020; Bhatt 2010 (distance as instrument for use)",
        mark="[a]",
        url="https://scholarworks.montana.edu/items/a9a631ac-f017-4c30-87a4-40ddc743ac0a",
        published="direction only; no elasticity for libraries was found (Huff exponent 1.5–2 in retail)",
        statistic="slope of log visits of residents over minutes of travel in the hub's first year, Poisson regression",
        criterion="upper 99 % bound of the mean slope over replicates is below zero",
        error=TO_BE_SHOWN,
        role="calibrated",
        used="sign of choice.time",
        look=_look,
        nulls={
            "distance is of no account": {"behaviour.choice.time": 0.0, "behaviour.reading.lapse_distance": 0.0},
        },
    ),
)
