"""A tourist: a visiting party whose home is elsewhere."""

from typing import TYPE_CHECKING

import mesa

from agents.column import Column

if TYPE_CHECKING:
    from model.hub_model import HubModel


class Tourist(mesa.Agent):
    """A view of one visiting party; it is there from the party's arrival to its departure.

    Parameters
    ----------
    model : HubModel
    row : int
        Row in `model.parties`; kept up to date by the model as other parties leave.
    """

    party_id = Column("parties", "Name by which luck knows the party.", column="id", fixed=True)
    origin = Column("parties", "Culture of origin.", labels="cultures")
    headcount = Column("parties", "People in the party, 1–5.", low=1, high=5)
    leaves = Column("parties", "First day on which the party is gone.", low="day", high=1e6)
    purse = Column("parties", "Money at hand, KZT.", low=0, high=1e12)
    visited = Column("parties", "Has been at the hub.")

    model: "HubModel"

    def __init__(self, model: "HubModel", row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def days_left(self) -> int:
        """Days until the party leaves."""
        return self.leaves - int(self.model.time)
