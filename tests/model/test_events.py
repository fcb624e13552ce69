"""The calendar of a run: what is open when, who is free, and what the events of a scenario do."""

import datetime as dt
import math
from typing import Any

import numpy as np
import pytest

from agents import Resident
from agents.rules.availability import free_slots
from model import HubModel
from model.day.today import PRESENT, Count
from model.events import Spell
from model.population import DAY_SHIFT, JOBLESS, ROTATING_SHIFT

LIVELY = {
    "settlement": "aul",
    "population": 400,
    "start": "2026-03-01",
    "hub_opens": 5,
    "awareness_base": 0.2,
    "choice_home": 3.5,
    "rng": 2,
}
VISITS = [Count.VISITS_RESIDENTS, Count.VISITS_FAMILIES, Count.VISITS_TOURISTS]


def _run(days: int, *events: dict[str, Any], **levers: Any) -> HubModel:
    model = HubModel(**(LIVELY | {"events": events} | levers))
    model.run_for(days)
    return model


def _visits(model: HubModel) -> np.ndarray:
    return model.chronicle.daily[:, VISITS].sum(axis=1)


def _of_kind(model: HubModel, *kinds: str) -> np.ndarray:
    columns = [model.kinds.index(kind) for kind in kinds]
    return model.chronicle.visits_by_kind[: model.chronicle.days, columns].sum(axis=1)


def test_before_the_hub_opens_there_is_only_the_library() -> None:
    model = _run(30)
    assert _visits(model)[:5].sum() > 0
    assert np.array_equal(_visits(model)[:5], _of_kind(model, "reading")[:5])
    assert model.chronicle.daily[:5, Count.AWARE].sum() == 0
    assert _of_kind(model, "dance", "cooking", "cafe")[5:].sum() > 0


def test_the_hub_opens_on_the_day_of_its_event_whatever_the_clock_says() -> None:
    model = _run(30, {"kind": "hub_opens", "day": 12})
    assert model.opening_day == 13  # days lived count from one
    assert model.chronicle.daily[:12, Count.AWARE].sum() == 0
    assert model.chronicle.daily[12, Count.AWARE] > 0


def test_a_design_that_is_no_hub_never_opens() -> None:
    model = _run(60, design="status-quo")
    assert not model.hub_open
    assert model.chronicle.daily[:, Count.AWARE].sum() == 0
    assert np.array_equal(_visits(model), _of_kind(model, "reading"))


def test_nobody_comes_while_the_doors_are_shut() -> None:
    model = _run(30, {"kind": "closure", "day": 10, "days": 3})
    visits = _visits(model)
    assert visits[10:13].tolist() == [0, 0, 0]
    assert visits[9] > 0
    assert visits[13] > 0


def test_an_event_may_be_given_by_its_date() -> None:
    by_day = _run(20, {"kind": "closure", "day": 10, "days": 3})
    by_date = _run(20, {"kind": "closure", "date": dt.date(2026, 3, 11), "days": 3})
    assert np.array_equal(by_day.chronicle.daily, by_date.chronicle.daily)


def test_no_coffee_is_sold_while_the_cafe_is_closed() -> None:
    model = _run(40, {"kind": "cafe_closes", "day": 15}, {"kind": "cafe_opens", "day": 25})
    sales = model.chronicle.daily[:, Count.CAFE_SALES]
    assert sales[5:15].sum() > 0
    assert sales[15:25].sum() == 0
    assert _of_kind(model, "cafe")[15:25].sum() == 0
    assert sales[25:].sum() > 0


def test_a_cafe_that_opens_later_is_shut_until_then() -> None:
    model = _run(40, {"kind": "cafe_opens", "date": dt.date(2026, 3, 21)})
    sales = model.chronicle.daily[:, Count.CAFE_SALES]
    assert sales[:20].sum() == 0
    assert _of_kind(model, "dance", "cooking")[5:20].sum() > 0
    assert sales[20:].sum() > 0


def test_when_the_operator_exits_the_library_is_back() -> None:
    model = _run(40, {"kind": "operator_exits", "day": 20})
    assert not model.hub_open
    assert model.hub.design == model.plan.library
    assert _visits(model)[20:].sum() > 0
    assert np.array_equal(_visits(model)[20:], _of_kind(model, "reading")[20:])
    assert model.chronicle.daily[20:, [Count.CAFE_SALES, Count.SHOP_SALES, Count.TICKETS]].sum() == 0


