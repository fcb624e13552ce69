"""State of mind at the start: tastes, knowledge, warmth, reading."""

import numpy as np

from model.luck import Luck, Stream, code
from model.population import ACTIVE, LAPSED, LONG_AGO, NEVER, Floats, Ints
from model.scenario.behaviour import Behaviour, Tastes
from model.scenario.kinds import Kind
from model.scenario.settlement import Settlement
from model.synthesis.persons import Persons

# No parameters: the settlement's figures of readers, and the classes of its age table, are stated for these ages.
_YOUNGEST_READER, _OLDEST_PUPIL = 6, 17


def draw_tastes(persons: Persons, ids: np.ndarray, kinds: dict[str, Kind], tastes: Tastes, luck: Luck) -> Floats:
    """Draw the taste for each kind: mean by age and sex, a person's own inclination, and one for the kind.

    Parameters
    ----------
    persons : Persons
    ids : array of int, shape (people,)
    kinds : dict of str to Kind
    tastes : Tastes
    luck : Luck

    Returns
    -------
    array of float, shape (people, kinds)
        Utility.
    """
    band = np.digitize(persons.age, [15, 30, 60])
    inclination = tastes.person_sd * luck.normals(Stream.PERSON, ids, counter=code("inclination"))
    columns = []
    for name, kind in kinds.items():
        means = np.array([kind.taste_child, kind.taste_youth, kind.taste_adult, kind.taste_senior])
        own = tastes.kind_sd * luck.normals(Stream.PERSON, ids, counter=code(f"taste {name}"))
        columns.append(means[band] + kind.taste_women * (persons.sex - 0.5) + inclination + own)
    return np.stack(columns, axis=1)


def draw_feelings(
    settlement: Settlement, group: Ints, ids: np.ndarray, cultures: list[str], luck: Luck
) -> tuple[Floats, Floats]:
    """Draw knowledge of each culture and warmth towards each group; towards one's own group warmth is full.

    Returns
    -------
    knowledge, warmth : arrays of float, shape (people, cultures)
        0–1.
    """
    knowledge = np.empty((len(ids), len(cultures)))
    warmth = np.empty((len(ids), len(cultures)))
    for index, culture in enumerate(cultures):
        own = group == index
        mean = np.where(own, settlement.own_knowledge, settlement.knowledge)
        knowledge[:, index] = mean + settlement.knowledge_sd * luck.normals(
            Stream.START, ids, counter=code(f"knowledge {culture}")
        )
        felt = settlement.warmth + settlement.warmth_sd * luck.normals(
            Stream.START, ids, counter=code(f"warmth {culture}")
        )
        warmth[:, index] = np.where(own, 1.0, felt)
    return np.clip(knowledge, 0.0, 1.0), np.clip(warmth, 0.0, 1.0)


def draw_regard(settlement: Settlement, ids: np.ndarray, luck: Luck) -> Floats:
    """Draw the regard for people with disabilities, 0–1."""
    drawn = settlement.regard + settlement.regard_sd * luck.normals(Stream.START, ids, counter=code("regard"))
    return np.clip(drawn, 0.0, 1.0)


def draw_utilities(mean: float, sd: float, name: str, ids: np.ndarray, luck: Luck) -> Floats:
    """Draw a utility that cannot be negative, such as curiosity."""
    return np.maximum(0.0, mean + sd * luck.normals(Stream.PERSON, ids, counter=code(name)))


def draw_reading(
    settlement: Settlement,
    age: Ints,
    told: Ints,
    ids: np.ndarray,
    propensity: Floats,
    behaviour: Behaviour,
    luck: Luck,
) -> dict[str, np.ndarray]:
    """Draw who reads: the stated shares of those from 6 years on, likelier the larger the propensity, and at school.

    Active readers came within the last `read_within` days; lapsed ones lapsed `lapsed_from` to `lapsed_to` days ago.

    Parameters
    ----------
    settlement : Settlement
    age : array of int, shape (people,)
    told : array of int, shape (people,)
        Reading states that are known; −1 where they are to be drawn.
    ids : array of int, shape (people,)
    propensity : array of float, shape (people,)
    behaviour : Behaviour
    luck : Luck

    Returns
    -------
    dict of str to array, shape (people,)
        Columns ``reading``, ``last_read``, ``lapsed_on``, ``last_visit``, ``habit`` and ``knows_library``.
    """
    able = np.flatnonzero((age >= _YOUNGEST_READER) & (told < 0))
    noise = settlement.readers_sd * luck.normals(Stream.START, ids, counter=code("reader"))
    score = propensity + noise + settlement.pupil_readers * ((age >= _YOUNGEST_READER) & (age <= _OLDEST_PUPIL))
    ranked = able[np.lexsort((ids[able], -score[able]))]
    active = round(settlement.readers_percent / 100.0 * len(able))
    lapsed = round(settlement.lapsed_percent / 100.0 * len(able))
    reading = np.maximum(told, NEVER)
    reading[ranked[:active]] = ACTIVE
    reading[ranked[active : active + lapsed]] = LAPSED
    lately = -np.floor(settlement.read_within * luck.uniforms(Stream.START, ids, counter=code("last visit"))).astype(
        np.int32
    )
    ago = luck.uniforms(Stream.START, ids, counter=code("lapsed"))
    lapsed_from, lapsed_to = settlement.lapsed_from, settlement.lapsed_to
    long_since = -(lapsed_from + (lapsed_to - lapsed_from) * ago).astype(np.int32)
    heard = luck.uniforms(Stream.START, ids, counter=code("library")) < behaviour.awareness.library_known
    habit = behaviour.habit.reader_start * 2.0 * luck.uniforms(Stream.START, ids, counter=code("habit"))
    return {
        "reading": reading,
        "last_read": np.where(reading == ACTIVE, lately, np.where(reading == LAPSED, long_since, LONG_AGO)),
        "lapsed_on": np.where(reading == LAPSED, long_since, LONG_AGO),
        "last_visit": np.where(reading == ACTIVE, lately, LONG_AGO),
        "habit": np.where(reading == ACTIVE, np.clip(habit, 0.0, 1.0), 0.0),
        "knows_library": (reading == ACTIVE) | heard,
    }
