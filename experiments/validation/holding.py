"""Holding all patterns against the model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from experiments.intervals import KIND
from experiments.progress import Progress
from experiments.validation.arms import SETTLEMENT, Arms
from experiments.validation.catalogue import CATALOGUE
from experiments.validation.pattern import ROLES, Finding, Pattern, Role, looked
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
    nulls : mapping
        By the pattern's name: what was found in the worlds without its mechanism, by their words. Empty if not seen.
    """

    findings: tuple[tuple[Pattern, Finding], ...]
    seeds: range
    population: int
    nulls: Mapping[str, Mapping[str, Finding]] = field(default_factory=dict)

    @property
    def failing(self) -> tuple[str, ...]:
        """Names of the patterns that the model does not show."""
        return tuple(pattern.name for pattern, finding in self.findings if not finding.passes)

    @property
    def blind(self) -> tuple[str, ...]:
        """Names of the patterns that hold in a world without their mechanism, too: their criterion shows nothing."""
        return tuple(name for name, worlds in self.nulls.items() if any(found.passes for found in worlds.values()))

    def tally(self) -> dict[Role, tuple[int, int]]:
        """How many patterns of each role hold, and how many there are."""
        verdicts: dict[Role, list[bool]] = {role: [] for role in ROLES}
        for pattern, finding in self.findings:
            verdicts[pattern.role].append(finding.passes)
        return {role: (sum(each), len(each)) for role, each in verdicts.items() if each}

    @property
    def caption(self) -> str:
        """What stands under a figure."""
        return f"n = {len(self.seeds)} replicates, seeds {self.seeds[0]}–{self.seeds[-1]}; whiskers and bands: {KIND}"

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
                "mark": pattern.mark,
                "url": pattern.url,
                "ours": finding.ours,
                "statistic": pattern.statistic,
                "criterion": pattern.criterion,
                "error": pattern.error,
                "role": pattern.role,
                "used_for": pattern.used,
                "remark": finding.remark,
                "null_worlds": "; ".join(pattern.nulls),
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
    nulls: bool = False,
    progress: Progress = _SILENT,
) -> Validation:
    """Hold patterns against the model at its defaults.

    Parameters
    ----------
    names : sequence of str
        Patterns; all of them if none is named.
    seed, replicates, population
        As of `experiments.validation.arms.Arms`.
    nulls : bool
        Look in the worlds without the mechanisms, too, where each criterion must fail.
    progress : Progress
        What is told on the way.

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
    findings, without = [], {}
    with progress.count(len(chosen), "Patterns") as counted:
        for pattern in chosen:
            findings.append((pattern, looked(pattern, arms)))
            if nulls and pattern.nulls:
                without[pattern.name] = {
                    words: looked(pattern, arms.without(levers)) for words, levers in pattern.nulls.items()
                }
            counted.step(pattern.name)
    return Validation(tuple(findings), arms.seeds, population, without)
