"""Compare: several designs on the same people and the same luck, and who gains."""

import io
import math
from collections.abc import Callable
from typing import Any

import solara

from experiments.compare import REFERENCE, Comparison
from experiments.headline import HEADLINES
from experiments.results import Results
from experiments.sceptic import in_all_arms, verdicts
from model.measures import CATALOGUE
from model.scenario import InputError, Scenario, list_designs, list_settlements
from model.scenario.errors import Problem
from viz.components.forest import Panel, forest
from viz.components.html import page
from viz.components.view import View, ViewWidget
from viz.controls import number_in
from viz.link import OWN, shipped_design, shipped_settlement
from viz.pages.appraisal import doubts, money_and_evidence
from viz.pages.explore import settlement_title
from viz.pages.naming import complaints
from viz.side_by_side import MOST, Job, fitting, resident_days, visits_by_group
from viz.text import Words
from viz.visitor import MOST_BESIDE, MOST_REPLICATES, Visitor

_FIGURE = (
    *(*HEADLINES, "friend_across_share", "active_readers", "warmth_group", "knowledge"),
    *("operator_profit", "jobs"),
)
_RESIDENT_DAY = 250e-9
"""Seconds that a resident's day takes, generously."""


@solara.component
def Compare(visitor: Visitor, writing: int) -> None:  # noqa: N802
    """The page; `writing` counts how often it was written anew."""
    View(_written(visitor), lambda widget, *what: act(visitor, widget, *what))


def chosen(v: Visitor) -> dict[str, Scenario]:
    """Give the scenarios to compare by name, the reference first.

    Raises
    ------
    InputError
        One of them cannot be run.
    """
    return {name: _scenario_of(v, name) for name in (_reference(v), *_ticked(v))}


def _scenario_of(v: Visitor, name: str) -> Scenario:
    """Put a design, or the visitor's own, into the visitor's settlement."""
    if name == OWN:
        return v.scenario()
    return v.setup.with_part("design", name).scenario()


def _doubtful(v: Visitor) -> list[str]:
    """Designs that are ticked and are not the library as it is."""
    return _beside(v, REFERENCE)


def _ticked(v: Visitor) -> list[str]:
    """Designs that are ticked and stand beside the reference."""
    return _beside(v, _reference(v))[:MOST_BESIDE]


def _beside(v: Visitor, design: str) -> list[str]:
    choices = _choices(v)
    return [name for name in v.with_designs if name in choices and name != design]


def doubted(v: Visitor) -> tuple[dict[str, Scenario], str]:
    """Give the scenarios by which the sceptic doubts the chosen design, and its name; none where nothing is chosen.

    Raises
    ------
    InputError
        One of them cannot be run.
    """
    names = _doubtful(v)
    if not names:
        return {}, ""
    design = v.memory.get("doubted")
    design = design if design in names else names[0]
    return in_all_arms({name: _scenario_of(v, name) for name in (REFERENCE, design)}), str(design)


def _reference(v: Visitor) -> str:
    return v.reference if v.reference in _choices(v) else REFERENCE


def _choices(v: Visitor) -> list[str]:
    """Names of the designs to choose from; the visitor's own comes first, if there is one."""
    own = v.setup.is_own("design") or v.setup.moves("design")
    return [*([OWN] if own else []), *list_designs()]


def _stale(job: Job | None, scenarios: dict[str, Scenario], v: Visitor, button: str) -> str:
    """Say whose results stand on the page where they are not of what is set up."""
    if job is None or job.found is None or job.answers(scenarios, v.replicates, v.setup.seed):
        return ""
    return v.t("stale", what=run_of(job.found, v.t), button=v.t(button))


def run_of(found: Comparison, t: Words) -> str:
    """Name settlement, people, days and replicates of a comparison."""
    return f"{_place(found, t)}, {t('replicates').lower()}: {len(found.seeds)}"


def _place(found: Comparison, t: Words) -> str:
    days = t.number(found.scenario.clock.days)
    return f"{settlement_title(found.scenario.settlement, t)}, {days} {t.unit('days')}"


def title_of(name: str, t: Words) -> str:
    """Title of a design by the name under which it stands in a comparison."""
    if name == OWN:
        return t("own_scenario")
    return t.design(shipped_design(name))[0] if name in list_designs() else name


