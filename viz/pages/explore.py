"""Explore: the settlement alive, its controls, its charts, and anybody in it."""

import io
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import solara
from markupsafe import escape

from model.hub import CLASS
from model.population import AGE_OF_DECISION
from model.scenario import InputError, Scenario, Settlement, dump_scenario, list_designs, list_settlements
from model.scenario.design import SLOTS, WEEKDAYS
from model.scenario.errors import Problem
from viz.components.html import page
from viz.components.live_widgets import READING_COLOURS, ChartsWidget, MapWidget, group_colour
from viz.components.view import View, ViewWidget
from viz.controls import Control, control, default_offer, number_in, typed, value_at
from viz.link import LARGEST_SEED, Setup, shipped_design, shipped_settlement
from viz.live import AT_ONCE, LiveRun
from viz.pages.naming import complaints
from viz.person import portrait
from viz.text import Words
from viz.visitor import Visitor

SPEEDS = (1, 2, 5, 10, 20, 50, 1000)

_CAFE = ("price", "places", "appeal")
_ACCESS = ("accessibility", "outreach.promotion", "outreach.signage", "outreach.endorsement", "outreach.campaign_days")


@solara.component
def Explore(visitor: Visitor, writing: int) -> None:  # noqa: N802
    """The page; `writing` counts how often it was written anew."""
    solara.use_effect(visitor.begin, [])
    with visitor.still():
        transport, week, person = _transport(visitor), _week(visitor), _person(visitor)
    with solara.Div(classes=["shanyraq-explore"]):
        with solara.Div(classes=["side"]):
            View(_setup(visitor), lambda widget, *what: act(visitor, widget, *what))
        with solara.Div(classes=["middle"]):
            View(transport, lambda widget, *what: act(visitor, widget, *what))
            _Map(visitor)
            View(_legend(visitor), lambda widget, *what: act(visitor, widget, *what))
            View(week)
        with solara.Div(classes=["other"]):
            _Charts(visitor)
            View(person, lambda widget, *what: act(visitor, widget, *what))
            View(
                page("export.html", t=visitor.t, lived=visitor.run is not None and visitor.run.day > 0),
                lambda widget, *what: act(visitor, widget, *what),
            )


@solara.component
def _Map(visitor: Visitor) -> None:  # noqa: N802
    element = MapWidget.element()

    def listen() -> Callable[[], None]:
        widget = solara.get_widget(element)
        visitor.map = widget

        def hear(_: Any, content: dict[str, Any], buffers: Any) -> None:
            match content.get("act"):
                case "ready":
                    visitor.show_world()
                case "drawn" if visitor.run is not None:
                    visitor.run.drawn(int(content["value"]))
                case "pick":
                    _pick(visitor, int(content["value"]))
                    visitor.changed()

        widget.on_msg(hear)

        def gone() -> None:
            widget.on_msg(hear, remove=True)
            if visitor.map is widget:
                visitor.map = None
                if visitor.run is not None:
                    visitor.run.pause()

        return gone

    solara.use_effect(listen, [])


@solara.component
def _Charts(visitor: Visitor) -> None:  # noqa: N802
    element = ChartsWidget.element()

    def listen() -> Callable[[], None]:
        widget = solara.get_widget(element)
        visitor.charts = widget

        def hear(_: Any, content: dict[str, Any], buffers: Any) -> None:
            if content.get("act") == "ready":
                visitor.show_charts()

        widget.on_msg(hear)

        def gone() -> None:
            widget.on_msg(hear, remove=True)
            if visitor.charts is widget:
                visitor.charts = None

        return gone

    solara.use_effect(listen, [])


# What is shown


class _Session(NamedTuple):
    kind: str
    day: str
    slot: str
    share: float
    short: str
    told: str


def _setup(v: Visitor) -> str:
    t = v.t
    try:
        start = v.setup.start()
        scenario = v.scenario()
    except InputError as error:
        return f'<p class="wrong" role="alert">{escape(t.complaint(error))}</p>'
    made = _maker(v, scenario, start)
    place = [made("settlement.population"), made("clock.hub_opens"), made("clock.days")]
    groups: list[tuple[str, str, list[Control]]] = []
    if scenario.design.hub:
        mix = [
            made(f"design.offers.{kind}.per_week", label=t.kind(kind), brief=True)
            for kind, each in scenario.behaviour.kinds.items()
            if each.role == "class"
        ]
        groups.append((t("programme"), t("programme_help"), [*mix, made("design.rooms")]))
        if "cafe" in scenario.design.offers:
            groups.append((t("cafe"), "", [made(f"design.offers.cafe.{name}") for name in _CAFE]))
        groups.append((t("access"), "", [made(f"design.{name}") for name in _ACCESS]))
        groups.append((t("governance"), "", [made("design.governance.board")]))
    listed = {control.name for control in place} | {control.name for _, _, each in groups for control in each}
    beside = listed | {"seed", "replicates"}
    return page(
        "explore.html",
        t=t,
        v=v,
        scenario=scenario,
        settlements=[(name, settlement_title(shipped_settlement(name), t)) for name in list_settlements()],
        designs=[(name, t.design(shipped_design(name))[0]) for name in list_designs()],
        intent=t.design(scenario.design)[1],
        place=place,
        late=scenario.opens_too_late,
        groups=groups,
        seed=v.pending.get("seed", v.setup.seed),
        wrong=complaints(v, beside),
    )


