"""Holding all patterns against the model."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from experiments.progress import Progress
from experiments.validation.arms import SETTLEMENT, Arms
from experiments.validation.catalogue import CATALOGUE
from experiments.validation.pattern import Finding, Pattern
from model.scenario import InputError
from model.scenario.errors import nearest

_SILENT = Progress()


@dataclass(frozen=True)
class Validation:
    """What was found.

    Attributes
    ----------
    findings : tuple of (Pattern, Finding)
        In the order of the catalogue.
    seeds : range
        Seeds of the replicates.
    population : int
        People of the settlement.
    """

    findings: tuple[tuple[Pattern, Finding], ...]
    seeds: range
    population: int

    @property
    def failing(self) -> tuple[str, ...]:
        """Names of the patterns that the model does not show."""
        return tuple(pattern.name for pattern, finding in self.findings if not finding.passes)

    @property
    def setting(self) -> str:
        """On what it was found, in a sentence."""
        seeds = f"seeds {self.seeds[0]} to {self.seeds[-1]}"
        where = f"{SETTLEMENT.title()} with {self.population:,} people, a people-first hub whose operator stays"
        return f"{where}; {len(self.seeds)} replicates ({seeds}), unless a pattern says otherwise; defaults throughout."

    def table(self) -> pd.DataFrame:
        """Give a row for each pattern."""
        return pd.DataFrame(
            {
                "pattern": pattern.name,
                "title": pattern.title,
                "holds": finding.passes,
                "published": pattern.published,
                "source": pattern.source,
                "ours": finding.ours,
                "statistic": pattern.statistic,
                "criterion": pattern.criterion,
                "error": pattern.error,
                "role": pattern.role,
                "used_for": pattern.used,
                "remark": finding.remark,
            }
            for pattern, finding in self.findings
        )

    def numbers(self) -> pd.DataFrame:
        """Give the numbers on which each finding rests, a row each."""
        return pd.DataFrame(
            {"pattern": pattern.name, "number": name, "value": float(value)}
            for pattern, finding in self.findings
            for name, value in finding.numbers.items()
        )


def hold(
    names: Sequence[str] = (),
    *,
    seed: int = 1,
    replicates: int = 8,
    population: int = 2000,
    progress: Progress = _SILENT,
) -> Validation:
    """Hold patterns against the model at its defaults.

    Parameters
    ----------
    names : sequence of str
        Patterns; all of them if none is named.
    seed, replicates, population
        As of `experiments.validation.arms.Arms`.

    Raises
    ------
    InputError
        There is no such pattern.
    """
    for name in names:
        if name not in CATALOGUE:
            raise InputError(f'--pattern: unknown pattern "{name}"{nearest(name, CATALOGUE)}')
    chosen = [CATALOGUE[name] for name in names] if names else list(CATALOGUE.values())
    arms = Arms(seed, replicates, population)
    findings = []
    with progress.count(len(chosen), "Patterns") as counted:
        for pattern in chosen:
            findings.append((pattern, pattern.look(arms)))
            counted.step(pattern.name)
    return Validation(tuple(findings), arms.seeds, population)
