"""The programme board in a run: it asks, it moves the programme within its limits, or it keeps its plan."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import HubModel
from model.board import Board, Programme, agreement, underserved
from model.scenario import load_design
from model.scenario.behaviour import Behaviour
from model.scenario.design import Session
from model.survey import WISH

WORLD: dict[str, Any] = {"settlement": "aul", "population": 400, "hub_opens": 5, "partnership_patience": 0, "rng": 4}
DESIGN = load_design("people-first")
KINDS = Behaviour().kinds
TEACHERS = {3: "Kazakh", 5: "Russian", 6: "Uyghur"}
CLASSES = ("dance", "cooking", "poetry", "inclusion")


def wishes_for(kind: str, day: int, slot: int, host: int, count: int, *, answers: bool = True) -> np.ndarray:
    """So many people who wish for the same."""
    wishes = np.zeros(count, WISH)
    wishes["kind"] = CLASSES.index(kind)
    wishes["weekday"], wishes["slot"], wishes["host"], wishes["answers"] = day, slot, host, answers
    return wishes


def test_both_boards_start_from_the_same_design() -> None:
    other = load_design("top-down")
    told_apart = {"name", "title", "intent", "governance"}
    assert DESIGN.model_dump(exclude=told_apart) == other.model_dump(exclude=told_apart)
    assert DESIGN.governance.model_dump(exclude={"board"}) == other.governance.model_dump(exclude={"board"})


def test_agreement_is_the_overlap_of_wishes_and_programme() -> None:
    sessions = (
        Session(kind="dance", day="Mon", slot="evening", host="Kazakh"),
        Session(kind="cooking", day="Sat", slot="morning", host="Russian"),
    )
    programme = Programme(sessions, DESIGN, list(CLASSES), list(TEACHERS.values()))
    wished = [
        np.array([0.25, 0.75, 0.0, 0.0]),  # 0.25 + 0.5
        np.array([0.0, 0.0, 1.0, 0.0, 0.0, 0.0]),  # 0.5
        np.array([0.5, 0.5, 0.0]),  # 1
    ]
    assert agreement(wished, programme.shares()) == pytest.approx((0.75 + 0.5 + 1.0) / 3)


def test_a_question_without_an_answer_is_left_out_of_the_agreement() -> None:
    programme = Programme((DANCE,), DESIGN, list(CLASSES), list(TEACHERS.values()))
    assert agreement([np.array([1.0, 0.0, 0.0, 0.0]), np.zeros(6), np.zeros(3)], programme.shares()) == 1.0


DANCE = Session(kind="dance", day="Mon", slot="evening", host="Kazakh")
COOKING = Session(kind="cooking", day="Sat", slot="morning", host="Russian")


def board_of(**terms: Any) -> Board:
    governance = DESIGN.governance.model_copy(update={"learning_rate": 1.0, "equity": 0.0} | terms)
    return Board(DESIGN.model_copy(update={"governance": governance}), KINDS, TEACHERS)


def test_a_verdict_by_hand() -> None:
    wishes = np.concatenate([wishes_for("dance", 6, 0, 3, 1), wishes_for("cooking", 1, 1, 5, 1)])
    board = board_of(board="top-down")
    board.meet(31, DESIGN, (DANCE, COOKING), wishes, np.zeros(2))
    # What and by whom as wished for; of a weekend's morning and a working day's afternoon it holds the first.
    assert board.verdict == (31, pytest.approx((1.0 + 0.5 + 1.0) / 3), pytest.approx((1.0 + 0.5 + 1.0) / 3), 2)


def test_where_nobody_teaches_the_question_by_whom_is_left_out() -> None:
    board = board_of(board="top-down")
    alone = Session(kind="inclusion", day="Mon", slot="evening")
    board.meet(31, DESIGN, (alone,), wishes_for("inclusion", 0, 2, 3, 4), np.zeros(4))
    assert board.verdict.people_first == 1.0


def test_people_are_asked_about_the_classes_as_they_are() -> None:
    questions = board_of().questionnaire(DESIGN)
    assert [list(KINDS)[kind] for kind in questions.kinds] == list(CLASSES)
    assert questions.hosted.tolist() == [1, 1, 1, 0]
    assert questions.prices.tolist() == [400.0, 700.0, 0.0, 0.0]


def test_a_class_that_many_find_too_dear_becomes_cheaper() -> None:
    wishes = wishes_for("dance", 0, 2, 3, 10)
    wishes["dear"][:5] = 1 << CLASSES.index("dance")
    changed = board_of(dear_borne=0.2).meet(31, DESIGN, (DANCE, COOKING), wishes, np.zeros(10))
    # 400 · (1 − (0.5 − 0.2)); nobody finds the others dear
    assert {name: changed.offers[name].price for name in CLASSES} == {
        "dance": 280.0,
        "cooking": 700.0,
        "poetry": 0.0,
        "inclusion": 0.0,
    }


def test_a_price_may_fall_though_no_class_moves() -> None:
    wishes = wishes_for("dance", 0, 2, 3, 10)
    wishes["dear"][:5] = 1 << CLASSES.index("dance")
    changed = board_of(dear_borne=0.2).meet(31, DESIGN, (DANCE, DANCE), wishes, np.zeros(10))
    assert changed.timetable == (DANCE, DANCE)
    assert changed.offers["dance"].price == 280.0


def test_hours_move_to_where_people_are_free() -> None:
    changed = board_of().meet(31, DESIGN, (DANCE, COOKING), wishes_for("dance", 0, 0, 3, 5), np.zeros(5))
    assert DESIGN.offers["highlight"].slots == ("afternoon", "evening")
    assert changed.offers["highlight"].slots == ("morning", "evening")


def test_a_board_that_learns_half_moves_hours_every_other_month() -> None:
    board, wishes = board_of(learning_rate=0.5), wishes_for("dance", 0, 0, 3, 5)
    months = [board.meet(day, DESIGN, (DANCE, COOKING), wishes, np.zeros(5)) for day in (31, 59)]
    assert [month.offers["highlight"].slots[0] for month in months] == ["afternoon", "morning"]


def test_a_class_of_which_there_are_fewer_than_the_least_stays() -> None:
    changed = board_of(least_of_each=2).meet(31, DESIGN, (DANCE, COOKING), wishes_for("dance", 0, 2, 3, 5), np.zeros(5))
    assert Counter(each.kind for each in changed.timetable) == {"dance": 1, "cooking": 1}


@pytest.mark.parametrize(("wished", "host"), [("cooking", "Kazakh"), ("inclusion", None)])
def test_a_class_keeps_its_teacher_where_the_new_kind_has_one(wished: str, host: str | None) -> None:
    changed = board_of().meet(31, DESIGN, (DANCE, DANCE), wishes_for(wished, 0, 2, -1, 5), np.zeros(5))
    assert Counter((each.kind, each.host) for each in changed.timetable) == {("dance", "Kazakh"): 1, (wished, host): 1}


def test_a_class_changes_its_teacher_and_one_without_a_teacher_gets_none() -> None:
    alone = Session(kind="inclusion", day="Mon", slot="evening")
    wishes = np.concatenate([wishes_for("inclusion", 0, 2, -1, 1), wishes_for("dance", 0, 2, 5, 1)])
    changed = board_of().meet(31, DESIGN, (alone, DANCE), wishes, np.zeros(2))
    assert {each.kind: each.host for each in changed.timetable} == {"inclusion": None, "dance": "Russian"}


def test_who_comes_less_often_is_behind() -> None:
    cells = np.array([[0, 2], [0, 3], [1, 2], [1, 3]], np.int32)
    visits = np.array([4, 0, 0, 0], np.int32)
    everybody, groups = np.arange(4, dtype=np.int32), 4
    # Mean 1 a head; groups: 2, 0, 2, 0.
    assert underserved(everybody, cells, visits, groups).tolist() == [0.0, 0.5, 0.5, 1.0]
    assert underserved(everybody, cells, np.ones(4, np.int32), groups).tolist() == [0.0] * 4
    often = np.array([30, 10, 0, 0], np.int32)  # mean 10 a head; groups: 20, 0, 15, 5
    assert underserved(everybody, cells, often, groups).tolist() == [0.0, 0.5, 0.5, 1.0]


def test_a_session_is_one_class_at_one_time() -> None:
    programme = Programme((DANCE, DANCE), DESIGN, list(CLASSES), list(TEACHERS.values()))
    assert programme.offered(0).sum() == programme.offered(1).sum() == 2.0


def test_where_all_want_one_thing_the_programme_becomes_it_within_its_limits() -> None:
    terms = DESIGN.governance.model_copy(update={"learning_rate": 1.0, "instructors": 3.0, "least_of_each": 1})
    design = DESIGN.model_copy(update={"governance": terms})
    board = Board(design, KINDS, TEACHERS)
    wishes = wishes_for("cooking", 5, 0, 6, 50)
    for day in range(1, 400, 30):
        design = board.meet(day, design, design.timetable, wishes, np.zeros(50))
    sessions = design.timetable
    kinds = Counter(session.kind for session in sessions)
    assert kinds == {"cooking": 6, "dance": 1, "poetry": 1, "inclusion": 1}
    # Two rooms on two days: no more than four sessions fit a weekend's mornings.
    assert sum((session.day, session.slot) in {("Sat", "morning"), ("Sun", "morning")} for session in sessions) == 4
    programme = Programme(sessions, design, list(CLASSES), list(TEACHERS.values()))
    assert programme.offered(2)[2] <= 3.0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 2**32 - 1), st.floats(0.0, 1.0), st.integers(1, 3), st.floats(1.0, 6.0))
def test_rooms_teachers_and_budget_are_never_exceeded(seed: int, rate: float, rooms: int, teaching: float) -> None:
    luck = np.random.default_rng(seed)
    terms = DESIGN.governance.model_copy(update={"learning_rate": rate, "instructors": teaching})
    design = DESIGN.model_copy(update={"governance": terms, "rooms": rooms})
    board = Board(design, KINDS, TEACHERS)
    budget = len(design.timetable)
    for day in (1, 32, 60, 91):
        wishes = np.zeros(30, WISH)
        wishes["kind"], wishes["weekday"] = luck.integers(0, 4, 30), luck.integers(0, 7, 30)
        wishes["slot"], wishes["answers"] = luck.integers(0, 3, 30), luck.random(30) < 0.7
        wishes["host"], wishes["dear"] = luck.choice(list(TEACHERS), 30), luck.integers(0, 16, 30)
        before = Programme(design.timetable, design, list(CLASSES), list(TEACHERS.values())).offered(2)
        design = board.meet(day, design, design.timetable, wishes, luck.random(30))
        assert len(design.timetable) == budget
        at_once = Counter((session.day, session.slot) for session in design.timetable)
        assert max(at_once.values()) <= rooms
        after = Programme(design.timetable, design, list(CLASSES), list(TEACHERS.values())).offered(2)
        assert (after <= np.maximum(before, teaching) + 1e-9).all()
        for name in CLASSES:
            assert design.offers[name].price >= round(0.5 * DESIGN.offers[name].price)


def test_asking_visitors_alone_misses_the_others() -> None:
    """Visitors want dance, those who stay away want poetry: a board that asks visitors alone never hears of it."""
    visitors, others = wishes_for("dance", 5, 0, 3, 30), wishes_for("poetry", 5, 0, 3, 30)
    fits = []
    for others_answer in (True, False):
        others["answers"] = others_answer
        design = DESIGN.model_copy(update={"governance": DESIGN.governance.model_copy(update={"learning_rate": 1.0})})
        board = Board(design, KINDS, TEACHERS)
        for day in range(1, 400, 30):
            design = board.meet(day, design, design.timetable, np.concatenate([visitors, others]), np.zeros(60))
        fits.append(board.verdict)
    assert fits[0].fit > fits[1].fit
    assert fits[1].people_first > fits[1].fit


def lived(days: int = 100, **changes: Any) -> HubModel:
    model = HubModel(**(WORLD | {"design": "people-first"} | changes))
    model.run_for(days)
    return model


def test_a_top_down_board_keeps_its_plan_and_yet_knows_how_far_it_misses() -> None:
    model = lived(design="top-down")
    assert model.hub.design is model.plan.design
    assert len(model.chronicle.verdicts) == 3
    assert 0.0 < model.chronicle.verdicts[-1].fit < 1.0


def test_a_board_that_learns_nothing_is_a_top_down_board_to_the_bit() -> None:
    deaf, planned = lived(governance_learning_rate=0.0), lived(design="top-down")
    assert np.array_equal(deaf.chronicle.daily, planned.chronicle.daily)
    assert deaf.chronicle.verdicts == planned.chronicle.verdicts


def test_a_board_that_listens_brings_the_programme_nearer_to_the_wishes() -> None:
    listening, planned = lived(190), lived(190, design="top-down")
    assert listening.hub.timetable != planned.hub.timetable
    assert listening.chronicle.verdicts[-1].fit > planned.chronicle.verdicts[-1].fit + 0.05


def test_being_asked_changes_nobody() -> None:
    asked, unasked = lived(design="top-down"), lived(design="top-down", governance_survey_share=0.0)
    assert np.array_equal(asked.chronicle.daily, unasked.chronicle.daily)
    assert np.isnan(unasked.chronicle.verdicts[-1].fit)


def test_where_only_visitors_are_asked_only_visitors_answer() -> None:
    model = lived(governance_visitors_only=True, governance_survey_share=1.0)
    answers = model.reviews.paper[: model.residents]
    back = answers[answers["answers"]]["person"]
    assert len(back) > 5
    assert (model.people.last_visit[back] > 0).all()


def test_a_class_that_moves_is_not_new_again() -> None:
    model = lived(190)
    opened = dict(zip(model.hub.items, model.hub.state.items.opened.tolist(), strict=True))
    moved = {name for name in opened if name.split()[0] in CLASSES}
    assert {opened[name] for name in moved} == {model.opening_day}
