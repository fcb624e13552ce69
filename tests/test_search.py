"""Searching: fronts by hand, and the same search however it is interrupted."""

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from experiments.cli import app
from experiments.compare import plan
from experiments.factors import factors
from experiments.fronts import chance_on_front, front
from experiments.goals import Goal
from experiments.search import Search, search
from model.scenario import Scenario, with_levers
from viz.front import figure

GOALS = (Goal("visits"), Goal("cafe_sales", highest=False))


def small() -> Scenario:
    (base,) = plan("aul", ["people-first"]).values()
    return with_levers(base, {"settlement.population": 150, "clock.days": 30, "clock.hub_opens": 5})


def look(trials: int, out: Path | None = None) -> Search:
    scenario = small()
    varied = factors(["cafe_price=100:3000"], scenario)
    return search(scenario, varied, GOALS, trials=trials, replicates=2, fresh=2, seed=3, jobs=1, out=out)


def test_a_front_by_hand() -> None:
    values = np.array([[0, 3], [1, 2], [1, 1], [2, 0], [2, 0], [-1, 3]])
    assert front(values).tolist() == [True, True, False, True, True, False]


def test_chance_on_the_front_is_one_where_every_seed_agrees_and_between_where_they_do_not() -> None:
    values = np.array([[[1.0], [1.0]], [[0.0], [0.0]], [[2.5], [-1.0]]])
    chances = chance_on_front(values)
    assert chances[1] == 0
    # The third is best if the seed that favours it is drawn twice: 1 in 4; once each gives 0.75 < 1.
    assert chances.tolist() == pytest.approx([0.75, 0, 0.25], abs=0.04)
    assert np.isnan(chance_on_front(values[:, :1])).all()


@pytest.mark.filterwarnings("ignore::optuna.exceptions.ExperimentalWarning")
def test_an_interrupted_search_goes_on_as_if_nothing_had_been(tmp_path: Path) -> None:
    undisturbed = look(18)
    look(10, tmp_path)
    notes = tmp_path / "runs.jsonl"
    notes.write_bytes(notes.read_bytes()[:-400])  # killed while it wrote, and more lost
    resumed = look(18, tmp_path)
    assert resumed.points == undisturbed.points
    np.testing.assert_array_equal(resumed.answers, undisturbed.answers)
    np.testing.assert_array_equal(resumed.fresh, undisturbed.fresh)
    import optuna

    journal = optuna.storages.journal.JournalFileBackend(str(tmp_path / "study.journal"))
    kept = optuna.load_study(storage=optuna.storages.JournalStorage(journal), study_name="shanyraq")
    assert [trial.values for trial in kept.trials] == undisturbed.answers.mean(axis=1).tolist()
    assert kept.trials[4].user_attrs["point"] == undisturbed.points[4]

    best = resumed.best()
    assert set(best["trial"]) == set(resumed.on_front)
    assert (best["visits_low"] <= best["visits"]).all()
    off = resumed.fresh[:, :, 0].mean(axis=1) - resumed.base_fresh[:, 0].mean()
    assert sorted(best["visits_gain"]) == pytest.approx(sorted(off))
    assert not set(resumed.seeds) & set(resumed.fresh_seeds)
    text = " ".join(each.get_text() for each in figure(resumed).texts).replace("\n", " ")
    for word in (
        "fresh seeds (5 to 6)",
        "95 % t-interval",
        "cafe_price 100 to 3000 KZT",
        "of 18 designs",
        "under the same luck",
    ):
        assert word in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-f", "cafe_price=1:2"), "--goal: give one or more"),
        (("-g", "visits"), "--factor: give one or more"),
        (("-f", "cafe_price=1:2", "-g", "visits", "-g", "visits"), "each may be given once"),
        (("-f", "cafe_price=1:2", "-f", "design.offers.cafe.price=1:2", "-g", "visits"), "are the same parameter"),
        (("-f", "cafe_price=1:2", "-g", "visit"), 'did you mean "visits"?'),
        (("-f", "cafe_price=1:2", "-g", "visits", "--trials", 0), "must be at least 1"),
    ],
)
def test_mistakes_are_told_with_exit_code_2(words: tuple[object, ...], message: str, tmp_path: Path) -> None:
    told = CliRunner().invoke(app, [str(word) for word in ("search", "-s", "aul", "-o", tmp_path / "out", *words)])
    assert told.exit_code == 2
    assert message in told.stderr
    assert not (tmp_path / "out").exists()
