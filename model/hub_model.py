"""The settlement as a Mesa model: its calendar, its events, and one compiled day per step."""

import datetime as dt
from pathlib import Path
from typing import Any

import mesa
import networkx as nx
import numpy as np
import pandas as pd
from mesa.agentset import AgentSet

from agents import Family, Resident, Tourist
from model.board import Board, underserved
from model.books import Books
from model.calendar import Calendar
from model.chronicle import Chronicle
from model.circles import follow_sessions
from model.collector import ChronicleCollector
from model.cultures import associations_of, cultures_of, origins_of
from model.day import live
from model.day.bounds import set_all_lifts, set_all_odds, set_odds, set_odds_of, weigh_servings
from model.day.census import count_everybody
from model.day.fading import fading_of
from model.day.hearing import list_unaware
from model.day.month import settle
from model.day.stocks import take_stock
from model.day.today import OUTING, PARTY, PRESENCE, Today, sheets, with_room
from model.day.world import House, World
from model.events import Happenings, cafe_from_the_start
from model.grouping import group_people
from model.houses import nearest, place_houses
from model.hub import CLOSED, Hub, Offers, Opening
from model.kept import keep
from model.layoffs import by_lots, employed, lose_work
from model.luck import Luck, code
from model.occupancy import Occupancy
from model.outlook import look_at
from model.population import AGE_OF_DECISION, NEVER, Ints
from model.rows import bare, table
from model.scenario import InputError, Scenario, load_design, load_scenario, with_levers
from model.scenario.design import Design, Session
from model.scenario.errors import Problem
from model.scenario.events import Event, Layoffs
from model.scenario.parties import room_for_parties
from model.scenario.record import one_row
from model.scenario.settlement import Settlement
from model.seeds import check_seeds
from model.survey import ask, blank_paper
from model.synthesis import synthesise
from model.synthesis.dwellings import minutes_to_hub
from model.views import Views
from model.visitors import Visitors, visitors_of
from model.world_graph import social_graph
from model.written import COUNTED, GROUPED, POOLED, check_tables, check_ties, follow, follow_tables, members_of

_DAYS_SETTLED = 30
"""Days for which feelings settle on the first of a month, however long the last one was."""


