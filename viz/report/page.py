"""What stands on the page of a report: numbers become texts here, and the template only arranges them."""

import math
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from experiments.accounts import operator_left
from experiments.evidence import evidence
from experiments.finance import FIGURES
from experiments.headline import FINANCE_HEADLINES, summary_of
from experiments.indicators import INDICATORS, OUTCOMES, SILENT
from experiments.intervals import Interval, mean_interval
from experiments.reach import reach_table
from experiments.results import Results
from experiments.sceptic import CLAIMS, OBJECTIONS
from model.measures import CATALOGUE
from model.scenario.partnership import Partnership
from viz.comparison import PANELS, Panel
from viz.palette import colour_of, dashes_of
from viz.report import origin
from viz.report.figures import MONEY_PANELS, lines, reach
from viz.report.summary import Sentence, sentences
from viz.report.verdicts import verdict
from viz.report.words import Words

MEASURES = {
    "theme_engagement": (
        *("visits", "residents_reached", "reach_30", "visits_per_person", "turned_away", "satisfaction"),
        *("people_first_index", "programme_fit"),
    ),
    "theme_ties": ("cross_ethnic_ties", "friend_across_share", "warmth_group", "knowledge", "regard"),
    "theme_reading": ("active_readers", "returning_readers", "new_readers", "loans"),
}
"""Measures that the report shows, by section."""

MONEY = (
    *("operator_revenue", "operator_costs", "operator_profit", "operator_there"),
    *("upkeep_saved", "state_gain", "state_gain_net", "public_cost_per_visit", "jobs", "net_jobs"),
)
"""Measures of money that the report shows."""

_ON_A_SHEET = 6
"""Designs beside each other in a table, at most."""

_SHOWN = {"share": "%", "0–1": "points of 100", "0 or 1": "% of runs", "share of upkeep": "% of upkeep"}
"""Shares are shown in percent, and states from 0 to 1 in points of 100: small differences need their places."""

_BENCHMARKS = {"closed form": "b_closed", "assumed": "b_assumed"}


