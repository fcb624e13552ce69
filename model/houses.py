"""Where the houses of a hub stand, and which one is nearest to whom."""

import numpy as np
from numpy.typing import NDArray

from model.luck import Luck
from model.population import Floats, Households, Ints, People
from model.scenario.behaviour import Travel
from model.synthesis.dwellings import minutes_to_hub


def build_houses(count: int, people: People, households: Households, travel: Travel, luck: Luck) -> Floats:
    """Spread the house over several, or bring it back to one; people find the way to the nearest.

    Parameters
    ----------
    count : int
        Houses.
    people : People
        Their house, and their way to it, are written.
    households : Households
    travel : Travel
    luck : Luck

    Returns
    -------
    array of float, shape (houses, 2)
        Where they stand: see `place_houses`.
    """
    first = households.members[households.rows.first]
    x, y = people.rows.x[first], people.rows.y[first]
    houses = place_houses(x, y, households.names, count, int(luck.key))
    house = nearest(x, y, houses)
    east, north = (x, y) - houses[house].T
    minutes = minutes_to_hub(east, north, households.names, travel, luck)
    people.rows.house[:] = house[people.rows.household]
    people.rows.minutes[:] = minutes[people.rows.household]
    return houses


def place_houses(x: Floats, y: Floats, names: NDArray[np.int64], count: int, seed: int) -> Floats:
    """Spread houses over the dwellings so that ways are short: the centres of k-means.

    One house stands at the origin, where the library is.

    Parameters
    ----------
    x, y : array of float, shape (households,)
        Dwellings, metres from the library.
    names : array of int, shape (households,)
        Names of the households, in whose order they are taken.
    count : int
        Houses.
    seed : int

    Returns
    -------
    array of float, shape (houses, 2)
        Metres east and north of the library; fewer than `count` where there are fewer dwellings.
    """
    if count == 1:
        return np.zeros((1, 2))
    from scipy.cluster.vq import kmeans2

    dwellings = np.unique(np.column_stack([x, y])[np.argsort(names)], axis=0)
    if len(dwellings) <= count:
        return dwellings
    centres, _ = kmeans2(dwellings, count, minit="++", rng=np.random.default_rng(seed))
    return centres


def nearest(x: Floats, y: Floats, houses: Floats) -> Ints:
    """Index of the nearest house of each dwelling; of equally near ones the first."""
    distances = np.hypot(x[:, None] - houses[:, 0], y[:, None] - houses[:, 1])
    return distances.argmin(axis=1).astype(np.int32)
