"""Design: a hub of one's own, with what is wrong said beside the field."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import solara

from model.scenario import InputError, Scenario, dump_scenario, list_designs
from model.scenario.design import SLOTS, WEEKDAYS, Session
from model.scenario.events import Event
from model.scenario.schema import bare, variants
from model.scenario.timetable import in_step, timetable
from viz.components.html import page
from viz.components.view import View, ViewWidget
from viz.controls import Control, control, default_offer, number_in, value_at
from viz.link import OWN, Setup, shipped_design
from viz.pages import explore
from viz.pages.naming import MONEY
from viz.upload import setup_of
from viz.visitor import Visitor

_HOUSE = ("hub", "rooms", "accessibility", "collection_quality", "collection_freshness")
_WORD = (
    *("outreach.campaign_days", "outreach.campaign_strength", "outreach.signage", "outreach.endorsement"),
    *("outreach.promotion", "governance.board"),
)
_KINDS = ("campaign", "closure", "layoffs", "harsh_winter", "road_closed", "cafe_closes", "cafe_opens", "endorsement")
_STARTS = {"share": 0.2, "days": 30}


@solara.component
def DesignPage(visitor: Visitor, writing: int) -> None:  # noqa: N802
    """The page; `writing` counts how often it was written anew."""
    View(_written(visitor), lambda widget, *what: act(visitor, widget, *what))


def _written(v: Visitor) -> str:
    t = v.t
    start, scenario = v.setup.start(), v.scenario()
    design, kinds = scenario.design, scenario.behaviour.kinds
    hosts = ["none", "in turn", *scenario.settlement.ethnic_percent]

    def made(name: str, label: str = "") -> Control:
        value, default = value_at(scenario, name), value_at(start, name)
        default = default_offer(name.rsplit(".", 1)[-1]) if default is None and ".offers." in name else default
        choices = (
            [(host, t.group("no host" if host == "none" else host)) for host in hosts] if name.endswith(".host") else ()
        )
        return control(
            name, v.pending.get(name, value), default, t, label=label, error=v.errors.get(name, ""), choices=choices
        )

    offers = []
    for kind, offer in design.offers.items():
        fields = ("price", "places", "appeal", "host")
        on_timetable = kinds[kind].role == "class"
        members = [
            made(f"design.offers.{kind}.{field}") for field in (*fields, *(["per_week"] if on_timetable else []))
        ]
        offers.append((kind, members, None if on_timetable else offer.days, None if on_timetable else offer.slots))
    money = [name for name in MONEY if value_at(scenario, f"design.{name}") is not None]
    v.memory.setdefault("loaded", None)
    return page(
        "design.html",
        t=t,
        v=v,
        own=v.setup.is_own("design"),
        designs=[(name, t.design(shipped_design(name))[0]) for name in list_designs()],
        intent=t.design(design)[1],
        days=WEEKDAYS,
        slots=SLOTS,
        sessions=list(enumerate(timetable(design, kinds))),
        classes=[kind for kind in design.offers if kinds[kind].role == "class"],
        offers=offers,
        spare=[kind for kind in kinds if kind not in design.offers],
        events=[_event_row(number, event, v) for number, event in enumerate(_events(v))],
        events_wrong=[t.refusal(each.message) for each in v.refused.get("events", ()) if "." not in each.field],
        event_kinds=_KINDS,
        groups=[
            (t("house"), [made(f"design.{name}") for name in _HOUSE]),
            (t("outreach"), [made(f"design.{name}") for name in _WORD]),
            (t("partnership"), [made(f"design.{name}") for name in money]),
        ],
    )


class _Row(NamedTuple):
    kind: str
    fields: list[tuple[str, str, Any]]
    wrong: list[str]


def _events(v: Visitor) -> list[dict[str, Any]]:
    """Give the events as they stand on the page, also where they are refused."""
    accepted = [event.model_dump(mode="json", exclude_none=True) for event in v.scenario().events]
    return [dict(event) for event in v.pending.get("events", accepted)]


def _event_row(number: int, event: dict[str, Any], v: Visitor) -> _Row:
    """Make what the page shows of an event: its numbers, and what is wrong with them."""
    t, kind = v.t, event["kind"]
    schema = variants(Event)[kind].model_fields
    names = [name for name in event if bare(schema[name].annotation) in (int, float)]
    place = f"events[{number}]."
    wrong = [
        f"{t.field(problem.field.removeprefix(place))}: {t.refusal(problem.message)}"
        for problem in v.refused.get("events", ())
        if problem.field.startswith(place)
    ]
    return _Row(kind, [(name, t.field(name), event[name]) for name in names], wrong)


def _edit(v: Visitor, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the design as a whole; it becomes the visitor's own."""
    scenario = v.scenario()
    values = scenario.design.model_dump(mode="json")
    values |= {"name": OWN, "title": "", "intent": ""}
    change(values)
    v.take(v.setup.with_part("design", values), "design", None)


