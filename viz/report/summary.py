"""What comes of a design, in plain words."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from experiments.accounts import operator_left
from experiments.money_words import why_no_appraisal
from experiments.reach import least_of_all
from experiments.shortfall import shortfall
from viz.report.verdicts import verdict

if TYPE_CHECKING:
    from viz.report.page import Page

type Sentence = tuple[str, str]
"""A sentence and its verdict: ``more``, ``less``, ``unclear`` or none."""


class Departures(NamedTuple):
    """In how many runs the operator left."""

    runs: int
    """Runs in which an operator began."""
    left: int
    """Those in which it left before the end."""
    months: float
    """Months of operation until then, on average; not a number where none left."""


def departures(page: "Page", design: str) -> Departures:
    """Count the runs in which a design's operator left, and the months that it stayed in them."""
    runs = page.comparison.months[design]
    stays = [(operator_left(run), sum(month.part for month in run if month.operated)) for run in runs]
    gone = [months for left, months in stays if left]
    return Departures(sum(months > 0 for _, months in stays), len(gone), sum(gone) / len(gone) if gone else math.nan)


def sentences(page: "Page", design: str) -> Iterator[Sentence]:
    """Say what comes of a design."""
    words, found = page.words, page.comparison
    value, difference = found.value("visits", design), found.difference("visits", design)
    before = words.number(found.value("visits", found.reference).mean, value.mean)
    now = words.number(value.mean)
    text = words("s_visits", value=now, reference=before, difference=words.with_range(difference, signed=True))
    yield text, verdict(difference)
    reached = found.value("residents_reached", design)
    everybody = words.counted("of_residents", round(_residents(page, design)))
    there = words.number(found.value("residents_reached", found.reference).mean)
    text = words("s_reached", value=words.with_range(reached), all=everybody, reference=there)
    yield text, verdict(found.difference("residents_reached", design))
    for key, measure in (("s_ties", "cross_ethnic_ties"), ("s_readers", "returning_readers")):
        difference = found.difference(measure, design)
        yield words(key, difference=words.with_range(difference, signed=True)), verdict(difference)
    yield from _of_money(page, design)
    if least := _least_reached(page, design):
        yield least, ""
    if page.claims is not None and page.doubted is not None and design in page.doubted["designs"]:
        stand, survive = page.survivors()
        yield words("s_sceptic", stand=stand, survive=survive), ""


def _of_money(page: "Page", design: str) -> Iterator[Sentence]:
    words, found = page.words, page.comparison
    appraisals = [each for each in found.appraisals[design] if not math.isnan(each.npv)]
    if appraisals:
        yield _operator_stays_or_leaves(page, design), ""
        profit = found.value("operator_profit", design)
        yield words("s_operator", value=words.with_range(profit, "KZT", signed=True)), verdict(profit, money=True)
        lacking = shortfall(found.months[design])
        if lacking.short:
            short, due = words.whole(lacking.short), words.counted("of_months", lacking.due)
            yield words("s_short", short=short, due=due, amount=words.money(lacking.added)), ""
        owed = [each.unpaid_debt for each in appraisals if each.unpaid_debt > 0.0]
        if owed:
            yield words("s_unpaid", amount=words.money(sum(owed) / len(owed))), ""
        if cost := found.scenarios[design].design.partnership.fit_out:
            paid = sum(not math.isnan(each.payback) for each in appraisals)
            yield _in_some_runs(page, "s_payback", paid, len(appraisals), cost=words.money(cost)), ""
    else:
        scenario = found.scenarios[design]
        why = why_no_appraisal(scenario).replace(" ", "_")
        yield words(f"s_{why}", day=scenario.opens + 1), ""
    net, gross = (found.difference(name, design) for name in ("state_gain_net", "state_gain"))
    gains = {"net": words.with_range(net, "KZT", signed=True), "gross": words.money(gross.mean, signed=True)}
    yield words("s_state", **gains), verdict(net)


def _operator_stays_or_leaves(page: "Page", design: str) -> str:
    told = departures(page, design)
    if not told.left:
        return page.words("s_stays", n=told.runs)
    months = page.words.number(told.months, 10.0) if told.months % 1 else page.words.whole(told.months)
    runs = page.words.counted("in_runs", told.left)
    return page.words("s_left", runs=runs, n=told.runs, months=months)


def _in_some_runs(page: "Page", key: str, some: int, n: int, **fill: str) -> str:
    """Say that something is so in all runs, in some, or in none."""
    how = "all" if some == n else "some" if some else "none"
    runs, all_runs = page.words.counted("in_runs", some), page.words.counted("of_runs", n)
    return page.words(f"{key}_{how}", n=n, runs=runs, all_runs=all_runs, **fill)


def _least_reached(page: "Page", design: str) -> str:
    """Say which group comes least, measured by the average; nothing where nobody comes."""
    row = least_of_all(page.reach, design)
    if row is None:
        return ""
    who = page.words.term("who", str(row["key"])).format(group=row["label"])
    return page.words("s_least", who=who, ratio=page.words.percent(float(row["ratio"])))


def _residents(page: "Page", design: str) -> float:
    groups = page.comparison.groups
    rows = groups[(groups["design"] == design) & (groups["grouping"] == "sex")]
    last = rows[rows["month"] == rows["month"].max()]
    return float(last.groupby("seed")["residents"].sum().mean())
