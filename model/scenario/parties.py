"""How many visiting parties there can be: the bound that the schema keeps, and the room that a run needs."""

import math

from model.scenario.behaviour import Tourism
from model.scenario.clock import DAYS_OF_MONTH
from model.scenario.settlement import Settlement

PARTIES_A_DAY = 600
"""Most parties that may come into question on a day (choice): lots are drawn for 1,024 of them, more than ever come by
chance where 600 are expected."""


def most_parties_a_day(settlement: Settlement, tourism: Tourism) -> float:
    """Parties expected on a day of the best month, were the highlight and the reputation the best there can be."""
    a_day = max(settlement.tourist_parties) / DAYS_OF_MONTH
    return a_day * tourism.considered * (1.0 + tourism.pull)


def room_for_parties(settlement: Settlement, tourism: Tourism) -> int:
    """Parties for which there must be room at one time.

    How many are there at once is a Poisson number around arrivals a day × days of stay; ten standard deviations above
    it is never reached by chance.
    """
    mean = most_parties_a_day(settlement, tourism) * tourism.stay_days
    return math.ceil(mean + 10.0 * math.sqrt(mean)) + 32
