"""Calibration: known parameters are recovered from synthetic data, and silence of the data is noticed."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from experiments.calibrate import Calibration, calibrate, observed_scenario
from experiments.cli import app
from experiments.compare import plan
from experiments.factors import factors
from experiments.observed import by_month, read_observed
from experiments.posterior import Posterior, approximate
from experiments.replicates import Job, run_one
from model.scenario import InputError, with_levers
from viz.calibration import figure

NAMES = ("level", "trend", "idle")
TRUTHS = ((0.3, 0.7, 0.5), (0.8, 0.4, 0.1), (0.5, 0.2, 0.9))


def counts(shares: np.ndarray, number: int) -> np.ndarray:
    """A year of monthly counts from a level and a trend; the third parameter does nothing."""
    months = np.arange(12) - 5.5
    mean = 400 * (0.5 + shares[0]) * (1 + (shares[1] - 0.5) * months / 12)
    return np.random.default_rng([9, number]).poisson(mean).astype(float)


@pytest.fixture(scope="module")
def fitted() -> list[Posterior]:
    data = [counts(np.array(truth), 10**6 + number) for number, truth in enumerate(TRUTHS)]
    return [approximate(counts, each, NAMES, draws=80, generations=4, most=900, seed=k) for k, each in enumerate(data)]


def test_known_parameters_lie_in_their_intervals_and_the_intervals_are_narrow(fitted: list[Posterior]) -> None:
    for truth, posterior in zip(TRUTHS, fitted, strict=True):
        for number in (0, 1):
            low, high = posterior.interval(number)
            assert low <= truth[number] <= high
        assert posterior.interval(0)[1] - posterior.interval(0)[0] < 0.4
        assert posterior.contraction(0) > 0.8
        assert not posterior.says_nothing(0)
        assert not posterior.says_nothing(1)


def test_where_the_data_say_nothing_that_is_said(fitted: list[Posterior]) -> None:
    assert [posterior.says_nothing(2) for posterior in fitted] == [True] * 3


def test_the_same_seed_gives_the_same_posterior_and_the_global_generator_is_left_alone() -> None:
    state = np.random.get_state()[1].copy()  # type: ignore[union-attr,unused-ignore]  # noqa: NPY002
    data = counts(np.array(TRUTHS[0]), 10**6)
    one, two = (approximate(counts, data, NAMES, draws=30, generations=2, seed=0) for _ in range(2))
    np.testing.assert_array_equal(one.shares, two.shares)
    np.testing.assert_array_equal(one.weights, two.weights)
    np.testing.assert_array_equal(np.random.get_state()[1], state)  # noqa: NPY002


def test_quantiles_contraction_and_distance_by_hand() -> None:
    even = np.linspace(0.005, 0.995, 100)[:, None]
    prior = Posterior(("a",), even, np.full(100, 0.01), (), 0)
    assert prior.quantile(0, 0.5) == pytest.approx(0.5)
    assert prior.contraction(0) == pytest.approx(0, abs=0.01)
    assert prior.distance(0) == pytest.approx(0.005)
    assert prior.says_nothing(0)
    half = Posterior(("a",), even / 2, np.full(100, 0.01), (), 0)
    assert half.contraction(0) == pytest.approx(0.75, abs=0.01)
    assert half.distance(0) == pytest.approx(0.5, abs=0.01)
    assert not half.presses(0)
    assert Posterior(("a",), even / 5, np.full(100, 0.01), (), 0).presses(0)


def counted(folder: Path, text: str) -> Path:
    path = folder / "counted.csv"
    path.write_text(text, "utf-8")
    return path


def test_months_are_read_in_order_with_gaps(tmp_path: Path) -> None:
    found = read_observed(counted(tmp_path, "month,visits,members\n2026-04,20,7\n2026-03-15,,5\n"))
    assert found.months == ("2026-03", "2026-04")
    assert found.flat.tolist() == [20, 5, 7]
    assert found.keys == [("visits", "2026-04"), ("members", "2026-03"), ("members", "2026-04")]
    assert (str(found.first_day), str(found.last_day)) == ("2026-03-01", "2026-04-30")


def test_days_are_added_up_by_month(tmp_path: Path) -> None:
    found = read_observed(counted(tmp_path, "month,visits,loans,members\n2026-04,20,7,1\n2026-05,21,8,2\n"))
    (base,) = plan("aul", ["status-quo"]).values()
    scenario = observed_scenario(with_levers(base, {"settlement.population": 150}), found, lead=10)
    daily = run_one(Job("", scenario, 1)).daily
    assert len(daily) == 10 + 30 + 31
    numbers = by_month(daily, found)
    april, may = daily.iloc[10:40], daily.iloc[40:]
    expected = [april["visits"].sum(), may["visits"].sum(), april["loans"].sum(), may["loans"].sum()]
    assert numbers.tolist() == [*expected, april["active_readers"].iloc[-1], may["active_readers"].iloc[-1]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no rows"),
        ("month,visit\n2026-03,1\n", 'did you mean "visits"?'),
        ("month\n2026-03\n", "needs the column month and one or more of visits"),
        ("visits\n1\n", "needs the column month"),
        ("month,visits\nMarch,1\n", "counted.csv:2: field month"),
        ("month,visits\n2026-03,1\n2026-03,2\n", "is given twice"),
        ("month,visits\n2026-03,many\n", "must be a number of at least 0, or empty"),
        ("month,visits\n2026-03,-1\n", "must be a number of at least 0, or empty"),
        ("month,visits,loans\n2026-03,1,\n", "has no count in any month"),
        ("month,visits\n2026-03,1\n", "--factor: give one or more"),
    ],
)
def test_wrong_counts_are_told_with_exit_code_2(text: str, message: str, tmp_path: Path) -> None:
    told = shanyraq("calibrate", counted(tmp_path, text), "-s", "aul", "-o", tmp_path / "out")
    assert told.exit_code == 2
    assert message in told.stderr
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "cannot be read" in shanyraq("calibrate", tmp_path / "none.csv", "-s", "aul").stderr


def test_months_outside_the_run_are_told(tmp_path: Path) -> None:
    (scenario,) = plan("aul", ["status-quo"], 30).values()
    found = read_observed(counted(tmp_path, "month,visits\n2026-03,1\n"))
    with pytest.raises(InputError, match="do not lie in 2026-01-01 to 2026-01-30"):
        calibrate(scenario, factors(["choice_appeal=0:0.8"], scenario), found)


def shanyraq(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def model_fit(tmp_path_factory: pytest.TempPathFactory) -> tuple[Calibration, Calibration]:
    """The model, fitted to a run of its own, and the same call made again."""
    folder = tmp_path_factory.mktemp("fit")
    found = read_observed(counted(folder, "month,visits\n2026-03,0\n2026-04,0\n"))
    (base,) = plan("aul", ["status-quo"]).values()
    scenario = observed_scenario(with_levers(base, {"settlement.population": 150}), found, lead=5)
    truth = with_levers(scenario, {"library_reading_appeal": 0.8})
    text = "month,visits\n" + "\n".join(
        f"{month},{value}"
        for month, value in zip(found.months, by_month(run_one(Job("", truth, 98)).daily, found), strict=True)
    )
    data = read_observed(counted(folder, text))
    ranges = factors(["library_reading_appeal=0:1", "reading_spillover=0:0.02"], scenario)
    how = {"draws": 20, "generations": 2, "most": 60, "checks": 20, "jobs": 1, "out": folder / "out"}
    one = calibrate(scenario, ranges, data, **how)  # type: ignore[arg-type]
    return one, calibrate(scenario, ranges, data, **how)  # type: ignore[arg-type]


def test_the_model_can_be_fitted_and_goes_on_from_kept_runs(model_fit: tuple[Calibration, Calibration]) -> None:
    one, two = model_fit
    np.testing.assert_array_equal(one.posterior.shares, two.posterior.shares)
    np.testing.assert_array_equal(one.predicted, two.predicted)
    table = one.parameters().set_index("parameter")
    assert table.loc["library_reading_appeal", "low"] <= 0.8 <= table.loc["library_reading_appeal", "high"]
    assert one.check()["within"].all()
    folder = one.files[0].parent
    runs = (folder / "runs.jsonl").read_text("utf-8").count("\n") - 1
    assert runs == one.posterior.simulations + len(one.predicted)
    assert json.loads((folder / "manifest.json").read_text("utf-8"))["simulations"] == one.posterior.simulations


def test_the_figure_says_what_stands_behind_it(model_fit: tuple[Calibration, Calibration]) -> None:
    one = model_fit[0]
    picture = figure(one)
    pieces = [each.get_text() for each in picture.texts]
    pieces += [axes.get_title(loc=place) for axes in picture.axes for place in ("left", "right")]
    text = " ".join(pieces).replace("\n", " ")
    for word in (
        f"{one.posterior.simulations:,} simulations",
        "95 % credible interval",
        "visits/month",
        "within the band",
    ):
        assert word in text