def settlement_title(town: Settlement, t: Words) -> str:
    """Name of a settlement and how many live there."""
    return f"{t.settlement(town.name)} · {t.number(town.population)}"


def _maker(v: Visitor, scenario: Scenario, start: Scenario) -> Callable[..., Control]:
    def make(name: str, label: str = "", brief: bool = False) -> Control:
        default = value_at(start, name)
        value = value_at(scenario, name)
        if default is None:
            default = default_offer(name.rsplit(".", 1)[-1])
        return control(
            name,
            v.pending.get(name, default if value is None else value),
            default,
            v.t,
            label=label,
            brief=brief,
            error=v.errors.get(name, ""),
        )

    return make


def _transport(v: Visitor) -> str:
    t, run = v.t, v.run
    day = run.day if run else 0
    date = run.model.calendar.day(day - 1) if run and day else None
    return page(
        "transport.html",
        t=t,
        v=v,
        run=run if not v.making else None,
        playing=bool(run and run.playing),
        over=bool(run and run.day >= run.horizon),
        failure=bool(run and run.failure),
        date=f"{t.group(WEEKDAYS[date.weekday])}, {t.date(date.date.isoformat())}" if date else t("before_start"),
        state=_state(run, t) if run else "",
        speeds=SPEEDS,
    )


def _state(run: LiveRun, t: Words) -> str:
    """Say what the house is, and who came."""
    model = run.model
    closed = run.day > 0 and len(model.offers) == 0
    if not model.plan.design.hub or model.opening_day > run.horizon:
        house = t("library_only")
    elif model.hub_open:
        house = "" if closed else t("hub_is_open")
    elif run.day < model.opening_day:
        house = t("hub_opens_in", day=model.opening_day)
    else:
        house = t("operator_left")
    here = ""
    if run.day:
        came = len(model.visitors().person)
        here = t("closed_today") if closed else t("here_today", n=came) if came else t("nobody_today")
    return " · ".join(part for part in (house, here) if part)


def _legend(v: Visitor) -> str:
    t, keys = v.t, []
    if v.run is not None:
        if v.mode == "reading":
            keys = [(t.group(name), READING_COLOURS[i]) for i, name in enumerate(("never", "lapsed", "active"))]
        else:
            model = v.run.model
            keys = [
                (t.group(name), group_colour(number))
                for number, name in enumerate(model.cultures)
                if model.groups.residents[number]
            ]
    return page("legend.html", t=t, v=v, keys=keys)


def _week(v: Visitor) -> str:
    t, run = v.t, v.run
    if run is None:
        return ""
    model = run.model
    hub = model.hub
    sessions = []
    for session, item in zip(hub.timetable, hub.taught, strict=True):
        fill = run.fill.get((item, SLOTS.index(session.slot)))
        share = fill[0] / fill[1] if fill and fill[1] else 0.0
        told = t("places", taken=fill[0], places=fill[1]) if fill else t("not_yet")
        brief = f"{fill[0]}/{fill[1]}" if fill else "–"
        sessions.append(
            _Session(session.kind, session.day, session.slot, share, brief, f"{t.kind(session.kind)}: {told}")
        )
    doors = []
    open_to_all = {hub.items[row] for day in hub.week for row in day.entry[day.role != CLASS].tolist()}
    for kind in dict.fromkeys(item.partition(" @")[0] for item in hub.items if item in open_to_all):
        fills = [fill for (item, _), fill in run.fill.items() if item.partition(" @")[0] == kind]
        came, places = sum(fill[0] for fill in fills), sum(fill[1] for fill in fills)
        share = came / places if places else 0.0
        told = t("came_in", n=t.number(came), share=t.number(100 * share, 0)) if places else t("not_yet")
        doors.append((t.kind(kind), share, told))
    return page(
        "week.html",
        t=t,
        sessions=sessions,
        open=doors,
        days=WEEKDAYS,
        slots=SLOTS,
        today=WEEKDAYS[model.today.weekday] if run.day else "",
    )


