"""The catalogue of measures: name, unit and formula of everything that the model reports.

The collector, the tables, the axis labels of figures and the documentation all read this one list. A measure is
computed from the chronicle for all days at once.
"""

import numpy as np

from model.chronicle import Chronicle
from model.day.today import Count
from model.measure import Measure, Series, ratio
from model.money_measures import MONEY_MEASURES
from model.population import Floats


def _daily(*names: str) -> Series:
    columns = [int(Count[name]) for name in names]
    return lambda c: c.daily[:, columns].sum(axis=1).astype(float)


def _so_far(*names: str) -> Series:
    columns = [int(Count[name]) for name in names]
    return lambda c: c.daily[:, columns].sum(axis=1).cumsum().astype(float)


def _share(parts: tuple[str, ...], wholes: tuple[str, ...]) -> Series:
    return lambda c: ratio(_daily(*parts)(c), _daily(*wholes)(c))


def _of_residents(name: str) -> Series:
    return lambda c: _daily(name)(c) / c.residents


def _days(c: Chronicle) -> Floats:
    return np.arange(1, c.days + 1, dtype=float)


def _ties(field: str) -> Series:
    return lambda c: c.tie_series(field)


def _spread(field: str) -> Series:
    return lambda c: c.visit_series(field)


def _seats(column: int) -> Series:
    return lambda c: c.seat_hours[: c.days, column].copy()


_LOCAL = ("VISITS_RESIDENTS", "VISITS_FAMILIES")
_ALL = (*_LOCAL, "VISITS_TOURISTS")

