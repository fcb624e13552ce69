"""The measurements run on today's code; what they find is judged by whoever runs them, never by a test."""

from typing import Any

import numpy as np
import pytest

from benchmarks import luck, memory, speed, village
from model import HubModel


def test_all_tables_are_counted() -> None:
    few, many = (memory.tables_of(HubModel(population=people, rng=1)) for people in (200, 400))
    model = HubModel(population=400, rng=1)
    assert many > 1.5 * few
    assert many >= sum(table.nbytes for table in (*model.people, *model.households, model.ties))


def test_what_a_run_keeps_is_told_of_its_inhabitants_and_residents() -> None:
    found = memory.kept("aul")
    assert 0 < found.residents < found.inhabitants
    assert found.peak >= found.growth


@pytest.mark.parametrize("board", speed._BOARDS)
def test_a_day_is_ordinary_that_is_neither_the_first_nor_the_last_of_a_month(
    board: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed, "_WARM_DAYS", 12)
    monkeypatch.setattr(speed, "_DAYS", 62)
    model, runs = speed._alone(200, **speed._BOARDS[board])
    assert runs.shape == (speed._REPEATS, 62)
    assert (runs > 0.0).all()
    days = speed._ordinary(model, 13, 62)
    dates = [model.calendar.day(day).date for day in range(12, 74)]
    assert [date.day for date, ordinary in zip(dates, days, strict=True) if not ordinary and date.day < 15] == [1, 1]
    assert np.count_nonzero(~days) == 4


@pytest.mark.parametrize("part", [pytest.param(luck, id="luck"), pytest.param(village, id="village")])
def test_a_part_prints_what_it_finds(
    part: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def small(**changes: Any) -> HubModel:
        return HubModel(**changes, population=150, **{"clock.days": 40})

    monkeypatch.setattr(part, "HubModel", small)
    for constant, value in (("_SEEDS", 3), ("_DAYS", 20), ("_REPEATS", 2)):
        if hasattr(part, constant):
            monkeypatch.setattr(part, constant, value)
    part.run()
    assert "nan" not in capsys.readouterr().out
