"""What results rest on: mechanisms that are switched off, replicates, sizes, time steps."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from experiments.ablation import MECHANISMS, Ablation, ablate
from experiments.cli import app
from experiments.convergence import SIZES, STEPS, Convergence, converge, replicates_for
from experiments.intervals import half_widths
from model.scenario import InputError, Scenario, with_levers
from viz.ablation import figure as ablation_figure
from viz.convergence import figure as convergence_figure

SMALL = Scenario(settlement="aul", design="people-first").settlement.model_copy(update={"population": 150})  # type: ignore[arg-type]
MEASURES = ("visits", "warmth_group")


@pytest.fixture(scope="module")
def ablated(tmp_path_factory: pytest.TempPathFactory) -> Ablation:
    return ablate(SMALL, "people-first", MEASURES, replicates=3, days=120, jobs=1, out=tmp_path_factory.mktemp("off"))


def test_every_mechanism_can_be_switched_off() -> None:
    scenario = Scenario(settlement="aul", design="people-first")  # type: ignore[arg-type]
    for mechanism in MECHANISMS:
        assert with_levers(scenario, dict(mechanism.levers)) != scenario, mechanism.name
    assert len({each.name for each in MECHANISMS}) == len(MECHANISMS)


def test_the_effects_are_paired_by_seed(ablated: Ablation) -> None:
    table = ablated.table().set_index(["measure", "mechanism"])
    effects = ablated.answers[:, 1] - ablated.answers[:, 0]
    assert table.loc[("visits", "none"), "effect"] == pytest.approx(effects[0, :, 0].mean())
    price = 1 + [each.name for each in MECHANISMS].index("price")
    change = effects[price, :, 0] - effects[0, :, 0]
    row = table.loc[("visits", "price")]
    assert row["change"] == pytest.approx(change.mean())
    assert row["change_high"] - row["change"] == pytest.approx(float(half_widths(change)))
    assert row["matters"] == (row["change_low"] > 0 or row["change_high"] < 0)
    nothing = ablated.table().query("mechanism == 'none'")
    assert (nothing["change"] == 0).all()
    assert not nothing["matters"].any()


def test_what_cannot_touch_a_measure_does_not(ablated: Ablation) -> None:
    """In the first months contact is the only source of warmth towards a group, and only by generalisation."""
    table = ablated.table().set_index(["measure", "mechanism"])
    assert table.loc[("warmth_group", "generalisation"), "effect"] == 0
    assert table.loc[("warmth_group", "contact"), "effect"] == 0
    assert table.loc[("warmth_group", "none"), "effect"] != 0
    assert table.loc[("visits", "extended"), "change"] == 0
    assert table.loc[("visits", "price"), "change"] > 0


def test_the_tables_are_written(ablated: Ablation) -> None:
    folder = ablated.files[0].parent
    assert len(pd.read_parquet(folder / "ablation.parquet")) == len(MEASURES) * (len(MECHANISMS) + 1)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["mechanisms"]["habit"] == {"choice_habit": 0.0}


@pytest.fixture(scope="module")
def converged(tmp_path_factory: pytest.TempPathFactory) -> Convergence:
    folder = tmp_path_factory.mktemp("converged")
    return converge(SMALL, "classes-only", MEASURES, replicates=4, few=2, days=130, jobs=1, out=folder)


@pytest.mark.parametrize(("sd", "half"), [(1.0, 0.5), (10.0, 0.5), (0.1, 5.0)])
def test_enough_replicates_are_the_fewest_that_are(sd: float, half: float) -> None:
    from scipy.stats import t

    def width(n: int) -> float:
        return float(t.ppf(0.975, n - 1)) * sd / n**0.5

    found = int(replicates_for(sd, half))
    assert width(found) <= half
    if found > 2:
        assert width(int(found / 1.02) - 1) > half
    assert replicates_for(sd, 0.0) == np.inf


def test_the_running_mean_ends_at_the_difference(converged: Convergence) -> None:
    row = converged.replicates().set_index("measure").loc["visits"]
    last = converged.running("visits").iloc[-1]
    assert last["replicates"] == 4
    assert last["mean"] == pytest.approx(row["difference"])
    assert last["mean"] + last["half"] == pytest.approx(row["high"])


def test_counts_are_given_per_thousand(converged: Convergence) -> None:
    table = converged.by_size()
    assert set(table["population"]) == set(SIZES)
    row = table.query("house == 'one house' and population == 4000 and measure == 'visits'").iloc[0]
    visits = converged.sizes[0, SIZES.index(4000), :, :, 0]
    assert row["difference"] == pytest.approx((visits[1] - visits[0]).mean() / 4.0)
    assert set(table["unit"]) == {"people/day per 1,000", "0–1"}


def test_the_time_step_of_feelings_moves_feelings_alone(converged: Convergence) -> None:
    assert len(converged.steps) == len(STEPS)
    visits, warmth = converged.steps[..., 0], converged.steps[..., 1]
    assert (visits == visits[0]).all()
    assert not (warmth == warmth[0]).all()
    assert warmth == pytest.approx(np.broadcast_to(warmth[0], warmth.shape), abs=5e-3)


def test_the_figures_name_what_stands_behind_them(ablated: Ablation, converged: Convergence) -> None:
    for picture, words in (
        (ablation_figure(ablated), ("3 replicates", "95 % t-interval", "Habit", "people/day")),
        (convergence_figure(converged), ("4 replicates", "2 replicates at each point", "people/day", "8,000")),
    ):
        picture.draw_without_rendering()
        text = " ".join(each.get_text() for each in picture.texts)
        for axes in picture.axes:
            labels = [*axes.get_yticklabels(), *axes.get_xticklabels(), axes.title]
            text += " ".join(each.get_text() for each in labels) + axes.get_title(loc="left")
        for word in words:
            assert word in text.replace("\n", " "), word


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["ablate", "-s", "aul", "-n", "1"], "--replicates"),
        (["ablate", "-s", "aul", "-m", "visit"], 'did you mean "visits"'),
        (["converge", "-s", "aul", "-n", "4", "--few", "8"], "must be at least 8"),
        (["converge", "-s", "nowhere"], "nowhere"),
    ],
)
def test_mistakes_are_told(words: list[str], told: str, tmp_path: Path) -> None:
    said = CliRunner().invoke(app, [*words, "--out", str(tmp_path / "out")])
    assert said.exit_code == 2
    assert told in said.stderr
    assert not (tmp_path / "out").exists()


def test_a_measure_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InputError, match="unknown measure"):
        converge("aul", "people-first", ["warmth"])
