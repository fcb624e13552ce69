"""What kind of day it is, by hand: how many hear of the place by chance."""

import pytest

from agents.rules.awareness import outreach
from model.events import Happenings
from model.outlook import heard_by_chance
from model.scenario import load_design
from model.scenario.behaviour import Awareness

HEARD = Awareness()


@pytest.mark.parametrize(("signage", "endorsement"), [(True, 0.0), (False, 0.0), (False, 0.5)])
def test_a_sign_and_a_word_of_the_state_are_heard_where_there_are_any(signage: bool, endorsement: float) -> None:
    design = load_design("people-first")
    word = design.outreach.model_copy(update={"signage": signage, "endorsement": endorsement, "promotion": 0.5})
    found = heard_by_chance(7, HEARD, Happenings(), design.model_copy(update={"outreach": word}))
    sign = HEARD.signage if signage else 0.0
    assert found == outreach(HEARD.base, 0.0, sign, HEARD.endorsement * endorsement, HEARD.promotion * 0.5)


def test_a_campaign_is_heard_while_it_lasts_and_an_event_may_speak_louder_than_the_design() -> None:
    design, happenings = load_design("people-first"), Happenings()
    word = design.outreach.model_copy(update={"signage": False, "endorsement": 0.0, "promotion": 0.0})
    design = design.model_copy(update={"outreach": word})
    happenings.campaign.begin(5, 3, 0.5)
    by_day = [heard_by_chance(5, HEARD, happenings, design)]
    happenings.endorsement.begin(6, 1, 1.0)
    by_day += [heard_by_chance(day, HEARD, happenings, design) for day in (6, 8)]
    assert by_day == [
        outreach(HEARD.base, HEARD.campaign * 0.5, 0.0, 0.0, 0.0),
        outreach(HEARD.base, HEARD.campaign * 0.5, 0.0, HEARD.endorsement, 0.0),
        outreach(HEARD.base, 0.0, 0.0, 0.0, 0.0),
    ]
