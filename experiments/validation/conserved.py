"""P11 and P12: money and people are conserved."""

import numpy as np

from agents.rules.spending import purse_now
from experiments.validation.arms import OPENS, YEAR, Arms
from experiments.validation.pattern import EXACT, Finding, Pattern, Picture
from model import HubModel
from model.day.today import PARTIES, PRESENT, Count

_MONEY = [Count.TICKETS, Count.CAFE_SALES, Count.SHOP_SALES]
_LOCAL = [Count.VISITS_RESIDENTS, Count.VISITS_FAMILIES]
_DAYS = 60


def _village(arms: Arms) -> HubModel:
    return HubModel("tekeli", "people-first", rng=arms.seeds[0], population=min(600, arms.population), hub_opens=5)


def _purses(model: HubModel, day: int) -> np.ndarray:
    """Money that each household has at hand on a day, KZT."""
    limit = int(model.b.spending_carry_days)
    return np.array(
        [
            purse_now(int(home.purse), int(home.budget), day - int(home.purse_day), limit)
            for home in model.households.rows
        ],
        np.int64,
    )


def _look_money(arms: Arms) -> Finding:
    model = _village(arms)
    overdrawn = 0
    outlay, takings = [], []
    for day in range(1, _DAYS + 1):
        before = _purses(model, day)
        guests = _guests(model)
        model.step()
        after = _purses(model, day)
        overdrawn += int((after < 0).sum())
        paid = int((before - after).sum())
        for party in model.parties[: model.sheets.sizes[PARTIES]]:
            brought = int(model.b.tourism_budget) * int(party.headcount) * int(party.leaves - day)
            paid += guests.get(int(party.id), brought) - int(party.purse)
        outlay.append(paid)
        takings.append(int(model.chronicle.daily[-1, _MONEY].sum()))
    paid, taken = sum(outlay), sum(takings)
    entries = sum(int(sum(run.model.ledger.balances.values())) for run in arms.hub)
    return Finding(
        ours=f"{paid:,} KZT paid, {taken:,} KZT taken, {overdrawn} purses overdrawn; all accounts add up to {entries}",
        passes=outlay == takings and taken > 0 and overdrawn == 0 and entries == 0,
        numbers={"paid": paid, "taken": taken, "overdrawn": overdrawn, "sum of all accounts": entries},
        picture=_by_day("thousand KZT so far", np.cumsum(takings) / 1e3, "paid by all purses", np.cumsum(outlay) / 1e3),
    )


def _guests(model: HubModel) -> dict[int, int]:
    parties = model.parties[: model.sheets.sizes[PARTIES]]
    return dict(zip(parties.id.tolist(), parties.purse.tolist(), strict=True))


def _look_people(arms: Arms) -> Finding:
    model = _village(arms)
    doubled = 0
    seen, noted = [], []
    for _ in range(_DAYS):
        model.step()
        present = model.world.presence[: model.sheets.sizes[PRESENT]]["person"]
        doubled += len(present) - len(np.unique(present))
        seen.append(len(present))
        noted.append(int(model.chronicle.daily[-1, _LOCAL].sum()))
    lost = abs(len(np.unique(model.people.rows.id)) - model.population)
    homeless = model.population - len(np.unique(model.households.members))
    runs = arms.hub
    counted = sum(int(run.model.chronicle.daily[: OPENS + YEAR, _LOCAL].sum()) for run in runs)
    own = sum(int(run.moments[OPENS + YEAR].visits.sum()) for run in runs)
    return Finding(
        ours=f"{lost} people lost, {homeless} without a household, {doubled} in two places; {own:,} visits of people, "
        f"{counted:,} visits counted",
        passes=lost == homeless == doubled == 0 and seen == noted and own == counted > 0,
        numbers={"lost": lost, "doubled": doubled, "visits of people": own, "visits counted": counted},
        picture=_by_day("inhabitants in", np.array(noted), "people found there", np.array(seen)),
    )


def _by_day(label: str, ours: np.ndarray, name: str, other: np.ndarray) -> Picture:
    """What the model counts, and the same counted from outside; the two lie on each other."""
    days = list(range(1, _DAYS + 1))
    series = {"model": ours.tolist(), name: other.tolist()}
    return Picture("lines", days, "day", label, series, runs=f"one village, its first {_DAYS} days, first seed")


PATTERNS = (
    Pattern(
        name="P11",
        title="Money is conserved: every tenge spent is received by someone",
        source="bookkeeping",
        mark="none",
        url="",
        published="equal to the last tenge",
        statistic="tenge out of all purses against tenge taken, day by day for 60 days; sum of all accounts of the "
        "ledger",
        criterion="the two are equal on every day, no household is overdrawn, the accounts add up to zero",
        error=EXACT,
        role="by construction",
        used="",
        look=_look_money,
    ),
    Pattern(
        name="P12",
        title="People are conserved",
        source="bookkeeping",
        mark="none",
        url="",
        published="nobody is lost, doubled or in two places",
        statistic="people by name and household, and who is in, day by day for 60 days; visits of people against "
        "visits counted",
        criterion="all differences are zero",
        error=EXACT,
        role="by construction",
        used="",
        look=_look_people,
    ),
)
