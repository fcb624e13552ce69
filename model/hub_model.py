"""The settlement as a Mesa model: its calendar, its events, and one compiled day per step."""

import datetime as dt
import math
from typing import Any

import mesa
import networkx as nx
import numpy as np
import pandas as pd

from agents import Resident
from agents.rules.awareness import outreach
from agents.rules.reading import collection_state
from agents.rules.tourism import arrival_rate
from model.board import Board, underserved
from model.books import Books
from model.calendar import Calendar
from model.chronicle import Chronicle
from model.collector import ChronicleCollector
from model.cultures import associations_of, cultures_of, origins_of
from model.day import live
from model.day.counting import count_groups
from model.day.going import list_unaware
from model.day.month import count_ties, forget_ties, friends_of_friends, settle, sum_feelings
from model.day.today import OUTING, PARTY, PRESENCE, Today, sheets
from model.day.worth import set_all_lifts, set_all_odds, set_odds
from model.events import Happenings, cafe_from_the_start
from model.grouping import group_people
from model.houses import nearest, place_houses
from model.hub import CLOSED, Hub, Offers, Opening
from model.luck import Luck, Stream, code, draw
from model.population import AGE_OF_DECISION, DAY_SHIFT, JOBLESS, ROTATING_SHIFT
from model.rows import bare, table
from model.scenario import Scenario, with_levers
from model.scenario.design import Design
from model.scenario.events import Event
from model.scenario.record import one_row
from model.scenario.settlement import Settlement
from model.survey import ask, blank_paper
from model.synthesis import synthesise
from model.synthesis.dwellings import minutes_to_hub
from model.tie_count import TieCount
from model.views import Views
from model.visitors import Visitors, visitors_of
from model.world_graph import social_graph

_OFFERS_A_DAY = 512
_PARTY_ROOM = 8192
_DAYS_OF_MONTH = 365.25 / 12.0
_DAYS_SETTLED = 30
"""Days for which feelings settle on the first of a month, however long the last one was."""


