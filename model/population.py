"""Who lives in the settlement: persons and households, one row each.

The rows are the truth; a `Resident` or a `Family` is a view of them.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agents.column import LONG_AGO
from model.rows import Table, filled, row_type

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int32]
type Keys = NDArray[np.int64]
type Singles = NDArray[np.float32]
type Flags = NDArray[np.bool_]

SEXES = ("man", "woman")
ACTIVITIES = ("school", "day shift", "rotating shift", "home", "pension", "jobless")
SCHOOL, DAY_SHIFT, ROTATING_SHIFT, HOME, PENSION, JOBLESS = range(6)
CREWS = 4  # no parameter: the rota of `free_slots` is one of four crews
"""Crews of a rotating shift; everybody else is of the first."""
DISABILITIES = ("none", "mobility", "sensory", "other")
READING_STATES = ("never", "lapsed", "active")
NEVER, LAPSED, ACTIVE = range(3)

AGE_OF_DECISION = 15
"""Age in years from which a person decides alone (MODEL: Resident)."""


class Person:
    """Everything about one person but tastes and mind. What a day asks of many people stands first, side by side."""

    id: np.int64
    """Name by which luck knows the person; unique, from 0 to 2³⁰ − 1, independent of the row."""
    household: np.int32
    """Row of the person's household."""
    age: np.int32
    """Age in completed years at the start."""
    activity: np.int32
    """Index into `ACTIVITIES`."""
    crew: np.int32
    """Crew of the rotating shift, 0 to 3; 0 for everybody else."""
    busy: np.int32
    """Last day on which the person went with the family."""
    reading: np.int32
    """Index into `READING_STATES`."""
    group: np.int32
    """Ethnic group: index into the run's cultures."""
    degree: np.int32
    """Number of ties held."""
    disability: np.int32
    """Index into `DISABILITIES`."""
    met: np.int32
    """People met on the last visit."""
    circle: np.int32
    """Session of the week in which the person is at home, as `model.circles` numbers them; −1 for none."""
    rooted_on: np.int32
    """Day on which the person last took part in a class; `LONG_AGO` if never."""
    house: np.int32
    """House of the hub to which the person goes: the nearest."""
    returned_on: np.int32
    """Day on which a reader lapsed for a year or more came back; `LONG_AGO` if not."""
    aware: np.bool_
    """Knows that the hub exists and what it offers; nobody does before it opens."""
    knows_library: np.bool_
    """Knows the library and its reading room."""
    joined: np.bool_
    """Has taken part in a class at least once."""
    stale: np.bool_
    """Something about the person has changed by which `People.odds` must be drawn up anew."""
    own_roots: np.float32
    """Roots with which the own class went into `People.odds` of its weekday, 0–1."""
    own_share: np.float32
    """Share of the own class in the sum behind `People.odds` of its weekday as usual, roots and all."""
    own_share_free: np.float32
    """The same in the sum behind the odds of its weekday with all slots free."""
    minutes: np.float64
    """Door-to-door travel to the hub in minutes, one way, in good weather."""
    habit: np.float64
    """Habit strength right after the last visit, 0–1; decays since `People.last_visit`."""
    roots: np.float64
    """How firmly the person is rooted in the circle, right after `rooted_on`, 0–1; fades since."""
    satisfaction: np.float64
    """Remembered satisfaction with visits, 0–1."""
    trust: np.float64
    """Trust in the hub, 0–1."""
    income: np.float64
    """Disposable income, KZT a day: an equal part of what the household pools."""
    attachment: np.float64
    """Attachment to one's own culture, utility."""
    curiosity: np.float64
    """Curiosity about other cultures, utility."""
    ceiling: np.float64
    """Upper bound of what going is worth to the person, whatever for, utility; part of `People.lift`."""
    drift: np.float64
    """By how much any offer can have become worth more since `People.odds` was drawn up, utility; part of the lift."""
    propensity: np.float64
    """Lasting inclination to borrow books, logit units."""
    regard: np.float64
    """Regard for people with disabilities, 0–1."""
    sex: np.int32
    """Index into `SEXES`."""
    visits: np.int32
    """Visits since the start of the run."""
    last_read: np.int32
    """Day of the last loan; `LONG_AGO` for those who never borrowed."""
    lapsed_on: np.int32
    """Day on which a lapsed reader lapsed; `LONG_AGO` for all others."""
    loans: np.int32
    """Loans since the start of the run."""
    baseline_regard: np.float64
    """Regard before the run, 0–1."""
    earnings: np.float64
    """What the person brings into the household's budget, KZT a day."""
    x: np.float64
    """Home, metres east of the hub."""
    y: np.float64
    """Home, metres north of the hub."""


class Mind:
    """What one person knows of, and feels towards, one culture or ethnic group."""

    knowledge: np.float64
    """Knowledge of the culture, 0–1."""
    warmth_met: np.float64
    """Warmth towards the people of the group met at the hub, 0–1."""
    warmth_group: np.float64
    """Warmth towards the group as a whole, 0–1."""
    baseline: np.float64
    """Warmth before the run, 0–1."""


