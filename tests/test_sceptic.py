"""The sceptic's arms: what each one changes, how effects are reckoned, and when a claim survives."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.changes import changes, states
from experiments.cli import app
from experiments.compare import Comparison
from experiments.intervals import Interval, paired_difference
from experiments.replicates import Job, Outcome, run_one
from experiments.sceptic import (
    CLAIMS,
    OBJECTIONS,
    REFERENCE,
    Verdicts,
    in_arm,
    sceptic,
    verdicts,
    worlds,
)
from model import HubModel
from model.scenario import InputError, Scenario, with_levers
from model.scenario.flat import leaves

SMALL = {"settlement.population": 250, "clock.hub_opens": 8, "behaviour.awareness.base": 0.2}


def small_world(days: int = 50) -> Scenario:
    return with_levers(Scenario(settlement="aul", design="people-first"), SMALL | {"clock.days": days})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Verdicts:
    settlement = small_world().settlement
    out = tmp_path_factory.mktemp("sceptic")
    return sceptic(settlement, "people-first", replicates=2, seed=3, days=110, jobs=1, out=out)


def test_each_arm_changes_what_it_says_and_nothing_else() -> None:
    scenarios, design = worlds("aul", "people-first", 60)
    assert design == "people-first"
    assert len(scenarios) == 8
    for arm in OBJECTIONS:
        for name in (REFERENCE, design):
            if not arm.levers:
                assert in_arm(name, arm.name) not in scenarios
                continue
            plain, doubted = dict(leaves(scenarios[name])), dict(leaves(scenarios[in_arm(name, arm.name)]))
            differing = {".".join(path): doubted[path] for path in plain if plain[path] != doubted[path]}
            assert differing == dict(arm.levers)
            assert set(differing.values()) == {0.0}


def test_headlines_are_the_comparisons_own_differences(found: Verdicts) -> None:
    table = found.table().set_index(["claim", "arm"])
    for name in ("visits", "cross_ethnic_ties", "state_gain"):
        row, other = table.loc[(name, "headline")], found.comparison.difference(name, found.design)
        assert (row["mean"], row["low"], row["high"]) == tuple(other)


def test_an_arm_is_held_against_the_status_quo_of_its_own_world(found: Verdicts) -> None:
    runs = found.comparison.runs.set_index("design")["returning_readers"]
    row = found.table().set_index(["claim", "arm"]).loc[("returning_readers", "readers")]
    expected = paired_difference(
        runs[in_arm("people-first", "readers")].tolist(), runs[in_arm(REFERENCE, "readers")].tolist()
    )
    assert (row["mean"], row["low"], row["high"]) == tuple(expected)


def test_every_claim_meets_the_arms_that_change_behaviour_and_its_own(found: Verdicts) -> None:
    table = found.table()
    behaviour = [arm.name for arm in OBJECTIONS if arm.levers]
    for claim in CLAIMS:
        arms = table.loc[table["claim"] == claim.name, "arm"].tolist()
        assert arms == ["headline", *behaviour, *(arm.name for arm in OBJECTIONS if arm.name in claim.otherwise)]
    assert {arm for claim in CLAIMS for arm in claim.otherwise} == {"everybody", "absolute", "net"}


def test_net_is_gross_less_what_others_lost(found: Verdicts) -> None:
    table = found.table().set_index(["claim", "arm"])["mean"]
    runs = found.comparison.runs
    lost = runs.loc[runs["design"] == found.design, "displaced_sales"].mean()
    assert lost > 0
    assert table[("sales", "headline")] - table[("sales", "net")] == pytest.approx(lost)


def test_the_claim_over_everybody_is_the_difference_from_the_status_quo(found: Verdicts) -> None:
    table = found.table().set_index(["claim", "arm"])["mean"]
    difference = found.comparison.difference("warmth_group", found.design).mean
    assert table[("warmth_came", "everybody")] == table[("warmth_relative", "absolute")] == 100 * difference
    assert table[("warmth_came", "headline")] != 100 * difference


def test_where_contact_does_not_generalise_no_warmth_reaches_a_group(found: Verdicts) -> None:
    table = found.table().set_index(["claim", "arm"])
    assert table.loc[("warmth_relative", "headline"), "mean"] != 0
    assert table.loc[("warmth_relative", "generalisation"), "mean"] == 0
    assert not table.loc[("warmth_relative", "generalisation"), "stands"]
    assert table.loc[("warmth_met_relative", "generalisation"), "mean"] != 0


def test_changes_are_of_those_who_came_and_of_everybody() -> None:
    model = HubModel(scenario=small_world(), rng=5)
    before = states(model)
    model.run_for(50)
    table = changes(model, before).set_index(["measure", "who"])
    rows, minds = model.people.rows, model.people.minds
    came = [row for row in range(len(rows)) if rows.visits[row] and model.people.last_visit[row] >= model.opening_day]
    assert 0 < len(came) < len(rows)
    by_hand = np.mean(
        [np.mean([minds.knowledge[row, g] for g in range(minds.shape[1]) if g != rows.group[row]]) for row in came]
    )
    assert table.loc[("knowledge", "those who came"), "after"] == pytest.approx(by_hand)
    assert table.loc[("knowledge", "those who came"), "people"] == len(came)
    last = model.datacollector.get_model_vars_dataframe().iloc[-1]
    for name in ("warmth_met", "warmth_group", "knowledge", "regard", "readers_share"):
        assert table.loc[(name, "everybody"), "after"] == pytest.approx(last[name], abs=1e-5)
    start = states(HubModel(scenario=small_world(), rng=5))
    assert table.loc[("regard", "everybody"), "before"] == pytest.approx(start["regard"].mean())


def test_where_nobody_came_nothing_is_said_of_them() -> None:
    model = HubModel(scenario=small_world(), rng=5)
    table = changes(model, states(model)).set_index(["measure", "who"])
    assert table.loc[("regard", "those who came"), "people"] == 0
    assert np.isnan(table.loc[("regard", "those who came"), "after"])


@pytest.mark.parametrize(
    ("interval", "side"),
    [((2, 1, 3), 1), ((-2, -3, -1), -1), ((1, -1, 3), 0), ((0, 0, 0), 0), ((1, np.nan, np.nan), 0)],
)
def test_an_interval_is_on_a_side_only_if_it_excludes_nought(interval: tuple[float, ...], side: int) -> None:
    assert Interval(*interval).side == side


def _made_up(visits: dict[str, list[float]]) -> Comparison:
    """A comparison in which everything but the visits is as in the status quo."""
    scenarios, _ = worlds("aul", "people-first", 10)
    from model.measures import CATALOGUE

    runs = pd.DataFrame(
        [
            dict.fromkeys(CATALOGUE, 1.0) | {"design": name, "seed": seed, "visits": visits.get(name, [0.0] * 4)[seed]}
            for name in scenarios
            for seed in range(4)
        ]
    )
    daily = runs.assign(day=9)
    changed = pd.DataFrame(
        [
            {"design": name, "seed": seed, "measure": measure, "who": "those who came", "before": 0.0, "after": 0.0}
            for name in scenarios
            for seed in range(4)
            for measure in ("warmth_group", "knowledge", "regard", "readers_share")
        ]
    )
    empty = pd.DataFrame()
    made = Comparison(scenarios, (0, 1, 2, 3), daily, empty, empty, changed)
    made.__dict__["runs"] = runs
    return made


def test_a_claim_survives_only_on_the_headlines_side() -> None:
    table = verdicts(
        _made_up(
            {
                "people-first": [10.0, 11.0, 12.0, 13.0],
                in_arm("people-first", "generalisation"): [5.0, 6.0, 5.0, 6.0],
                in_arm("people-first", "readers"): [-5.0, -6.0, -5.0, -6.0],
                in_arm("people-first", "habit"): [-5.0, 6.0, -5.0, 6.0],
            }
        ),
        "people-first",
    )
    stands = table[table["claim"] == "visits"].set_index("arm")["stands"]
    assert stands.to_dict() == {"headline": True, "generalisation": True, "readers": False, "habit": False}


def test_where_the_headline_is_not_clear_of_nought_nothing_can_survive() -> None:
    table = verdicts(_made_up({in_arm("people-first", "habit"): [5.0, 6.0, 5.0, 6.0]}), "people-first")
    assert not table["stands"].any()


def test_counting_all_claims_at_once_is_stricter() -> None:
    table = verdicts(_made_up({"people-first": [1.0, 2.0, 6.0, 7.0]}), "people-first")
    row = table[(table["claim"] == "visits") & (table["arm"] == "headline")].iloc[0]
    assert row["strict_low"] < row["low"] < row["high"] < row["strict_high"]
    assert row["stands"] or not row["stands_strictly"]


def test_everything_is_kept_in_a_folder_of_its_own(found: Verdicts) -> None:
    folder = found.files[0].parent
    assert folder.name == "sceptic"
    written = pd.read_parquet(folder / "claims.parquet")
    pd.testing.assert_frame_equal(written, found.table(), check_dtype=False)
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["complete"]


def test_one_replicate_answers_no_sceptic() -> None:
    with pytest.raises(InputError, match="--replicates = 1: must be at least 2"):
        sceptic("aul", "people-first", replicates=1)


def test_the_command_prints_every_claim_and_its_rule(tmp_path: Path) -> None:
    (tmp_path / "small.toml").write_text('name = "Small"\npopulation = 60\n')
    words = ["sceptic", "-s", str(tmp_path / "small.toml"), "-d", "cafe-only", "-n", "2", "--days", "4", "-j", "1"]
    told = CliRunner().invoke(app, [*words, "--out", str(tmp_path)])
    assert told.exit_code == 0, told.output
    for claim in CLAIMS:
        assert claim.title.split(",")[0] in told.stdout
    assert "Bonferroni" in told.stdout
    as_json = CliRunner().invoke(app, [*words, "--out", str(tmp_path), "--json"])
    assert {row["claim"] for row in json.loads(as_json.stdout)["claims"]} == {claim.name for claim in CLAIMS}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-d", "status-quo"), '"status-quo": is what designs are held against'),
        (("-d", "peoplefirst"), 'did you mean "people-first"?'),
        (("-d", "people-first", "-n", "1"), "--replicates = 1: must be at least 2"),
        (("-d", "people-first", "--days", "0"), "--days = 0: must be at least 1"),
    ],
)
def test_mistakes_are_told(words: tuple[str, ...], message: str, tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["sceptic", "-s", "aul", *words, "--out", str(tmp_path / "out")])
    assert told.exit_code == 2
    assert message in told.stderr


@pytest.mark.parametrize("command", ["sceptic", "evidence"])
def test_ctrl_c_leaves_finished_runs_and_says_so(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def one_and_no_more(jobs: list[Job], _: object) -> Iterator[Outcome]:
        made.append(run_one(jobs[0]))
        yield made[0]
        raise KeyboardInterrupt

    (tmp_path / "small.toml").write_text('name = "Small"\npopulation = 60\n')
    words = [command, "-s", str(tmp_path / "small.toml"), "-d", "cafe-only", "-n", "2", "--days", "3", "-j", "1"]
    with monkeypatch.context() as patch:
        patch.setattr("experiments.compare.run_jobs", one_and_no_more)
        told = CliRunner().invoke(app, [*words, "--out", str(tmp_path)])
    assert told.exit_code == 130
    assert "1 finished runs are kept" in told.stderr
    again = CliRunner().invoke(app, [*words, "--out", str(tmp_path)])
    assert again.exit_code == 0, again.output
    assert "1 of" in again.stderr
    assert "runs were finished before" in again.stderr
