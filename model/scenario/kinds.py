"""Kinds of offer: what one comes for, whom it draws, and what it does to those who meet there."""

from typing import Literal

from pydantic import model_validator

from model.scenario.parameter import Section, lever, param


class Kind(Section):
    """What sort of thing one comes for. Ten kinds ship; a scenario file may add its own."""

    role: Literal["reading", "class", "cafe", "shop", "exhibit"] = lever(
        "exhibit", "A class stands on the timetable; all others are open all slot long"
    )
    hours: float = param(1.0, "Length of a session, or of a stay", unit="h", gt=0, le=8)
    age_from: int = lever(0, "Youngest age admitted", unit="years", ge=0, le=120)
    age_to: int = lever(120, "Oldest age admitted", unit="years", ge=0, le=120)
    taste_child: float = param(0.0, "Mean taste below 15", unit="utility", ge=-10, le=10)
    taste_youth: float = param(0.0, "Mean taste from 15 to 29", unit="utility", ge=-10, le=10)
    taste_adult: float = param(0.0, "Mean taste from 30 to 59", unit="utility", ge=-10, le=10)
    taste_senior: float = param(0.0, "Mean taste from 60", unit="utility", ge=-10, le=10)
    taste_women: float = param(0.0, "Women's mean taste above men's", unit="utility", ge=-10, le=10)
    contact: float = param(
        0.2,
        "How far common goal, cooperation, equal status and support hold (Allport's conditions as one index)",
        source="assumed; one bundle after Pettigrew & Tropp 2006; the order of the kinds assumed",
        ge=0,
        le=1,
    )
    partners: int = param(1, "People met at most during one stay", unit="people", ge=0, le=20)
    mixing: float = param(0.8, "Weight of a partner from another group, own group = 1", ge=0, le=10)
    exposure: float = param(0.3, "How much of the shelves one sees on the way", ge=0, le=1)
    book_event: float = param(0.0, "How far it is about books", ge=0, le=1)
    inclusion: float = param(0.0, "How far it lets people meet a world with obstacles", ge=0, le=1)
    draws_tourists: float = param(0.0, "How far its appeal draws tourists from afar", ge=0, le=1)
    teaches: float = param(0.0, "How much of its host's culture is learnt, relative to a class", ge=0, le=1)

    @model_validator(mode="after")
    def _ages_in_order(self) -> "Kind":
        if self.age_from > self.age_to:
            raise ValueError(f"age_from = {self.age_from} must not exceed age_to = {self.age_to}")
        return self


def shipped_kinds() -> dict[str, Kind]:
    """Give the kinds of offer that every scenario knows, by name; `shanyraq params` lists them side by side."""
    # Tastes are assumed: the order follows who uses libraries and third places (Pew 2013: children and their parents
    # more than others; Aabo & Audunson 2012: seniors for the meeting place), the level is set by the home utility.
    return {
        "reading": Kind(
            role="reading",
            hours=1.0,
            taste_child=0.6,
            taste_youth=0.3,
            taste_senior=0.3,
            taste_women=0.3,
            contact=0.1,
            exposure=1.0,
            partners=0,
        ),
        "dance": Kind(
            role="class",
            hours=1.5,
            age_from=5,
            taste_women=0.6,
            contact=0.8,
            mixing=1.0,
            teaches=0.8,
            exposure=0.3,
            taste_child=2.4,
            taste_youth=2.0,
            taste_adult=1.4,
            taste_senior=0.8,
            partners=3,
        ),
        "cooking": Kind(
            role="class",
            hours=2.0,
            age_from=7,
            taste_women=0.6,
            contact=0.9,
            mixing=1.0,
            teaches=1.0,
            exposure=0.3,
            taste_child=1.8,
            taste_youth=1.6,
            taste_adult=1.8,
            taste_senior=1.7,
            partners=3,
        ),
        "poetry": Kind(
            role="class",
            hours=1.5,
            age_from=10,
            taste_women=0.2,
            contact=0.6,
            mixing=0.9,
            teaches=0.7,
            exposure=0.7,
            book_event=1.0,
            taste_child=0.4,
            taste_youth=0.7,
            taste_adult=0.8,
            taste_senior=1.6,
            partners=2,
        ),
        "inclusion": Kind(
            role="class",
            hours=1.5,
            age_from=7,
            taste_women=0.2,
            contact=0.9,
            mixing=1.0,
            inclusion=1.0,
            exposure=0.3,
            taste_child=1.0,
            taste_youth=0.6,
            taste_adult=0.6,
            taste_senior=0.7,
            partners=3,
        ),
        "highlight": Kind(
            hours=1.0,
            taste_child=0.2,
            taste_youth=-0.4,
            taste_adult=-0.4,
            taste_senior=-0.1,
            contact=0.3,
            draws_tourists=1.0,
            teaches=0.4,
            exposure=0.3,
            partners=0,
        ),
        "cafe": Kind(
            role="cafe",
            hours=0.75,
            contact=0.4,
            exposure=0.5,
            taste_child=1.2,
            taste_youth=1.9,
            taste_adult=1.6,
            taste_senior=0.9,
            partners=1,
        ),
        "toys": Kind(
            role="shop",
            hours=0.3,
            contact=0.0,
            partners=0,
            exposure=0.2,
            taste_child=0.6,
            taste_youth=-1.5,
            taste_adult=-1.2,
            taste_senior=-1.4,
        ),
        "books": Kind(
            role="shop",
            hours=0.4,
            contact=0.0,
            partners=0,
            exposure=0.6,
            book_event=0.3,
            taste_child=0.0,
            taste_youth=-0.8,
            taste_adult=-0.8,
            taste_senior=-0.8,
        ),
        "stationery": Kind(
            role="shop",
            hours=0.3,
            contact=0.0,
            partners=0,
            exposure=0.2,
            taste_child=0.4,
            taste_youth=-0.8,
            taste_adult=-1.2,
            taste_senior=-1.8,
        ),
    }