def _person(v: Visitor) -> str:
    who = None
    if v.run is not None and v.chosen is not None and v.chosen < v.run.model.population:
        who = portrait(v.run, v.chosen, v.offer, v.t)
    v.memory.setdefault("nobody", False)
    return page("person.html", t=v.t, v=v, run=v.run, who=who)


# What is done


def act(v: Visitor, widget: ViewWidget, what: str, value: Any, name: str | None) -> None:
    """Do what a control asks for."""
    run = v.run
    match what:
        case "settlement" if value:
            v.choose(settlement=value)
        case "design" if value:
            v.choose(design=value)
        case "seed":
            _reseed(v, value)
        case "lever" if name:
            lever(v, name, value)
        case "reset-all":
            v.replace_setup(Setup(settlement=v.setup.settlement, design=v.setup.design, seed=v.setup.seed))
        case "play" | "step" if run:
            if not run.play(int(value) if what == "step" else None):
                v.notice = v.t("busy", n=AT_ONCE)
        case "pause" if run:
            run.pause()
        case "reset":
            v.begin(anew=True)
        case "speed":
            v.speed = float(value)
            if run:
                run.speed = v.speed
        case "mode" if run:
            v.mode = value
            run.by_reading = value == "reading"
            if v.map is not None:
                v.map.show_colours(value, run.model.people.rows.reading)
        case "zoom" if v.map is not None:
            v.map.send({"is": "zoom", "by": {"in": 1.5, "out": 1 / 1.5}.get(value, 0)})
        case "pick":
            _pick(v, int(value))
        case "pick_visitor" | "pick_family" | "pick_home" if run:
            _pick_some(v, what)
        case "forget":
            v.chosen = None
            v.show_chosen()
        case "offer":
            v.offer = value
        case "save-toml":
            widget.save("shanyraq.toml", dump_scenario(v.scenario()).encode(), "application/toml")
        case "save-days" if run and run.day:
            _save_days(v, widget, value)
    v.changed()


def _reseed(v: Visitor, given: Any) -> None:
    seed = number_in(given)
    if isinstance(seed, int) and 0 <= seed <= LARGEST_SEED:
        v.choose(seed=seed)
    else:
        v.refuse("seed", given, (Problem(f"must be a whole number from 0 to {LARGEST_SEED:,}"),))


def lever(v: Visitor, name: str, value: Any) -> None:
    """Move the lever of a control; sessions a week move the whole mix."""
    start = v.setup.start()
    scenario = v.scenario()
    made = _maker(v, scenario, start)(name)
    given = typed(made, value)
    kind = name.split(".")[2] if name.startswith("design.offers.") else ""
    if name.endswith(".per_week"):
        mix = {
            each: scenario.design.offers[each].per_week if each in scenario.design.offers else 0
            for each, about in scenario.behaviour.kinds.items()
            if about.role == "class"
        }
        v.move("program_mix", mix | {kind: given})
        problems = v.refused.get("program_mix")
        v.accept("program_mix")
        v.accept(name)
        if problems:
            v.refuse(name, given, problems)
    else:
        v.move(name, given)


def _pick(v: Visitor, row: int) -> None:
    if v.run is not None and 0 <= row < v.run.model.population:
        v.chosen = row
        v.memory["nobody"] = False
        v.show_chosen()


def _pick_some(v: Visitor, what: str) -> None:
    assert v.run is not None
    with v.still():
        model = v.run.model
        here = model.visitors()
        grown = model.people.rows.age >= AGE_OF_DECISION
        if what == "pick_home":
            away = np.ones(model.population, np.bool_)
            away[here.person[here.person >= 0]] = False
            rows = np.flatnonzero(away & grown)
        else:
            unit = 1 if what == "pick_family" else 0
            rows = here.person[(here.person >= 0) & (here.unit == unit)]
            rows = rows[grown[rows]]
    v.memory["nobody"] = not len(rows)
    if len(rows):
        v.memory["turn"] = v.memory.get("turn", 0) + 1
        _pick(v, int(rows[(v.memory["turn"] * 7919) % len(rows)]))


def _save_days(v: Visitor, widget: ViewWidget, kind: str) -> None:
    assert v.run is not None
    from experiments.replicates import with_keys

    with v.still():
        model = v.run.model
        table = with_keys(
            model.plan.design.name, model.seed, model.plan.clock, model.datacollector.get_model_vars_dataframe()
        )
    buffer = io.BytesIO()
    if kind == "csv":
        table.to_csv(buffer, index=False)
    else:
        table.to_parquet(buffer, index=False)
    widget.save(f"shanyraq-days.{kind}", buffer.getvalue())
