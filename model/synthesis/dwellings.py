"""Dwellings: where the households live, in metres around the hub."""

import math
from pathlib import Path

import numpy as np

from agents.compiled import rule
from agents.rules.travel import minutes_by_best_means
from model.luck import Luck, Stream, code
from model.population import Floats
from model.scenario.behaviour import Travel
from model.scenario.errors import InputError, Problem
from model.scenario.settlement import Settlement

_FARTHEST_KM = 100.0  # technical: a map whose houses lie farther off is one of another place


def settle_households(
    settlement: Settlement, people: int, names: np.ndarray, group: np.ndarray, luck: Luck
) -> tuple[Floats, Floats]:
    """Give each household a dwelling.

    Without buildings of its own, the settlement is a disk of the stated density, all of it equally likely; the hub lies
    `hub_offset_m` east of its centre. With probability `ethnic_clustering` a household lives in the quarter of its
    group, a sector as wide as the group's share; all others live anywhere. With buildings, households draw lots for
    them, and the hub lies at the settlement's coordinates.

    Parameters
    ----------
    settlement : Settlement
    people : int
        Residents.
    names : array of int, shape (households,)
        Names by which luck knows the households.
    group : array of int, shape (households,)
        Ethnic group of each household.
    luck : Luck

    Returns
    -------
    x, y : arrays of float, shape (households,)
        Metres east and north of the hub.
    """
    if settlement.dwellings is not None:
        x, y = read_buildings(settlement.dwellings, settlement.lat, settlement.lon)
        home = _spread(len(names), len(x), luck, names)
        return x[home], y[home]
    radius = math.sqrt(people / (math.pi * settlement.density_per_km2)) * 1000.0
    away, turn, clustered, wander = (
        luck.uniforms(Stream.HOUSEHOLD, names, counter=code(name)) for name in ("away", "turn", "quarter", "wander")
    )
    shares = np.bincount(group, minlength=int(group.max()) + 1) / len(group)
    begins = np.concatenate([[0.0], np.cumsum(shares)[:-1]])
    wish = np.where(clustered < settlement.ethnic_clustering, begins[group] + wander * shares[group], wander)
    # Dwellings are dealt out by the order of the wishes, so that every dwelling is taken whatever the clustering.
    angle = np.empty(len(names))
    angle[np.argsort(wish, kind="stable")] = np.sort(turn)
    distance = radius * np.sqrt(away)
    return distance * np.cos(math.tau * angle) - settlement.hub_offset_m, distance * np.sin(math.tau * angle)


def read_buildings(path: str | Path, lat: float, lon: float) -> tuple[Floats, Floats]:
    """Read buildings and project their centres to metres around the hub.

    Parameters
    ----------
    path : str or Path
        GeoJSON or GeoPackage of points or footprints.
    lat, lon : float
        Of the hub, degrees.

    Returns
    -------
    x, y : arrays of float
        Metres east and north of the hub.

    Raises
    ------
    InputError
        The extra ``geo`` is not installed, or the file cannot be read or holds no building.
    """
    try:
        import geopandas
    except ImportError:
        message = "buildings need geopandas; install it with the extra: pip install 'shanyraq[geo]'"
        raise InputError(Problem(message, "settlement.dwellings", str(path))) from None
    try:
        frame = geopandas.read_file(path)
    except Exception as error:
        raise InputError(Problem(f"cannot be read: {error}", "settlement.dwellings", str(path))) from None
    frame = frame[~frame.geometry.is_empty & frame.geometry.notna()] if len(frame) else frame
    if not len(frame):
        raise InputError(Problem("holds no building", "settlement.dwellings", str(path)))
    local = f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m"
    centres = frame.set_crs(4326, allow_override=False).to_crs(local) if frame.crs is None else frame.to_crs(local)
    points = centres.geometry.centroid
    x, y = points.x.to_numpy(float), points.y.to_numpy(float)
    away = np.hypot(x, y) / 1000.0
    if not np.isfinite(away).all() or np.median(away) > _FARTHEST_KM:
        found = f"half of the buildings lie {np.median(away):,.0f} km or more from the hub"
        where = found if np.isfinite(away).all() else "some buildings lie nowhere on earth"
        message = f"{where} (lat {lat:g}, lon {lon:g}); are latitude and longitude in their order?"
        raise InputError(Problem(message, "settlement.dwellings", str(path)))
    return x, y


def _spread(households: int, buildings: int, luck: Luck, names: np.ndarray) -> np.ndarray:
    """Deal the buildings out by lots, evenly over the list; where they are too few, several households share one."""
    order = np.lexsort((names, luck.uniforms(Stream.HOUSEHOLD, names, counter=code("building"))))
    home = np.empty(households, np.int64)
    home[order] = np.arange(households) * buildings // households
    return home


def minutes_to_hub(x: Floats, y: Floats, names: np.ndarray, travel: Travel, luck: Luck) -> Floats:
    """Door-to-door minutes of each household, one way, in good weather."""
    cars = luck.uniforms(Stream.HOUSEHOLD, names, counter=code("car")) < travel.car_percent / 100.0
    minutes = np.empty(len(x))
    _travel(np.hypot(x, y), cars, travel.detour, travel.walk_kmh, travel.car_kmh, travel.max_walk_min, minutes)
    return minutes


@rule
def _travel(
    distance: np.ndarray, cars: np.ndarray, detour: float, walk: float, car: float, longest: float, minutes: np.ndarray
) -> None:
    for home in range(len(distance)):
        minutes[home] = minutes_by_best_means(distance[home], detour, walk, car, cars[home], longest)
