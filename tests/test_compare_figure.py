"""The figure of a comparison: what it says, and that it is whole."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from experiments.compare import Comparison, compare, plan
from model.measures import CATALOGUE
from viz.comparison import MONEY_PANELS, PANELS, draw, draw_money, figure
from viz.labels import spread


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(plan("aul", ["status-quo", "people-first"], 95), replicates=2, jobs=1)


def _texts(comparison: Comparison) -> str:
    picture = figure(comparison)
    pieces = [text.get_text() for text in picture.texts]
    for axes in picture.axes:
        pieces += [axes.get_title(loc="left"), *(text.get_text() for text in axes.texts)]
    return "\n".join(pieces)


def test_replicates_seeds_interval_and_units_are_in_the_figure(comparison: Comparison) -> None:
    text = _texts(comparison)
    assert "2 replicates (seeds 1 to 2), 95 % t-interval over replicates" in text
    assert "hub opens" in text
    for panel in PANELS:
        assert CATALOGUE[panel.measure].title in text
    assert CATALOGUE["visits"].unit in text


def test_every_line_is_named_in_every_panel(comparison: Comparison) -> None:
    for axes in figure(comparison).axes:
        labels = [text.get_text() for text in axes.texts]
        assert [labels.count(design) for design in comparison.designs] == [1, 1]


def test_names_of_any_length_stand_within_the_figure_and_beside_no_other_panel() -> None:
    scenarios = plan("aul", ["status-quo", "people-first"], 10)
    names = ("status-quo", "a hub with a rather long name")
    found = compare(dict(zip(names, scenarios.values(), strict=True)), replicates=2, jobs=1)
    picture = figure(found)
    picture.canvas.draw()
    left, right, *_ = picture.axes
    for axes, bound in ((left, right.get_window_extent().x0), (right, picture.bbox.x1)):
        for text in axes.texts:
            if text.get_text() in names:
                assert text.get_window_extent().x1 <= bound


def test_png_svg_and_pdf_are_written(comparison: Comparison, tmp_path: Path) -> None:
    png, svg, pdf = draw(comparison, tmp_path)
    assert png.read_bytes().startswith(b"\x89PNG")
    assert "people-first" in svg.read_text("utf-8")
    assert pdf.read_bytes().startswith(b"%PDF")


def test_money_is_drawn_from_its_accounts_where_an_operator_began(comparison: Comparison, tmp_path: Path) -> None:
    assert draw_money(comparison, tmp_path) == []  # the hub has opened in these days, but no month is over
    found = compare(plan("aul", ["status-quo", "people-first"], 125), replicates=2, jobs=1)
    assert [path.name for path in draw_money(found, tmp_path)] == ["money.png", "money.svg", "money.pdf"]
    for axes, panel in zip(figure(found, MONEY_PANELS).axes, MONEY_PANELS, strict=True):
        shown = {float(line.get_ydata()[-1]) for line in axes.lines if len(line.get_ydata()) > 2}
        scale = 1e-6 if panel.millions else 1.0
        ends = {scale * found.series(panel.measure, design)[:, -1].mean() for design in found.designs}
        assert sorted(shown) == pytest.approx(sorted(ends))


def test_one_replicate_and_a_run_shorter_than_the_window_can_be_drawn(tmp_path: Path) -> None:
    short = compare(plan("aul", ["status-quo"], 3), replicates=1, jobs=1)
    assert "1 replicate (seed 1), so no interval" in _texts(short)
    draw(short, tmp_path)


@pytest.mark.parametrize("heights", [[0.5, 0.5, 0.5], [0.1, 0.12, 0.9], [0.9, 0.1], [0.3]])
def test_labels_keep_their_order_and_their_distance(heights: list[float]) -> None:
    placed = spread(heights, gap=0.1)
    assert np.mean(placed) == pytest.approx(np.mean(heights))
    ranked = sorted(placed)
    assert all(b - a >= 0.1 - 1e-12 for a, b in pairwise(ranked))
    assert np.argsort(placed, kind="stable").tolist() == np.argsort(heights, kind="stable").tolist()
