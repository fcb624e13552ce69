"""Who lives in a settlement: the stated figures, met by whole people in plausible homes."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.luck import Luck
from model.population import (
    ACTIVE,
    DAY_SHIFT,
    HOME,
    JOBLESS,
    LAPSED,
    LONG_AGO,
    PENSION,
    ROTATING_SHIFT,
    SCHOOL,
)
from model.scenario import load_settlement, national
from model.scenario.behaviour import Behaviour
from model.scenario.kinds import Kind
from model.scenario.settlement import Settlement
from model.synthesis import Inhabitants, synthesise
from model.synthesis.couples import mixed_percent
from model.synthesis.households import _fill_up, household_sizes
from model.synthesis.margins import margins, margins_table
from model.synthesis.minds import draw_tastes
from model.synthesis.persons import Persons, _chances

BEHAVIOUR = Behaviour()
SHIPPED = ["aul", "chunja", "kentau", "ridder", "saran", "tekeli"]


def inhabitants(settlement: Settlement, seed: int = 1, behaviour: Behaviour = BEHAVIOUR) -> Inhabitants:
    return synthesise(settlement, behaviour, list(settlement.groups), behaviour.kinds, seed)


@pytest.fixture(scope="module")
def tekeli() -> tuple[Settlement, Inhabitants]:
    settlement = load_settlement("tekeli")
    return settlement, inhabitants(settlement)


def homes_of(home: Inhabitants) -> list[np.ndarray]:
    """Rows of the members of each household."""
    return np.split(home.households.members, home.households.rows.first[1:])


# Margins


@pytest.mark.parametrize("name", SHIPPED)
def test_every_margin_is_met_to_the_nearest_people(name: str) -> None:
    settlement = load_settlement(name)
    home = inhabitants(settlement)
    wholes = {"women": 0.012, "disability": 0.06, "activity": 0.02, "couples": 0.01}
    for margin in margins(settlement, home.people, home.households, home.couples):
        # One person more or less in the part of the population that the margin divides.
        allowed = 150.0 / (settlement.population * wholes.get(margin.margin, 0.2))
        assert abs(margin.error) <= max(allowed, 0.05), margin


def test_groups_and_bands_have_the_nearest_whole_numbers(tekeli: tuple[Settlement, Inhabitants]) -> None:
    settlement, home = tekeli
    shares = np.array(list(settlement.ethnic_percent.values()))
    counts = np.bincount(home.people.rows.group, minlength=len(shares))
    assert np.abs(counts - shares / shares.sum() * settlement.population).max() < 1.0
    for band, percent in settlement.age_percent.items():
        low = int(band.split("-")[0].rstrip("+"))
        high = low + 5 if "-" in band else 200
        inside = (home.people.rows.age >= low) & (home.people.rows.age < high)
        assert abs(inside.sum() - percent / 100.0 * settlement.population) < 1.0
        women = (home.people.rows.sex[inside] == 1).sum()
        assert abs(women - settlement.women_percent[band] / 100.0 * inside.sum()) <= 0.5 + 1e-9


def test_margins_as_a_table(tekeli: tuple[Settlement, Inhabitants]) -> None:
    settlement, home = tekeli
    table = margins_table(margins(settlement, home.people, home.households, home.couples))
    assert list(table.columns) == ["margin", "category", "wanted", "got", "error"]
    assert np.allclose(table.error, table.got - table.wanted)
    assert {"ethnic group", "age", "women", "activity", "disability", "reading", "household size", "couples"} <= set(
        table.margin
    )


def test_what_cannot_be_is_not(tekeli: tuple[Settlement, Inhabitants]) -> None:
    settlement, home = tekeli
    rows = home.people.rows
    assert (rows.activity[(rows.age >= 6) & (rows.age <= 17)] == SCHOOL).all()
    assert (rows.age[rows.activity == SCHOOL] <= 22).all()
    works = (rows.activity == DAY_SHIFT) | (rows.activity == ROTATING_SHIFT)
    assert (rows.age[works] >= 18).all()
    pension_age = np.where(rows.sex == 1, settlement.pension_age_women, settlement.pension_age_men)
    assert ((rows.age >= pension_age) == (rows.activity == PENSION)).all()
    assert (rows.crew[rows.activity != ROTATING_SHIFT] == 0).all()
    assert set(rows.crew[rows.activity == ROTATING_SHIFT]) == {0, 1, 2, 3}


def test_people_with_a_disability_work_less_often(tekeli: tuple[Settlement, Inhabitants]) -> None:
    rows = tekeli[1].people.rows
    adult = (rows.age >= 23) & (rows.age < 61)
    works = (rows.activity == DAY_SHIFT) | (rows.activity == ROTATING_SHIFT)
    assert works[adult & (rows.disability > 0)].mean() < works[adult & (rows.disability == 0)].mean() - 0.05


def test_activities_at_working_age_have_the_stated_chances() -> None:
    work = {"employed_percent": 60.0, "rotating_shift_percent": 25.0, "home_percent": 30.0}
    place = load_settlement("aul").model_copy(update=work)
    working_age = _chances(place, np.ones((96, 2)))[3]  # by sex, disability and activity
    stated = {DAY_SHIFT: 0.45, ROTATING_SHIFT: 0.15, HOME: 0.3, JOBLESS: 0.1, SCHOOL: 0.0, PENSION: 0.0}
    for activity, chance in stated.items():
        assert working_age[:, :, activity].sum(axis=1) == pytest.approx([chance, chance], abs=1e-6)


def test_no_group_is_older_than_another(tekeli: tuple[Settlement, Inhabitants]) -> None:
    rows = tekeli[1].people.rows
    for group in (0, 1):
        assert rows.age[rows.group == group].mean() == pytest.approx(rows.age.mean(), abs=1.0)


# Households


def test_everybody_lives_in_one_home(tekeli: tuple[Settlement, Inhabitants]) -> None:
    _, home = tekeli
    rows = home.people.rows
    assert np.array_equal(np.sort(home.households.members), np.arange(len(rows)))
    for number, members in enumerate(homes_of(home)):
        assert (rows.household[members] == number).all()
        assert home.households.rows.id[number] == rows.id[members].min()
        grown = rows.age[members] >= 15
        assert home.households.rows.children[number] == (~grown).sum()
        assert not grown[grown.sum() :].any()


def test_homes_have_the_stated_sizes(tekeli: tuple[Settlement, Inhabitants]) -> None:
    settlement, home = tekeli
    wanted = np.bincount(household_sizes(settlement, settlement.population))
    assert np.array_equal(np.bincount(home.households.rows.headcount), wanted)


def test_children_live_with_parents_of_a_plausible_age(tekeli: tuple[Settlement, Inhabitants]) -> None:
    _, home = tekeli
    rows = home.people.rows
    children = with_parent = same_group = 0
    for members in homes_of(home):
        for child in members[rows.age[members] < 18]:
            older = rows.age[members] - rows.age[child]
            able = members[(older >= 18) & (older <= 57)]
            children += 1
            with_parent += len(able) > 0
            same_group += (rows.group[able] == rows.group[child]).any()
    assert with_parent > 0.99 * children
    assert same_group > 0.99 * children


def test_no_child_is_left_alone(tekeli: tuple[Settlement, Inhabitants]) -> None:
    _, home = tekeli
    rows = home.people.rows
    adults = np.bincount(rows.household, weights=rows.age >= 18)
    assert (adults > 0).all()


def test_the_first_adults_of_a_family_are_its_couple(tekeli: tuple[Settlement, Inhabitants]) -> None:
    _, home = tekeli
    families = home.households.rows[home.households.rows.children > 0]
    couple = {frozenset(pair) for pair in home.couples.tolist()}
    both = families[families.adult_2 >= 0]
    members = home.households.members
    found = [frozenset(members[[first, second]].tolist()) in couple for first, second in both[["adult_1", "adult_2"]]]
    assert np.mean(found) > 0.85
    adults = np.concatenate([members[families.adult_1], members[both.adult_2]])
    assert (home.people.rows.age[adults] >= 18).all()


def test_who_is_left_goes_to_a_home_of_the_own_group() -> None:
    """A man of the one group and a woman of the other have a place each; one of each group is left."""
    nothing = np.zeros(4, np.int32)
    persons = Persons(
        nothing + 30, np.array([0, 1, 0, 0], np.int32), nothing, nothing, np.array([0, 1, 1, 0], np.int32)
    )
    for seed in range(8):
        household = np.array([0, 1, -1, -1], np.int32)
        _fill_up(persons, household, np.array([1, 1]), np.array([[0, -1], [-1, 1]]), Luck(seed))
        assert household.tolist() == [0, 1, 1, 0]


def test_couples_share_a_home_and_are_near_in_age(tekeli: tuple[Settlement, Inhabitants]) -> None:
    _, home = tekeli
    rows = home.people.rows
    him, her = home.couples.T
    assert len(np.unique(home.couples)) == home.couples.size
    assert (rows.household[him] == rows.household[her]).all()
    assert (rows.sex[him] == 0).all()
    assert (rows.sex[her] == 1).all()
    assert rows.age[home.couples].min() >= 18
    gap = rows.age[him] - rows.age[her]
    assert gap.mean() == pytest.approx(2.5, abs=0.3)
    assert np.abs(gap).max() < 35


def test_the_national_rate_of_mixed_couples_is_scaled_to_who_lives_there() -> None:
    shares = {"Kazakh": 95.0, "Russian": 5.0}
    here, nation = (
        1 - 0.95**2 - 0.05**2,
        1 - sum((share / 100) ** 2 for group, share in national.ETHNIC.items() if group != "other"),
    )
    aul = Settlement(name="aul", population=1000, ethnic_percent=shares)
    assert mixed_percent(aul) == pytest.approx(18.2 * here / nation)
    own = Settlement(name="aul", population=1000, ethnic_percent=shares, mixed_couples_percent=5.0)
    assert mixed_percent(own) == 5.0
    too_many = Settlement(name="aul", population=1000, ethnic_percent=shares, mixed_couples_percent=90.0)
    assert mixed_percent(too_many) == pytest.approx(100 * here)
    alone = Settlement(name="aul", population=1000, ethnic_percent={"Kazakh": 100.0})
    assert mixed_percent(alone) == 0.0


# Money


def test_mean_income_is_the_stated_one(tekeli: tuple[Settlement, Inhabitants]) -> None:
    settlement, home = tekeli
    rows = home.people.rows
    monthly = rows.income.mean() * 365.25 / 12.0 / settlement.disposable_share
    assert monthly == pytest.approx(settlement.income_month, rel=1e-9)
    assert home.households.rows.budget.sum() == pytest.approx(rows.income.sum())


# Minds


def test_tastes_follow_age_and_sex() -> None:
    behaviour = BEHAVIOUR
    plain = {"walk": Kind(taste_child=1.0, taste_youth=2.0, taste_adult=3.0, taste_senior=4.0, taste_women=0.5)}
    age = np.array([14, 15, 29, 30, 59, 60, 60], np.int32)
    sex = np.array([0, 0, 0, 0, 0, 0, 1], np.int32)
    persons = Persons(age, sex, *(np.zeros(7, np.int32),) * 3)
    steady = behaviour.tastes.model_copy(update={"person_sd": 0.0, "kind_sd": 0.0})
    drawn = draw_tastes(persons, np.arange(7), plain, steady, Luck(1))[:, 0]
    assert np.allclose(drawn, np.array([1, 2, 2, 3, 3, 4, 4]) + np.where(sex == 1, 0.25, -0.25))


def test_readers_are_as_many_as_stated(tekeli: tuple[Settlement, Inhabitants]) -> None:
    settlement, home = tekeli
    rows = home.people.rows
    able = rows.age >= 6
    for state, percent in ((ACTIVE, settlement.readers_percent), (LAPSED, settlement.lapsed_percent)):
        assert (rows.reading == state).sum() == round(percent / 100 * able.sum())
    assert (rows.reading[~able] == 0).all()
    active, lapsed = rows[rows.reading == ACTIVE], rows[rows.reading == LAPSED]
    assert active.propensity.mean() > lapsed.propensity.mean() > rows.propensity[able & (rows.reading == 0)].mean()
    pupils = able & (rows.age <= 17)
    assert (rows.reading[pupils] == ACTIVE).mean() > (rows.reading[able & ~pupils] == ACTIVE).mean()
    assert ((active.last_read <= 0) & (active.last_read > -60)).all()
    assert (home.people.last_visit[rows.reading == ACTIVE] == active.last_read).all()
    assert ((lapsed.lapsed_on <= -180) & (lapsed.lapsed_on >= -3650) & (lapsed.last_read == lapsed.lapsed_on)).all()
    assert active.knows_library.all()
    start = BEHAVIOUR.habit.reader_start
    assert active.habit.mean() == pytest.approx(start, abs=0.05 * start)
    assert active.habit.max() <= 2.0 * start
    others = rows[rows.reading != ACTIVE]
    assert others.knows_library.mean() == pytest.approx(BEHAVIOUR.awareness.library_known, abs=0.02)
    assert (others.habit == 0).all()
    assert (home.people.last_visit[rows.reading != ACTIVE] == LONG_AGO).all()


def test_the_fit_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    inhabitants(Settlement(name="quiet", population=30, employed_percent=51.3, students_percent=17.1))
    assert capsys.readouterr() == ("", "")


# The same people


def same(one: Inhabitants, other: Inhabitants) -> bool:
    columns = zip((*one.people, *one.households, one.ties), (*other.people, *other.households, other.ties), strict=True)
    return all(first.tobytes() == second.tobytes() for first, second in columns)


def test_same_seed_same_people_other_seed_others() -> None:
    aul = load_settlement("aul")
    assert same(inhabitants(aul, 7), inhabitants(aul, 7))
    assert not same(inhabitants(aul, 7), inhabitants(aul, 8))


def test_a_culture_and_a_kind_more_change_nobody() -> None:
    aul = load_settlement("aul")
    before = inhabitants(aul)
    kinds = {"juggling": Kind()} | BEHAVIOUR.kinds
    after = synthesise(aul, BEHAVIOUR, [*aul.groups, "Korean"], kinds, 1)
    assert before.people.rows.tobytes() == after.people.rows.tobytes()
    assert np.array_equal(before.people.tastes, after.people.tastes[:, 1:])
    assert np.array_equal(before.people.minds, after.people.minds[:, :-1])
    assert before.ties.tobytes() == after.ties.tobytes()
    knowledge = after.people.minds.knowledge[:, -1]
    assert knowledge.mean() == pytest.approx(aul.knowledge, abs=0.02)


# Any settlement


def shares(names: list[str]) -> st.SearchStrategy[dict[str, float]]:
    def normalised(weights: list[float]) -> dict[str, float]:
        return {name: min(100.0, 100.0 * weight / sum(weights)) for name, weight in zip(names, weights, strict=True)}

    one = st.floats(0.0, 1.0)
    return st.lists(one, min_size=len(names), max_size=len(names)).filter(lambda w: sum(w) > 0.1).map(normalised)


@st.composite
def settlements(draw: st.DrawFn) -> Settlement:
    percent = st.floats(0.0, 100.0)
    employed = draw(percent)
    readers = draw(percent)
    fields: dict[str, Any] = {
        "ethnic_percent": draw(shares(["Kazakh", "Russian", "Uyghur", "other"][: draw(st.integers(1, 4))])),
        "age_percent": draw(shares(list(national.AGE_BANDS))),
        "women_percent": {band: draw(percent) for band in national.AGE_BANDS},
        "household_size_percent": draw(shares(list("12345678"))),
        "couples_percent": draw(percent),
        "mixed_couples_percent": draw(percent),
        "employed_percent": employed,
        "home_percent": draw(st.floats(0.0, 100.0 - employed)),
        "rotating_shift_percent": draw(percent),
        "students_percent": draw(percent),
        "disability_percent": {name: draw(percent) for name in national.DISABILITY},
        "readers_percent": readers,
        "lapsed_percent": draw(st.floats(0.0, 100.0 - readers)),
        "income_sigma": draw(st.floats(0.0, 2.0)),
        "ethnic_clustering": draw(st.floats(0.0, 1.0)),
        "homophily": draw(st.floats(1.0, 20.0)),
        "neighbour_ties": draw(st.floats(0.0, 20.0)),
    }
    return Settlement(name="any", population=draw(st.integers(20, 150)), **fields)


@settings(max_examples=40)
@given(settlement=settlements(), seed=st.integers(0, 2**32), capacity=st.integers(1, 30))
def test_any_settlement_can_be_settled(settlement: Settlement, seed: int, capacity: int) -> None:
    behaviour = BEHAVIOUR.model_copy(update={"ties": BEHAVIOUR.ties.model_copy(update={"capacity": capacity})})
    home = inhabitants(settlement, seed, behaviour)
    rows = home.people.rows
    assert len(rows) == settlement.population
    assert np.array_equal(np.sort(home.households.members), np.arange(len(rows)))
    assert home.households.rows.headcount.sum() == len(rows)
    wanted = household_sizes(settlement, settlement.population)
    assert np.array_equal(np.sort(home.households.rows.headcount), np.sort(wanted))
    assert (rows.household[home.couples[:, 0]] == rows.household[home.couples[:, 1]]).all()
    assert rows.degree.max() <= capacity
    for column in ("income", "minutes", "x", "y", "propensity", "habit", "regard"):
        assert np.isfinite(rows[column]).all()
    assert (rows.income >= 0).all()
    assert ((home.people.minds.warmth_group >= 0) & (home.people.minds.warmth_group <= 1)).all()
    assert margins(settlement, home.people, home.households, home.couples)
