"""Indices on functions whose answer is known, and on the model."""

from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from experiments.cli import app
from experiments.compare import plan
from experiments.factors import factors
from experiments.indices import analyse, converging, sample
from experiments.sensitivity import Sensitivity, sensitivity
from model.scenario import with_levers
from viz.sensitivity import figure

NAMES = ("x1", "x2", "x3")


def ishigami(shares: np.ndarray, a: float = 7.0, b: float = 0.1) -> np.ndarray:
    x1, x2, x3 = (np.pi * (2.0 * shares - 1.0)).T
    return np.sin(x1) + a * np.sin(x2) ** 2 + b * x3**4 * np.sin(x1)


def known() -> dict[str, list[float]]:
    # Ishigami & Homma (1990): V = a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2, and so on.
    a, b = 7.0, 0.1
    first = [0.5 * (1 + b * np.pi**4 / 5) ** 2, a**2 / 8, 0.0]
    interaction = 8 * b**2 * np.pi**8 / 225
    total = [first[0] + interaction, first[1], interaction]
    variance = sum(first) + interaction
    return {"first": [v / variance for v in first], "total": [v / variance for v in total]}


def test_sobol_indices_of_ishigami_are_the_known_ones() -> None:
    shares = sample("sobol", NAMES, 2048, seed=5)
    found = analyse("sobol", NAMES, shares, ishigami(shares), seed=5)
    for index, expected in known().items():
        rows = found[found["index"] == index].set_index("factor").loc[list(NAMES)]
        assert rows["value"].tolist() == pytest.approx(expected, abs=0.03)
        assert (rows["low"] <= rows["value"]).all()


def test_intervals_of_sobol_indices_hold_what_they_promise() -> None:
    # 20 samples × 6 indices; were each covered with 95 %, fewer than 105 of 120 would be rare (all-but-independent).
    covered = 0
    for seed in range(20):
        shares = sample("sobol", NAMES, 256, seed=seed)
        found = analyse("sobol", NAMES, shares, ishigami(shares), seed=seed)
        for index, expected in known().items():
            rows = found[found["index"] == index].set_index("factor").loc[list(NAMES)]
            covered += int(((rows["low"] <= expected) & (expected <= rows["high"])).sum())
    assert covered >= 105


def test_indices_converge_on_nested_samples() -> None:
    shares = sample("sobol", NAMES, 512, seed=2)
    np.testing.assert_array_equal(sample("sobol", NAMES, 256, seed=2), shares[: 256 * 5])
    found = converging("sobol", NAMES, shares, ishigami(shares), seed=2)
    assert sorted(set(found["size"])) == [64, 128, 256, 512]
    width = (found["high"] - found["low"]).groupby(found["size"]).mean()
    assert width[512] < 0.6 * width[64]


def test_morris_gives_a_line_its_slope_and_no_spread() -> None:
    names = ("up", "down", "idle", "bent")
    shares = sample("morris", names, 20, seed=3)
    up, down, _, bent = shares.T
    found = analyse("morris", names, shares, 3 * up - 2 * down + 4 * (bent - 0.5) ** 2, seed=3)
    table = found.pivot(index="factor", columns="index", values="value")
    assert table.loc["up", ["mu", "mu_star", "sigma"]].tolist() == pytest.approx([3, 3, 0], abs=1e-9)
    assert table.loc["down", ["mu", "mu_star", "sigma"]].tolist() == pytest.approx([-2, 2, 0], abs=1e-9)
    assert table.loc["idle"].tolist() == [0, 0, 0]
    assert table.loc["bent", "sigma"] > 0.5


def test_the_same_seed_gives_the_same_indices() -> None:
    shares = sample("sobol", NAMES, 64, seed=0)
    one, two = (analyse("sobol", NAMES, shares, ishigami(shares), seed=0) for _ in range(2))
    assert one.equals(two)


def test_an_answer_that_never_varies_has_no_shares() -> None:
    shares = sample("sobol", NAMES, 8, seed=0)
    assert analyse("sobol", NAMES, shares, np.ones(len(shares)), seed=0)["value"].isna().all()


@pytest.fixture(scope="module")
def varied() -> Sensitivity:
    small = {"settlement.population": 150, "clock.days": 40, "clock.hub_opens": 5}
    (base,) = plan("aul", ["people-first"]).values()
    scenario = with_levers(base, small)
    ranges = factors(["cafe_price=100:3000", "reading_spillover=0:0.02"], scenario)
    return sensitivity(scenario, ranges, ["cafe_sales", "visits"], method="morris", size=4, replicates=2, jobs=1)


def test_the_model_answers(varied: Sensitivity) -> None:
    sales = varied.indices.query("measure == 'cafe_sales' and index == 'mu_star'").set_index("factor")["value"]
    assert sales["cafe_price"] > sales["reading_spillover"]
    assert 0 < varied.luck("visits") < 1
    runs = varied.runs()
    assert len(runs) == 4 * 3 * 2
    assert runs["cafe_price"].between(100, 3000).all()


def test_the_figure_says_what_stands_behind_it(varied: Sensitivity) -> None:
    picture = figure(varied, "cafe_sales")
    text = " ".join(each.get_text() for each in picture.texts)
    for word in ("24 runs", "seeds 1 to 2", "95 % bootstrap intervals", "cafe_price 100 to 3000 KZT", "KZT/day"):
        assert word in text.replace("\n", " ")


def shanyraq(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-f", "cafe_price=1:2", "-m", "visits"), "two or more"),
        (("-f", "cafe_price=1:2", "-f", "cafe_price=1:3", "-m", "visits"), "may be given once"),
        (("-f", "cafe_price=1:2", "-f", "design.cafe.price=1:3", "-m", "visits"), "are the same parameter"),
        (("-f", "cafe_price=1:2", "-f", "coffee=1:3", "-m", "visits"), 'unknown parameter "coffee"'),
        (("-f", "cafe_price=1:2", "-f", "hub_opens=1:3"), "--measure: give one or more"),
        (("-f", "cafe_price=1:2", "-f", "hub_opens=1:3", "-m", "vists"), 'did you mean "visits"?'),
        (("-f", "cafe_price=1:2", "-f", "hub_opens=1:3", "-m", "visits", "--size", 12), "power of 2"),
        (("-f", "cafe_price=1:2", "-f", "hub_opens=1:3", "-m", "visits", "--method", "soboll"), 'mean "sobol"?'),
    ],
)
def test_mistakes_are_told_with_exit_code_2(words: tuple[object, ...], message: str, tmp_path: Path) -> None:
    told = shanyraq("sensitivity", "-s", "aul", "-o", tmp_path / "out", *words)
    assert told.exit_code == 2
    assert message in told.stderr
    assert not (tmp_path / "out").exists()
