"""The settlement as a Mesa model: its calendar, its events, and one compiled day per step."""

from pathlib import Path
from typing import Any

import mesa
import networkx as nx
import numpy as np
import pandas as pd
from mesa.agentset import AgentSet

from agents import Family, Resident, Tourist
from model.board import Board
from model.books import Books
from model.calendar import Calendar, Day
from model.chronicle import Chronicle
from model.collector import ChronicleCollector
from model.cultures import associations_of, cultures_of, origins_of
from model.day import live
from model.day.fading import fading_of
from model.day.hearing import list_unaware
from model.day.looking import look_at
from model.day.stocks import take_stock
from model.day.today import OUTING, PARTY, PRESENCE, Sheets, Today, sheets
from model.day.world import World
from model.events import Happenings, agenda_of, cafe_from_the_start
from model.ground import Ground
from model.grouping import Groups
from model.hub import Hub, Offers
from model.layoffs import by_lots, employed, lose_work
from model.luck import Luck, code
from model.outlook import Outlook, blank_tidings, foreseen
from model.population import AGE_OF_DECISION, Floats
from model.premises import Premises
from model.reviews import Reviews
from model.rows import Table, bare, table
from model.scenario import InputError, Scenario, check_design, load_design, scenario_meant, with_levers
from model.scenario.design import Design
from model.scenario.errors import Problem
from model.scenario.events import Layoffs
from model.scenario.parties import room_for_parties
from model.scenario.record import one_row
from model.scenario.settlement import Settlement
from model.seeds import check_seeds
from model.synthesis import synthesise
from model.views import Views
from model.visitors import Visitors, visitors_of
from model.world_graph import social_graph
from model.written import COUNTED, GROUPED, POOLED, check_tables, check_ties, follow, follow_tables, members_of


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
    premises : Premises
        Library or hub: the house, what it offers today, and how full it is.
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
        plan = scenario_meant(scenario, settlement, design)
        self.plan: Scenario = with_levers(plan, levers) if levers else plan
        self.seed = int(rng) if isinstance(rng, int) else int(self.rng.integers(2**31))
        self._day = 0
        self.luck = Luck(self.seed)
        self._settle_in()
        self._plan_ahead()
        self.datacollector = ChronicleCollector(self)

    # Setting up

    def _settle_in(self) -> None:
        """Let people move in, and lay out what a day lives on."""
        plan, behaviour = self.plan, self.plan.behaviour
        self.kinds = list(behaviour.kinds)
        self.cultures = cultures_of(plan)
        home = synthesise(plan.settlement, behaviour, self.cultures, behaviour.kinds, self.seed)
        self.people, self.households, self.ties, self.couples = home
        self.views = Views(self)
        self.population, self.residents = len(self.people.rows), len(self.ties)
        if not self.residents:
            what = f"must leave somebody of {AGE_OF_DECISION} or older, who decides"
            raise InputError(Problem(what, "settlement.age_percent", plan.settlement.name))
        self.parties = table(PARTY, room_for_parties(plan.settlement, behaviour.tourism))
        self.groups = Groups(self.people.rows, self.cultures)
        self.chronicle = Chronicle(self.kinds, self.groups.ways, self.population, self.residents)
        self.books = Books(plan, self.chronicle)
        self.ledger, self.operation = self.books.ledger, self.books.operation
        self.calendar = Calendar(plan.clock)
        self._ground = self._lay_out()
        self.reviews = Reviews(self)

    def _lay_out(self) -> Ground:
        """Bring together the tables that a day lives on."""
        plan, numbers = self.plan, one_row(self.plan.behaviour)
        self.b = numbers[0]
        units = self.population + len(self.parties)
        largest = int(self.households.rows.headcount.max())
        fading = fading_of(bare(numbers), plan.clock.days)
        return Ground(
            World(
                behaviour=numbers,
                people=self.people,
                households=self.households,
                ties=self.ties,
                parties=self.parties,
                associations=associations_of(plan.settlement, self.cultures),
                origins=origins_of(plan.settlement, self.cultures),
                codes=np.array([code(kind) for kind in self.kinds], np.int64),
                national=np.array([kind.teaches > 0.0 for kind in plan.behaviour.kinds.values()], np.bool_),
                cells=self.groups.cells,
                by_group=self.chronicle.by_group,
                sheets=sheets(self.population, len(self.households.rows), largest, units, 0, fading),
                outings=table(OUTING, units),
                presence=table(PRESENCE, self.population),
                pages=self.chronicle.pages,
                foreseen=self._foresee(plan.clock.days),
                tidings=blank_tidings(),
            )
        )

    def _foresee(self, days: int) -> Table:
        """Lay out what calendar and weather say of so many days."""
        return foreseen(days, self.calendar, self.plan.behaviour.choice.bad_weather_share, self.luck.key)

    def _plan_ahead(self) -> None:
        """Open the library, and write the events into the calendar."""
        plan = self.plan
        self.happenings = Happenings(cafe=cafe_from_the_start(plan.events, plan.clock))
        self._agenda = agenda_of(plan.events, plan.clock)
        self.opening_day = plan.opens + 1
        self.hub_open = False
        home = self.people, self.households
        self.premises = Premises(plan.library, plan.behaviour, self.cultures, self._ground, *home, self.luck)
        self.renown = float(self.hub.state.reputation[0])
        self._outlook = Outlook(plan)
        self._look_at(1)
        self._stocks_due = True
        self.reviews.count_everybody()

    @property
    def world(self) -> World:
        """The tables that a day lives on; the same memory as `people`, `households`, `ties` and `parties`."""
        return self._ground.world

    @property
    def hub(self) -> Hub:
        """What stands there."""
        return self.premises.hub

    @property
    def hub_today(self) -> Hub:
        """What stood there on the last day."""
        return self.premises.hub_today

    @property
    def houses(self) -> Floats:
        """Where the houses stand: metres east and north of the library; houses × 2."""
        return self.premises.houses

    @property
    def offers(self) -> Offers:
        """What is on offer on the last day; rows of `model.hub.OfferRow`."""
        return self.premises.opening.offers

    @property
    def sheets(self) -> Sheets:
        """Working space of the day; see `model.day.today.Sheets`."""
        return self._ground.sheets

    @property
    def today(self) -> Today:
        """What kind of day the last one was; before the run, the first."""
        return look_at(max(self._day, 1), self.world.foreseen, self.world.tidings, self.b)

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
        date, premises, ground = self.calendar.day(day - 1), self.premises, self._ground
        if date.first_of_season:
            self.renown = float(self.hub.state.reputation[0])
        premises.open_doors(date.weekday, cafe=self.happenings.cafe, shut=self.happenings.closure.on(day) > 0.0)
        self._look_at(day)
        if self._stocks_due:
            self._take_stock(day - 1)
        if day == len(self.sheets.fading.habit):  # a run may go on beyond its horizon
            fading = fading_of(self.world.behaviour, 2 * day)
            ground.lay(sheets=self.sheets._replace(fading=fading), foreseen=self._foresee(2 * day))
        page = self.chronicle.turn_page()
        if self.world.cells is not self.groups.cells or self.world.pages is not self.chronicle.pages:
            ground.lay(cells=self.groups.cells, pages=self.chronicle.pages)
        live(self.luck.key, day, self.opening_day, ground.kept, premises.kept, page, premises.opening.bare)
        self._note(date)
        self.reviews.hold(day)
        self.datacollector.collect(self)
        if day >= self.plan.clock.days:
            self.running = False

    def _happen(self, day: int) -> None:
        """Let the day's events happen."""
        due = day == self.opening_day and not self.operation.begun
        if due and self.plan.design.hub and self.happenings.operator:
            self._open()
        for event in self._agenda.get(day, ()):
            self.happenings.begin(event, day)
            if event.kind == "layoffs":
                self._lay_off(event, day)
            elif event.kind == "operator_exits" and self.plan.design.partnership.run_by == "operator":
                self.lose_operator()

    def _take_stock(self, day: int) -> None:
        """Count anew what is kept from day to day, since the user wrote."""
        self._stocks_due = False
        take_stock(day, self.world.people, self.sheets.stocks)

    def open_hub(self) -> None:
        """Open the hub from the next day on, before the day that the scenario has for it.

        Raises
        ------
        InputError
            The design is no hub, it has opened before, or its operator has left.
        """
        if not self.plan.design.hub:
            raise InputError(f"the design {self.plan.design.name} is a library; there is no hub to open")
        if self.operation.begun:
            raise InputError(f"the hub has opened before, on day {self.opening_day}; it opens once")
        if not self.happenings.operator:
            raise InputError("the operator has left before the hub could open")
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
        list_unaware(self.world.people, self.sheets)
        self.board = self._board_of(design)
        self.go_on_under(design, day)

    def _board_of(self, design: Design) -> Board:
        """Seat a board that knows the classes of a design."""
        names = {int(culture): self.cultures[culture] for culture in self.world.associations}
        return Board(design, self.plan.behaviour.kinds, names)

    def close_hub(self) -> None:
        """Fall back to the library as it was before the hub. An operator stays, and pays; see `lose_operator`."""
        self.hub_open = False
        self.go_on_under(self.plan.library)

    def lose_operator(self) -> None:
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
        self.premises.take_over()  # they have time now

    def _look_at(self, day: int) -> None:
        """See what kind of day it is."""
        self._outlook.tell(
            self.world.tidings,
            day,
            self.calendar.day(day - 1),
            self.happenings,
            self.hub,
            hub_open=self.hub_open,
            cafe_open=self.premises.opening.cafe,
            renown=self.renown,
        )

    def _note(self, date: Day) -> None:
        """Tell the books what the day leaves for the month's account."""
        if not self.hub_open:
            return
        books, offers = self.books, self.premises.opening.bare
        books.note(self.hub, date.weekday, len(offers) > 0, self.happenings.campaign.on(self._day))
        if books.adapts_prices:
            books.watch(offers, self.sheets.taken)

    def adopt(self, design: Design | str) -> None:
        """Let the house go on under another design; what stays on offer keeps its age and its expected fill.

        Terms of the partnership stay those of the scenario; the board begins anew.

        Parameters
        ----------
        design : Design or str
            The design, or the name of one that ships, or the path of its file.

        Raises
        ------
        InputError
            There is no such design, or it does not fit into the scenario; nothing has changed then.
        """
        design = load_design(design) if isinstance(design, str | Path) else design
        if not isinstance(design, Design):
            raise InputError(Problem("must be a Design, or the name of one", "design", type(design).__name__))
        check_design(design, self.plan)
        if self.hub_open:
            self.board = self._board_of(design)
            self.books.follow(design)
        self.go_on_under(design)

    def go_on_under(self, design: Design, opened: int | None = None) -> None:
        """Let the house go on under another design, with the board that sits.

        Parameters
        ----------
        design : Design
        opened : int, optional
            Day of the run from which on what is new counts as new; the last day where none is given.
        """
        self.premises.go_on_under(design, max(self.day, 1) if opened is None else opened, self.month)

    @property
    def month(self) -> str:
        """The month of the last day, such as ``2026-03``."""
        return self.calendar.day(max(self.day, 1) - 1).date.strftime("%Y-%m")

    def file_occupancy(self) -> None:
        """File under the month how full each item of the week has been."""
        self.premises.occupancy.file(self.month)

    # What can be asked

    def measures_by(self, grouping: str) -> pd.DataFrame:
        """Give the months by group; see `model.chronicle.Chronicle.months_by`."""
        return self.chronicle.months_by(grouping)

    def visits_by_kind(self) -> pd.DataFrame:
        """Give the people who came, by the kind of offer for which they came: one row a day, one column a kind."""
        return pd.DataFrame(self.chronicle.visits_by_kind[: self.chronicle.days], columns=self.kinds)

    def occupancy(self) -> pd.DataFrame:
        """Give how full each item of the week was, month by month; columns of `model.occupancy.COLUMNS`."""
        self.file_occupancy()
        return self.premises.occupancy.table(self.kinds)

    def social_graph(self) -> nx.Graph:
        """Give the residents and their ties of today; see `model.world_graph.social_graph`."""
        return social_graph(self)

    def visitors(self) -> Visitors:
        """Tell who was in on the last day, and for what."""
        return visitors_of(self.world.outings, self.world.presence, self.sheets)

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
        check_tables(self)
        check_ties(self.people.rows.degree, self.ties, self.day)
        follow_tables(self.people, self.households)
        self.groups.outdated = self._stocks_due = True
        list_unaware(self.world.people, self.sheets)
        self.premises.take_over()

    def touch(self, agent: Any, name: str) -> None:
        """Take note that an attribute of an agent was written."""
        if isinstance(agent, Tourist):
            return
        family = isinstance(agent, Family)
        household = agent.row if family else int(self.people.rows.household[agent.row])
        follow(name, household, self.people, self.households)
        self.groups.outdated |= name in GROUPED
        self._stocks_due |= name in COUNTED
        if name == "aware":
            list_unaware(self.world.people, self.sheets)
        rows = members_of(household, self.households).tolist() if family or name in POOLED else [agent.row]
        self.premises.bound_odds(np.array(rows, np.int64))


def _seed(rng: Any) -> Any:
    """Check a seed; none, and a generator from which to draw one, are left as they are."""
    return rng if rng is None or isinstance(rng, np.random.Generator) else check_seeds(rng)
