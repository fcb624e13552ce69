"""A run is shorter than a contract: the months after it, reckoned as the months of the run were."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import TYPE_CHECKING

from experiments.cash_flow import MONTHS_OF_YEAR

if TYPE_CHECKING:
    from model.month_account import MonthAccount
    from model.operating import Lines
    from model.partnership import Operation
    from model.scenario.partnership import Partnership


def contract_months(
    months: "Sequence[MonthAccount]", terms: "Partnership", displacement: float
) -> "list[MonthAccount]":
    """Give the accounts of the contract: those of the run from the hub's opening on, then those that would follow.

    What was sold and what it took (goods, hosts, wages, utilities, advertising) goes on as in the last twelve whole
    months, campaigns left out (*assumed*); with none, the month at hand stands for a whole one. Support, rent, taxes by
    calendar year, the loan and the operator's patience with losses go on through `Operation.settle`, as in the run. A
    month that the end of the run cuts short is left out.

    Parameters
    ----------
    months : sequence of MonthAccount
        All accounts of a run.
    terms : Partnership
        The terms that held.
    displacement : float
        Share of the hub's sales that other local businesses lose, 0–1.

    Returns
    -------
    list of MonthAccount
        At most `terms.term_months` of them; fewer where the operator leaves, none where no hub opened.
    """
    first = next((number for number, month in enumerate(months) if month.operated or month.part > 0.0), len(months))
    lived = list(months[first:])
    while lived and not lived[-1].ended:
        lived.pop()
    if not lived:
        return []
    gone = next((number for number, month in enumerate(lived, 1) if month.left), 0)
    if gone:
        lived = lived[:gone]
    known = [month for month in lived if month.ended][: terms.term_months]
    if gone or len(known) == terms.term_months:
        return known
    return known + _further(lived, _resumed(lived, terms, displacement), terms.term_months - len(known))


def _resumed(lived: "Sequence[MonthAccount]", terms: "Partnership", displacement: float) -> "Operation":
    """Bring operator and state to where the run has left them."""
    from model.ledger import Ledger
    from model.operating import lines_of
    from model.partnership import Operation

    operation = Operation(terms, Ledger(), displacement)
    operation.begin(lived[0].day)
    for month in lived:
        operation.settle(month.day, _end_of(month.month), lines_of(month))
    return operation


def _further(lived: "Sequence[MonthAccount]", operation: "Operation", months: int) -> "list[MonthAccount]":
    date, day = _end_of(lived[-1].month), lived[-1].day
    made: list[MonthAccount] = []
    for _, lines in zip(range(months), _lines_to_come(lived), strict=False):
        date += dt.timedelta(days=1)
        date = _end_of(f"{date:%Y-%m}")
        day += date.day
        made.append(operation.settle(day, date, lines))
        if made[-1].left:
            break
    return made


def _lines_to_come(lived: "Sequence[MonthAccount]") -> "Iterator[Lines]":
    """Operating lines of the last year, again and again."""
    from model.operating import lines_of

    whole = [month for month in lived if month.ended and month.part == 1.0][-MONTHS_OF_YEAR:]
    year = [_usual(lines_of(month)) for month in whole or lived[-1:]]
    return cycle(year)


def _usual(lines: "Lines") -> "Lines":
    """Make a whole month without a campaign of a month's lines."""
    from agents.rules.money import whole

    share = lines.part or 1.0
    amounts = {
        name: whole(value / share) for name, value in lines._asdict().items() if name not in _SHARES and name != "jobs"
    }
    amounts["promotion"] -= amounts["campaign"]
    amounts["campaign"] = 0
    return lines._replace(part=1.0, lived=1.0, ended=True, left=False, jobs=lines.jobs / share, **amounts)


_SHARES = ("part", "lived", "ended", "left")


def _end_of(month: str) -> dt.date:
    """Last day of a month such as ``2026-03``."""
    year, number = map(int, month.split("-"))
    return dt.date(year, number, monthrange(year, number)[1])
