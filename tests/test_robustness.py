"""Options in uncertain futures: regret and satisficing by hand, and a rule that is found again."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from experiments.cli import app
from experiments.discovery import discover
from experiments.goals import Goal
from experiments.kept_runs import kept_runs, levers_and_uncertainties
from experiments.robustness import Threshold, futures, regret, robustness, threshold
from experiments.stress import Stress, hold
from model.scenario import InputError
from viz.robustness import figure


def shanyraq(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def by_hand() -> pd.DataFrame:
    # Two designs, three futures, two seeds that lie one above and one below the mean.
    means = {"a": [10.0, 20.0, 30.0], "b": [14.0, 20.0, 21.0]}
    rows = [
        {"design": name, "world": float(world), "seed": seed, "visits": values[world] + (1 if seed else -1)}
        for name, values in means.items()
        for world in range(3)
        for seed in (0, 1)
    ]
    return pd.DataFrame(rows)


def test_regret_and_shares_by_hand() -> None:
    found = futures(by_hand(), ["design"], ["world"], ["visits"])
    assert found.seeds == 2
    assert regret(found, Goal("visits")).to_numpy().tolist() == [[4, 0], [0, 0], [0, 9]]
    assert regret(found, Goal("visits", highest=False)).to_numpy().tolist() == [[0, 4], [0, 0], [9, 0]]
    table = robustness(found, Goal("visits"), [Threshold("visits", 20)]).set_index("design")
    assert table["mean"].tolist() == pytest.approx([20, 55 / 3])
    assert table["worst"].tolist() == [10, 14]
    assert table["regret_mean"].tolist() == pytest.approx([4 / 3, 3])
    assert table["regret_most"].tolist() == [4, 9]
    assert table["best_share"].tolist() == pytest.approx([1.5 / 3, 1.5 / 3])
    assert table["enough"].tolist() == pytest.approx([2 / 3, 2 / 3])
    assert (table["regret_mean_low"] <= table["regret_mean"]).all()


def test_pairs_that_were_not_run_are_told() -> None:
    with pytest.raises(InputError, match="1 of 6 pairs"):
        futures(by_hand().iloc[2:], ["design"], ["world"], ["visits"])
    with pytest.raises(InputError, match="no column ties"):
        futures(by_hand(), ["design"], ["world"], ["ties"])
    with pytest.raises(InputError, match="nothing uncertain"):
        futures(by_hand(), ["design"], [], ["visits"])


def test_a_rule_behind_bad_futures_is_found_again() -> None:
    luck = np.random.default_rng(1)
    worlds = pd.DataFrame({"winter": luck.random(400), "income": luck.random(400), "noise": luck.random(400)})
    bad = ((worlds["winter"] > 0.7) & (worlds["income"] < 0.5)).to_numpy()
    found = discover(worlds, bad)
    assert found.says_something
    box = found.boxes[0]
    assert box.density > 0.95
    assert box.coverage > 0.95
    text = " ".join(box.rules)
    assert "winter > 0.7" in text
    assert "income ≤ 0.5" in text or "income ≤ 0.49" in text


def test_no_rule_is_claimed_where_there_is_none() -> None:
    luck = np.random.default_rng(2)
    worlds = pd.DataFrame(luck.random((200, 4)), columns=list("abcd"))
    claimed = [discover(worlds, luck.random(200) < 0.3, seed).says_something for seed in range(20)]
    assert sum(claimed) <= 2
    assert discover(worlds, np.zeros(200, bool)).boxes == []


def test_levers_are_what_belongs_to_the_design() -> None:
    names = ("cafe_price", "design.offers.dance.price", "behaviour.reading.spillover", "population", "rooms", "visits")
    runs = pd.DataFrame({name: [1, 2] for name in names} | {"seed": [1, 2], "hub_opens": [5, 5]})
    levers, uncertain = levers_and_uncertainties(runs)
    assert levers == ["cafe_price", "design.offers.dance.price", "rooms"]
    assert uncertain == ["behaviour.reading.spillover", "population"]


def test_the_figure_says_what_stands_behind_it() -> None:
    luck = np.random.default_rng(1)
    worlds = [{"winter": winter, "income": income} for winter, income in luck.random((60, 2))]
    rows = [
        {"design": name, "seed": 1, "visits": level - loss * (world["winter"] > 0.6) + world["income"]} | world
        for name, level, loss in (("a", 20.0, 0.0), ("b", 24.0, 12.0))
        for world in worlds
    ]
    made: Stress = hold(pd.DataFrame(rows), ["design"], ["winter", "income"], Goal("visits"), [Threshold("visits", 18)])
    text = " ".join(each.get_text() for each in figure(made).texts).replace("\n", " ")
    for word in (
        "120 runs",
        "same 60 futures",
        "95 % bootstrap intervals over futures",
        "winter > 0.6",
        "a regrets least",
    ):
        assert word in text


def test_made_runs_can_be_read_again_from_their_folder(tmp_path: Path) -> None:
    base = ("-g", "visits", "-e", "visits>=1", "--json", "-q")
    made = shanyraq(
        *("robustness", "-s", "aul", "-d", "status-quo", "-d", "people-first", "-f", "population=120:200"),
        *("-f", "behaviour.reading.spillover=0:0.02", "--futures", 4, "--days", 95, "--jobs", 1, "-o", tmp_path / "a"),
        *base,
    )
    assert made.exit_code == 0, made.output
    again = shanyraq("robustness", tmp_path / "a", "-o", tmp_path / "b", *base)
    assert again.exit_code == 0, again.output
    one, two = json.loads(made.stdout), json.loads(again.stdout)
    assert one["robustness"] == two["robustness"]
    assert [row["design"] for row in one["robustness"]] == ["status-quo", "people-first"]
    assert kept_runs(tmp_path / "a")["population"].between(120, 200).all()
    for name in ("robustness.csv", "robustness.png", "boxes.csv", "manifest.json"):
        assert (tmp_path / "a" / name).exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nowhere",), "is no folder of results"),
        ((), "--settlement or --scenario: is needed"),
        (("-s", "aul", "-d", "status-quo", "-f", "population=100:200"), "two or more"),
        (("-s", "aul", "-d", "status-quo", "-d", "top-down"), "--factor: give one or more"),
        (("-s", "aul", "-e", "visits=30"), "must be written measure>=number"),
        (("-s", "aul", "-e", "visit>=30"), 'did you mean "visits"?'),
    ],
)
def test_mistakes_are_told_with_exit_code_2(words: tuple[object, ...], message: str, tmp_path: Path) -> None:
    told = shanyraq("robustness", *words, "-o", tmp_path / "out")
    assert told.exit_code == 2
    assert message in told.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_without_runs_is_told(tmp_path: Path) -> None:
    assert "holds no runs" in shanyraq("robustness", tmp_path).stderr


def test_thresholds_are_read() -> None:
    assert threshold("visits>=30") == Threshold("visits", 30.0)
    assert str(threshold("public_cost_per_visit <= 900")) == "public_cost_per_visit ≤ 900"
