"""Who lives in the settlement: one array per attribute, one row per person.

The columns are the truth; a `Resident` or a `Family` is a view of them. Both records are named tuples of arrays, so
that plain Python and the compiled day read them alike: ``people.income[row]``.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int32]
type Keys = NDArray[np.int64]
type Flags = NDArray[np.bool_]

SEXES = ("man", "woman")
ACTIVITIES = ("school", "day shift", "rotating shift", "home", "pension", "jobless")
SCHOOL, DAY_SHIFT, ROTATING_SHIFT, HOME, PENSION, JOBLESS = range(6)
DISABILITIES = ("none", "mobility", "sensory", "other")
READING_STATES = ("never", "lapsed", "active")
NEVER, LAPSED, ACTIVE = range(3)

AGE_OF_DECISION = 15
"""Age in years from which a person decides alone (MODEL: Resident)."""

LONG_AGO = -1_000_000
"""Day number that stands for 'it has not happened yet'."""


class People(NamedTuple):
    """Everyone who lives in the settlement; arrays of N rows.

    The first block is who they are (fixed during a run, unless an event changes it), the second what the run changes.
    """

    id: Keys
    """Name by which luck knows the person; unique, independent of the row."""
    household: Ints
    """Row of the person's household in `Households`."""
    age: Ints
    """Age in completed years at the start."""
    sex: Ints
    """Index into `SEXES`."""
    group: Ints
    """Ethnic group: index into the settlement's list of groups."""
    activity: Ints
    """Index into `ACTIVITIES`."""
    crew: Ints
    """Crew of the rotating shift, 0 to 3; 0 for everybody else."""
    disability: Ints
    """Index into `DISABILITIES`."""
    x: Floats
    """Home, metres east of the hub."""
    y: Floats
    """Home, metres north of the hub."""
    minutes: Floats
    """Door-to-door travel to the hub in minutes, one way, in good weather."""
    income: Floats
    """Disposable income, KZT a day."""
    taste: Floats
    """Taste for each kind of offer, in units of utility; N × kinds."""
    attachment: Floats
    """Attachment to one's own culture, utility."""
    curiosity: Floats
    """Curiosity about other cultures, utility."""
    baseline_warmth: Floats
    """Warmth towards each group before the run, 0–1; N × groups."""
    propensity: Floats
    """Lasting inclination to borrow books, logit units."""

    knows_library: Flags
    """Knows the library and its reading room."""
    aware: Flags
    """Knows that the hub exists and what it offers; nobody does before it opens."""
    joined: Flags
    """Has taken part in a class at least once."""
    trust: Floats
    """Trust in the hub, 0–1."""
    habit: Floats
    """Habit strength right after the last visit, 0–1; decays since `last_visit`."""
    satisfaction: Floats
    """Remembered satisfaction with visits, 0–1."""
    last_visit: Ints
    """Day of the last visit to library or hub; `LONG_AGO` if none."""
    visits: Ints
    """Visits since the start of the run."""
    reading: Ints
    """Index into `READING_STATES`."""
    last_read: Ints
    """Day of the last loan; `LONG_AGO` for those who never borrowed."""
    lapsed_on: Ints
    """Day on which the person was last an active reader before lapsing; `LONG_AGO` for others."""
    returned_on: Ints
    """Day on which a reader lapsed for a year or more came back; `LONG_AGO` if not."""
    loans: Ints
    """Loans since the start of the run."""
    knowledge: Floats
    """Knowledge of each culture, 0–1; N × groups."""
    warmth_met: Floats
    """Warmth towards the people of each group met at the hub, 0–1; N × groups."""
    warmth_group: Floats
    """Warmth towards each group as a whole, 0–1; N × groups."""
    regard: Floats
    """Regard for people with disabilities, 0–1."""


class Households(NamedTuple):
    """Households; arrays of H rows, and the members of all of them in one list.

    The members of household ``h`` are ``members[first[h]:first[h] + size[h]]``, adults before children.
    """

    id: Keys
    """Name by which luck knows the household; the smallest `People.id` among its members."""
    first: Ints
    """Index of the first member in `members`."""
    size: Ints
    """Number of members."""
    children: Ints
    """Number of members younger than `AGE_OF_DECISION`."""
    members: Ints
    """Rows of `People`, household after household; N entries."""
    budget: Floats
    """Disposable income of all members, KZT a day."""
    last_outing: Ints
    """Day of the last joint visit; `LONG_AGO` if none."""
    outings: Ints
    """Joint visits since the start of the run."""
    satisfaction: Floats
    """Remembered satisfaction with joint visits, 0–1."""
