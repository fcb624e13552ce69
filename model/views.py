"""The agents of a model: views of its rows, made when first asked for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from agents import Family, Resident, Tourist
from agents.resident import Acquaintance
from agents.rules.meeting import stage
from agents.rules.memory import habit_now
from model.day.holding import tie_hours
from model.day.today import PARTIES
from model.day.worth import purse_of
from model.insight import family_go_chance, family_utility_terms, go_chance, utility_terms
from model.population import AGE_OF_DECISION
from model.world_graph import STAGES

if TYPE_CHECKING:
    from model.hub_model import HubModel


class Views:
    """Residents, families and tourists of a model, and what they can be asked.

    Runs that never look at an agent never make one.

    Parameters
    ----------
    model : HubModel
    """

    def __init__(self, model: "HubModel") -> None:
        self.model = model
        self._residents: dict[int, Resident] = {}
        self._tourists: dict[int, Tourist] = {}

    def refresh(self) -> None:
        """Make the views of residents and families once, and let those of tourists come and go with the parties."""
        model = self.model
        if not self._residents:
            residents = np.flatnonzero(model.people.rows.age >= AGE_OF_DECISION).tolist()
            self._residents = {row: Resident(model, row) for row in residents}
            homes = model.households.rows
            for row in np.flatnonzero((homes.children > 0) & (homes.adult_1 >= 0)).tolist():
                Family(model, row)
        present = {int(model.parties[row].id): row for row in range(int(model.sheets.sizes[PARTIES]))}
        for gone in self._tourists.keys() - present.keys():
            self._tourists.pop(gone).remove()
        for party, row in present.items():
            if party in self._tourists:
                self._tourists[party].row = row
            else:
                self._tourists[party] = Tourist(model, row)

    def resident(self, row: int) -> Resident:
        """The resident of a row of `People`."""
        self.refresh()
        return self._residents[row]

    def ties_of(self, row: int) -> Iterator[Acquaintance]:
        """Ties of a resident, strongest first."""
        model, b = self.model, self.model.b
        held = []
        for s in range(model.people.rows[row].degree):
            hours = float(tie_hours(row, s, model.day, model.people, model.ties, model.sheets.fading))
            level = stage(hours, b.ties_casual_hours, b.ties_friend_hours, b.ties_close_hours)
            other = self.resident(int(model.ties[row, s].other))
            held.append(Acquaintance(other, hours, STAGES[level], int(model.ties[row, s].last)))
        return iter(sorted(held, key=lambda tie: -tie.hours))

    def habit_of(self, row: int) -> float:
        """Habit strength of a person today, 0–1."""
        people = self.model.people
        days = self.model.day - int(people.last_visit[row])
        return float(habit_now(people.rows[row].habit, days, self.model.b.habit_decay))

    def purse_of(self, household: int) -> int:
        """Money that a household has at hand for leisure today, KZT."""
        return int(purse_of(household, self.model.day, self.model.households, self.model.b))

    def utility_terms(self, row: int, offer: str) -> dict[str, float]:
        """Take apart what an offer is worth to a person; see `Resident.utility_terms`."""
        return utility_terms(self.model, row, offer)

    def chance_to_go(self, row: int) -> float:
        """Probability that a resident goes on a day like the last one."""
        return go_chance(self.model, row)

    def family_utility_terms(self, household: int, offer: str) -> dict[str, float]:
        """Take apart what an offer is worth to a family; see `Family.utility_terms`."""
        return family_utility_terms(self.model, household, offer)

    def family_chance_to_go(self, household: int) -> float:
        """Probability that a family goes on a day like the last one."""
        return family_go_chance(self.model, household)
