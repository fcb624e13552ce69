"""Design: what the hub offers, at which price, when and under whose governance. The levers of the model."""

from collections import Counter
from typing import Annotated, Literal

from pydantic import Field, model_validator

from model.scenario.parameter import Section, lever, param
from model.scenario.partnership import Partnership

SLOTS = ("morning", "afternoon", "evening")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

type Slot = Literal["morning", "afternoon", "evening"]
type Weekday = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


class Offer(Section):
    """One thing that the hub offers, of one kind."""

    per_week: int = lever(0, "Sessions a week (for kinds on the timetable)", unit="sessions/week", ge=0, le=63)
    days: tuple[Weekday, ...] = lever(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat"), "Days on which it is open (drop-in)")
    slots: tuple[Slot, ...] = lever(("morning", "afternoon"), "Slots in which it is open (drop-in)")
    price: float = lever(
        0.0, "Price a person; of no matter in a shop, which sells baskets", unit="KZT", ge=0, le=1_000_000
    )
    places: int = lever(15, "Places in a session, or seats", unit="people", ge=1, le=5000)
    appeal: float = lever(0.5, "Quality as people see it", ge=0, le=1)
    host: str = lever("none", "Host culture: a group's name, 'none', or 'in turn' for the associations week by week")
    inclusive_hosts: float = lever(
        0.0,
        "Share of it that people with disabilities host; guests then meet a world with obstacles, as in an inclusion "
        "workshop, by at least so much",
        ge=0,
        le=1,
    )


class Session(Section):
    """One entry of a timetable that the user writes out."""

    kind: str = lever(meaning="Kind of offer; must stand among the design's offers")
    day: Weekday = lever(meaning="Day of the week")
    slot: Slot = lever(meaning="Part of the day")
    host: str | None = lever(None, "Host culture; the offer's where none is given")


class Outreach(Section):
    """How the hub makes itself known."""

    campaign_days: int = lever(0, "Length of the opening campaign", unit="days", ge=0, le=3650)
    campaign_strength: float = lever(1.0, "Strength of the opening campaign", ge=0, le=10)
    signage: bool = lever(False, "Signs in the streets")
    endorsement: bool = lever(False, "The state endorses the hub: motivational, not financial, support")
    promotion: float = lever(0.0, "Effort of the operator in promotion", ge=0, le=1)


class Governance(Section):
    """Who decides on the programme, and how people are asked.

    Under both kinds of board people are asked, so that what they wish for is known; a top-down board keeps its plan.
    """

    board: Literal["top-down", "people-first"] = lever("top-down", "Who decides on the programme")
    survey_share: float = lever(0.1, "Share of the residents who are asked, every month", ge=0, le=1)
    response_visitors: float = param(0.4, "Share of those asked who answer, among visitors", ge=0, le=1)
    response_others: float = param(0.2, "Share of those asked who answer, among all others", ge=0, le=1)
    visitors_only: bool = lever(False, "Only visitors are asked")
    visitor_days: int = lever(90, "Days after a visit for which one counts as a visitor", unit="days", ge=1, le=3650)
    learning_rate: float = lever(
        0.3, "Share of the gap between wishes and programme that is closed in a month", unit="1/month", ge=0, le=1
    )
    equity: float = lever(
        0.5, "Weight added to the answers of those all of whose groups come less often than average", ge=0, le=10
    )
    instructors: float = param(3.0, "Sessions that one association can teach", unit="sessions/week", ge=0, le=63)
    least_of_each: int = lever(
        1, "Sessions of each class that stay, whatever the answers", unit="sessions/week", ge=0, le=63
    )
    too_dear: float = param(
        0.5, "Loss by the price above which a class is called too dear", unit="utility", ge=0, le=20
    )
    dear_borne: float = param(0.2, "Share calling a class too dear that the board puts up with", ge=0, le=1)
    price_lowest: float = lever(0.5, "Lowest price that the board sets, relative to that of the design", ge=0, le=1)
    hours_margin: float = lever(
        0.1, "Lead in wishes from which opening hours move from one part of the day to another", ge=0, le=1
    )


type Offers = Annotated[
    dict[str, Offer], Field(description="Offers by kind", json_schema_extra={"unit": "1", "source": "choice"})
]


class Design(Section):
    """A hub that could be built."""

    name: str = lever("my-design", "Short name")
    title: str = lever("", "Name for people")
    intent: str = lever("", "What the design is for, in a paragraph")
    hub: bool = lever(True, "False leaves the library as it is")
    houses: int = lever(
        1,
        "Houses spread over the settlement; everybody goes to the nearest. Rooms and places are those of each house, "
        "classes take turns between them",
        unit="houses",
        ge=1,
        le=50,
    )
    rooms: int = lever(2, "Rooms in which sessions can run at the same time", unit="rooms", ge=0, le=100)
    accessibility: float = lever(0.3, "Access for people with disabilities: 0 none, 1 full", ge=0, le=1)
    collection_quality: float = lever(0.5, "Quality of the stock", ge=0, le=1)
    collection_freshness: float = lever(0.2, "Share of the stock that is recent", ge=0, le=1)
    offers: Offers = lever(meaning="Offers by kind", factory=dict)
    timetable: tuple[Session, ...] = lever((), "Sessions of the week; left out, it is laid out from `per_week`")
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

    @model_validator(mode="after")
    def _timetable_and_sessions_a_week_agree(self) -> "Design":
        """A timetable that is written out says how many sessions there are; to say something else is a mistake."""
        if not self.timetable:
            return self
        held = Counter(entry.kind for entry in self.timetable)
        for kind, offer in self.offers.items():
            if "per_week" in offer.model_fields_set and offer.per_week != held[kind]:
                raise ValueError(
                    f"offers.{kind}.per_week = {offer.per_week}, but the timetable holds {held[kind]}; "
                    "leave out the one or the other"
                )
            self.offers[kind] = offer.model_copy(update={"per_week": held[kind]})
        return self
