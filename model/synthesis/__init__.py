"""Who lives there: from a settlement's figures to people, households, dwellings and ties."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.luck import Luck, Stream, code
from model.population import (
    ACTIVITIES,
    DISABILITIES,
    HOME,
    PENSION,
    READING_STATES,
    ROTATING_SHIFT,
    SCHOOL,
    SEXES,
    Floats,
    Households,
    Ints,
    People,
    people_of,
)
from model.scenario.behaviour import Behaviour, Kind
from model.scenario.settlement import Settlement
from model.synthesis.dwellings import minutes_to_hub, settle_households
from model.synthesis.households import form_households, list_households
from model.synthesis.incomes import DAYS_OF_MONTH, draw_incomes
from model.synthesis.minds import draw_feelings, draw_reading, draw_tastes
from model.synthesis.network import start_network
from model.synthesis.persons import Persons, draw_persons
from model.ties import Ties

__all__ = ["Inhabitants", "synthesise"]

_CREWS = 4


class Inhabitants(NamedTuple):
    """Everybody who lives in a settlement, and how they are connected."""

    people: People
    """Persons, tastes and minds."""
    households: Households
    """Households and their members."""
    ties: Ties
    """Ties of residents at the start."""
    couples: NDArray[np.int64]
    """Persons who live as couples, two a row; empty where the residents were given."""


class _Register(NamedTuple):
    """Who there is: persons, their names, and whatever a table of residents said beyond."""

    persons: Persons
    ids: NDArray[np.int64]
    household: Ints
    couples: NDArray[np.int64]
    given: dict[str, np.ndarray]


def synthesise(
    settlement: Settlement, behaviour: Behaviour, cultures: list[str], kinds: dict[str, Kind], seed: int
) -> Inhabitants:
    """Draw the people of a settlement, their households, homes, minds and ties.

    Every draw is keyed by who draws and by the name of what is drawn, so that the same people live there whatever the
    design, and a kind or a culture more changes nothing about the others.

    Parameters
    ----------
    settlement : Settlement
    behaviour : Behaviour
    cultures : list of str
        Cultures of the run; the settlement's ethnic groups first.
    kinds : dict of str to Kind
        Kinds of offer.
    seed : int

    Returns
    -------
    Inhabitants
    """
    luck = Luck(seed)
    register = _register(settlement, luck)
    persons, ids, given = register.persons, register.ids, register.given
    own = given.get("income")
    if own is None:
        own = draw_incomes(settlement, persons.activity, persons.age, ids, luck)
    household, households = list_households(register.household, persons.age, ids, own)
    names = households.rows.id
    head_group = persons.group[households.members[households.rows.first]]
    x, y = settle_households(settlement, names, head_group, luck)
    if "x" in given:
        x, y = (given[axis][households.members[households.rows.first]] for axis in ("x", "y"))
    minutes = minutes_to_hub(x, y, names, behaviour.travel, luck)
    propensity = behaviour.reading.propensity_sd * luck.normals(Stream.PERSON, ids, counter=code("propensity"))
    reading = draw_reading(settlement, persons, ids, propensity, behaviour, luck)
    reading |= {name: given[name] for name in reading if name in given}
    knowledge, warmth = draw_feelings(settlement, persons.group, ids, cultures, luck)
    culture = behaviour.culture
    regard = settlement.regard + 0.15 * luck.normals(Stream.START, ids, counter=code("regard"))
    crews = np.floor(_CREWS * luck.uniforms(Stream.PERSON, ids, counter=code("crew"))).astype(np.int32)
    people = people_of(
        draw_tastes(persons, ids, kinds, behaviour.tastes, luck),
        knowledge,
        warmth,
        id=ids,
        household=household,
        age=persons.age,
        sex=persons.sex,
        group=persons.group,
        activity=persons.activity,
        crew=np.where(persons.activity == ROTATING_SHIFT, crews, 0),
        disability=persons.disability,
        x=x[household],
        y=y[household],
        minutes=minutes[household],
        income=(households.rows.budget / households.rows.headcount)[household],
        attachment=_utilities(culture.attachment, culture.attachment_sd, "attachment", ids, luck),
        curiosity=_utilities(culture.curiosity, culture.curiosity_sd, "curiosity", ids, luck),
        propensity=propensity,
        trust=np.full(len(ids), 0.5),
        satisfaction=np.full(len(ids), 0.5),
        regard=np.clip(regard, 0.0, 1.0),
        **reading,
    )
    ties = start_network(settlement, people, households, behaviour.ties.capacity, luck)
    return Inhabitants(people, households, ties, register.couples)


def _register(settlement: Settlement, luck: Luck) -> _Register:
    if settlement.residents is not None:
        return _from_table(settlement, luck)
    persons = draw_persons(settlement, luck)
    household, couples = form_households(settlement, persons, luck)
    return _Register(persons, np.arange(len(persons.age)), household, couples, {})


def _from_table(settlement: Settlement, luck: Luck) -> _Register:
    """Take the residents from a table; what it does not say is drawn."""
    from model.synthesis.residents import read_residents  # brings pandas along; imported late for a quick start

    assert settlement.residents is not None
    frame = read_residents(settlement.residents, settlement.groups)
    ids = frame["id"].to_numpy(np.int64)
    age = frame["age"].to_numpy(np.int32)
    sex = _codes(frame["sex"], SEXES)
    if "activity" in frame:
        activity = _codes(frame["activity"], ACTIVITIES)
    else:
        activity = _activities(settlement, age, sex, ids, luck)
    disability = _codes(frame["disability"], DISABILITIES) if "disability" in frame else np.zeros(len(ids), np.int32)
    persons = Persons(age, sex, activity, disability, _codes(frame["group"], settlement.groups))
    given: dict[str, np.ndarray] = {}
    if "x" in frame and "y" in frame:
        given |= {axis: frame[axis].to_numpy(float) for axis in ("x", "y")}
    if "income_month" in frame:
        given["income"] = frame["income_month"].to_numpy(float) / DAYS_OF_MONTH * settlement.disposable_share
    if "reading" in frame:
        given["reading"] = _codes(frame["reading"], READING_STATES)
    _, household = np.unique(frame["household"].to_numpy(), return_inverse=True)
    return _Register(persons, ids, household.astype(np.int32), np.empty((0, 2), np.int64), given)


def _activities(settlement: Settlement, age: Ints, sex: Ints, ids: np.ndarray, luck: Luck) -> Ints:
    """Draw the activity of residents whose table does not tell it, by age and the settlement's shares."""
    lots = 100.0 * luck.uniforms(Stream.PERSON, ids, counter=code("activity"))
    rotating = 100.0 * luck.uniforms(Stream.PERSON, ids, counter=code("rotating")) < settlement.rotating_shift_percent
    employed, home = settlement.employed_percent, settlement.home_percent
    work = np.where(rotating, ROTATING_SHIFT, 1)
    adult = np.where(lots < employed, work, np.where(lots < employed + home, HOME, 5))
    pension = np.where(sex == 1, settlement.pension_age_women, settlement.pension_age_men)
    found = np.where(age < 6, HOME, np.where(age <= 17, SCHOOL, np.where(age >= pension, PENSION, adult)))
    return found.astype(np.int32)


def _codes(column: object, names: tuple[str, ...]) -> Ints:
    return np.array([names.index(value) for value in column], np.int32)  # type: ignore[attr-defined]


def _utilities(mean: float, sd: float, name: str, ids: np.ndarray, luck: Luck) -> Floats:
    return np.maximum(0.0, mean + sd * luck.normals(Stream.PERSON, ids, counter=code(name)))
