"""Who was in on a day, and for what, agrees with what the day counted."""

from collections import Counter

import numpy as np

from model import HubModel
from model.day.today import Count
from model.scenario import load_design

ALONE, WITH_FAMILY, TOURIST = range(3)


def test_everybody_who_came_is_named_with_an_offer_and_its_part_of_the_day() -> None:
    design = load_design("people-first")
    offers = {"highlight": design.offers["highlight"]} | design.offers
    model = HubModel(
        "aul",
        design.model_copy(update={"offers": offers}),
        population=300,
        hub_opens=2,
        awareness_base=0.3,
        choice_home=3.0,
        tourist_parties=(300.0,) * 12,
        rng=1,
    )
    first: set[int] = set()
    seen: Counter[int] = Counter()
    for _ in range(14):
        model.step()
        here = model.visitors()
        counted = model.chronicle.daily[-1]
        units = Counter(here.unit.tolist())
        assert units[ALONE] == counted[Count.VISITS_RESIDENTS]
        assert units[WITH_FAMILY] == counted[Count.VISITS_FAMILIES]
        assert units[TOURIST] == counted[Count.VISITS_TOURISTS]
        assert (here.person[here.unit == TOURIST] == -1).all()
        at_home = here.person[here.unit != TOURIST]
        assert (at_home >= 0).all()
        assert len(set(at_home.tolist())) == len(at_home)
        assert (model.people.last_visit[at_home] == model.day).all()
        offers = model.offers[here.offer]
        by_kind = np.bincount(offers.kind, minlength=len(model.kinds))
        assert by_kind.tolist() == model.visits_by_kind().iloc[-1].tolist()
        assert (offers.slots & (1 << here.slot) > 0).all()
        seen += units
        first |= set(here.unit[here.offer == 0].tolist())
    assert min(seen[unit] for unit in (ALONE, WITH_FAMILY, TOURIST)) > 0
    assert TOURIST in first
