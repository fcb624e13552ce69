"""How well the synthetic people meet the settlement's figures."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model.population import (
    ACTIVE,
    DAY_SHIFT,
    DISABILITIES,
    HOME,
    JOBLESS,
    LAPSED,
    ROTATING_SHIFT,
    SCHOOL,
    Households,
    People,
)
from model.scenario.settlement import Settlement
from model.synthesis.couples import mixed_percent
from model.synthesis.persons import age_classes

if TYPE_CHECKING:
    import pandas as pd


class Margin(NamedTuple):
    """One figure of the settlement, and what the people have."""

    margin: str
    """What is divided, such as ``ethnic group``."""
    category: str
    """Part, such as ``Kazakh``."""
    wanted: float
    """Share asked for, percent."""
    got: float
    """Share drawn, percent."""

    @property
    def error(self) -> float:
        """Drawn less asked for, percentage points."""
        return self.got - self.wanted


def margins(settlement: Settlement, people: People, households: Households, couples: np.ndarray) -> list[Margin]:
    """Compare the synthetic people with the settlement's figures.

    Parameters
    ----------
    settlement : Settlement
    people : People
    households : Households
    couples : array of int, shape (couples, 2)
        Rows of people who live as couples; empty if that is not known.

    Returns
    -------
    list of Margin
    """
    rows = people.rows
    found: list[Margin] = []

    def share(margin: str, category: str, wanted: float, part: np.ndarray, whole: np.ndarray) -> None:
        if whole.any():
            found.append(Margin(margin, category, wanted, 100.0 * float((part & whole).sum() / whole.sum())))

    everybody = np.ones(len(rows), np.bool_)
    total = sum(settlement.ethnic_percent.values())
    for index, (group, percent) in enumerate(settlement.ethnic_percent.items()):
        share("ethnic group", group, 100.0 * percent / total, rows.group == index, everybody)
    total = sum(settlement.age_percent.values())
    for band, percent in settlement.age_percent.items():
        low = int(band.split("-")[0].rstrip("+"))
        inside = (rows.age >= low) & (rows.age < (low + 5 if "-" in band else 999))
        share("age", band, 100.0 * percent / total, inside, everybody)
        share("women", band, settlement.women_percent[band], rows.sex == 1, inside)
    adults = rows.age >= 18
    ages = age_classes(rows.age, rows.sex, settlement)
    share("activity", "students, 18–22", settlement.students_percent, rows.activity == SCHOOL, ages == 2)
    working_age = ((ages == 2) | (ages == 3)) & (rows.activity != SCHOOL)
    employed = (rows.activity == DAY_SHIFT) | (rows.activity == ROTATING_SHIFT)
    share("activity", "employed", settlement.employed_percent, employed, working_age)
    rotating = rows.activity == ROTATING_SHIFT
    share("activity", "rotating shift", settlement.rotating_shift_percent, rotating, employed)
    share("activity", "home", settlement.home_percent, rows.activity == HOME, working_age)
    share("activity", "jobless", settlement.jobless_percent, rows.activity == JOBLESS, working_age)
    disabled = rows.disability > 0
    for name, inside in (("children", ages < 2), ("working", (ages == 2) | (ages == 3)), ("pension", ages == 4)):
        share("disability", name, settlement.disability_percent[name], disabled, inside)
    total = sum(settlement.disability_kind_percent.values())
    for kind, percent in settlement.disability_kind_percent.items():
        share("disability", kind, 100.0 * percent / total, rows.disability == DISABILITIES.index(kind), disabled)
    readers = rows.age >= 6
    share("reading", "active", settlement.readers_percent, rows.reading == ACTIVE, readers)
    share("reading", "lapsed", settlement.lapsed_percent, rows.reading == LAPSED, readers)
    sizes = np.minimum(households.rows.headcount, 8)
    total = sum(settlement.household_size_percent.values())
    for size, percent in settlement.household_size_percent.items():
        homes = np.ones(len(sizes), np.bool_)
        share("household size", size, 100.0 * percent / total, sizes == int(size), homes)
    if len(couples):
        mixed = rows.group[couples[:, 0]] != rows.group[couples[:, 1]]
        share("couples", "mixed", mixed_percent(settlement), mixed, np.ones(len(mixed), np.bool_))
        married = np.zeros(len(rows), np.bool_)
        married[couples.ravel()] = True
        share("couples", "live with a spouse", settlement.couples_percent, married, adults)
    return found


def margins_table(found: list[Margin]) -> "pd.DataFrame":
    """Give the margins as a table: margin, category, wanted, got (percent), error (percentage points)."""
    import pandas as pd  # imported late for a quick start

    return pd.DataFrame([(*margin, margin.error) for margin in found], columns=[*Margin._fields, "error"])
