"""What operator and state get out of a design, in sentences."""

import math
from typing import TYPE_CHECKING, Literal

import numpy as np

from experiments.shortfall import shortfall
from experiments.wording import amount

if TYPE_CHECKING:
    from experiments.compare import Comparison
    from model.scenario import Scenario

type Unappraised = Literal["no hub", "too late", "run by the state", "no whole month"]

_MILLION = 1e6


def money_in_words(comparison: "Comparison") -> list[str]:
    """Say for each design what the operator earns, when the fit-out is paid back and what the state gains.

    Means and shares over the replicates, medians where it is said; the tables hold the intervals.
    """
    return [f"{design}: {_of_design(comparison, design)}" for design in comparison.designs]


def _of_design(comparison: "Comparison", design: str) -> str:
    terms = comparison.scenarios[design].design.partnership
    appraisals = [each for each in comparison.appraisals[design] if not math.isnan(each.npv)]
    if not appraisals:
        scenario = comparison.scenarios[design]
        why = _UNAPPRAISED[why_no_appraisal(scenario)].format(day=scenario.opens + 1)
        return f"{why}; {_state(comparison, design)}"
    profit = comparison.value("operator_profit", design).mean
    verb = "earns" if profit >= 0.0 else "loses"
    words = f"the operator {verb} {_millions(abs(profit))} a month, tax and interest paid, the loan not yet repaid"
    lacking = shortfall(comparison.months[design])
    if lacking.short:
        words += f" (in {lacking.short} of {lacking.due} months of all runs its cash does not cover what the bank is "
        words += f"due: the owner adds {_millions(lacking.added)} a run)"
    runs = len(comparison.seeds)
    gone = round(runs * (1.0 - comparison.value("operator_there", design).mean))
    if gone:
        months = comparison.value("months_of_loss", design).mean
        words += f", and has left by the end in {_of(gone, runs)}, after {amount(months)} months of loss on average"
    paid = [each.payback for each in appraisals if not math.isnan(each.payback)]
    cost = f"the fit-out of {_millions(terms.fit_out)}"
    if paid:
        words += f"; {cost} is paid back within the contract in {_of(len(paid), runs)}, "
        words += f"after {np.median(paid):.0f} months (median)"
    elif terms.fit_out:
        words += f"; {cost} is never paid back within the contract of {terms.term_months} months"
    return f"{words}; {_state(comparison, design)}"


def why_no_appraisal(scenario: "Scenario") -> Unappraised:
    """Say why there is no operator whose books could be appraised, in a scenario whose runs have no such months."""
    if not scenario.design.hub:
        return "no hub"
    if scenario.opens_too_late:
        return "too late"
    return "run by the state" if scenario.design.partnership.run_by == "state" else "no whole month"


_UNAPPRAISED: dict[Unappraised, str] = {
    "no hub": "no operator",
    "too late": "the hub opens on day {day}, after the end",
    "run by the state": "run by the state",
    "no whole month": "the operator has no whole month by the end",
}


def _state(comparison: "Comparison", design: str) -> str:
    gross, net = (comparison.value(name, design).mean for name in ("state_gain", "state_gain_net"))
    if gross == net == 0.0:
        return "the state spends what it did."
    words = f"over the run the state is {_better_off(net)}"
    return words + (f" ({_better_off(gross)} before displaced taxes)." if gross != net else ".")


def _better_off(gain: float) -> str:
    return f"{_millions(abs(gain))} {'better' if gain >= 0.0 else 'worse'} off"


def _of(some: int, all_: int) -> str:
    return "every run" if some == all_ else f"{some} of {all_} runs"


def _millions(value: float) -> str:
    return f"{amount(value / _MILLION)} million KZT"
