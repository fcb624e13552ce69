"""What follows from an attribute of an agent, or from a table, that the user wrote."""

from typing import TYPE_CHECKING

import numpy as np

from agents import Family, Resident, Tourist
from agents.column import Column
from model.day.today import PARTIES
from model.population import AGE_OF_DECISION, Households, People
from model.synthesis.households import first_adults
from model.ties import Ties, in_use

if TYPE_CHECKING:
    from model.hub_model import HubModel

GROUPED = frozenset({"ethnic_group", "sex", "age", "income", "earnings", "budget", "disability", "minutes"})
"""Attributes by which people are divided into groups."""

COUNTED = frozenset({"age", "aware", "reading", "last_visit"})
"""Attributes behind the stocks that are kept from day to day."""

POOLED = frozenset({"income", "earnings", "budget"})
"""Attributes of one that change what the whole household has."""


def follow(name: str, household: int, people: People, households: Households) -> None:
    """Let a household follow what was written of it, or of one of its members.

    A budget is the sum of the members' incomes. Earnings are pooled: the sum of what all bring in is the budget, and
    each member's income an equal part of it. A budget that is written is shared out alike.

    Parameters
    ----------
    name : str
        Attribute that was written.
    household : int
        Row of the household.
    """
    home = households.rows[household]
    members = members_of(household, households)
    rows = people.rows
    by_name = members[np.argsort(rows.id[members])]
    if name == "income":
        home.budget = rows.income[by_name].sum()
    elif name == "earnings":
        home.budget = rows.earnings[by_name].sum()
    if name in ("earnings", "budget"):
        rows.income[members] = home.budget / home.headcount
    if name == "age":
        _find_adults(people, households)


def follow_tables(people: People, households: Households) -> None:
    """Let all households follow the tables: budgets the members' incomes, and the adults of a family their ages."""
    rows, homes = people.rows, households.rows
    by_name = np.argsort(rows.id)
    pooled = np.zeros(len(homes))
    np.add.at(pooled, rows.household[by_name], rows.income[by_name])
    # What is equal but for rounding is left as it is, so that nothing changes where nothing was written.
    other = ~np.isclose(pooled, homes.budget, rtol=1e-9, atol=1e-9)
    homes.budget[other] = pooled[other]
    _find_adults(people, households)


def check_tables(model: "HubModel") -> None:
    """Check every column that agents can write, and that children, who are no agents, stay children.

    Raises
    ------
    ValueError
        Attribute, value and what is allowed.
    """
    homes = model.households.rows
    everybody, families = np.arange(model.population), np.flatnonzero((homes.children > 0) & (homes.adult_1 >= 0))
    grown, children = everybody[: model.residents], everybody[model.residents :]
    parties = np.arange(int(model.sheets.sizes[PARTIES]))
    for kind, rows in ((Resident, everybody), (Family, families), (Tourist, parties)):
        for column in vars(kind).values():
            if isinstance(column, Column):
                column.check(model, grown if column.name == "age" else rows)
    for name, allowed in (("age", range(AGE_OF_DECISION)), ("degree", range(1))):
        written = model.people.rows[name][children]
        wrong = ~np.isin(written, allowed)
        if wrong.any():
            row, value = children[wrong][0], written[wrong][0]
            what = f"from {allowed[0]} to {allowed[-1]}: a child stays a child, and holds no ties"
            raise ValueError(f"people.rows[{row}].{name} = {value} must be {what}")


def check_ties(degree: np.ndarray, ties: Ties, today: int) -> None:
    """Check that each tie stands at both its ends alike, and began and was last kept up before now.

    Parameters
    ----------
    degree : array of int, shape (people,)
        Ties that each person holds.
    today : int
        Days lived so far.

    Raises
    ------
    ValueError
        Column, row and slot, value, and what is allowed.
    """
    row, slot = np.nonzero(in_use(ties, degree))
    held = ties[row, slot]
    for wrong, column, allowed in (
        ((held.other < 0) | (held.other >= len(ties)) | (held.other == row), "other", "the row of another person"),
        (~np.isfinite(held.hours) | (held.hours < 0.0), "hours", "a finite number from 0 on"),
        (held.since > today, "since", f"a day up to today, {today}"),
        (
            (held.last > today) | ((held.since > 0) & (held.last < held.since)),
            "last",
            f"a day from the tie's beginning to today, {today}",
        ),
    ):
        if wrong.any():
            at = int(wrong.argmax())
            raise ValueError(f"ties[{row[at]}, {slot[at]}].{column} = {held[column][at]} must be {allowed}")
    there = np.stack((row, held.other, held.hours, held.last, held.since))
    back = there[[1, 0, 2, 3, 4]]
    if not np.array_equal(there[:, np.lexsort(there[::-1])], back[:, np.lexsort(back[::-1])]):
        raise ValueError("ties must stand at both their ends, with the same hours, last contact and beginning")


def members_of(household: int, households: Households) -> np.ndarray:
    """Rows of the members of a household, adults before children."""
    home = households.rows[household]
    return households.members[home.first : home.first + home.headcount]


def _find_adults(people: People, households: Households) -> None:
    homes, rows = households.rows, people.rows
    homes.adult_1, homes.adult_2 = first_adults(rows.household, households.members, rows.age, homes.first)