class Page:
    """Everything that the template shows.

    Parameters
    ----------
    results : Results
        What was read from the folder.
    words : Words
        The language.
    """

    def __init__(self, results: Results, words: Words) -> None:
        self.comparison, self.manifest = results.comparison, results.manifest
        self.claims, self.doubted = results.claims, results.doubted
        self.words = words
        self._figure = 0

    # Who and where

    @property
    def place(self) -> str:
        """Name of the settlement."""
        settlement = self.comparison.scenario.settlement
        return self.words.term("settlement", settlement.name, settlement.name)

    @property
    def facts(self) -> str:
        """Kind of place, people, days."""
        settlement, clock = self.comparison.scenario.settlement, self.comparison.scenario.clock
        return self.words(
            "facts",
            kind=self.words("village" if settlement.kind == "village" else "mono_town"),
            people=self.words.whole(settlement.population),
            days=self.words.whole(clock.days),
            date=self.words.date(clock.start),
            opens=self.words.whole(self.comparison.scenario.opens + 1),
        )

    def title_of(self, design: str) -> str:
        """Title of a design."""
        plan = self.comparison.scenarios[design].design
        return self.words.design(design, "title", plan.title or design)

    @property
    def reference(self) -> str:
        """Title of the reference."""
        return self.title_of(self.comparison.reference)

    @property
    def others(self) -> tuple[str, ...]:
        """Designs that are held against the reference."""
        return self.comparison.designs[1:]

    @property
    def seeds(self) -> dict[str, Any]:
        """Number of runs, first and last seed."""
        seeds = self.comparison.seeds
        return {"n": len(seeds), "first": seeds[0], "last": seeds[-1]}

    @property
    def several(self) -> bool:
        """More than one replicate, so that there are intervals."""
        return len(self.comparison.seeds) > 1

    # In plain words

    def lead(self) -> str:
        """What was done."""
        days = self.words.whole(self.comparison.scenario.clock.days)
        return self.words("lead", place=self.place, days=days, reference=self.reference)

    def basis(self) -> str:
        """What the intervals rest on."""
        return self.words("basis" if self.several else "basis_one", **self.seeds)

    def summary(self, design: str) -> list[Sentence]:
        """Say what comes of a design, in sentences, each with a verdict (``more``, ``less``, ``unclear`` or none)."""
        return list(sentences(self, design))

    # Figures

    def panels(self) -> list[dict[str, str]]:
        """Give the figures of what happens over time."""
        return [self._panel(panel) for panel in PANELS]

    def money_panels(self) -> list[dict[str, str]]:
        """Give the figures of money over time."""
        return [self._panel(panel) for panel in MONEY_PANELS]

    def _panel(self, panel: Panel) -> dict[str, str]:
        self._figure += 1
        words, measure = self.words, CATALOGUE[panel.measure]
        unit = words("of_residents") if panel.percent else self.unit(measure.unit)
        notes = [f"{words('million')} {unit}" if panel.millions else unit]
        if "since the start" in measure.formula or panel.millions:
            notes.append(words("since_start"))
        if panel.window > 1:
            notes.append(words("mean_of_days", days=panel.window))
        if panel.against_reference:
            notes.append(words("against", reference=self.reference))
        return {
            "title": self.measure_title(panel.measure),
            "unit": ", ".join(notes),
            "svg": lines(self.comparison, panel, words, self._figure),
        }

    def caption(self) -> str:
        """What lines and bands are, and what they rest on."""
        if not self.several:
            return f"{self.words('caption_lines')}; {self.words('caption_one', **self.seeds)}."
        return f"{self.words('caption_lines')}; {self.words('caption_bands', **self.seeds)}."

    def legend(self) -> list[tuple[str, str]]:
        """Colour and title of each design."""
        return [(colour_of(number), self.title_of(name)) for number, name in enumerate(self.comparison.designs)]

    def batches(self) -> list[slice]:
        """Divide the designs among tables that fit on a sheet of paper, evenly."""
        n = len(self.comparison.designs)
        each = math.ceil(n / math.ceil(n / _ON_A_SHEET))
        return [slice(first, first + each) for first in range(0, n, each)]

    def strokes(self) -> list[tuple[str, str, str]]:
        """Colour, dashes and title of each design, as its lines are drawn."""
        dashes = (" ".join(str(2.0 * each) for each in dashes_of(number)) for number in range(len(self.legend())))
        return [(colour, dash or "none", title) for (colour, title), dash in zip(self.legend(), dashes, strict=True)]

    # Designs

    def cards(self) -> list[dict[str, Any]]:
        """Give the designs: title, intent, main levers."""
        return [self._card(number, name) for number, name in enumerate(self.comparison.designs)]

    def _card(self, number: int, name: str) -> dict[str, Any]:
        words, design = self.words, self.comparison.scenarios[name].design
        offers = design.offers
        coffee = words.money(offers["cafe"].price) if "cafe" in offers else words("no_coffee")
        classes = len(design.timetable) or sum(offer.per_week for offer in offers.values())
        board = words("board_people_first" if design.governance.board == "people-first" else "board_top_down")
        levers = [(words("classes_week"), words.whole(classes)), (words("coffee"), coffee)]
        levers.append(
            (
                words("access"),
                words.number(design.accessibility, 1.0)
                if design.accessibility % 1
                else words.whole(design.accessibility),
            )
        )
        if design.hub and classes:
            levers.append((words("board"), board))
        intent = words.design(name, "intent", " ".join(design.intent.split()))
        note = words("reference_mark") if number == 0 else ""
        return {
            **{"title": self.title_of(name), "name": name, "colour": colour_of(number)},
            **{"intent": intent, "levers": levers, "note": note},
        }

    # Results

    def sections(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """Give the results by theme."""
        return [(self.words(theme), self._rows(names)) for theme, names in MEASURES.items()]

    def money(self) -> list[dict[str, Any]]:
        """Give the results in money."""
        return self._rows(MONEY)

    def _rows(self, names: Sequence[str]) -> list[dict[str, Any]]:
        rows = []
        for name in names:
            measure = CATALOGUE[name]
            when = self.words("since_opening" if summary_of(name) == "mean since opening" else "at_end")
            money = measure.theme in ("business", "public budget")
            unit = self.unit(_SHOWN.get(measure.unit, measure.unit)) + ("" if money else f", {when}")
            cells = [self._cell(name, number, design) for number, design in enumerate(self.comparison.designs)]
            rows.append({"title": self.measure_title(name), "unit": unit, "cells": cells})
        return rows

    def _cell(self, name: str, number: int, design: str) -> dict[str, str]:
        words, unit = self.words, CATALOGUE[name].unit
        scale = 100.0 if unit in _SHOWN else 1.0
        value = self.comparison.value(name, design).scaled(scale)
        cell = {
            "design": self.title_of(design),
            "colour": colour_of(number),
            "difference": "",
            "ends": "",
            "verdict": "",
        }
        cell |= {"value": words.of_unit(unit, value.mean), "range": words.range(value, unit)}
        if number:
            off = self.comparison.difference(name, design).scaled(scale)
            if not math.isnan(off.mean):
                cell["difference"] = words.of_unit(unit, off.mean, None, signed=True)
                cell |= {"ends": words.range(off, unit, signed=True), "verdict": verdict(off)}
        return cell

    def worth(self) -> list[dict[str, Any]]:
        """Give what the partnership is worth, as a spread over the runs."""
        words, table = self.words, self.comparison.finance()
        rows = []
        for figure in FINANCE_HEADLINES:
            unit = FIGURES[figure].unit
            cells = []
            for row in table[table["figure"] == figure].to_dict("records"):
                middle = self._figure_value(unit, row["median"])
                ends = Interval(row["median"], row["p5"], row["p95"])
                chance = "" if math.isnan(row["chance"]) else words.percent(row["chance"])
                missing = FIGURES[figure].missing
                spread = self._figure_spread(unit, ends) if row["exists"] else words.term("missing", missing, missing)
                if 0.0 < row["exists"] < 1.0:
                    spread = ", ".join([spread, self._in_some(round(row["exists"] * row["replicates"]))])
                design = str(row["design"])
                number = self.comparison.designs.index(design)
                cell = {"design": self.title_of(design), "colour": colour_of(number)}
                cells.append(cell | {"median": middle, "spread": spread, "chance": chance})
            if cells:
                title = words.term("figure", figure, FIGURES[figure].title)
                rows.append({"title": title, "unit": "" if unit == "ratio" else self.unit(unit), "cells": cells})
        return rows

    def _figure_value(self, unit: str, value: float) -> str:
        if unit == "1/year":
            return self.words.percent(value)
        if unit == "months" and not math.isnan(value):
            return self.words.whole(value)
        return self.words.of_unit(unit, value)

    def _figure_spread(self, unit: str, spread: Interval) -> str:
        if unit not in ("1/year", "months"):
            return self.words.range(spread, unit)
        if math.isnan(spread.low):
            return ""
        low, high = (self._figure_value(unit, end) for end in (spread.low, spread.high))
        return self.words("between", low=low, high=high)

    def worth_note(self) -> str:
        """Terms behind the appraisal; those of each design where they are not the same."""
        words, terms = self.words, {}
        for name, each in self.comparison.scenarios.items():
            if each.design.hub:
                terms[self.title_of(name)] = self._terms(each.design.partnership)
        if len(set(terms.values())) > 1:
            return " ".join([*(f"{title}: {text}" for title, text in terms.items()), words("worth_note")])
        return " ".join([*dict.fromkeys(terms.values()), words("worth_note")])

    def _terms(self, terms: Partnership) -> str:
        return self.words(
            "worth_terms",
            term=terms.term_months,
            operator=self.words.percent(terms.discount),
            state=self.words.percent(terms.treasury.discount),
            inflation=self.words.percent(terms.inflation),
            overrun=self.words.percent(terms.treasury.overrun),
        )

    def money_note(self) -> str:
        """How money is reckoned."""
        share = self.comparison.scenario.behaviour.spending.displacement
        return self.words("money_note", displacement=self.words.percent(share))

    # Who is left out

    @cached_property
    def reach(self) -> pd.DataFrame:
        """Reach by group and design (`experiments.reach`), with names for people and the values in percent."""
        table, words = reach_table(self.comparison), self.words
        return table.assign(
            key=table["grouping"],
            grouping=[words.term("grouping", name) for name in table["grouping"]],
            label=[words.term("group", name, name) for name in table["group"]],
            values=[100.0 * each for each in table["reach"]],
        )

    def reach_figure(self) -> str:
        """Give the figure of reach by group."""
        self._figure += 1
        return reach(self.reach, self.comparison.designs, self.words, self._figure)

    def reach_rows(self) -> list[dict[str, Any]]:
        """Give the table of reach by group."""
        rows: list[dict[str, Any]] = []
        table = self.reach
        for (grouping, label), each in table.groupby(["grouping", "label"], sort=False):
            cells = []
            for row in each.to_dict("records"):
                interval = mean_interval(row["values"])
                cells.append({"value": self.words.number(interval.mean, 10.0), "range": self.words.range(interval)})
            head = _sentence(str(grouping)) if not rows or rows[-1]["grouping"] != grouping else ""
            residents = self.words.whole(each["residents"].iloc[0])
            rows.append({"head": head, "grouping": grouping, "label": label, "residents": residents, "cells": cells})
        return rows

    # Evidence

    def outcomes(self) -> list[dict[str, Any]]:
        """Give the indicators by outcome, a cell for each design."""
        tables = [evidence(self.comparison, design).set_index("indicator") for design in self.comparison.designs]
        words, outcomes = self.words, []
        for outcome, title in OUTCOMES.items():
            rows = []
            for each in INDICATORS:
                if each.outcome != outcome:
                    continue
                kind = next((key for word, key in _BENCHMARKS.items() if word in each.benchmark), "b_published")
                scale = 100.0 if each.unit in _SHOWN else 1.0
                ends = (words.plain(scale * each.none), words.plain(scale * each.full))
                cells = [self._points(number, table.loc[each.name]) for number, table in enumerate(tables)]
                unit = self.unit(_SHOWN.get(each.unit, each.unit))
                bench = f"{ends[0]} → 0, {ends[1]} → 100 ({words(kind)})"
                name = words.term("indicator", each.name, each.title)
                rows.append({"title": name, "unit": unit, "cells": cells, "benchmark": bench})
            outcomes.append({"title": words.term("outcome", outcome, title), "rows": rows})
        return outcomes

    def _points(self, number: int, row: Any) -> dict[str, Any]:
        cell = {"design": self.title_of(self.comparison.designs[number]), "colour": colour_of(number)}
        if math.isnan(row["points"]):
            return cell | {"value": "–", "range": "", "who": "", "points": "", "bar": None}
        scale = 100.0 if row["unit"] in _SHOWN else 1.0
        value = Interval(row["value"], row["value_low"], row["value_high"]).scaled(scale)
        mark = "\u00a0%" if _SHOWN.get(row["unit"], "").startswith("%") else ""
        bar = {"at": round(row["points"], 1), "low": None, "high": None}
        if not math.isnan(row["points_low"]):
            bar |= {"low": round(row["points_low"], 1), "high": round(row["points_high"], 1)}
        points = self.words("of_100", points=self.words.whole(row["points"]))
        runs = self._in_some(row["replicates"]) if row["replicates"] < len(self.comparison.seeds) else ""
        who = self.words.term("group", row["group"], row["group"]) if row["group"] else ""
        within = ", ".join(filter(None, [self.words.range(value), runs]))
        shown = {"value": self.words.number(value.mean) + mark, "range": within, "who": who}
        return cell | shown | {"points": points, "bar": bar}

    def _in_some(self, runs: int) -> str:
        return self.words("in_runs", some=runs, all=len(self.comparison.seeds))

    def evidence_note(self) -> str:
        """How evidence is to be read, and what is made of a hub that is gone, where one is."""
        runs = (run for each in self.comparison.months.values() for run in each)
        gone = any(operator_left(run) for run in runs)
        return " ".join([self.words("evidence_note"), *([self.words("evidence_gone")] if gone else [])])

    def silences(self) -> list[dict[str, str]]:
        """Give the criteria that a simulation cannot inform."""
        words = self.words
        return [
            {
                "outcome": words.term("outcome", each.outcome, OUTCOMES[each.outcome]),
                "criterion": _sentence(words.term("silence", each.criterion, each.criterion)),
                "why": words.term("silence", each.reason, each.reason),
            }
            for each in SILENT
        ]

    # The sceptic

    def objections(self) -> list[dict[str, str]]:
        """Give the six objections."""
        return [
            {
                "title": self.words.term("objection", each.name, each.title),
                "how": self.words.term("objection_how", each.name, each.how),
            }
            for each in OBJECTIONS
        ]

    def doubts(self) -> list[dict[str, Any]]:
        """Give every claim with its headline and a cell for each objection."""
        if self.claims is None:
            return []
        rows = []
        for claim in CLAIMS:
            table = self.claims[self.claims["claim"] == claim.name].set_index("arm")
            if table.empty:
                continue
            head = table.loc["headline"]
            cells = []
            for arm in OBJECTIONS:
                if arm.name not in table.index:
                    cells.append({"state": "untouched", "value": "", "range": "", "strictly": False})
                    continue
                unit = "points of 100" if arm.name == "absolute" else claim.unit
                state = "no_claim" if not head["stands"] else "survives" if table.loc[arm.name, "stands"] else "falls"
                cells.append(self._doubt(table.loc[arm.name], unit, state))
            title = self.words.term("claim", claim.name, claim.title)
            first = self._doubt(head, claim.unit, "stands" if head["stands"] else "no_claim")
            unit = f"{self.words('million')} ₸" if claim.unit == "KZT" else self.unit(claim.unit)
            rows.append({"title": title, "unit": unit, "head": first, "cells": cells})
        return rows

    def _doubt(self, row: Any, unit: str, state: str) -> dict[str, Any]:
        scale = 1e-6 if unit == "KZT" else 1.0
        interval = Interval(row["mean"], row["low"], row["high"]).scaled(scale)
        return {
            "state": state,
            "value": self.words.number(interval.mean, signed=True),
            "range": self.words.range(interval, signed=True),
            "strictly": bool(row["stands_strictly"]),
        }

    def survivors(self) -> tuple[int, int]:
        """Count the claims that stand at first, and those among them that survive every objection."""
        if self.claims is None:
            return 0, 0
        arms = self.claims.groupby("claim", sort=False)["stands"]
        return int(arms.first().sum()), int(arms.all().sum())

    def sceptic_note(self) -> str:
        """What the sceptic's table shows."""
        design = str(self.doubted["designs"][1]) if self.doubted else ""
        known = design in self.comparison.scenarios
        title = self.title_of(design) if known else self.words.design(design, "title", design)
        return self.words("sceptic_note", design=title, claims=len(CLAIMS))

    def sceptic_caption(self) -> str:
        """What the sceptic's intervals rest on."""
        seeds = self.doubted["seeds"] if self.doubted else [0]
        return self.words("basis", n=len(seeds), first=seeds[0], last=seeds[-1])

    # Assumptions and origin

    def assumed(self) -> list[dict[str, Any]]:
        """Give the assumed parameters that weigh most, where they differ for each design."""
        return origin.assumed(self)

    def changed(self) -> list[dict[str, str]]:
        """Give the parameters of behaviour, clock and library that differ from their defaults."""
        return origin.changed(self)

    def origin(self) -> list[tuple[str, str]]:
        """Give scenario, versions and seeds."""
        return origin.origin(self)

    def footer(self) -> str:
        """Who made it."""
        return self.words("footer" if self.several else "footer_one", version=self.manifest["shanyraq"], **self.seeds)

    # Names

    def measure_title(self, name: str) -> str:
        """Title of a measure."""
        return self.words.term("measure", name, CATALOGUE[name].title if self.words.lang == "en" else None)

    def unit(self, unit: str) -> str:
        """Name of a unit."""
        if self.words.lang == "en":
            return unit.replace("KZT", "₸")
        return self.words.term("unit", unit)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
