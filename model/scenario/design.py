"""Design: what the hub offers, at which price, when and under whose governance. The levers of the model."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from model.scenario.parameter import Section, param
from model.scenario.partnership import Partnership

SLOTS = ("morning", "afternoon", "evening")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

type Slot = Literal["morning", "afternoon", "evening"]
type Weekday = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


class Offer(Section):
    """One thing that the hub offers, of one kind."""

    per_week: int = param(0, "Sessions a week (for kinds on the timetable)", unit="sessions/week", ge=0, le=63)
    days: tuple[Weekday, ...] = param(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat"), "Days on which it is open (drop-in)")
    slots: tuple[Slot, ...] = param(("morning", "afternoon"), "Slots in which it is open (drop-in)")
    price: float = param(0.0, "Price a person", unit="KZT", ge=0, le=1_000_000)
    places: int = param(15, "Places in a session, or seats", unit="people", ge=1, le=5000)
    appeal: float = param(0.5, "Quality as people see it", ge=0, le=1)
    host: str = param("none", "Host culture: a group's name, 'none', or 'in turn' for the associations week by week")
    inclusive_hosts: float = param(
        0.0,
        "Share of it that people with disabilities host; guests then meet a world with obstacles, as in an inclusion "
        "workshop, by at least so much",
        ge=0,
        le=1,
    )


class Session(Section):
    """One entry of a timetable that the user writes out."""

    kind: str = param(meaning="Kind of offer; must stand among the design's offers")
    day: Weekday = param(meaning="Day of the week")
    slot: Slot = param(meaning="Part of the day")
    host: str | None = param(None, "Host culture; the offer's where none is given")


class Outreach(Section):
    """How the hub makes itself known."""

    campaign_days: int = param(0, "Length of the opening campaign", unit="days", ge=0, le=3650)
    campaign_strength: float = param(1.0, "Strength of the opening campaign", ge=0, le=10)
    signage: bool = param(False, "Signs in the streets")
    endorsement: bool = param(False, "The state endorses the hub: motivational, not financial, support")
    promotion: float = param(0.0, "Effort of the operator in promotion", ge=0, le=1)


class Governance(Section):
    """Who decides on the programme, and how people are asked.

    Under both kinds of board people are asked, so that what they wish for is known; a top-down board keeps its plan.
    """

    board: Literal["top-down", "people-first"] = param("top-down", "Who decides on the programme")
    survey_share: float = param(0.1, "Share of the residents who are asked, every month", ge=0, le=1)
    response_visitors: float = param(0.4, "Share of those asked who answer, among visitors", ge=0, le=1)
    response_others: float = param(0.2, "Share of those asked who answer, among all others", ge=0, le=1)
    visitors_only: bool = param(False, "Only visitors are asked")
    visitor_days: int = param(90, "Days after a visit for which one counts as a visitor", unit="days", ge=1, le=3650)
    learning_rate: float = param(
        0.3, "Share of the gap between wishes and programme that is closed in a month", unit="1/month", ge=0, le=1
    )
    equity: float = param(
        0.5, "Weight added to the answers of those all of whose groups come less often than average", ge=0, le=10
    )
    instructors: float = param(3.0, "Sessions that one association can teach", unit="sessions/week", ge=0, le=63)
    least_of_each: int = param(
        1, "Sessions of each class that stay, whatever the answers", unit="sessions/week", ge=0, le=63
    )
    too_dear: float = param(
        0.5, "Loss by the price above which a class is called too dear", unit="utility", ge=0, le=20
    )
    dear_borne: float = param(0.2, "Share calling a class too dear that the board puts up with", ge=0, le=1)
    price_lowest: float = param(0.5, "Lowest price that the board sets, relative to that of the design", ge=0, le=1)
    hours_margin: float = param(
        0.1, "Lead in wishes from which opening hours move from one part of the day to another", ge=0, le=1
    )


type Offers = Annotated[
    dict[str, Offer], Field(description="Offers by kind", json_schema_extra={"unit": "1", "source": "design"})
]


class Design(Section):
    """A hub that could be built."""

    name: str = param("my-design", "Short name")
    title: str = param("", "Name for people")
    intent: str = param("", "What the design is for, in a paragraph")
    hub: bool = param(True, "False leaves the library as it is")
    houses: int = param(
        1,
        "Houses spread over the settlement; everybody goes to the nearest. Rooms and places are those of each house, "
        "classes take turns between them",
        unit="houses",
        ge=1,
        le=50,
    )
    rooms: int = param(2, "Rooms in which sessions can run at the same time", unit="rooms", ge=0, le=100)
    accessibility: float = param(0.3, "Access for people with disabilities: 0 none, 1 full", ge=0, le=1)
    collection_quality: float = param(0.5, "Quality of the stock", ge=0, le=1)
    collection_freshness: float = param(0.2, "Share of the stock that is recent", ge=0, le=1)
    offers: Offers = param(meaning="Offers by kind", factory=dict)
    timetable: tuple[Session, ...] = param((), "Sessions of the week; left out, it is laid out from `per_week`")
    outreach: Outreach = Outreach()
    governance: Governance = Governance()
    partnership: Partnership = Partnership()

    @model_validator(mode="after")
    def _timetable_names_offers(self) -> "Design":
        for entry in self.timetable:
            if entry.kind not in self.offers:
                known = ", ".join(sorted(self.offers)) or "none"
                raise ValueError(f"timetable names '{entry.kind}', which is not among the offers ({known})")
        return self