def _written(v: Visitor) -> str:
    t = v.t
    job: Job | None = v.memory.get("job")
    message, stale, ready, late, days = "", "", False, False, v.scenario().clock.days
    try:
        scenarios = chosen(v)
        fits = fitting(scenarios)
        late = any(each.opens_too_late for each in scenarios.values())
        ready = len(scenarios) > 1 and v.replicates <= fits and not v.refused
        stale = _stale(job, scenarios, v, "compare_run")
        if len(scenarios) < 2:
            message = t("compare_two")
        elif v.replicates > fits:
            message = _too_much(fits, t)
        else:
            work = resident_days(scenarios, v.replicates)
            seconds = max(1, round(work * 1e6 * _RESIDENT_DAY + 0.3 * len(scenarios) * v.replicates))
            message = t("compare_empty", n=len(scenarios) * v.replicates, days=days, seconds=seconds)
    except InputError as error:
        message = t.complaint(error)
    if job is not None and job.over and job.found is None and job.failure is None:
        message = t("cancelled")
    found = job.found if job is not None else None
    values: dict[str, Any] = {"appraisal": ""} if found is None else _once(v, "shown", found, lambda: shown(found, t))
    values = values | _sceptic(v)
    return page(
        "compare.html",
        t=t,
        v=v,
        job=job,
        own=v.setup.is_own("settlement"),
        settlements=[(name, settlement_title(shipped_settlement(name), t)) for name in list_settlements()],
        designs=[(name, title_of(name, t)) for name in _choices(v)],
        ticked=_ticked(v),
        full=len(_ticked(v)) >= MOST_BESIDE,
        most=MOST_BESIDE,
        reference=_reference(v),
        days=days,
        asked_days=v.pending.get("clock.days", days),
        late=late,
        errors=v.errors,
        asked_replicates=v.pending.get("replicates", v.replicates),
        wrong=complaints(v, {"clock.days", "replicates"}),
        ready=ready,
        stale=stale,
        message=message,
        found=found,
        **values,
    )


def _too_much(fits: int, t: Words) -> str:
    """Say that it is too much, and how many replicates are not."""
    return t("too_much", limit=t.number(MOST), fits=fits) if fits else t("far_too_much", limit=t.number(MOST))


def _sceptic(v: Visitor) -> dict[str, Any]:
    """Make what the page shows of the sceptic: whom to ask about, how far the runs are, what survives."""
    t, job = v.t, v.memory.get("doubts")
    names = _doubtful(v)
    ready, asked, of, stale, message = False, "", "", "", ""
    try:
        scenarios, of = doubted(v)
        fits = fitting(scenarios) if scenarios else v.replicates
        ready = bool(scenarios) and 1 < v.replicates <= fits and not v.refused
        message = t("sceptic_runs", n=8 * v.replicates) if v.replicates > 1 else t("sceptic_two")
        if v.replicates > fits:
            message = _too_much(fits if fits > 1 else 0, t)
        stale = _stale(job, scenarios, v, "sceptic_ask")
    except InputError:
        pass  # said above, beside the designs
    if job is not None and job.found is not None:
        design = job.found.designs[1]
        asked = _once(v, "doubted_of", job.found, lambda: _doubts(job.found, design, t))
    return {
        "doubts": asked,
        "doubts_stale": stale,
        "doubting": job,
        "doubtful": [(name, title_of(name, t), name == of) for name in names],
        "may_ask": ready,
        "doubt_message": message,
    }


def _doubts(found: Comparison, design: str, t: Words) -> str:
    titles = {name: title_of(name, t) for name in found.designs[:2]}
    return doubts(found, verdicts(found, design), design, titles, t)


def _once[T](v: Visitor, name: str, found: Comparison, make: Callable[[], T]) -> T:
    """Make what is shown of a comparison, once in each language: it takes a second, and the page is written often."""
    kept = v.memory.get(name)
    if kept is None or kept[0] is not found or kept[1] != v.lang:
        kept = v.memory[name] = (found, v.lang, make())
    made: T = kept[2]
    return made


def shown(found: Comparison, t: Words) -> dict[str, Any]:
    """Make what a page shows of a comparison."""
    titles = {name: title_of(name, t) for name in found.designs}
    panels = []
    for name in _FIGURE:
        lines = [(titles[d], place, found.difference(name, d)) for place, d in enumerate(found.designs) if place]
        if any(math.isfinite(off.mean) for *_, off in lines):
            panels.append(Panel(t.measure(name), t.unit(CATALOGUE[name].unit), lines))
    caption = f"{_place(found, t)}, n = {len(found.seeds)}, 95 %"
    return {
        "run_of": run_of(found, t),
        "reference_title": titles[found.reference],
        "others": [titles[name] for name in found.designs[1:]],
        "sentences": _sentences(found, titles, t),
        "figure": forest(panels, t, caption, "shanyraq-forest"),
        "by_group": _groups(found, t),
        "table": _table(found, titles, t),
        "appraisal": money_and_evidence(found, titles, t) if found.reference == REFERENCE else "",
    }


def _signed(value: float, t: Words, places: int | None = None) -> str:
    return ("+" if value > 0 else "") + t.number(value, places)


def _range(low: float, high: float, t: Words, places: int | None = None) -> str:
    return f"{t.number(low, places)} … {t.number(high, places)}" if math.isfinite(low) else ""


