"""Homes: a disk of the stated density, quarters where groups cluster, or real buildings."""

import json
import math
import sys
from pathlib import Path

import numpy as np
import pytest

from agents.rules.travel import travel_minutes
from model.luck import Luck
from model.scenario import InputError, load_settlement
from model.scenario.behaviour import Behaviour
from model.synthesis import synthesise
from model.synthesis.dwellings import minutes_to_hub, settle_households

HOUSEHOLDS = np.arange(3000)
GROUPS = np.repeat([0, 1, 2], [1800, 900, 300])


def test_the_disk_is_evenly_full_and_the_hub_off_its_centre() -> None:
    place = load_settlement("aul").model_copy(update={"density_per_km2": 1000.0, "hub_offset_m": 250.0})
    x, y = settle_households(place, 10_000, HOUSEHOLDS, GROUPS, Luck(1))
    radius = 1000.0 * math.sqrt(10.0 / math.pi)
    away = np.hypot(x + 250.0, y)
    assert away.max() <= radius
    assert (away < radius / 2.0).mean() == pytest.approx(0.25, abs=0.03)


@pytest.mark.parametrize(("clustering", "low", "high"), [(0.0, 0.0, 0.06), (0.5, 0.2, 0.8), (1.0, 0.9, 1.0)])
def test_groups_live_apart_as_far_as_they_cluster(clustering: float, low: float, high: float) -> None:
    place = load_settlement("aul").model_copy(update={"ethnic_clustering": clustering, "hub_offset_m": 0.0})
    x, y = settle_households(place, 10_000, HOUSEHOLDS, GROUPS, Luck(1))
    sector = np.floor((np.arctan2(y, x) % math.tau) / math.tau * 10.0).astype(int)
    counts = np.zeros((3, 10))
    np.add.at(counts, (GROUPS, sector), 1.0)
    dissimilarity = 0.5 * np.abs(counts[0] / counts[0].sum() - counts[1:].sum(axis=0) / counts[1:].sum()).sum()
    assert low <= dissimilarity <= high


def test_car_owners_drive_where_the_walk_is_long() -> None:
    x = np.linspace(0.0, 5000.0, 2000)
    travel = Behaviour().travel.model_copy(update={"car_percent": 40.0})
    minutes = minutes_to_hub(x, np.zeros(2000), np.arange(2000), travel, Luck(1))
    walk = np.array([travel_minutes(each, travel.detour, travel.walk_kmh) for each in x])
    drive = np.array([travel_minutes(each, travel.detour, travel.car_kmh) for each in x])
    near = walk <= travel.max_walk_min
    assert np.array_equal(minutes[near], walk[near])
    assert set(np.flatnonzero(minutes == drive)) | set(np.flatnonzero(minutes == walk)) == set(range(2000))
    assert (minutes[~near] == drive[~near]).mean() == pytest.approx(0.4, abs=0.05)


def test_members_of_a_household_live_under_one_roof() -> None:
    place = load_settlement("aul")
    behaviour = Behaviour()
    home = synthesise(place, behaviour, list(place.groups), behaviour.kinds, 1)
    rows = home.people.rows
    first = home.households.members[home.households.rows.first]
    for column in ("x", "y", "minutes", "income"):
        assert np.array_equal(rows[column], rows[column][first][rows.household])


def geojson(path: Path, features: list[dict[str, object]]) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def building(lon: float, lat: float, size: float = 0.0) -> dict[str, object]:
    if size == 0.0:
        shape: dict[str, object] = {"type": "Point", "coordinates": [lon, lat]}
    else:
        ring = [[lon + dx * size, lat + dy * size] for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]
        shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {}, "geometry": shape}


def test_real_buildings_are_lived_in(tmp_path: Path) -> None:
    pytest.importorskip("geopandas")
    lat, lon = 48.0, 68.0
    north = 1.0 / 111.2  # degrees of latitude to the kilometre, on the mean of the ellipsoid here
    path = geojson(tmp_path / "homes.geojson", [building(lon, lat + north), building(lon, lat - 2 * north, 1e-4)])
    place = load_settlement("aul").model_copy(update={"dwellings": str(path), "lat": lat, "lon": lon})
    x, y = settle_households(place, 10_000, HOUSEHOLDS, GROUPS, Luck(1))
    assert np.allclose(x, 0.0, atol=0.1)
    assert np.allclose(np.sort(y)[[0, -1]], [-2000.0, 1000.0], rtol=2e-3)
    assert (y > 0).sum() == len(HOUSEHOLDS) // 2


@pytest.mark.parametrize(
    ("content", "message"),
    [('{"type": "FeatureCollection", "features": []}', "holds no building"), ("no json", "cannot be read")],
)
def test_a_file_without_buildings_is_refused(tmp_path: Path, content: str, message: str) -> None:
    pytest.importorskip("geopandas")
    path = tmp_path / "homes.geojson"
    path.write_text(content, encoding="utf-8")
    place = load_settlement("aul").model_copy(update={"dwellings": str(path)})
    with pytest.raises(InputError, match=message):
        settle_households(place, 10, HOUSEHOLDS, GROUPS, Luck(1))


@pytest.mark.parametrize(
    ("lon", "lat", "message"), [(48.0, 68.0, "km or more from the hub"), (500.0, 900.0, "nowhere on earth")]
)
def test_a_map_of_another_place_is_refused(tmp_path: Path, lon: float, lat: float, message: str) -> None:
    pytest.importorskip("geopandas")
    path = geojson(tmp_path / "homes.geojson", [building(lon, lat)])
    place = load_settlement("aul").model_copy(update={"dwellings": str(path), "lat": 48.0, "lon": 68.0})
    with pytest.raises(InputError, match=f"{message}.*are latitude and longitude in their order"):
        settle_households(place, 10, HOUSEHOLDS, GROUPS, Luck(1))


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geopandas", None)
    place = load_settlement("aul").model_copy(update={"dwellings": "homes.geojson"})
    with pytest.raises(InputError, match=r"shanyraq\[geo\]"):
        settle_households(place, 10, HOUSEHOLDS, GROUPS, Luck(1))