@pytest.mark.parametrize(
    ("date", "free", "work_as_usual", "school_as_usual", "school_closed"),
    [
        pytest.param("2026-03-02", False, True, True, False, id="Monday"),
        pytest.param("2026-03-07", True, True, True, False, id="Saturday, which is free as usual"),
        pytest.param("2026-03-08", True, True, True, False, id="Women's Day on a Sunday"),
        pytest.param("2026-03-09", True, False, False, False, id="the Monday after it, which is free instead"),
        pytest.param("2026-03-20", False, True, False, True, id="Friday of the spring break"),
        pytest.param("2026-03-23", True, False, False, True, id="Nauryz on a Monday of the break"),
        pytest.param("2026-03-28", True, True, False, True, id="Saturday of the break"),
    ],
)
def test_what_kind_of_day_it_is(
    date: str, free: bool, work_as_usual: bool, school_as_usual: bool, school_closed: bool
) -> None:
    day = HubModel(settlement="aul", population=20, start=date, rng=1).today
    assert (day.rest_day, day.school_break) == (free, school_closed)
    assert (day.work_as_usual, day.school_as_usual) == (work_as_usual, school_as_usual)
    assert day.weekday == dt.date.fromisoformat(date).weekday()


def test_layoffs_take_the_work_of_the_stated_share() -> None:
    def employed(model: HubModel) -> int:
        return int(np.isin(model.people.rows.activity, (DAY_SHIFT, ROTATING_SHIFT)).sum())

    before = employed(_run(10))
    after = employed(_run(12, {"kind": "layoffs", "day": 10, "share": 0.5}))
    assert abs(after - before * 0.5) < 4.0 * math.sqrt(before * 0.25)  # |z| < 4
    assert employed(_run(12, {"kind": "layoffs", "day": 10, "share": 1.0})) == 0
    assert employed(_run(12, {"kind": "layoffs", "day": 10, "share": 0.0})) == before


def test_where_there_is_a_main_employer_its_people_alone_are_laid_off() -> None:
    def at_work(model: HubModel) -> np.ndarray:
        return np.isin(model.people.rows.activity, (DAY_SHIFT, ROTATING_SHIFT))

    layoffs = {"kind": "layoffs", "day": 10, "share": 1.0}
    before = at_work(_run(9))
    hit = before & ~at_work(_run(11, layoffs, employer_percent=30))
    assert abs(hit.sum() - before.sum() * 0.3) < 4.0 * math.sqrt(before.sum() * 0.3 * 0.7)  # |z| < 4
    half = before & ~at_work(_run(11, layoffs | {"share": 0.5}, employer_percent=30))
    assert 0 < half.sum() < hit.sum()
    assert not (half & ~hit).any()  # the same people work there, whatever the share
    assert not (hit & at_work(_run(11, layoffs, employer_percent=60))).any()  # a larger employer has them too


def test_the_main_employer_changes_nothing_but_who_is_laid_off() -> None:
    assert np.array_equal(_visits(_run(30)), _visits(_run(30, employer_percent=50)))


def test_who_is_laid_off_loses_most_of_the_income_and_has_the_day_free() -> None:
    model = _run(10, {"kind": "layoffs", "day": 10, "share": 1.0})
    working = np.isin(model.people.rows.activity, (DAY_SHIFT, ROTATING_SHIFT))
    earnings = model.people.rows.earnings.copy()
    model.run_for(1)
    assert (model.people.rows.activity[working] == JOBLESS).all()
    assert model.people.rows.earnings[working] == pytest.approx(0.1 * earnings[working])
    assert np.array_equal(model.people.rows.earnings[~working], earnings[~working])


def test_the_event_says_how_much_income_is_lost() -> None:
    model = _run(10, {"kind": "layoffs", "day": 10, "share": 1.0, "income_lost": 0.4})
    working = np.isin(model.people.rows.activity, (DAY_SHIFT, ROTATING_SHIFT))
    earnings = model.people.rows.earnings.copy()
    model.run_for(1)
    assert model.people.rows.earnings[working] == pytest.approx(0.6 * earnings[working])


