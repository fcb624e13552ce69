"""Cultures of a run: the settlement's ethnic groups, hosts' and guests' cultures, and their associations."""

import numpy as np

from model.population import Floats, Ints
from model.scenario import Scenario
from model.scenario.settlement import Settlement


def cultures_of(plan: Scenario) -> list[str]:
    """Ethnic groups of the settlement, then host cultures and tourists' origins that have nobody there."""
    names = list(plan.settlement.ethnic_percent)
    for design in (plan.library, plan.design):
        hosts = [offer.host for offer in design.offers.values()] + [s.host for s in design.timetable if s.host]
        names += [host for host in hosts if host not in ("none", "in turn") and host not in names]
    names += [origin for origin in plan.settlement.tourist_groups if origin not in names]
    return names


def associations_of(settlement: Settlement, cultures: list[str]) -> Ints:
    """Cultures with an association: groups of at least `associations_percent`, in order of size (assumed)."""
    shares = settlement.ethnic_percent
    able = [name for name in shares if shares[name] >= settlement.associations_percent and name != "other"]
    ordered = sorted(able, key=lambda name: (-shares[name], name))
    return np.array([cultures.index(name) for name in ordered], np.int32)


def origins_of(settlement: Settlement, cultures: list[str]) -> Floats:
    """Cumulated shares of the tourists' cultures of origin, by culture."""
    shares = np.array([settlement.tourist_groups.get(name, 0.0) for name in cultures], float)
    return np.cumsum(shares) / shares.sum() if shares.sum() else np.ones(len(cultures))
