"""How often each person takes part in classes, counted day by day."""

import numpy as np

from model import HubModel
from model.hub import CLASS

_SLOTS = 3
_WEEK = 7


class Attendance:
    """Classes attended by each person since counting began.

    Parameters
    ----------
    model : HubModel
        The run; call `note` after each of its days.
    """

    def __init__(self, model: HubModel) -> None:
        people = model.population
        self.sessions = np.zeros(people, np.int32)
        """Classes attended, by row of the person."""
        self.weeks = np.zeros(people, np.int32)
        """Weeks with a class."""
        self._same = np.zeros((people, len(model.kinds) * _WEEK * _SLOTS), np.int16)
        self._last = np.full(people, -1)

    @property
    def same(self) -> np.ndarray:
        """Attendances of the session that the person attended most: same kind, weekday and slot."""
        return self._same.max(axis=1)

    def note(self, model: HubModel) -> None:
        """Count the classes of the last day."""
        offers = model.offers
        if not (offers.role == CLASS).any():
            return
        seen = model.visitors()
        taught = (offers.role[seen.offer] == CLASS) & (seen.person >= 0) & (seen.offer >= 0)
        person, week = seen.person[taught], model.day // _WEEK
        session = (offers.kind[seen.offer[taught]] * _WEEK + model.today.weekday) * _SLOTS + seen.slot[taught]
        self.sessions[person] += 1
        self._same[person, session] += 1
        self.weeks[person] += self._last[person] < week
        self._last[person] = week