class HubModel(mesa.Model):
    """A settlement whose library may become a hub; one step is one day.

    Parameters
    ----------
    settlement : str or Settlement, optional
        Name of a settlement that ships, path of a file, or the settlement itself; ``aul`` where none is given.
    design : str or Design, optional
        Name of a design that ships, path of a file, or the design itself; ``people-first`` where none is given.
    scenario : Scenario, str or Path, optional
        The whole scenario, or the path of its file, in place of the two above. A plain `mesa` scenario is taken for the
        levers that it holds.
    rng : int
        Seed, 0 … 2⁶³ − 1. The same seed gives the same people and the same luck whatever the design. Where none is
        given, or a generator of NumPy, the seed is drawn.
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
    renown : float
        The hub's reputation as the guests of last season carried it home, 0–1.
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
        settlement: str | Settlement | None = None,
        design: str | Design | None = None,
        *,
        scenario: "Scenario | mesa.experimental.scenarios.Scenario | str | Path | None" = None,
        rng: Any = None,
        **levers: Any,
    ) -> None:
        if "seed" in levers:
            raise InputError(Problem("the seed is called rng, as in HubModel(rng=1)", "seed", str(levers["seed"])))
        rng = _seed(rng)
        if isinstance(scenario, mesa.experimental.scenarios.Scenario):
            levers = {k: v for k, v in scenario if k not in ("rng", "model", "_scenario_id")} | levers
            settlement = levers.pop("settlement", settlement)
            design = levers.pop("design", design)
            if scenario.rng is None:
                scenario.rng = rng
            super().__init__(scenario=scenario, rng=rng)
            rng, scenario = _seed(scenario.rng), None
        else:
            super().__init__(rng=rng)
        world = _world(scenario, settlement, design)
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
        self.population = len(self.people.rows)
        self._grown = np.flatnonzero(self.people.rows.age >= AGE_OF_DECISION)
        self.residents = len(self._grown)
        if not self.residents:
            what = f"must leave somebody of {AGE_OF_DECISION} or older, who decides"
            raise InputError(Problem(what, "settlement.age_percent", plan.settlement.name))
        self.parties = table(PARTY, room_for_parties(plan.settlement, plan.behaviour.tourism))
        self._lay_bare()
        units = self.population + len(self.parties)
        largest = int(self.households.rows.headcount.max())
        fading = fading_of(self._numbers, plan.clock.days)
        self.sheets = sheets(self.population, len(self.households.rows), largest, units, 0, fading)
        self._outings = bare(table(OUTING, units))
        self._presence = bare(table(PRESENCE, self.population))
        self._regroup()
        self.chronicle = Chronicle(self.kinds, self.groupings, self.population, self.residents)
        self.books = Books(plan, self.chronicle)
        self.ledger, self.operation = self.books.ledger, self.books.operation
        self.houses = np.zeros((1, 2))
        self.codes = np.array([code(kind) for kind in self.kinds], np.int64)
        self.associations = associations_of(plan.settlement, self.cultures)
        self._origins = origins_of(plan.settlement, self.cultures)
        self.national = np.array([kind.teaches > 0.0 for kind in plan.behaviour.kinds.values()], np.bool_)
        self._paper = blank_paper(self.residents)
        self._bridging = np.zeros((self.population, len(self.cultures)), np.uint8)
        self._never_read = self.people.rows.reading == NEVER
        self._occupancy = Occupancy()
        self._world: World | None = None

    def _lay_bare(self) -> None:
        """Take the tables as compiled code likes them; the same memory."""
        people, households = self.people, self.households
        self._bare_people = people._replace(rows=bare(people.rows), minds=bare(people.minds))
        self._bare_households = households._replace(rows=bare(households.rows))
        self._bare_ties, self._bare_parties = bare(self.ties), bare(self.parties)

    def __getstate__(self) -> dict[str, Any]:
        """Give what a copy, or a pickle, of the model is made of."""
        return self.__dict__ | {"_world": None, "_kept": None, "_kept_house": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Become a copy: what shared its memory shares it again."""
        self.__dict__.update(state)
        self._lay_bare()
        self.hub.lay_bare()
        self._house: House = self._house._replace(state=self.hub.bare_state)
        self._kept_house = keep(self._house)

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
        self.hub = Hub(plan.library, plan.behaviour, self.cultures, 0)
        self.hub_today = self.hub
        self._opening = CLOSED
        self.renown = float(self.hub.state.reputation[0])
        if plan.library.houses > 1:
            self._build_houses(plan.library.houses)
        self._take_over()
        self.today = self._look_at(1)
        self._stocks_due = True
        self._count_everybody()

    def _take_over(self, before: Hub | None = None) -> None:
        """Make the hub's design the one that people meet; what they thought of days that stay alike still holds."""
        self.sheets = with_room(self.sheets, self.hub.busiest)
        self._occupancy.file(self._month)
        self._occupancy.follow(self.hub)
        menu = self.hub.menu(self.associations)
        self._house = House(self.hub.bare_state, menu, self._occupancy.tally, self._cafe_hours)
        self._kept_house = keep(self._house)
        weigh_servings(menu, self._numbers)
        days = self.hub.days_unlike(before)
        set_all_odds(menu, days, self._bare_people, self._bare_households, self._numbers)
        access = self.hub.design.accessibility
        if before is None or access != before.design.accessibility:
            set_all_lifts(access, self._bare_people, self._bare_households, self._numbers)

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
        if self.calendar.day(day - 1).first_of_season:
            self.renown = float(self.hub.state.reputation[0])
        self.hub_today, self._opening = self.hub, self._opening_of(day)
        self.today = self._look_at(day)
        if self._stocks_due:
            self._take_stock(day - 1)
        if day == len(self.sheets.fading.habit):  # a run may go on beyond its horizon
            self.sheets = self.sheets._replace(fading=fading_of(self._numbers, 2 * day))
        page = self.chronicle.turn_page()
        live(
            self.luck.key, self.today, self.opening_day, self._kept_world(), self._kept_house, page, self._opening.bare
        )
        self.chronicle.reputation[page] = self.hub.state.reputation[0]
        self._note()
        self._review(day)
        self.datacollector.collect(self)
        if day >= self.plan.clock.days:
            self.running = False

    def _kept_world(self) -> Any:
        """The tables of the world, kept anew where one of them has been replaced."""
        then = self._world
        if (
            then is None
            or then.sheets is not self.sheets
            or then.cells is not self.cells
            or then.pages is not self.chronicle.pages
        ):
            self._world = World(
                self._numbers,
                self._bare_people,
                self._bare_households,
                self._bare_ties,
                self._bare_parties,
                self.associations,
                self._origins,
                self.codes,
                self.national,
                self.cells,
                self.chronicle.by_group,
                self.sheets,
                self._outings,
                self._presence,
                self.chronicle.pages,
            )
            self._kept = keep(self._world)
        return self._kept

    def _happen(self, day: int) -> None:
        """Let the day's events happen."""
        due = day == self.opening_day and not self.operation.begun
        if due and self.plan.design.hub and self.happenings.operator:
            self._open()
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
                self._lay_off(event, day)
            case "operator_exits" if self.plan.design.partnership.run_by == "operator":
                self._lose_operator()

    def _take_stock(self, day: int) -> None:
        """Count anew what is kept from day to day, since the user wrote."""
        self._stocks_due = False
        take_stock(day, self._bare_people, self.sheets.stocks)

    def open_hub(self) -> None:
        """Open the hub from the next day on, before the day that the scenario has for it.

        Raises
        ------
        InputError
            The design is no hub, or it has opened before.
        """
        if not self.plan.design.hub:
            raise InputError(f"the design {self.plan.design.name} is a library; there is no hub to open")
        if self.operation.begun:
            raise InputError(f"the hub has opened before, on day {self.opening_day}; it opens once")
        self.opening_day = self.day + 1
        self._open()

    def _open(self) -> None:
        """Put the hub in the place of the library. Nobody has heard of it yet but those who come by."""
        design, day = self.plan.design, self.opening_day
        self.books.begin(day)
        self.hub_open = True
        days = design.outreach.campaign_days
        if days:
            self.happenings.campaign.begin(day, days, design.outreach.campaign_strength)
        list_unaware(self._bare_people, self.sheets)
        self.board = self._board_of(design)
        self.adopt(design)

    def _board_of(self, design: Design) -> Board:
        """Seat a board that knows the classes of a design."""
        names = {int(culture): self.cultures[culture] for culture in self.associations}
        return Board(design, self.plan.behaviour.kinds, names)

    def close_hub(self) -> None:
        """Fall back to the library as it was before the hub."""
        self.hub_open = False
        self.adopt(self.plan.library)

    def _lose_operator(self) -> None:
        """Let the operator go: the library is back at once, the accounts are settled at the month's end."""
        self.happenings.operator = False
        self.books.end()
        self.close_hub()

    def _lay_off(self, event: Layoffs, day: int) -> None:
        """Take the work of a share of the employer's staff, or of all the employed where there is no main employer."""
        staff = employed(self.people, self.plan.settlement, self.luck)
        hit = by_lots(staff, event.share, self.people.rows.id, self.luck, day, self.happenings.layoffs[day])
        self.happenings.layoffs[day] += 1
        lose_work(hit, event.income_lost, self.people, self.households)
        self._take_over()  # they have time now

    def _look_at(self, day: int) -> Today:
        """See what kind of day it is."""
        date = self.calendar.day(day - 1)
        return look_at(
            day,
            date,
            self.plan,
            self.happenings,
            self.hub,
            self.luck.key,
            hub_open=self.hub_open,
            cafe_open=self._opening.cafe,
            renown=self.renown,
        )

    def _opening_of(self, day: int) -> Opening:
        if self.happenings.closure.on(day):
            return CLOSED
        return self.hub.on(self.calendar.day(day - 1).weekday, self.happenings.cafe)

    @property
    def _cafe_hours(self) -> float:
        return max((kind.hours for kind in self.plan.behaviour.kinds.values() if kind.role == "cafe"), default=0.0)

    def _note(self) -> None:
        """Tell the books what the day leaves for the month's account."""
        if not self.hub_open:
            return
        books, offers = self.books, self._opening.bare
        books.note(self.hub, self.today.weekday, len(offers) > 0, self.happenings.campaign.on(self._day))
        if books.adapts_prices:
            books.watch(offers, self.sheets.taken)

    def _review(self, day: int) -> None:
        """Do what is slow on the first of a month; on the last, count groups and ties and close the books."""
        date = self.calendar.day(day - 1)
        last_of_month = self.calendar.day(day).first_of_month
        every = self.plan.clock.settle_days
        if day > 1 and (day % every == 0 if every else date.first_of_month):
            people, ties, fading = self._bare_people, self._bare_ties, self.sheets.fading
            settle(day, every or _DAYS_SETTLED, people, ties, self._numbers, fading, self._bridging)
        if date.first_of_month and day > 1 and self.hub_open:
            self._hold_survey(day)
        if last_of_month or day == self.plan.clock.days:
            self._count_everybody()
            self.chronicle.close_month(self._month)
            self._occupancy.file(self._month)
            self._close_books(day, date.date, ended=last_of_month)

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
        # Voices are added up, and sums are rounded: in the order of names, then, which is never that of rows.
        wishes = self._paper[:asked]
        wishes = wishes[np.argsort(self._bare_people.rows["id"][wishes["person"]])]
        behind = underserved(wishes["person"], self.cells, self._bare_people.rows["visits"])
        changed = self.board.meet(day, design, self.hub.timetable, wishes, behind)
        self.chronicle.file_verdict(self.board.verdict)
        if changed is not design:
            before = self.hub.timetable
            self.adopt(changed)
            self._move_circles(before)

    def _move_circles(self, before: tuple[Session, ...]) -> None:
        """Let those who are at home in a class follow it to its new time."""
        rows = follow_sessions(self._bare_people.rows["circle"], before, self.hub.timetable, self.kinds)
        access = self.hub.design.accessibility
        set_odds_of(rows, self._house.menu, access, self._bare_people, self._bare_households, self._numbers)

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

    def adopt(self, design: Design | str) -> None:
        """Let the house go on under another design; what stays on offer keeps its age and its expected fill.

        Terms of the partnership stay those of the scenario. Where the classes are others, the board begins anew.

        Parameters
        ----------
        design : Design or str
            The design, or the name of one that ships, or the path of its file.

        Raises
        ------
        InputError
            There is no such design.
        """
        plan, design = self.plan, load_design(design) if isinstance(design, str | Path) else design
        if not isinstance(design, Design):
            raise InputError(Problem("must be a Design, or the name of one", "design", type(design).__name__))
        if self.hub_open and not self.board.knows(design):
            self.board = self._board_of(design)
        before, moved = self.hub, design.houses != self.hub.design.houses
        if moved:
            self._build_houses(design.houses)
        self.hub = Hub(design, plan.behaviour, self.cultures, max(self.day, 1), before=before)
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

    def _count_everybody(self) -> None:
        """Count people, ties and feelings by group."""
        people, groups, record = self._bare_people, len(self.cultures), self.chronicle
        ends = np.zeros((groups, groups, 4), np.int64)
        count_everybody(
            self.day,
            record.month_began,
            self.opening_day,
            people,
            self._bare_ties,
            self._numbers,
            self.sheets.fading,
            self._never_read,
            self._inhabitants,
            self.cells,
            ends,
            record.by_group,
        )
        record.file_counts(ends, self.group_sizes, people.rows["visits"][self._grown])

    @property
    def _month(self) -> str:
        """The month of the last day, such as ``2026-03``."""
        return self.calendar.day(max(self.day, 1) - 1).date.strftime("%Y-%m")

    # What can be asked

    def measures_by(self, grouping: str) -> pd.DataFrame:
        """Give the months by group; see `model.chronicle.Chronicle.months_by`."""
        return self.chronicle.months_by(grouping)

    def visits_by_kind(self) -> pd.DataFrame:
        """Give the people who came, by the kind of offer for which they came: one row a day, one column a kind."""
        return pd.DataFrame(self.chronicle.visits_by_kind[: self.chronicle.days], columns=self.kinds)

    def occupancy(self) -> pd.DataFrame:
        """Give how full each item of the week was, month by month; columns of `model.occupancy.COLUMNS`."""
        self._occupancy.file(self._month)
        return self._occupancy.table(self.kinds)

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
        """`AgentSet` by class: `Resident`, `Family`, `Tourist`; an empty one where there are none."""
        self.views.refresh()
        empty = {kind: AgentSet([], random=self.random) for kind in (Resident, Family, Tourist)}
        return empty | self._agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """Classes of the agents."""
        return list(self.agents_by_type)

    def refresh(self) -> None:
        """Take note that tables were written directly, such as ``model.people.rows.income[:] = 900``.

        Budgets follow the incomes of the members. Writing an attribute of an agent needs no refresh.

        Raises
        ------
        ValueError
            A value is not allowed; the message says of which attribute, and what is.
        """
        check_tables(self, self._grown)
        check_ties(self.people.rows.degree, self.ties, self.day)
        follow_tables(self.people, self.households)
        self._groups_due = self._stocks_due = True
        list_unaware(self._bare_people, self.sheets)
        self._take_over()

    def touch(self, agent: Any, name: str) -> None:
        """Take note that an attribute of an agent was written."""
        if isinstance(agent, Tourist):
            return
        family = isinstance(agent, Family)
        household = agent.row if family else int(self.people.rows.household[agent.row])
        follow(name, household, self.people, self.households)
        self._groups_due |= name in GROUPED
        self._stocks_due |= name in COUNTED
        if name == "aware":
            list_unaware(self._bare_people, self.sheets)
        access = self.hub.design.accessibility
        for row in members_of(household, self.households).tolist() if family or name in POOLED else [agent.row]:
            set_odds(row, self._house.menu, access, self._bare_people, self._bare_households, self.b)

    # Groups of people

    @property
    def cells(self) -> Ints:
        """Number of each person's group in each grouping, as of the start or of the last time that the user wrote."""
        if self._groups_due:
            self._regroup()
        return self._cells

    @property
    def group_sizes(self) -> np.ndarray:
        """Residents by ethnic group."""
        if self._groups_due:
            self._regroup()
        return self._group_sizes

    def _regroup(self) -> None:
        """Divide the people into groups."""
        self._groups_due = False
        self.groupings, self._cells = group_people(self.people.rows, self.cultures)
        groups = self.people.rows.group
        self._group_sizes = np.bincount(groups[self._grown], minlength=len(self.cultures))
        self._inhabitants = np.bincount(groups, minlength=len(self.cultures))


def _seed(rng: Any) -> Any:
    """Check a seed; none, and a generator from which to draw one, are left as they are."""
    return rng if rng is None or isinstance(rng, np.random.Generator) else check_seeds(rng)


def _world(scenario: Any, settlement: str | Settlement | None, design: str | Design | None) -> Scenario:
    """Find the scenario that is meant."""
    if scenario is None:
        named = "aul" if settlement is None else settlement
        return Scenario(settlement=named, design="people-first" if design is None else design)  # type: ignore[arg-type]
    if settlement is not None or design is not None:
        raise InputError("a scenario brings its settlement and design with it: give the one or the others")
    if isinstance(scenario, str | Path):
        return load_scenario(scenario)
    if not isinstance(scenario, Scenario):
        raise InputError(Problem("must be a Scenario, or the path of a TOML file", "scenario", type(scenario).__name__))
    return scenario