def _sessions(scenario: Scenario) -> list[dict[str, Any]]:
    laid = timetable(scenario.design, scenario.behaviour.kinds)
    return [session.model_dump(mode="json", exclude_none=True) for session in laid]


def act(v: Visitor, widget: ViewWidget, what: str, value: Any, name: str | None) -> None:
    """Do what a control asks for."""
    scenario = v.scenario()
    events = _events(v)
    match what:
        case "design" if value:
            v.choose(design=value)
        case "load":
            _load(v, value, name or "")
        case "try":
            v.page = "explore"
            v.begin()
        case "save-design":
            widget.save("shanyraq.toml", dump_scenario(scenario).encode(), "application/toml")
        case "reset-all":
            v.memory["loaded"] = None
            v.replace_setup(Setup(settlement=v.setup.settlement, design=v.setup.design, seed=v.setup.seed))
        case "lever" if name:
            explore.lever(v, name, value)
        case "schedule" if value and name:
            day, slot = name.split(" ")
            v.move("design.timetable", [*_sessions(scenario), {"kind": value, "day": day, "slot": slot}])
            if v.refused.get("design.timetable"):  # the class is not placed, and there is nothing to put right
                v.notice = v.errors["design.timetable"]
                v.accept("design.timetable")
        case "unschedule":
            kept = [session for number, session in enumerate(_sessions(scenario)) if number != int(value)]
            v.move("design.timetable", kept)
        case "auto":
            v.replace_setup(v.setup.freed("design.timetable"))
        case "open" if name:
            kind, field, word = name.split(" ")
            before = list(getattr(scenario.design.offers[kind], field))
            order = WEEKDAYS if field == "days" else SLOTS
            wanted = [each for each in order if (each == word and value) or (each != word and each in before)]
            v.move(f"design.offers.{kind}.{field}", wanted)
        case "add-offer" if value:
            is_class = scenario.behaviour.kinds[value].role == "class"
            _edit(v, lambda design: _add(design, value, is_class))
        case "drop-offer":
            _edit(v, lambda design: _drop(design, value))
        case "add-event" if value:
            fields = variants(Event)[value].model_fields
            given = {field: _STARTS[field] for field in _STARTS if field in fields}
            v.move("events", [*events, {"kind": value, "day": min(120, scenario.clock.days - 1)} | given])
        case "drop-event":
            v.move("events", [event for number, event in enumerate(events) if number != int(value)])
        case "event" if name:
            number, field = name.split(" ")
            events[int(number)][field] = number_in(value)
            v.move("events", events)
    v.changed()


def _add(design: dict[str, Any], kind: str, is_class: bool) -> None:
    """Offer something more; a class once a week, also where the timetable is written out."""
    design["offers"][kind] = {"per_week": 1} if is_class else {}
    stepped = in_step(design, False, [kind] if is_class else [])["timetable"]
    design["timetable"] = [each.model_dump() if isinstance(each, Session) else each for each in stepped]


def _drop(design: dict[str, Any], kind: str) -> None:
    design["offers"].pop(kind, None)
    design["timetable"] = [session for session in design["timetable"] if session["kind"] != kind]


def _load(v: Visitor, text: str | None, name: str) -> None:
    t = v.t
    if text is None:
        v.memory["loaded"] = (True, t("not_loaded", name=name), [t("too_large")])
        return
    try:
        setup = setup_of(text, name, v.setup)
        setup.scenario()
        v.replace_setup(replace(setup, seed=v.setup.seed))
    except InputError as error:
        lines = [t.problem(each) for each in error.problems[:8]]
        v.memory["loaded"] = (True, t("not_loaded", name=name), lines)
    else:
        v.memory["loaded"] = (False, t("loaded", name=name), [])
