"""The register of residents: who there is, before homes and minds; drawn, or read from a table."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.luck import Luck
from model.population import ACTIVITIES, AGE_OF_DECISION, DISABILITIES, READING_STATES, SEXES, Floats, Ints, Keys
from model.scenario.settlement import Settlement
from model.synthesis.households import form_households
from model.synthesis.persons import Persons, complete_persons, draw_persons

if TYPE_CHECKING:
    import pandas as pd

UNKNOWN = -1
"""Stands for a reading state that a table leaves open."""


class Register(NamedTuple):
    """Who there is. What a table may tell and does not is NaN, or `UNKNOWN`."""

    persons: Persons
    """Age, sex, activity, disability and group."""
    ids: Keys
    """Names by which luck knows the persons."""
    household: Ints
    """Any numbers that tell the households apart."""
    couples: NDArray[np.int64]
    """Rows of people who live as couples, two a row; empty where the residents were read."""
    income_month: Floats
    """Own income as told, KZT a month."""
    x: Floats
    """Home as told, metres east of the hub."""
    y: Floats
    """Home as told, metres north of the hub."""
    reading: Ints
    """Reading state as told."""


def residents_first(register: Register) -> Register:
    """List those who decide, and may hold ties, before the children; both otherwise as they stood."""
    order = np.argsort(register.persons.age < AGE_OF_DECISION, kind="stable")
    row_now = np.argsort(order)
    columns = register._asdict() | {"persons": Persons(*(column[order] for column in register.persons))}
    for name in ("ids", "household", "income_month", "x", "y", "reading"):
        columns[name] = columns[name][order]
    return Register(**columns | {"couples": row_now[register.couples]})


def draw_register(settlement: Settlement, luck: Luck) -> Register:
    """Draw the persons of a settlement, and who lives with whom."""
    persons = draw_persons(settlement, luck)
    household, couples = form_households(settlement, persons, luck)
    people = len(household)
    open_ = np.full(people, np.nan)
    return Register(
        persons, np.arange(people), household, couples, open_, open_, open_, np.full(people, UNKNOWN, np.int32)
    )


def read_register(settlement: Settlement, luck: Luck) -> Register:
    """Take the residents from the settlement's table, in its order; activities and disabilities left open are drawn.

    Raises
    ------
    InputError
        See `model.synthesis.residents.read_residents`.
    """
    from model.synthesis.residents import read_residents

    assert settlement.residents is not None
    frame = read_residents(settlement.residents, settlement.groups)
    ids, age, sex = frame["id"].to_numpy(np.int64), frame["age"].to_numpy(np.int32), _codes(frame, "sex", SEXES)
    known = _codes(frame, "activity", ACTIVITIES), _codes(frame, "disability", DISABILITIES)
    activity, disability = complete_persons(settlement, age, sex, *known, ids, luck)
    return Register(
        Persons(age, sex, activity, disability, _codes(frame, "group", settlement.groups)),
        ids,
        np.unique(frame["household"].to_numpy(str), return_inverse=True)[1].astype(np.int32),
        np.empty((0, 2), np.int64),
        _numbers(frame, "income_month"),
        _numbers(frame, "x"),
        _numbers(frame, "y"),
        _codes(frame, "reading", READING_STATES),
    )


def _codes(frame: "pd.DataFrame", name: str, names: tuple[str, ...]) -> Ints:
    if name not in frame:
        return np.full(len(frame), UNKNOWN, np.int32)
    numbers = {value: number for number, value in enumerate(names)}
    return np.array([numbers.get(value, UNKNOWN) for value in frame[name]], np.int32)


def _numbers(frame: "pd.DataFrame", name: str) -> Floats:
    return frame[name].to_numpy(np.float64) if name in frame else np.full(len(frame), np.nan)
