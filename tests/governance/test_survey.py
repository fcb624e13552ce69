"""The survey: when people would like to come."""

import numpy as np
import pytest

from model import HubModel
from model.population import ACTIVITIES
from model.survey import blank_paper, choose_time

AT_HOME = 50.0
"""Utility beside which no other time counts."""


@pytest.mark.parametrize("session", [0, 5, 20])
def test_who_is_at_home_in_a_class_wishes_for_its_time_from_monday_morning_on(session: int) -> None:
    model = HubModel(population=200, rng=1)
    free_all_day = int(np.flatnonzero(model.people.rows.activity == ACTIVITIES.index("pension"))[0])
    paper = blank_paper(1)
    choose_time(free_all_day, 0.5, session, AT_HOME, model.world.people, model.b, paper[0])
    assert (paper[0]["weekday"], paper[0]["slot"]) == divmod(session, 3)
