"""Who is free in which part of the day."""

from agents.compiled import rule

MORNING, AFTERNOON, EVENING = 1, 2, 4
ALL_DAY = MORNING | AFTERNOON | EVENING

_SCHOOL, _DAY_SHIFT, _ROTATING_SHIFT = 0, 1, 2
_ROTA_DAYS = 8


@rule
def free_slots(activity: int, crew: int, day: int, rest_day: bool, school_break: bool) -> int:
    """Parts of the day in which a person is free.

    Pupils and students are busy on school-day mornings, day workers on working-day mornings and afternoons. Four
    crews of a rotating shift pass through a cycle of eight days, two days apart: two days on mornings, two on
    afternoons and evenings, two on nights (free in the afternoon alone), two off; the furnace knows no
    Sunday. All others are free all day. Phase of a crew = (day + 2 · crew) mod 8.

    Parameters
    ----------
    activity : int
        0 school, 1 day shift, 2 rotating shift, 3 home, 4 pension, 5 jobless.
    crew : int
        Crew of the rotating shift, 0–3.
    day : int
        Day of the run.
    rest_day : bool
        Weekend or public holiday.
    school_break : bool
        Schools are closed.

    Returns
    -------
    int
        Sum of 1 (morning), 2 (afternoon), 4 (evening).

    Notes
    -----
    Assumed: the continuous four-crew rota of heavy industry in its simplest form.
    """
    if activity == _SCHOOL:
        return ALL_DAY if rest_day or school_break else AFTERNOON | EVENING
    if activity == _DAY_SHIFT:
        return ALL_DAY if rest_day else EVENING
    if activity == _ROTATING_SHIFT:
        phase = (day + 2 * crew) % _ROTA_DAYS
        if phase < 2:
            return AFTERNOON | EVENING
        if phase < 4:
            return MORNING
        if phase < 6:
            return AFTERNOON
    return ALL_DAY
