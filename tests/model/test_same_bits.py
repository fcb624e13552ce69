"""The same seed gives the same result to the last bit: without the JIT, in other processes, in other rows."""

import json
import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from shuffle import shuffled
from world_columns import SMALL, digests, digests_of_run

from experiments.persons import persons_table
from model import HubModel
from model.day.holding import let_go, slot_of_tie, weakest
from model.day.meeting import mark_friends, occasion
from model.day.today import Count
from model.synthesis import Inhabitants, synthesise

TESTS = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def reference() -> dict[str, str]:
    return digests_of_run()


def test_the_small_world_is_eventful() -> None:
    """The comparisons below would prove little about a world in which nothing happens."""
    model = HubModel(**SMALL)
    model.run_for(20)
    happened = dict(zip((count.name for count in Count), model.chronicle.daily.sum(axis=0).tolist(), strict=True))
    rare = {"RETURNED", "NEW_READERS", "LAPSED", "STILL_READING", "READERS_DUE"}
    assert {name for name, number in happened.items() if number == 0} <= rare
    assert happened["LOANS"] > 0


def test_without_the_jit_the_model_gives_the_same_bits(reference: dict[str, str]) -> None:
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    plain = subprocess.run(
        [sys.executable, str(TESTS / "world_columns.py")], env=environment, capture_output=True, text=True, check=False
    )
    assert plain.returncode == 0, plain.stderr
    assert json.loads(plain.stdout) == reference


def test_two_runs_in_one_process_give_the_same_bits(reference: dict[str, str]) -> None:
    assert digests_of_run() == reference


def test_another_seed_gives_another_run(reference: dict[str, str]) -> None:
    assert digests_of_run(rng=6)["counts"] != reference["counts"]


def test_another_process_gives_the_same_bits(reference: dict[str, str]) -> None:
    """One that starts anew, with another seed of Python's hashes; two at once are in `test_compare.py`."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(digests_of_run).result() == reference


def test_a_run_in_two_parts_is_the_run_in_one(reference: dict[str, str]) -> None:
    model = HubModel(**SMALL)
    model.run_for(7)
    model.run_for(13)
    assert digests(model) == reference


EVENTS = (
    {"kind": "layoffs", "day": 12, "share": 0.5},
    {"kind": "closure", "day": 20, "days": 2},
    {"kind": "operator_exits", "day": 60},
)


FADING = {"ties_capacity": 8, "ties_decay": 0.02, "ties_forgotten_hours": 1.0, "events": EVENTS}
CROWDED = {"ties_capacity": 6, "ties_decay": 0.0, "ties_forgotten_hours": 1.0, "choice_home": 0.0}


@pytest.mark.parametrize("changes", [FADING, CROWDED, CROWDED | {"ties_capacity": 1}], ids=["fading", "crowded", "one"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_rows_does_not_matter(
    seed: int, changes: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = SMALL | {"population": 250, "rng": 100 + seed} | changes
    usual = HubModel(**world)

    def in_other_rows(*given: object) -> Inhabitants:
        return shuffled(synthesise(*given), seed)

    monkeypatch.setattr("model.hub_model.synthesise", in_other_rows)
    moved = HubModel(**world)
    assert not np.array_equal(moved.people.rows.id, usual.people.rows.id)
    usual.run_for(75)
    moved.run_for(75)

    # Day by day, whatever was counted.
    assert np.array_equal(moved.chronicle.daily, usual.chronicle.daily)
    assert np.array_equal(moved.chronicle.sales_by_kind, usual.chronicle.sales_by_kind)
    assert np.array_equal(moved.chronicle.reputation, usual.chronicle.reputation)
    for here, there in zip(usual.chronicle.months, moved.chronicle.months, strict=True):
        assert np.array_equal(here.counts, there.counts)
        assert np.array_equal(here.ties.ends, there.ties.ends)
    # Whatever is reported of them.
    assert moved.datacollector.get_model_vars_dataframe().equals(usual.datacollector.get_model_vars_dataframe())
    for grouping in usual.groups.ways:
        assert moved.measures_by(grouping.name).equals(usual.measures_by(grouping.name)), grouping.name
    assert moved.occupancy().equals(usual.occupancy())
    assert persons_table(moved).equals(persons_table(usual))
    assert len(usual.occupancy()) > 0
    # Person by person and household by household, by id.
    here, there = np.argsort(usual.people.rows.id), np.argsort(moved.people.rows.id)
    for field in usual.people.rows.dtype.names:
        if field != "household":
            assert np.array_equal(usual.people.rows[field][here], moved.people.rows[field][there]), field
    assert np.array_equal(usual.people.last_visit[here], moved.people.last_visit[there])
    for field in usual.people.minds.dtype.names:
        assert np.array_equal(usual.people.minds[field][here], moved.people.minds[field][there]), field
    homes, homes_moved = np.argsort(usual.households.rows.id), np.argsort(moved.households.rows.id)
    for field in usual.households.rows.dtype.names:
        if field not in ("first", "adult_1", "adult_2"):
            assert np.array_equal(usual.households.rows[field][homes], moved.households.rows[field][homes_moved]), field
    assert _ties_by_id(moved) == _ties_by_id(usual)


def test_of_equally_weak_ties_the_same_one_yields_whatever_its_slot() -> None:
    model = HubModel(**SMALL)
    row = int(np.argmax(model.people.rows.degree))
    held = int(model.people.rows.degree[row])
    assert held > 3
    model.ties.hours[row, :held] = 2.0
    yielding = set()
    for turn in range(held):
        model.ties[row, :held] = np.roll(model.ties[row, :held], turn)
        slot = weakest(row, 1, model.world.people, model.world.ties, model.sheets.fading)
        yielding.add(int(model.ties.other[row, slot]))
    assert len(yielding) == 1


def test_who_was_a_friend_once_is_not_taken_for_one_later() -> None:
    model = HubModel(**SMALL)
    people, ties = model.world.people, model.world.ties
    row = int(np.argmax(model.people.rows.degree))
    person, former = int(model.people.rows.id[row]), int(model.ties.other[row, 0])
    mark_friends(row, occasion(person, 1, 0), people, ties, model.sheets.marks)
    let_go(row, 0, people, ties)
    let_go(former, slot_of_tie(former, row, people, ties), people, ties)
    for day, k in ((1, 1), (2, 0)):
        mark_friends(row, occasion(person, day, k), people, ties, model.sheets.marks)
        marked = np.flatnonzero(model.sheets.marks == occasion(person, day, k))
        assert former not in marked
        assert sorted(marked) == sorted(model.ties.other[row, : model.people.rows.degree[row]])


def _ties_by_id(model: HubModel) -> set[tuple[int, int, float, int, int]]:
    ids = model.people.rows.id
    return {
        (int(ids[row]), int(ids[tie.other]), float(tie.hours), int(tie.last), int(tie.since))
        for row in range(len(model.ties))
        for tie in model.ties[row, : model.people.rows.degree[row]]
    }