_MEASURES = (
    Measure("visits", "Visits", "people/day", "people who came today, each once", "engagement", _daily(*_ALL)),
    Measure(
        "visits_residents",
        "Visits of residents on their own",
        "people/day",
        "residents of 15 and older who came alone today",
        "engagement",
        _daily("VISITS_RESIDENTS"),
        better="neither",
    ),
    Measure(
        "visits_families",
        "Visits with the family",
        "people/day",
        "members of families on a joint outing today",
        "engagement",
        _daily("VISITS_FAMILIES"),
        better="neither",
    ),
    Measure(
        "visits_tourists",
        "Visits of tourists",
        "people/day",
        "tourists who came today",
        "engagement",
        _daily("VISITS_TOURISTS"),
    ),
    Measure("visits_total", "Visits so far", "visits", "sum of visits since the start", "engagement", _so_far(*_ALL)),
    Measure(
        "visits_per_person",
        "Visits per inhabitant and year",
        "visits/year",
        "365 × visits of inhabitants since the start / (days × inhabitants)",
        "engagement",
        lambda c: 365.0 * _so_far(*_LOCAL)(c) / (_days(c) * c.population),
    ),
    Measure(
        "reach_30",
        "Reach",
        "share",
        "residents with a visit in the last 30 days / residents",
        "engagement",
        _of_residents("REACH_30"),
    ),
    Measure(
        "residents_reached",
        "Residents reached",
        "people",
        "residents with at least one visit since the hub's opening day",
        "engagement",
        _so_far("FIRST_VISITS"),
    ),
    Measure(
        "unique_visitors",
        "Unique visitors",
        "people/month",
        "inhabitants and tourists with at least one visit in the month, each once",
        "engagement",
        _spread("unique"),
    ),
    Measure(
        "without_visit_share",
        "Residents without a visit",
        "share",
        "residents without a visit since the start / residents",
        "engagement",
        _spread("without_share"),
        better="lower",
    ),
    Measure(
        "visits_top_fifth",
        "Visits of the busiest fifth",
        "share",
        "visits since the start of the fifth of the residents who came most often / visits of residents",
        "engagement",
        _spread("top_fifth"),
        better="neither",
    ),
    Measure(
        "visits_gini",
        "Inequality of visits",
        "0–1",
        "Gini coefficient of visits per resident since the start: 0 if all came equally often",
        "engagement",
        _spread("gini"),
        better="neither",
    ),
    Measure(
        "visits_dispersion",
        "Dispersion of visits",
        "ratio",
        "variance / mean of visits per resident since the start: 1 if all came by chance alike (Poisson)",
        "engagement",
        _spread("dispersion"),
        better="neither",
    ),
    Measure(
        "class_visits",
        "Visits to classes",
        "people/day",
        "people who took part in a class today",
        "engagement",
        _daily("SESSION_TAKEN"),
    ),
    Measure(
        "class_joiners",
        "Residents who joined a class",
        "people",
        "residents who have taken part in at least one class since the start",
        "engagement",
        _so_far("FIRST_CLASSES"),
    ),
    Measure(
        "repeat_share",
        "Repeat visits",
        "share",
        "visits of inhabitants who had come in the 30 days before / their visits, today",
        "engagement",
        _share(("REPEAT_VISITS",), _LOCAL),
        better="neither",
    ),
    Measure(
        "aware_share",
        "Awareness",
        "share",
        "residents who know of the hub / residents",
        "engagement",
        _of_residents("AWARE"),
    ),
    Measure(
        "session_fill",
        "Fill of classes",
        "share",
        "places taken / places offered in today's classes",
        "engagement",
        _share(("SESSION_TAKEN",), ("SESSION_PLACES",)),
    ),
    Measure(
        "cafe_fill",
        "Fill of the café",
        "share",
        "guests served / guests that the seats can take today",
        "engagement",
        _share(("CAFE_TAKEN",), ("CAFE_PLACES",)),
    ),
    Measure(
        "cafe_seat_hours",
        "Seat-hours of the café, taken",
        "h/day",
        "guests served today × length of a coffee",
        "engagement",
        _seats(0),
    ),
    Measure(
        "cafe_seat_hours_offered",
        "Seat-hours of the café, offered",
        "h/day",
        "guests that the seats can take today × length of a coffee",
        "engagement",
        _seats(1),
        better="neither",
    ),
    Measure(
        "turned_away",
        "Turned away",
        "people/day",
        "people who found no place at their first choice today",
        "engagement",
        _daily("TURNED_AWAY"),
        better="lower",
    ),
    Measure(
        "satisfaction",
        "Satisfaction",
        "0–1",
        "mean outcome of today's visits",
        "engagement",
        lambda c: ratio(_daily("OUTCOME")(c) / 1e6, _daily(*_ALL)(c)),
    ),
    Measure(
        "reputation",
        "Reputation",
        "0–1",
        "smoothed mean outcome of visits",
        "engagement",
        lambda c: c.reputation[: c.days].copy(),
    ),
    Measure("ties", "Ties", "ties", "living ties between residents", "ties", _ties("total")),
    Measure(
        "acquaintances",
        "Acquaintances",
        "ties",
        "ties below the hours of a casual friend",
        "ties",
        _ties("acquaintances"),
        better="neither",
    ),
    Measure("casual_friends", "Casual friends", "ties", "ties from 50 h (default)", "ties", _ties("casual_friends")),
    Measure("friends", "Friends", "ties", "ties from 90 h (default)", "ties", _ties("friends")),
    Measure("close_friends", "Close friends", "ties", "ties from 200 h (default)", "ties", _ties("close_friends")),
    Measure("tie_hours", "Hours of ties", "h", "sum of the hours that ties count today", "ties", _ties("hours")),
    Measure(
        "tie_hours_acquaintances",
        "Hours of acquaintances",
        "h",
        "hours that these ties count today",
        "ties",
        _ties("hours_acquaintances"),
        better="neither",
    ),
    Measure(
        "tie_hours_casual_friends",
        "Hours of casual friends",
        "h",
        "hours that these ties count today",
        "ties",
        _ties("hours_casual_friends"),
    ),
    Measure(
        "tie_hours_friends",
        "Hours of friends",
        "h",
        "hours that these ties count today",
        "ties",
        _ties("hours_friends"),
    ),
    Measure(
        "tie_hours_close_friends",
        "Hours of close friends",
        "h",
        "hours that these ties count today",
        "ties",
        _ties("hours_close_friends"),
    ),
    Measure(
        "cross_ethnic_ties",
        "Ties across groups",
        "ties",
        "ties between residents of different ethnic groups",
        "ties",
        _ties("across"),
    ),
    Measure(
        "cross_ethnic_share",
        "Share of ties across groups",
        "share",
        "ties across groups / ties",
        "ties",
        _ties("across_share"),
    ),
    Measure("new_ties", "Ties made", "ties", "living ties made since the start", "ties", _ties("made")),
    Measure(
        "new_cross_ties",
        "Ties made across groups",
        "ties",
        "living ties across groups made since the start",
        "ties",
        _ties("made_across"),
    ),
    Measure(
        "ei_index",
        "E–I index",
        "−1…1",
        "(E − I) / (E + I), E ties across and I within groups",
        "ties",
        _ties("ei_index"),
    ),
    Measure(
        "ei_expected",
        "E–I index to be expected",
        "−1…1",
        "1 − 2 Σ n (n − 1) / (N (N − 1)) over the groups' sizes: the E–I index if groups were dealt out at random",
        "ties",
        _ties("ei_expected"),
        better="neither",
    ),
    Measure(
        "inbreeding_homophily",
        "Inbreeding homophily",
        "≤ 1",
        "mean over residents of Coleman's (H − w) / (1 − w) of their group",
        "ties",
        _ties("mean_inbreeding_homophily"),
        better="lower",
    ),
    Measure(
        "assortativity",
        "Assortativity",
        "−1…1",
        "Newman's coefficient over ethnic groups",
        "ties",
        _ties("assortativity"),
        better="lower",
    ),
    Measure(
        "friend_across_share",
        "Residents with a friend across",
        "share",
        "residents with a friend or close friend of another group / residents",
        "ties",
        lambda c: c.tie_series("with_friend_across") / c.residents,
    ),
    Measure(
        "warmth_met",
        "Warmth towards those met",
        "0–1",
        "mean over people and other groups of warmth towards the people met here",
        "ties",
        _ties("warmth_met"),
    ),
    Measure(
        "warmth_group",
        "Warmth towards groups",
        "0–1",
        "mean over people and other groups of warmth towards the group as a whole",
        "ties",
        _ties("warmth_group"),
    ),
    Measure(
        "knowledge",
        "Knowledge of other cultures",
        "0–1",
        "mean over people and other cultures",
        "ties",
        _ties("knowledge"),
    ),
    Measure("regard", "Regard for people with disabilities", "0–1", "mean over people", "ties", _ties("regard")),
    Measure("active_readers", "Active readers", "people", "people in the state 'active'", "reading", _daily("ACTIVE")),
    Measure(
        "readers_share",
        "Share of readers",
        "share",
        "active readers / inhabitants",
        "reading",
        lambda c: _daily("ACTIVE")(c) / c.population,
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
        lambda c: ratio(_so_far("STILL_READING")(c), _so_far("READERS_DUE")(c)),
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
        better="lower",
    ),
    Measure("loans", "Loans", "books/day", "books taken home today", "reading", _daily("LOANS")),
    Measure("loans_total", "Loans so far", "books", "books taken home since the start", "reading", _so_far("LOANS")),
    Measure(
        "loans_per_reader",
        "Loans per reader and year",
        "books/year",
        "365 × loans since the start / (days × active readers today)",
        "reading",
        lambda c: ratio(365.0 * _so_far("LOANS")(c), _days(c) * _daily("ACTIVE")(c)),
    ),
    Measure(
        "reading_visits",
        "Visits for reading",
        "people/day",
        "people who came for the reading room today",
        "reading",
        _daily("READING_VISITS"),
    ),
    Measure(
        "people_first_index",
        "People-first index",
        "share",
        "share of the answers to the last survey that the programme held: Σ min(wished share, offered share), the mean "
        "over what, when and by whom",
        "people first",
        lambda c: c.verdict_series("people_first"),
    ),
    Measure(
        "programme_fit",
        "Fit of the programme",
        "share",
        "the same of everybody who was asked, whether they answered or not, each with one voice",
        "people first",
        lambda c: c.verdict_series("fit"),
    ),
    Measure(
        "survey_answers",
        "Answers to the survey",
        "answers",
        "questionnaires that came back from the last survey",
        "people first",
        lambda c: c.verdict_series("answers"),
        better="neither",
    ),
    Measure(
        "ticket_sales", "Tickets", "KZT/day", "tickets sold today", "business", _daily("TICKETS"), better="neither"
    ),
    Measure(
        "cafe_sales", "Café sales", "KZT/day", "coffee sold today", "business", _daily("CAFE_SALES"), better="neither"
    ),
    Measure(
        "shop_sales", "Shop sales", "KZT/day", "goods sold today", "business", _daily("SHOP_SALES"), better="neither"
    ),
)

CATALOGUE: dict[str, Measure] = {measure.name: measure for measure in (*_MEASURES, *MONEY_MEASURES)}
"""All measures by name, in the order of presentation."""