class HubModel(mesa.Model):
    """A settlement whose library may become a hub; one step is one day.

    Parameters
    ----------
    settlement : str or Settlement
        Name of a settlement that ships, path of a file, or the settlement itself.
    design : str or Design
        Name of a design that ships, path of a file, or the design itself.
    scenario : Scenario, optional
        The whole scenario, in place of the two above. A plain `mesa` scenario is taken for the levers that it holds.
    rng : int
        Seed. The same seed gives the same people and the same luck whatever the design.
    **levers
        Flat or dotted names of any field of the schema, such as ``cafe_price=600``, ``population=2000``,
        ``reading_spillover=0`` or ``program_mix={"dance": 2, "cooking": 1}`` (sessions a week; the other classes stop).

    Raises
    ------
    InputError
        A name or a value is wrong; the message says which, and what is allowed.

    Attributes
    ----------
    people, households, ties, parties
        Columns of the world (`model.population`, `model.ties`, `model.day.today`).
    luck : Luck
        Random numbers of this seed, by stream, entity and day.
    hub, hub_today : Hub
        What stands there, and what stood there on the last day: the month's review may have put another in its place.
    ledger : Ledger
        Every payment: ``model.ledger.table()``. Sales are entered month by month.
    operation : Operation
        The operator and the state: their terms, and ``operation.months``, the accounts of the months.
    plan : Scenario
        The validated scenario of this run. (`scenario` is Mesa's own, which holds the seed and what came with it.)
    datacollector : mesa.DataCollector
        All measures of `model.measures.CATALOGUE`, every day. Measures of ties and feelings are counted on
        the last day of a month and of the horizon; on other days the last count stands.

    Examples
    --------
    >>> model = HubModel(settlement="aul", design="people-first", rng=1)
    >>> model.run_for(7)
    >>> len(model.datacollector.get_model_vars_dataframe())
    7
    """

    def __init__(
        self,
        settlement: str | Settlement = "aul",
        design: str | Design = "people-first",
        *,
        scenario: "Scenario | mesa.experimental.scenarios.Scenario | None" = None,
        rng: Any = None,
        **levers: Any,
    ) -> None:
        if isinstance(rng, np.integer):
            rng = int(rng)  # as tables hold seeds; Mesa's own generator would not take it
        if isinstance(scenario, mesa.experimental.scenarios.Scenario):
            levers = {k: v for k, v in scenario if k not in ("rng", "model", "_scenario_id")} | levers
            settlement = levers.pop("settlement", settlement)
            design = levers.pop("design", design)
            if scenario.rng is None:
                scenario.rng = rng
            super().__init__(scenario=scenario, rng=rng)
            rng, scenario = scenario.rng, None
        else:
            super().__init__(rng=rng)
        world = scenario or Scenario(settlement=settlement, design=design)  # type: ignore[arg-type]
        self.plan: Scenario = with_levers(world, levers) if levers else world
        self.seed = int(rng) if isinstance(rng, int) else int(self.rng.integers(2**31))
        self._day = 0
        self.luck = Luck(self.seed)
        self._settle_in()
        self._plan_ahead()
        self.datacollector = ChronicleCollector(self)

    # Setting up

    def _settle_in(self) -> None:
        """Let people move in, and lay out the working space."""
        plan = self.plan
        self.kinds = list(plan.behaviour.kinds)
        self.cultures = cultures_of(plan)
        numbers = one_row(plan.behaviour)
        self.b, self._numbers = numbers[0], bare(numbers)
        home = synthesise(plan.settlement, plan.behaviour, self.cultures, plan.behaviour.kinds, self.seed)
        self.people, self.households, self.ties, self.couples = home
        self.views = Views(self)
        self._bare_people = home.people._replace(rows=bare(home.people.rows), minds=bare(home.people.minds))
        self._bare_households = home.households._replace(rows=bare(home.households.rows))
        self._bare_ties = bare(home.ties)
        self.population = len(self.people.rows)
        residents = self.people.rows.age >= AGE_OF_DECISION
        self.residents = int(residents.sum())
        self.group_sizes = np.bincount(self.people.rows.group[residents], minlength=len(self.cultures))
        self.parties = table(PARTY, _PARTY_ROOM)
        self._bare_parties = bare(self.parties)
        units = self.population + _PARTY_ROOM
        self.sheets = sheets(self.population, len(self.households.rows), units, _OFFERS_A_DAY)
        self._outings = bare(table(OUTING, units))
        self._presence = bare(table(PRESENCE, self.population))
        self.groupings, self.cells = group_people(self.people.rows, self.cultures)
        self.chronicle = Chronicle(self.kinds, self.groupings, self.population, self.residents)
        self.books = Books(plan, self.chronicle)
        self.ledger, self.operation = self.books.ledger, self.books.operation
        self.houses = np.zeros((1, 2))
        self.codes = np.array([code(kind) for kind in self.kinds], np.int64)
        self.associations = associations_of(plan.settlement, self.cultures)
        self._origins = origins_of(plan.settlement, self.cultures)
        self.national = np.array([kind.teaches > 0.0 for kind in plan.behaviour.kinds.values()], np.bool_)
        self._paper = blank_paper(self.residents)
        self._bridging = np.zeros(len(self.cultures), np.int64)
        self._bridges = np.zeros((2, self.population), np.int64)
        self._inhabitants = np.bincount(self.people.rows.group, minlength=len(self.cultures))
        self._stocks = np.zeros((self.chronicle.cells, 7), np.int64)

    def _plan_ahead(self) -> None:
        """Open the library, and write the events into the calendar."""
        plan = self.plan
        self.calendar = Calendar(plan.clock)
        self.happenings = Happenings(cafe=cafe_from_the_start(plan.events, plan.clock))
        self._agenda: dict[int, list[Event]] = {}
        for event in plan.events:
            self._agenda.setdefault(event.on(plan.clock) + 1, []).append(event)
        openings = [event.on(plan.clock) for event in plan.events if event.kind == "hub_opens"]
        self.opening_day = (min(openings) if openings else plan.clock.hub_opens) + 1
        self.hub_open = False
        self.hub = Hub(plan.library, plan.behaviour.kinds, self.cultures, 0)
        self.hub_today = self.hub
        self._opening = CLOSED
        if plan.library.houses > 1:
            self._build_houses(plan.library.houses)
        self._take_over()
        self.today = self._look_at(1)
        self._count_ties()

    def _take_over(self, before: Hub | None = None) -> None:
        """Make the hub's design the one that people meet; what they thought of days that stay alike still holds."""
        self._menu = self.hub.menu(self.associations)
        days = self._menu.every_day if before is None else self.hub.days_unlike(before)
        set_all_odds(self._menu, days, self._bare_people, self._bare_households, self.b)
        access = self.hub.design.accessibility
        if before is None or access != before.design.accessibility:
            set_all_lifts(access, self._bare_people, self._bare_households, self.b)

    @property
    def offers(self) -> Offers:
        """What is on offer on the last day; rows of `model.hub.OfferRow`."""
        return self._opening.offers

    @property
    def day(self) -> int:
        """Days lived so far; the number of the last day."""
        return self._day

    # One day

    def step(self) -> None:
        """Live one day: calendar and events, the compiled day, the month's review, the measures."""
        self._day += 1
        day = self._day
        self._happen(day)
        self.hub_today, self._opening = self.hub, self._opening_of(day)
        self.today = self._look_at(day)
        page = self.chronicle.turn_page()
        live(
            self.luck.key,
            self.today,
            self.opening_day,
            self._numbers,
            self._bare_people,
            self._bare_households,
            self._bare_ties,
            self._bare_parties,
            self._opening.bare,
            self.hub.bare_state,
            self._menu,
            self.associations,
            self._origins,
            self.codes,
            self.national,
            self._cafe_hours,
            self.sheets,
            self._outings,
            self._presence,
            self.cells,
            self.chronicle.counts[page],
            self.chronicle.visits_by_group,
            self.chronicle.visits_by_kind[page],
            self.chronicle.sales_by_kind[page],
        )
        self.chronicle.reputation[page] = self.hub.state.reputation[0]
        self._note()
        self._review(day)
        self.datacollector.collect(self)

    def _happen(self, day: int) -> None:
        """Let the day's events happen."""
        if day == self.opening_day and self.plan.design.hub and self.happenings.operator:
            self.open_hub()
        for event in self._agenda.get(day, ()):
            self._apply(event, day)

    def _apply(self, event: Event, day: int) -> None:
        spells = self.happenings
        match event.kind:
            case "campaign":
                spells.campaign.begin(day, event.days, event.strength)
            case "endorsement":
                spells.endorsement.begin(day, event.days, event.strength)
            case "closure":
                spells.closure.begin(day, event.days)
            case "road_closed":
                spells.road_closed.begin(day, event.days, event.minutes)
            case "harsh_winter":
                spells.harsh_winter.begin(day, event.days)
            case "cafe_opens":
                spells.cafe = True
            case "cafe_closes":
                spells.cafe = False
            case "layoffs":
                self._lay_off(event.share, day)
            case "operator_exits":
                self._lose_operator()

    def open_hub(self) -> None:
        """Open the hub in place of the library. Nobody has heard of it yet but those who come by."""
        design = self.plan.design
        self.books.begin(self.day)
        self.hub_open = True
        names = {int(culture): self.cultures[culture] for culture in self.associations}
        self.board = Board(design, self.plan.behaviour.kinds, names)
        days = design.outreach.campaign_days
        if days:
            self.happenings.campaign.begin(self.day, days, design.outreach.campaign_strength)
        list_unaware(self._bare_people, self.sheets)
        self.adopt(design)

    def close_hub(self) -> None:
        """Fall back to the library as it was before the hub."""
        self.hub_open = False
        self.adopt(self.plan.library)

    def _lose_operator(self) -> None:
        """Let the operator go: the library is back at once, the accounts are settled at the month's end."""
        self.happenings.operator = False
        self.books.end()
        self.close_hub()

    def _lay_off(self, share: float, day: int) -> None:
        """Take the work of a share of the employed, by lots; their income falls to a tenth (assumed)."""
        people = self.people.rows
        working = np.flatnonzero((people.activity == DAY_SHIFT) | (people.activity == ROTATING_SHIFT))
        lots = self.luck.uniforms(Stream.PERSON, people.id[working], day)
        hit = working[lots < share]
        people.activity[hit] = JOBLESS
        people.crew[hit] = 0
        lost = 0.9 * people.income[hit]
        people.income[hit] -= lost
        order = np.argsort(people.id[hit])
        np.subtract.at(self.households.rows.budget, people.household[hit][order], lost[order])
        self._take_over()  # they have time now

    def _look_at(self, day: int) -> Today:
        """See what kind of day it is."""
        plan, spells = self.plan, self.happenings
        heard, guests = plan.behaviour.awareness, plan.behaviour.tourism
        date = self.calendar.day(day - 1)
        design = self.hub.design
        harsh = spells.harsh_winter.on(day) > 0.0
        word = design.outreach
        alpha = outreach(
            heard.base,
            heard.campaign * spells.campaign.on(day),
            heard.signage if word.signage else 0.0,
            min(1.0, heard.endorsement * max(float(word.endorsement), spells.endorsement.on(day))),
            heard.promotion * word.promotion,
        )
        month = plan.settlement.tourist_parties[date.month - 1]
        return Today(
            day=day,
            weekday=date.weekday,
            rest_day=bool(date.free),
            work_as_usual=not (date.holiday and date.weekday < 5),
            school_as_usual=not (date.school_break or (date.holiday and date.weekday < 5)),
            school_break=bool(date.school_break),
            winter=bool(date.winter),
            summer=max(0.0, -math.cos(date.season)),
            bad_weather=harsh
            or draw(self.luck.key, int(Stream.WEATHER), 0, day, 0) < plan.behaviour.choice.bad_weather_share,
            slow=plan.behaviour.travel.winter_factor if date.winter or harsh else 1.0,
            delay=float(spells.road_closed.on(day)),
            hub_open=self.hub_open,
            alpha=float(alpha),
            cafe_open=self._opening.cafe,
            accessibility=design.accessibility,
            collection=float(collection_state(design.collection_quality, design.collection_freshness)),
            turn=day // 7,
            tourist_rate=float(
                arrival_rate(
                    month / _DAYS_OF_MONTH,
                    guests.considered,
                    guests.pull,
                    self.hub.state.reputation[0],
                    self.hub.highlight,
                )
            )
            if self.hub_open
            else 0.0,
        )

    def _opening_of(self, day: int) -> Opening:
        if self.happenings.closure.on(day):
            return CLOSED
        return self.hub.on(self.calendar.day(day - 1).weekday, self.happenings.cafe)

    @property
    def _cafe_hours(self) -> float:
        kind = self.plan.behaviour.kinds.get("cafe")
        return kind.hours if kind else 0.0

    def _note(self) -> None:
        """Tell the books what the day leaves for the month's account."""
        self.books.note(
            self.hub,
            self.today.weekday,
            hub_open=self.hub_open,
            doors_open=len(self.offers) > 0,
            campaign=self.happenings.campaign.on(self.day),
        )
        if self.hub_open and self.books.adapts_prices:
            self.books.watch(self.offers, self.sheets.taken)

    def _review(self, day: int) -> None:
        """Do what is slow on the first of a month; on the last, count groups and ties and close the books."""
        date = self.calendar.day(day - 1)
        last_of_month = self.calendar.day(day).first_of_month
        every = self.plan.clock.settle_days
        if day > 1 and (day % every == 0 if every else date.first_of_month):
            self._settle_feelings(day, every or _DAYS_SETTLED)
        if date.first_of_month and day > 1 and self.hub_open:
            self._hold_survey(day)
        if last_of_month or day == self.plan.clock.days:
            count_groups(day, self._bare_people, self.cells, self._stocks)
            self.chronicle.close_month(date.date.strftime("%Y-%m"), self._stocks)
            self._count_ties()
            self._close_books(day, date.date, ended=last_of_month)

    def _settle_feelings(self, day: int, days: int) -> None:
        """Let ties be forgotten, friends' friends count, and feelings return towards their start."""
        forget_ties(day, self._bare_people, self._bare_ties, self.b)
        friends_of_friends(days, self._bare_people, self._bare_ties, self.b, self._bridges, self._bridging)
        settle(days, self._bare_people, self.b)

    def _hold_survey(self, day: int) -> None:
        """Ask a sample of the residents; the board may change the programme."""
        design, terms = self.hub.design, self.board.terms
        asked = ask(
            self.luck.key,
            day,
            self.board.questionnaire(design),
            self.associations,
            self._bare_people,
            self._numbers,
            terms.survey_share,
            terms.response_visitors,
            terms.response_others,
            terms.visitors_only,
            terms.visitor_days,
            terms.too_dear,
            self._paper,
        )
        wishes = self._paper[:asked]
        behind = underserved(wishes["person"], self.cells, self.people.rows.visits)
        changed = self.board.meet(day, design, self.hub.timetable, wishes, behind)
        self.chronicle.file_verdict(self.board.verdict)
        if changed is not design:
            self.adopt(changed)

    def _close_books(self, day: int, date: dt.date, *, ended: bool) -> None:
        """Close the month's books; the operator changes prices, or gives up."""
        account = self.books.close_month(day, date, self.plan.design.outreach.promotion, ended=ended)
        if account.left and self.hub_open:
            self._lose_operator()
        elif self.hub_open and self.books.adapts_prices and ended:
            self._change_prices(self.books.prices(self.hub.design))

    def _change_prices(self, prices: dict[str, int]) -> None:
        """Let the hub go on at other prices."""
        design = self.hub.design
        offers = {
            kind: offer.model_copy(update={"price": float(prices.get(kind, offer.price))})
            for kind, offer in design.offers.items()
        }
        if offers != design.offers:
            self.adopt(design.model_copy(update={"offers": offers}))

    def adopt(self, design: Design) -> None:
        """Let the house go on under another design; what stays on offer keeps its age and its expected fill."""
        plan = self.plan
        before, moved = self.hub, design.houses != self.hub.design.houses
        if moved:
            self._build_houses(design.houses)
        self.hub = Hub(design, plan.behaviour.kinds, self.cultures, max(self.day, 1), before=before)
        self._take_over(None if moved else before)

    def _build_houses(self, count: int) -> None:
        """Spread the house over several, or bring it back to one; people find the way to the nearest."""
        households, people = self.households, self.people.rows
        first = households.members[households.rows.first]
        x, y = people.x[first], people.y[first]
        self.houses = place_houses(x, y, households.names, count, self.seed)
        house = nearest(x, y, self.houses)
        east, north = (x, y) - self.houses[house].T
        minutes = minutes_to_hub(east, north, households.names, self.plan.behaviour.travel, self.luck)
        people.house[:] = house[people.household]
        people.minutes[:] = minutes[people.household]

    def _count_ties(self) -> None:
        groups = len(self.cultures)
        ends = np.zeros((groups, groups, 4), np.int64)
        sums, feelings = np.zeros(4, np.int64), np.zeros(4, np.int64)
        count_ties(self.day, self._bare_people, self._bare_ties, self.b, ends, sums)
        pairs = sum_feelings(self._bare_people, self._inhabitants, feelings)
        self.chronicle.file_ties(TieCount(ends, sums, feelings, pairs, self.group_sizes, self.population))

    # What can be asked

    def measures_by(self, grouping: str) -> pd.DataFrame:
        """Give the months by group; see `model.chronicle.Chronicle.by_group`."""
        return self.chronicle.by_group(grouping)

    def social_graph(self) -> nx.Graph:
        """Give the residents and their ties of today; see `model.world_graph.social_graph`."""
        return social_graph(self)

    def visitors(self) -> Visitors:
        """Tell who was in on the last day, and for what."""
        return visitors_of(self._outings, self._presence, self.sheets)

    def offers_today(self) -> list[str]:
        """Names of what was on offer on the last day."""
        return [self.hub_today.items[item] for item in self.offers.entry]

    # Agents: views, made when first asked for

    @property
    def agents(self) -> Any:
        """All residents, families and tourists, as an `AgentSet`."""
        self.views.refresh()
        return self._all_agents

    @property
    def agents_by_type(self) -> dict[type, Any]:
        """`AgentSet` by class: `Resident`, `Family`, `Tourist`."""
        self.views.refresh()
        return self._agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """Classes of the agents."""
        return list(self.agents_by_type)

    def refresh(self) -> None:
        """Take note that tables were written directly, such as ``model.people.rows.income[:] = 900``.

        Writing an attribute of an agent needs no refresh.
        """
        list_unaware(self._bare_people, self.sheets)
        self._take_over()

    def touch(self, agent: Any) -> None:
        """Take note that an attribute of an agent was written."""
        if isinstance(agent, Resident):
            list_unaware(self._bare_people, self.sheets)
            set_odds(
                agent.row,
                self._menu,
                self.hub.design.accessibility,
                self._bare_people,
                self._bare_households,
                self.b,
            )