def _sentences(found: Comparison, titles: dict[str, str], t: Words) -> list[str]:
    told = []
    for design in found.designs[1:]:
        parts = []
        for name in HEADLINES:
            off = found.difference(name, design)
            if off.side:
                unit = t.unit(CATALOGUE[name].unit)
                parts.append(f"{t.measure(name)} {_signed(off.mean, t)} {unit}".strip())
        reference = titles[found.reference]
        key = "summary_win" if parts else "summary_none"
        told.append(t(key, reference=reference, design=titles[design], text="; ".join(parts)))
    return told


def _groups(found: Comparison, t: Words) -> list[tuple[str, list[tuple[str, float, list[tuple[str, str, str]]]]]]:
    table = visits_by_group(found)
    parts: list[tuple[str, list[tuple[str, float, list[tuple[str, str, str]]]]]] = []
    for grouping, rows in table.groupby("grouping", sort=False):
        lines = []
        for group, each in rows.groupby("group", sort=False):
            cells = []
            for row in each.to_dict("records"):
                word = "better" if row["low"] > 0 else "worse" if row["high"] < 0 else "unclear"
                cells.append((_signed(row["difference"], t, 2), word, _range(row["low"], row["high"], t, 2)))
            lines.append((str(group), float(each["reference"].iloc[0]), cells))
        parts.append((str(grouping), lines))
    return parts


def _table(found: Comparison, titles: dict[str, str], t: Words) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for row in found.summary().to_dict("records"):
        first = row["design"] == found.reference
        rows.append(
            (
                t.measure(row["measure"]),
                t.unit(row["unit"]),
                titles[row["design"]],
                t.number(row["mean"]),
                "" if first else _signed(row["difference"], t),
                "" if first else _range(row["difference_low"], row["difference_high"], t),
            )
        )
    return rows


def _report(v: Visitor, found: Comparison) -> str:
    """Make the report of a comparison, with the sceptic's doubts if they are of one of its designs and its seeds."""
    from experiments.provenance import provenance
    from viz.report import render_results

    claims, asked = None, None
    doubting: Job | None = v.memory.get("doubts")
    if doubting is not None and doubting.found is not None:
        design = doubting.found.designs[1]
        same = found.scenarios.get(design) == doubting.found.scenarios[design]
        if same and found.reference == REFERENCE and found.seeds == doubting.found.seeds:
            claims = verdicts(doubting.found, design)
            asked = {"designs": [REFERENCE, design], "seeds": list(found.seeds)}
    manifest = provenance() | {"command": ["shanyraq", "app"]}  # where the server runs is nobody's business
    return render_results(Results(found, manifest, claims, asked), v.lang)


def _replicate(v: Visitor, given: Any) -> None:
    number = number_in(given)
    if isinstance(number, int) and 1 <= number <= MOST_REPLICATES:
        v.accept("replicates")
        v.replicates = number
    else:
        v.refuse("replicates", given, (Problem(f"must be a whole number from 1 to {MOST_REPLICATES}"),))


def act(v: Visitor, widget: ViewWidget, what: str, value: Any, name: str | None) -> None:
    """Do what a control asks for."""
    job: Job | None = v.memory.get("job")
    doubting: Job | None = v.memory.get("doubts")
    match what:
        case "settlement" if value:
            v.choose(settlement=value)
        case "reference" if value:
            v.reference = str(value)
        case "replicates":
            _replicate(v, value)
        case "lever" if name == "clock.days":
            v.move(name, number_in(value))
        case "with" if name:
            rest = tuple(each for each in _ticked(v) if each != name)
            v.with_designs = (*rest, name)[:MOST_BESIDE] if value else rest
        case "compare" if not v.refused and (job is None or job.over):
            scenarios = chosen(v)
            if len(scenarios) > 1 and v.replicates <= fitting(scenarios):
                v.memory["job"] = Job(scenarios, v.replicates, v.setup.seed, v.changed)
        case "cancel" if job is not None:
            job.call_off()
        case "doubted" if value:
            v.memory["doubted"] = value
        case "ask" if not v.refused and (doubting is None or doubting.over):
            scenarios, _ = doubted(v)
            if scenarios and 1 < v.replicates <= fitting(scenarios):
                v.memory["doubts"] = Job(scenarios, v.replicates, v.setup.seed, v.changed)
        case "cancel-ask" if doubting is not None:
            doubting.call_off()
        case "report" if job is not None and job.found is not None:
            widget.save(f"shanyraq-report-{v.lang}.html", _report(v, job.found).encode(), "text/html")
        case "save-summary" if job is not None and job.found is not None:
            buffer = io.BytesIO()
            table = job.found.summary()
            if value == "csv":
                table.to_csv(buffer, index=False)
            else:
                table.to_parquet(buffer, index=False)
            widget.save(f"shanyraq-comparison.{value}", buffer.getvalue())
    v.changed()
