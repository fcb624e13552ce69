"""What a report rests on: assumptions, what was changed, the scenario, versions and seeds."""

from typing import TYPE_CHECKING, Any

from model.scenario import Scenario
from model.scenario.behaviour import Behaviour
from model.scenario.clock import Clock
from model.scenario.events import Event
from model.scenario.flat import leaves
from model.scenario.shipped import load_design

if TYPE_CHECKING:
    from viz.report.page import Page
    from viz.report.words import Words

KEY_ASSUMPTIONS = {
    "a_spillover": "behaviour.reading.spillover",
    "a_generalisation": "behaviour.contact.generalisation",
    "a_displacement": "behaviour.spending.displacement",
    "a_habit": "behaviour.choice.habit",
    "a_satiation": "behaviour.choice.satiation",
    "a_reading_partners": "behaviour.kinds.reading.partners",
    "a_promotion": "behaviour.awareness.base",
    "a_sales_per_job": "design.partnership.treasury.sales_per_job",
    "a_fit_out": "design.partnership.fit_out",
    "a_wage": "design.partnership.costs.wage",
    "a_upkeep_before": "design.partnership.treasury.upkeep_before",
    "a_upkeep_after": "design.partnership.treasury.upkeep_after",
}
"""Assumed parameters to ask about first, with the key of their meaning."""


def assumed(page: "Page") -> list[dict[str, Any]]:
    """Give the assumed parameters to ask about first: one value where designs share it, else one for each design."""
    scenarios = page.comparison.scenarios
    values = {name: {".".join(path): value for path, value in leaves(each)} for name, each in scenarios.items()}
    rows = []
    for key, name in KEY_ASSUMPTIONS.items():
        # A library has no partnership of its own: its terms are there in the schema, and nothing comes of them.
        asked = [design for design, each in scenarios.items() if each.design.hub or not name.startswith("design.")]
        given = {design: page.words.plain(float(values[design][name])) for design in asked}
        shared = len(set(given.values())) <= 1
        cells = [] if shared else [given.get(design, "–") for design in scenarios]
        value = next(iter(given.values()), "–") if shared else ""
        rows.append({"meaning": page.words(key), "name": name, "value": value, "cells": cells})
    return rows


def changed(page: "Page") -> list[dict[str, str]]:
    """Give the parameters of behaviour, clock and library that differ from their defaults."""
    scenario = page.comparison.scenario
    pairs = (
        ("behaviour", scenario.behaviour, Behaviour()),
        ("clock", scenario.clock, Clock()),
        ("library", scenario.library, load_design("status-quo")),
    )
    rows = []
    for part, given, usual in pairs:
        defaults = dict(leaves(usual))
        for path, value in leaves(given):
            if defaults.get(path) != value:
                name = ".".join((part, *path))
                default = _written(defaults.get(path), page.words)
                rows.append({"name": name, "value": _written(value, page.words), "default": default})
    return rows


def _written(value: Any, words: "Words") -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return words("yes" if value else "no")
    return words.plain(value) if isinstance(value, int | float) else str(value)


def origin(page: "Page") -> list[tuple[str, str]]:
    """Give scenario, versions and seeds."""
    words, manifest, scenario = page.words, page.manifest, page.comparison.scenario
    settlement = scenario.settlement
    shares = sorted(settlement.ethnic_percent.items(), key=lambda item: -item[1])
    groups = ", ".join(f"{words.term('group', group, group)} {words.plain(share)}\u00a0%" for group, share in shares)
    git = manifest.get("git")
    revision = words("revision_none")
    if git:
        revision = git["revision"][:12] + (f", {words('dirty')}" if git["dirty"] else "")
    packages = ", ".join(f"{name} {version}" for name, version in manifest["packages"].items())
    rows = [
        (words("settlement"), f"{page.place} ({settlement.population_year or '–'})"),
        (words("ethnic"), groups),
        (words("source"), words.term("source", settlement.source, settlement.source)),
        (words("start"), words.date(scenario.clock.start)),
        (words("length"), words.counted("days", scenario.clock.days)),
        (words("events"), events(scenario, words)),
        (words("seeds"), words("seeds_value", **page.seeds)),
        (words("version"), f"Shanyraq {manifest['shanyraq']}"),
        (words("revision"), revision),
        (words("fingerprint"), str(manifest["model_fingerprint"])),
        (words("packages"), f"Python {manifest['python']}, {packages}"),
        (words("command"), " ".join(manifest["command"])),
    ]
    return [row for row in rows if row[1]]


def events(scenario: Scenario, words: "Words") -> str:
    """List what happens, with its numbers and its date."""
    dated = sorted(((event.on(scenario.clock), event) for event in scenario.events), key=lambda each: each[0])
    told = [f"{words.date(scenario.clock.date_of(day))}: {event_in_words(event, words)}" for day, event in dated]
    return "; ".join(told) or words("none")


def event_in_words(event: Event, words: "Words") -> str:
    """Say what happens, with all numbers of the event."""
    fill: dict[str, str] = {}
    for name, value in event:
        if name == "days":
            fill[name] = words.counted("for_days", value)
        elif name == "share":
            fill[name] = words.percent(value)
        elif name == "reason":
            fill[name] = words.term("reason", value, value)
        elif isinstance(value, int | float):
            fill[name] = words.plain(value)
    return words.term("event", event.kind).format(**fill)
