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
    """Minutes on foot, or by car for those who have one when the walk takes longer than `max_walk` minutes."""
    walk = travel_minutes(distance_m, detour, walk_kmh)
    if car and walk > max_walk:
        return travel_minutes(distance_m, detour, car_kmh)
    return walk
