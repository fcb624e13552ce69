"""A resident: somebody of 15 or older who decides alone."""

from typing import TYPE_CHECKING, NamedTuple

import mesa

from agents.column import LONG_AGO, Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.hub_model import HubModel


class Acquaintance(NamedTuple):
    """One tie of a resident, seen from that resident."""

    other: "Resident"
    """The other person."""
    hours: float
    """Shared hours that count today."""
    stage: str
    """Acquaintance, casual friend, friend or close friend."""
    last_contact: int
    """Day of the last contact."""


class Resident(mesa.Agent):
    """A view of one person's row; it has no state of its own, and writing an attribute writes the column.

    Parameters
    ----------
    model : HubModel
    row : int
        Row in `model.people.rows`.
    """

    def remove(self) -> None:
        """Refuse: nobody moves away, and a view of a row cannot be taken out of the settlement.

        Raises
        ------
        NotImplementedError
            Always.
        """
        raise NotImplementedError("residents cannot be removed: nobody is born, dies or moves away in this model")

    person_id = Column("people.rows", "Name by which luck knows the person.", column="id", fixed=True)
    age = Column("people.rows", "Age in completed years.", low=15, high=120)
    sex = Column("people.rows", "Man or woman.", labels=("man", "woman"))
    ethnic_group = Column("people.rows", "Ethnic group.", column="group", labels="cultures")
    activity = Column(
        "people.rows",
        "What fills the days.",
        labels=("school", "day shift", "rotating shift", "home", "pension", "jobless"),
    )
    disability = Column("people.rows", "Kind of disability.", labels=("none", "mobility", "sensory", "other"))
    x = Column("people.rows", "Home, metres east of the hub.", fixed=True)
    y = Column("people.rows", "Home, metres north of the hub.", fixed=True)
    minutes = Column("people.rows", "Way to the hub, minutes.", low=0, high=1440)
    income = Column("people.rows", "Disposable income, KZT a day; the household's budget follows.", low=0, high=1e9)
    earnings = Column(
        "people.rows",
        "What the resident brings into the household's budget, KZT a day; all members' incomes follow.",
        low=0,
        high=1e9,
    )
    attachment = Column("people.rows", "Attachment to one's own culture, utility.", low=0, high=100)
    curiosity = Column("people.rows", "Curiosity about other cultures, utility.", low=0, high=100)
    aware = Column("people.rows", "Knows of the hub.")
    knows_library = Column("people.rows", "Knows the library.")
    joined = Column("people.rows", "Has taken part in a class.")
    trust = Column("people.rows", "Trust in the hub, 0–1.", low=0, high=1)
    satisfaction = Column("people.rows", "Remembered satisfaction, 0–1.", low=0, high=1)
    last_visit = Column("people.last_visit", "Day of the last visit.", low=LONG_AGO, high="day")
    visits = Column("people.rows", "Visits since the start.", low=0, high=1e9)
    reading = Column("people.rows", "Reading state.", labels=("never", "lapsed", "active"))
    loans = Column("people.rows", "Loans since the start.", low=0, high=1e9)
    regard = Column("people.rows", "Regard for people with disabilities, 0–1.", low=0, high=1)

    model: "HubModel"

    def __init__(self, model: "HubModel", row: int) -> None:
        super().__init__(model)
        self.row = row
        self.pos = (self.x, self.y)

    @property
    def habit(self) -> float:
        """Habit strength today, 0–1."""
        return self.model.views.habit_of(self.row)

    @property
    def tastes(self) -> dict[str, float]:
        """Taste for each kind of offer, utility."""
        return dict(zip(self.model.kinds, self.model.people.tastes[self.row].tolist(), strict=True))

    @property
    def knowledge(self) -> dict[str, float]:
        """Knowledge of each culture, 0–1."""
        return dict(zip(self.model.cultures, self.model.people.minds.knowledge[self.row].tolist(), strict=True))

    @property
    def warmth(self) -> dict[str, float]:
        """Warmth towards each group as a whole, 0–1."""
        return dict(zip(self.model.cultures, self.model.people.minds.warmth_group[self.row].tolist(), strict=True))

    @property
    def ties(self) -> "Iterator[Acquaintance]":
        """Ties of the resident, strongest first."""
        return self.model.views.ties_of(self.row)

    def utility_terms(self, offer: str) -> dict[str, float]:
        """Take apart what an offer of the day is worth to the resident.

        Parameters
        ----------
        offer : str
            Name of an item on offer today, such as ``cafe`` or ``dance Tue evening``; see `HubModel.offers_today`.

        Returns
        -------
        dict of str to float
            Terms by name, in utility; they add up to `visit_utility`.

        Raises
        ------
        KeyError
            Nothing of that name is on offer today.
        """
        return self.model.views.utility_terms(self.row, offer)

    def visit_utility(self, offer: str) -> float:
        """What an offer of the day is worth to the resident: V(u, a, t) of `agents.rules.choice`."""
        return sum(self.utility_terms(offer).values())

    def chance_to_go(self) -> float:
        """Probability that the resident goes to the hub on a day like today."""
        return self.model.views.chance_to_go(self.row)