class Household:
    """One household. Its members stand together in `Households.members`, adults before children."""

    id: np.int64
    """Name by which luck knows the household; the smallest `Person.id` among its members."""
    purse: np.int64
    """Money at hand for leisure as of `purse_day`, KZT."""
    budget: np.float64
    """Disposable income of all members, KZT a day."""
    satisfaction: np.float64
    """Remembered satisfaction with joint visits, 0–1."""
    first: np.int32
    """Index of the first member in `Households.members`."""
    headcount: np.int32
    """Number of members."""
    children: np.int32
    """Number of members younger than `AGE_OF_DECISION`."""
    adult_1: np.int32
    """Index in `Households.members` of the first member of 18 or older; −1 without one."""
    adult_2: np.int32
    """Index of the second; −1 without one."""
    purse_day: np.int32
    """Day on which `purse` was last looked at."""
    last_outing: np.int32
    """Day of the last joint visit; `LONG_AGO` if none."""
    outings: np.int32
    """Joint visits since the start of the run."""


PERSON, MIND, HOUSEHOLD = row_type(Person), row_type(Mind), row_type(Household)


class People(NamedTuple):
    """Everyone who lives in the settlement."""

    rows: Table
    """Persons; N rows of `Person`."""
    tastes: Floats
    """Taste for each kind of offer, in units of utility; N × kinds."""
    minds: Table
    """Knowledge and warmth; N × cultures of `Mind`."""
    last_visit: Ints
    """Day of the last visit to library or hub; `LONG_AGO` if none. N entries, apart from the rows because all friends
    of a person are asked for it at once."""
    names: Keys
    """`Person.id` once more, N entries side by side, from which the day's luck is drawn."""
    odds: Singles
    """Upper bound of each person's odds to go, relative to what the day is worth to all; 14 × N, kept by the day.

    Monday to Sunday as usual (free when the person usually is), then Monday to Sunday with all slots free. What lies in
    the person's own experience, habit and way is left to `lift`.
    """
    lift: Singles
    """Factor of `odds`: upper bound of what experience, habit and the way do to them; N entries, kept by the day."""


class Households(NamedTuple):
    """The households, and the members of all of them in one list."""

    rows: Table
    """Households; H rows of `Household`."""
    members: Ints
    """Rows of `People`, household after household; N entries."""
    names: Keys
    """`Household.id` once more, H entries side by side, from which the day's luck is drawn."""
    odds: Singles
    """Upper bound of a family's odds to go, relative to what the day is worth to all; 7 × H, Monday to Sunday.

    Kept by the day; 0 for a household that does not go out as a family.
    """
    lift: Singles
    """Factor of `odds`, as for persons; H entries."""


def people_of(taste: Floats, knowledge: Floats, warmth: Floats, **columns: np.ndarray) -> People:
    """Make people from columns; what the run keeps for itself starts empty.

    Parameters
    ----------
    taste : array, shape (people, kinds)
    knowledge, warmth : arrays, shape (people, cultures)
    **columns : arrays, shape (people,)
        Fields of `Person` by name, and `last_visit`. `regard` is also the baseline; days not given are `LONG_AGO`.

    Returns
    -------
    People
    """
    never = np.full(len(taste), LONG_AGO)
    last_visit = columns.pop("last_visit", never).astype(np.int32)
    for day in ("busy", "last_read", "lapsed_on", "returned_on", "rooted_on"):
        columns.setdefault(day, never)
    columns.setdefault("circle", np.full(len(taste), -1))
    columns.setdefault("baseline_regard", columns["regard"])
    minds = {"knowledge": knowledge, "warmth_met": warmth, "warmth_group": warmth, "baseline": warmth}
    rows = filled(PERSON, columns)
    return People(
        rows,
        np.ascontiguousarray(taste, np.float64),
        filled(MIND, minds),
        last_visit,
        rows.id.copy(),
        np.zeros((14, len(rows)), np.float32),
        np.zeros(len(rows), np.float32),
    )


def households_of(members: Ints, **columns: np.ndarray) -> Households:
    """Make households from columns; purses start empty, and nobody has been out yet.

    Parameters
    ----------
    members : array of int, shape (people,)
        Rows of people, household after household, adults before children.
    **columns : arrays, shape (households,)
        Fields of `Household` by name.

    Returns
    -------
    Households
    """
    columns.setdefault("last_outing", np.full(len(columns["id"]), LONG_AGO))
    columns.setdefault("satisfaction", np.full(len(columns["id"]), 0.5))
    rows = filled(HOUSEHOLD, columns)
    odds, lift = np.zeros((7, len(rows)), np.float32), np.zeros(len(rows), np.float32)
    return Households(rows, np.ascontiguousarray(members, np.int32), rows.id.copy(), odds, lift)
