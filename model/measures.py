"""The catalogue of measures: name, unit and formula of everything that the model reports.

The collector, the tables, the axis labels of figures and the documentation all read this one list.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from model.day.today import Count

if TYPE_CHECKING:
    from model.hub_model import HubModel

type Theme = Literal["engagement", "ties", "reading", "business"]


class Measure(NamedTuple):
    """One number that the model reports every day."""

    name: str
    """Column in the collected table."""
    title: str
    """Name for people."""
    unit: str
    """Unit."""
    formula: str
    """How it is computed."""
    theme: Theme
    """What it is about."""
    value: Callable[["HubModel"], float]
    """Computes it from the model as it stands."""


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _today(name: str) -> Callable[["HubModel"], float]:
    column = Count[name]

    def value(model: "HubModel") -> float:
        return model.counts.item(column)

    return value


def _so_far(*names: str) -> Callable[["HubModel"], float]:
    columns = [Count[name] for name in names]

    def value(model: "HubModel") -> float:
        return sum(model.totals.item(column) for column in columns)

    return value


def _visits(model: "HubModel") -> float:
    counts = model.counts
    return counts.item(Count.VISITS_RESIDENTS) + counts.item(Count.VISITS_FAMILIES) + counts.item(Count.VISITS_TOURISTS)


def _local_visits_a_year(model: "HubModel") -> float:
    visits = model.totals.item(Count.VISITS_RESIDENTS) + model.totals.item(Count.VISITS_FAMILIES)
    return _ratio(365.0 * visits, model.days_lived * model.population)


_ENGAGEMENT = (
    Measure("visits", "Visits", "people/day", "people who came today, each once", "engagement", _visits),
    Measure(
        "visits_residents",
        "Visits of residents on their own",
        "people/day",
        "residents of 15 and older who came alone today",
        "engagement",
        _today("VISITS_RESIDENTS"),
    ),
    Measure(
        "visits_families",
        "Visits with the family",
        "people/day",
        "members of families on a joint outing today",
        "engagement",
        _today("VISITS_FAMILIES"),
    ),
    Measure(
        "visits_tourists",
        "Visits of tourists",
        "people/day",
        "tourists who came today",
        "engagement",
        _today("VISITS_TOURISTS"),
    ),
    Measure(
        "visits_total",
        "Visits so far",
        "visits",
        "sum of visits since the start",
        "engagement",
        _so_far("VISITS_RESIDENTS", "VISITS_FAMILIES", "VISITS_TOURISTS"),
    ),
    Measure(
        "visits_per_person",
        "Visits per inhabitant and year",
        "visits/year",
        "365 × visits of inhabitants since the start / (days × inhabitants)",
        "engagement",
        _local_visits_a_year,
    ),
    Measure(
        "reach_30",
        "Reach",
        "share",
        "residents with a visit in the last 30 days / residents",
        "engagement",
        lambda m: m.counts.item(Count.REACH_30) / m.residents,
    ),
    Measure(
        "residents_reached",
        "Residents reached",
        "people",
        "residents with at least one visit since the hub's opening day",
        "engagement",
        _today("REACHED"),
    ),
    Measure(
        "repeat_share",
        "Repeat visits",
        "share",
        "visits of inhabitants who had come in the 30 days before / their visits, today",
        "engagement",
        lambda m: _ratio(
            m.counts.item(Count.REPEAT_VISITS),
            m.counts.item(Count.VISITS_RESIDENTS) + m.counts.item(Count.VISITS_FAMILIES),
        ),
    ),
    Measure(
        "aware_share",
        "Awareness",
        "share",
        "residents who know of the hub / residents",
        "engagement",
        lambda m: m.counts.item(Count.AWARE) / m.residents,
    ),
    Measure(
        "session_fill",
        "Fill of classes",
        "share",
        "places taken / places offered in today's classes",
        "engagement",
        lambda m: _ratio(m.counts.item(Count.SESSION_TAKEN), m.counts.item(Count.SESSION_PLACES)),
    ),
    Measure(
        "cafe_fill",
        "Fill of the café",
        "share",
        "guests served / guests that the seats can take today",
        "engagement",
        lambda m: _ratio(m.counts.item(Count.CAFE_TAKEN), m.counts.item(Count.CAFE_PLACES)),
    ),
    Measure(
        "turned_away",
        "Turned away",
        "people/day",
        "people who found no place at their first choice today",
        "engagement",
        _today("TURNED_AWAY"),
    ),
    Measure(
        "satisfaction",
        "Satisfaction",
        "0–1",
        "mean outcome of today's visits",
        "engagement",
        lambda m: _ratio(m.counts.item(Count.OUTCOME) / 1e6, _visits(m)),
    ),
    Measure("reputation", "Reputation", "0–1", "smoothed mean outcome of visits", "engagement", lambda m: m.reputation),
)

_TIES = (
    Measure("ties", "Ties", "ties", "living ties between residents", "ties", lambda m: m.tie_count.total),
    Measure(
        "acquaintances",
        "Acquaintances",
        "ties",
        "ties below the hours of a casual friend",
        "ties",
        lambda m: m.ties_by_stage[0],
    ),
    Measure(
        "casual_friends", "Casual friends", "ties", "ties from 50 h (default)", "ties", lambda m: m.ties_by_stage[1]
    ),
    Measure("friends", "Friends", "ties", "ties from 90 h (default)", "ties", lambda m: m.ties_by_stage[2]),
    Measure(
        "close_friends", "Close friends", "ties", "ties from 200 h (default)", "ties", lambda m: m.ties_by_stage[3]
    ),
    Measure(
        "tie_hours", "Hours of ties", "h", "sum of the hours that ties count today", "ties", lambda m: m.tie_count.hours
    ),
    Measure(
        "cross_ethnic_ties",
        "Ties across groups",
        "ties",
        "ties between residents of different ethnic groups",
        "ties",
        lambda m: m.tie_count.across,
    ),
    Measure(
        "cross_ethnic_share",
        "Share of ties across groups",
        "share",
        "ties across groups / ties",
        "ties",
        lambda m: m.tie_count.across_share,
    ),
    Measure("new_ties", "Ties made", "ties", "living ties made since the start", "ties", lambda m: m.tie_count.made),
    Measure(
        "new_cross_ties",
        "Ties made across groups",
        "ties",
        "living ties across groups made since the start",
        "ties",
        lambda m: m.tie_count.made_across,
    ),
    Measure(
        "ei_index",
        "E–I index",
        "−1…1",
        "(E − I) / (E + I), E ties across and I within groups",
        "ties",
        lambda m: m.tie_count.ei_index,
    ),
    Measure(
        "inbreeding_homophily",
        "Inbreeding homophily",
        "≤ 1",
        "mean over residents of Coleman's (H − w) / (1 − w) of their group",
        "ties",
        lambda m: m.inbreeding_homophily,
    ),
    Measure(
        "assortativity",
        "Assortativity",
        "−1…1",
        "Newman's coefficient over ethnic groups",
        "ties",
        lambda m: m.assortativity,
    ),
    Measure(
        "friend_across_share",
        "Residents with a friend across",
        "share",
        "residents with a friend or close friend of another group / residents",
        "ties",
        lambda m: m.tie_count.with_friend_across / m.residents,
    ),
    Measure(
        "warmth_met",
        "Warmth towards those met",
        "0–1",
        "mean over people and other groups of warmth towards the people met here",
        "ties",
        lambda m: m.feelings[0],
    ),
    Measure(
        "warmth_group",
        "Warmth towards groups",
        "0–1",
        "mean over people and other groups of warmth towards the group as a whole",
        "ties",
        lambda m: m.feelings[1],
    ),
    Measure(
        "knowledge",
        "Knowledge of other cultures",
        "0–1",
        "mean over people and other cultures",
        "ties",
        lambda m: m.feelings[2],
    ),
    Measure(
        "regard", "Regard for people with disabilities", "0–1", "mean over people", "ties", lambda m: m.feelings[3]
    ),
)

_READING = (
    Measure("active_readers", "Active readers", "people", "people in the state 'active'", "reading", _today("ACTIVE")),
    Measure(
        "readers_share",
        "Share of readers",
        "share",
        "active readers / inhabitants",
        "reading",
        lambda m: m.counts.item(Count.ACTIVE) / m.population,
    ),
    Measure(
        "returning_readers",
        "Returning readers",
        "people",
        "readers lapsed for a year or more who took up reading again, since the start",
        "reading",
        _so_far("RETURNED"),
    ),
    Measure(
        "kept_readers_share",
        "Returned readers kept",
        "share",
        "still active 90 days after their return / returned at least 90 days ago",
        "reading",
        lambda m: _ratio(m.totals.item(Count.STILL_READING), m.totals.item(Count.READERS_DUE)),
    ),
    Measure(
        "new_readers",
        "New readers",
        "people",
        "people who never read before and do now, since the start",
        "reading",
        _so_far("NEW_READERS"),
    ),
    Measure(
        "lapsed_readers",
        "Readers lapsed",
        "people",
        "active readers who lapsed, since the start",
        "reading",
        _so_far("LAPSED"),
    ),
    Measure("loans", "Loans", "books/day", "books taken home today", "reading", _today("LOANS")),
    Measure("loans_total", "Loans so far", "books", "books taken home since the start", "reading", _so_far("LOANS")),
    Measure(
        "loans_per_reader",
        "Loans per reader and year",
        "books/year",
        "365 × loans since the start / (days × active readers today)",
        "reading",
        lambda m: _ratio(365.0 * m.totals.item(Count.LOANS), m.days_lived * m.counts.item(Count.ACTIVE)),
    ),
    Measure(
        "reading_visits",
        "Visits for reading",
        "people/day",
        "people who came for the reading room today",
        "reading",
        _today("READING_VISITS"),
    ),
)

_BUSINESS = (
    Measure("ticket_sales", "Tickets", "KZT/day", "tickets sold today", "business", _today("TICKETS")),
    Measure("cafe_sales", "Café sales", "KZT/day", "coffee sold today", "business", _today("CAFE_SALES")),
    Measure("shop_sales", "Shop sales", "KZT/day", "goods sold today", "business", _today("SHOP_SALES")),
)

CATALOGUE: dict[str, Measure] = {m.name: m for m in (*_ENGAGEMENT, *_TIES, *_READING, *_BUSINESS)}
"""All measures by name, in the order of presentation."""
