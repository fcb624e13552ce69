"""The way to the hub."""

from agents.compiled import rule


@rule
def travel_minutes(distance_m: float, detour: float, speed_kmh: float) -> float:
    """Travel time in minutes: distance × detour / speed.

    Parameters
    ----------
    distance_m : float
        As the crow flies, m.
    detour : float
        Way over distance, at least 1.
    speed_kmh : float
        km/h, above 0.
    """
    return distance_m * detour / (speed_kmh * 1000.0 / 60.0)


@rule
def minutes_by_best_means(
    distance_m: float, detour: float, walk_kmh: float, car_kmh: float, car: bool, max_walk: float
) -> float:
    """Minutes by the best means: `travel_minutes` at walk_kmh, or at car_kmh with a car and a walk > max_walk minutes.

    distance · detour / speed, with the speed of the one or the other.
    """
    walk = travel_minutes(distance_m, detour, walk_kmh)
    if car and walk > max_walk:
        return travel_minutes(distance_m, detour, car_kmh)
    return walk
