"""Who lives there: from a settlement's figures to people, households, dwellings and ties."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.luck import Luck, Stream, code
from model.population import ROTATING_SHIFT, Households, People, people_of
from model.scenario.behaviour import Behaviour
from model.scenario.kinds import Kind
from model.scenario.settlement import Settlement
from model.synthesis.dwellings import minutes_to_hub, settle_households
from model.synthesis.households import list_households
from model.synthesis.incomes import draw_incomes
from model.synthesis.minds import draw_feelings, draw_reading, draw_regard, draw_tastes, draw_utilities
from model.synthesis.network import start_network
from model.synthesis.register import draw_register, read_register, residents_first
from model.ties import Ties

__all__ = ["Inhabitants", "synthesise"]

_CREWS = 4  # no parameter: the rota of `free_slots` is one of four crews


class Inhabitants(NamedTuple):
    """Everybody who lives in a settlement, and how they are connected."""

    people: People
    """Persons, tastes and minds."""
    households: Households
    """Households and their members."""
    ties: Ties
    """Ties of residents at the start."""
    couples: NDArray[np.int64]
    """Rows of people who live as couples, two a row, man first; empty where the residents were read from a table."""


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
    register = read_register(settlement, luck) if settlement.residents else draw_register(settlement, luck)
    register = residents_first(register)
    persons, ids = register.persons, register.ids
    own = draw_incomes(settlement, persons.activity, persons.age, register.income_month, ids, luck)
    household, households = list_households(register.household, persons.age, ids, own, settlement.mother_age)
    households.rows.satisfaction[:] = behaviour.memory.satisfaction_start
    names = households.rows.id
    heads = households.members[households.rows.first]
    x, y = settle_households(settlement, len(ids), names, persons.group[heads], luck)
    x, y = (np.where(np.isnan(told[heads]), drawn, told[heads]) for told, drawn in ((register.x, x), (register.y, y)))
    minutes = minutes_to_hub(x, y, names, behaviour.travel, luck)
    propensity = behaviour.reading.propensity_sd * luck.normals(Stream.PERSON, ids, counter=code("propensity"))
    reading = draw_reading(settlement, persons.age, register.reading, ids, propensity, behaviour, luck)
    knowledge, warmth = draw_feelings(settlement, persons.group, ids, cultures, luck)
    culture = behaviour.culture
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
        earnings=own,
        income=(households.rows.budget / households.rows.headcount)[household],
        attachment=draw_utilities(culture.attachment, culture.attachment_sd, "attachment", ids, luck),
        curiosity=draw_utilities(culture.curiosity, culture.curiosity_sd, "curiosity", ids, luck),
        propensity=propensity,
        trust=np.full(len(ids), behaviour.memory.trust_start),
        satisfaction=np.full(len(ids), behaviour.memory.satisfaction_start),
        regard=draw_regard(settlement, ids, luck),
        **reading,
    )
    ties = start_network(settlement, people, households, behaviour.ties.capacity, luck)
    return Inhabitants(people, households, ties, register.couples)
