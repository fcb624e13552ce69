"""Events: what happens to the settlement or the hub on a given day. The schema only; the model applies them."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, model_validator

from model.scenario.clock import Clock
from model.scenario.parameter import Section, lever, param


class _Event(Section):
    """Something that happens on a day, given by its number or by its date."""

    day: int | None = lever(None, "Day of the run on which it happens", unit="day", ge=0, le=36_500)
    date: dt.date | None = lever(None, "Date on which it happens, in place of the day", unit="date")

    @model_validator(mode="after")
    def _happens_once(self) -> "_Event":
        if (self.day is None) == (self.date is None):
            raise ValueError("needs either a day or a date" + (", not both" if self.day is not None else ""))
        return self

    def on(self, clock: Clock) -> int:
        """Give the day of the run on which it happens."""
        if self.day is not None:
            return self.day
        assert self.date is not None
        return clock.day_of(self.date)


class HubOpens(_Event):
    """The hub opens, in place of the day that the clock gives."""

    kind: Literal["hub_opens"] = lever(meaning="What happens")


class CafeOpens(_Event):
    """The café opens. Where it is the first that is scheduled for the café, the café is shut until then."""

    kind: Literal["cafe_opens"] = lever(meaning="What happens")


class CafeCloses(_Event):
    """The café closes, until it opens again."""

    kind: Literal["cafe_closes"] = lever(meaning="What happens")


class Campaign(_Event):
    """A campaign makes the hub known."""

    kind: Literal["campaign"] = lever(meaning="What happens")
    days: int = lever(30, "Length", unit="days", ge=1, le=3650)
    strength: float = lever(1.0, "Strength; 1 adds `behaviour.awareness.campaign` a day", ge=0, le=10)


class Layoffs(_Event):
    """The main employer lays people off; all employers do where the settlement has no main one."""

    kind: Literal["layoffs"] = lever(meaning="What happens")
    share: float = lever(
        meaning="Share of the main employer's people (`settlement.employer_percent`), or of all the employed where "
        "that is 0, who lose their work",
        ge=0,
        le=1,
    )
    income_lost: float = param(0.9, "Share of their disposable income that they lose", ge=0, le=1)


class Closure(_Event):
    """The hub or library is closed for a while."""

    kind: Literal["closure"] = lever(meaning="What happens")
    days: int = lever(meaning="Length", unit="days", ge=1, le=3650)
    reason: str = lever("repair", "Why, for the record")


class RoadClosed(_Event):
    """A road is closed: the way takes longer."""

    kind: Literal["road_closed"] = lever(meaning="What happens")
    days: int = lever(meaning="Length", unit="days", ge=1, le=3650)
    minutes: float = lever(20.0, "Added to the way to the hub", unit="min", ge=0, le=600)


class HarshWinter(_Event):
    """A spell of bad weather without a break."""

    kind: Literal["harsh_winter"] = lever(meaning="What happens")
    days: int = lever(30, "Length", unit="days", ge=1, le=365)


class OperatorExits(_Event):
    """The operator gives up; the hub falls back to a library. One that the state runs has nobody who could."""

    kind: Literal["operator_exits"] = lever(meaning="What happens")


class Endorsement(_Event):
    """The state endorses the hub in public: motivational, not financial, support."""

    kind: Literal["endorsement"] = lever(meaning="What happens")
    days: int = lever(60, "Length", unit="days", ge=1, le=3650)
    strength: float = lever(1.0, "Strength; 1 adds `behaviour.awareness.endorsement` a day", ge=0, le=10)


type Event = Annotated[
    HubOpens
    | CafeOpens
    | CafeCloses
    | Campaign
    | Layoffs
    | Closure
    | RoadClosed
    | HarshWinter
    | OperatorExits
    | Endorsement,
    Field(discriminator="kind"),
]
"""One scheduled event; `kind` tells which."""