def test_a_campaign_and_an_endorsement_make_the_hub_known() -> None:
    slow = {"awareness_base": 0.001, "awareness_weak": 0.0, "awareness_strong": 0.0, "choice_home": 8.0}
    slow |= {"design.outreach.campaign_days": 0, "design.outreach.endorsement": False}
    quiet = _run(40, **slow)
    for kind, lever in (("campaign", "awareness_campaign"), ("endorsement", "awareness_endorsement")):
        loud = _run(40, {"kind": kind, "day": 6, "days": 30}, **slow, **{lever: 0.02})
        aware, aware_quietly = (model.chronicle.daily[:, Count.AWARE] for model in (loud, quiet))
        assert np.array_equal(aware[:6], aware_quietly[:6])
        assert aware[-1] > 2 * aware_quietly[-1]


def test_a_closed_road_keeps_people_away_and_then_no_longer() -> None:
    usual = _run(40)
    closed = _run(40, {"kind": "road_closed", "day": 10, "days": 10, "minutes": 60.0})
    assert np.array_equal(_visits(usual)[:10], _visits(closed)[:10])
    assert _visits(closed)[10:20].sum() < 0.7 * _visits(usual)[10:20].sum()
    assert _visits(closed)[20:].sum() > 0.8 * _visits(usual)[20:].sum()


def test_a_harsh_winter_is_bad_weather_without_a_break() -> None:
    model = HubModel(**(LIVELY | {"events": ({"kind": "harsh_winter", "day": 3, "days": 10},)}))
    weather = []
    for _ in range(20):
        model.step()
        weather.append(model.today.bad_weather)
    assert all(weather[3:13])
    assert not all(weather[13:])


@pytest.mark.parametrize("start", ["2026-03-15", "2026-08-25", "2026-12-25"])
def test_nobody_comes_from_work_or_from_school_or_to_what_is_for_other_ages(start: str) -> None:
    model = HubModel(**(LIVELY | {"start": start, "rotating_shift_percent": 60.0, "family_home": 3.0}))
    seen = set()
    for _ in range(30):
        model.step()
        today, people = model.today, model.people.rows
        for present in model.world.presence[: model.sheets.sizes[PRESENT]]:
            person, outing = people[present["person"]], model.world.outings[present["outing"]]
            slots = free_slots(int(person.activity), int(person.crew), today.day, today.rest_day, today.school_break)
            assert slots >> int(outing["slot"]) & 1
            offer = model.offers[outing["offer"]]
            assert person.age >= offer.age_from
            assert person.age <= offer.age_to or (outing["unit"] == 1 and person.age >= 15)
            seen.add(int(person.activity))
    assert seen == set(range(6))


def test_pupils_come_in_the_morning_only_when_schools_are_closed() -> None:
    model = HubModel(**(LIVELY | {"start": "2026-03-09", "days": 60}))
    mornings = {True: 0, False: 0}
    for _ in range(28):
        model.step()
        pupils = model.people.rows.activity == 0
        school = not (model.today.rest_day or model.today.school_break)
        for present in model.world.presence[: model.sheets.sizes[PRESENT]]:
            if pupils[present["person"]] and model.world.outings[present["outing"]]["slot"] == 0:
                mornings[school] += 1
    assert mornings[True] == 0
    assert mornings[False] > 0


def test_access_brings_people_with_disabilities_nearer() -> None:
    def chances(accessibility: float) -> dict[int, tuple[str, float]]:
        model = HubModel(**(LIVELY | {"hub_opens": 0, "awareness_base": 1.0, "accessibility": accessibility}))
        model.run_for(1)
        # Who came may have come for having access: their experience differs.
        stayed = model.agents_by_type[Resident].select(lambda resident: resident.last_visit < 1)
        return {each.person_id: (each.disability, each.chance_to_go()) for each in stayed}

    open_house, steps = chances(1.0), chances(0.0)
    both = open_house.keys() & steps.keys()
    disabled = [person for person in both if open_house[person][0] != "none" and open_house[person][1] > 0.0]
    assert len(disabled) > 5
    assert all(open_house[person][1] > steps[person][1] for person in disabled)


def test_of_several_spells_the_strongest_that_still_runs_counts() -> None:
    spell = Spell()
    spell.begin(10, 5, 1.0)
    spell.begin(14, 100, 0.1)
    assert [spell.on(day) for day in (14, 15, 113, 114)] == [1.0, 0.1, 0.1, 0.0]
