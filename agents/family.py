"""A family: a household with a child under 15 that decides on joint outings."""

from typing import TYPE_CHECKING

import mesa

from agents.column import LONG_AGO, Column

if TYPE_CHECKING:
    from model.hub_model import HubModel


class Family(mesa.Agent):
    """A view of one household's row; see `Resident`.

    Parameters
    ----------
    model : HubModel
    row : int
        Row in `model.households.rows`.
    """

    def remove(self) -> None:
        """Refuse, as `Resident.remove` does.

        Raises
        ------
        NotImplementedError
            Always.
        """
        raise NotImplementedError("families cannot be removed: nobody is born, dies or moves away in this model")

    household_id = Column("households.rows", "Name by which luck knows the household.", column="id", fixed=True)
    headcount = Column("households.rows", "Number of members.", fixed=True)
    children = Column("households.rows", "Members below 15.", fixed=True)
    budget = Column(
        "households.rows", "Disposable income of all members, KZT a day; their incomes follow.", low=0, high=1e10
    )
    last_outing = Column("households.rows", "Day of the last joint visit.", low=LONG_AGO, high="day")
    outings = Column("households.rows", "Joint visits since the start.", low=0, high=1e9)
    satisfaction = Column("households.rows", "Remembered satisfaction with joint visits, 0–1.", low=0, high=1)

    model: "HubModel"

    def __init__(self, model: "HubModel", row: int) -> None:
        super().__init__(model)
        self.row = row
        people = model.people.rows
        self.pos = (people.x[self.member_rows[0]].item(), people.y[self.member_rows[0]].item())

    @property
    def member_rows(self) -> list[int]:
        """Rows of the members in `model.people.rows`, adults before children."""
        households = self.model.households
        first, size = households.rows[self.row].first, households.rows[self.row].headcount
        return households.members[first : first + size].tolist()

    @property
    def ethnic_groups(self) -> set[str]:
        """Ethnic groups of the members."""
        return {self.model.cultures[self.model.people.rows.group[row]] for row in self.member_rows}

    @property
    def purse(self) -> int:
        """Money at hand for leisure today, KZT."""
        return self.model.views.purse_of(self.row)

    def utility_terms(self, offer: str) -> dict[str, float]:
        """Take apart what an offer of the day is worth to the family.

        All children and the first two adults decide; what differs from one to the other is their weighted mean.

        Parameters
        ----------
        offer : str
            Name of an item on offer today; see `HubModel.offers_today`.

        Returns
        -------
        dict of str to float
            Terms by name, in utility; they add up to `visit_utility`.

        Raises
        ------
        KeyError
            Nothing of that name is on offer today.
        """
        return self.model.views.family_utility_terms(self.row, offer)

    def visit_utility(self, offer: str) -> float:
        """What an offer of the day is worth to the family."""
        return sum(self.utility_terms(offer).values())

    def chance_to_go(self) -> float:
        """Probability that the family goes to the hub on a day like today."""
        return self.model.views.family_chance_to_go(self.row)
