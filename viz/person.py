"""Who somebody is, whom the person knows, and what the day's offers were worth: read from a run that stands still."""

from dataclasses import dataclass, field
from typing import Any

from agents.rules.meeting import stage
from model import HubModel
from model.day.holding import tie_hours
from model.day.worth import family_home, home_now
from model.insight import family_go_chance, family_utility_terms, go_chance, utility_terms
from model.population import ACTIVITIES, AGE_OF_DECISION, DISABILITIES, READING_STATES, SEXES
from model.world_graph import STAGES
from viz.components.live_widgets import group_colour
from viz.live import LiveRun
from viz.text import Words

_CHILDREN = {"man": "boy", "woman": "girl"}


@dataclass
class Portrait:
    """What the page tells of one person."""

    title: str
    facts: list[str]
    members: list[tuple[int, str]]
    came: str
    chance: str = ""
    home: str = ""
    why: str = ""
    together: bool = False
    """What is told is the family's decision."""
    offer: str = ""
    offers: list[tuple[str, str, float, int, bool]] = field(default_factory=list)
    terms: list[tuple[str, float, int, int]] = field(default_factory=list)
    total: float = 0.0
    ties: list[tuple[int, str, str, float, str]] = field(default_factory=list)


def portrait(run: LiveRun, row: int, offer: str, t: Words) -> Portrait:
    """Tell who somebody is.

    Parameters
    ----------
    run : LiveRun
    row : int
        Row of the person.
    offer : str
        Item whose terms are wanted; the best one where it is not on offer.
    t : Words
    """
    with_family = _came_with_family(run, row)
    with run.this_morning() as model:
        person = model.people.rows[row]
        decides = int(person.age) >= AGE_OF_DECISION
        home = model.households.rows[person.household]
        together = (not decides and home.adult_1 >= 0) or with_family
        made = Portrait(
            title=_title(model, row, t),
            facts=_facts(model, row, t),
            members=[(each, short(model, each, t)) for each in _household(model, row)],
            came="",
            together=bool(together),
        )
        if not decides and not together:
            made.why = t("too_young")
        elif model.day and (model.offers.house == person.house).any():
            chance = family_go_chance(model, int(person.household)) if together else go_chance(model, row)
            made.chance = t("chance", p=t.number(100.0 * chance, 1))
            _explain(made, model, row, offer, t)
        elif model.day:
            made.why = t("nothing_on")
        made.ties = _ties(model, row, t) if decides else []
    came = int(run.model.people.last_visit[row]) == run.day and run.day > 0
    made.came = (
        t("came_with_family" if _came_with_family(run, row) else "came_today" if came else "stayed_home")
        if run.day
        else ""
    )
    return made


def _came_with_family(run: LiveRun, row: int) -> bool:
    people = run.model.people
    return run.day > 0 and int(people.last_visit[row]) == int(people.rows[row].busy) == run.day


def short(model: HubModel, row: int, t: Words) -> str:
    """Say sex and age."""
    person = model.people.rows[row]
    sex = SEXES[person.sex]
    young = int(person.age) < AGE_OF_DECISION
    return t("person_line", sex=t.group(_CHILDREN[sex] if young else sex), age=int(person.age))


def _title(model: HubModel, row: int, t: Words) -> str:
    """Say sex, age and ethnic group."""
    person = model.people.rows[row]
    return f"{short(model, row, t)} · {t.person(model.cultures[person.group], SEXES[person.sex])}"


def _facts(model: HubModel, row: int, t: Words) -> list[str]:
    person = model.people.rows[row]
    facts = [t.group(ACTIVITIES[person.activity]), t("minutes_away", n=t.number(float(person.minutes), 0))]
    if person.age >= AGE_OF_DECISION:
        facts.append(t("income_day", n=t.number(float(person.income), 0)))
    facts.append(t.group(READING_STATES[person.reading]))
    if person.disability:
        facts.append(f"{t.group('disability')}: {t.member('disability', DISABILITIES[person.disability])}")
    return [*facts, t("visits_so_far", n=int(person.visits)), t("loans_so_far", n=int(person.loans))]


def _household(model: HubModel, row: int) -> list[int]:
    households = model.households
    home = households.rows[model.people.rows[row].household]
    return [int(each) for each in households.members[home.first : home.first + home.headcount]]


def _explain(made: Portrait, model: HubModel, row: int, offer: str, t: Words) -> None:
    here = model.offers.house == model.people.rows[row].house
    items = [item for item, near in zip(model.offers_today(), here.tolist(), strict=True) if near]
    worth: dict[str, dict[str, float]] = {item: _terms(made, model, row, item) for item in items}
    totals: dict[str, float] = {item: sum(terms.values()) for item, terms in worth.items()}
    ordered = sorted(totals, key=lambda item: -totals[item])
    home: Any = (
        family_home(model.today, model.b) if made.together else home_now(model.b.choice_home, model.today, model.b)
    )
    made.home = t.number(float(home), 2)
    most = max(1e-9, *(abs(value) for value in totals.values()))
    made.offers = [
        (item, t.offer(item), totals[item], round(100 * abs(totals[item]) / most), False) for item in ordered
    ]
    made.offer = offer if offer in worth else ordered[0]
    terms = {name: value for name, value in worth[made.offer].items() if abs(value) >= 0.005}
    widest = max(1e-9, *(abs(value) for value in terms.values())) if terms else 1.0
    for name, value in sorted(terms.items(), key=lambda pair: -abs(pair[1])):
        width = round(50 * abs(value) / widest)
        made.terms.append((name, value, 50 - width if value < 0 else 50, width))
    made.total = totals[made.offer]


def _terms(made: Portrait, model: HubModel, row: int, item: str) -> dict[str, float]:
    if made.together:
        return family_utility_terms(model, int(model.people.rows[row].household), item)
    return utility_terms(model, row, item)


def _ties(model: HubModel, row: int, t: Words) -> list[tuple[int, str, str, float, str]]:
    b, found = model.b, []
    for slot in range(int(model.people.rows[row].degree)):
        other = int(model.ties[row, slot].other)
        hours = float(tie_hours(row, slot, model.day, model.people, model.ties, model.sheets.fading))
        level = stage(hours, b.ties_casual_hours, b.ties_friend_hours, b.ties_close_hours)
        group = int(model.people.rows[other].group)
        found.append((other, _title(model, other, t), STAGES[level], hours, group_colour(group)))
    return sorted(found, key=lambda tie: -tie[3])
