"""What the month costs: taxes by calendar year, the annuity of a loan, and when an operator changes prices or leaves.

These are reckoned once a month, so they stay plain Python: whole numbers of any size, exact to the tenge. Rates are
shares (0.04 for 4 %). Figures of the law as published before it came into force [1–4]; the rest is marked *assumed*.

References
----------
[1] enbekshiqazaq.kz 2025: the simplified declaration and the transitional provisions.
[2] b2b.telecom.kz 2025: monthly calculation index, ceilings, contributions of 2026.
[3] bpo.kz 2025; dalanews.kz 2025: VAT and corporate income tax from 2026.
[4] regfollower.com: the special retail tax before 2026.
"""

import math

REFORM = 2026
"""First calendar year of the new Tax Code [1]."""

_MCI = {2023: 3450, 2024: 3692, 2025: 3932, 2026: 4325}


def whole(amount: float) -> int:
    """Round to whole tenge, halves up: ⌊amount + 1/2⌋."""
    return math.floor(amount + 0.5)


def month_index(year: int) -> int:
    """Give the monthly calculation index (MCI), KZT: MCI(year) = 3,450, 3,692, 3,932, 4,325 in 2023 to 2026.

    4,325 in 2026 [2]; 2023–2025 from memory of the budget laws, *assumed*; before and after these years that
    of the nearest one, *assumed*.
    """
    return _MCI[min(max(year, min(_MCI)), max(_MCI))]


def simplified_rate(year: int, adjustment: float = 0.0) -> float:
    """Rate on revenue under the simplified declaration.

    3 % before 2026. From 2026: 4 % · (1 + adjustment), where the region's council (maslikhat) may move it by half at
    most, so 2–6 % [1].

    Parameters
    ----------
    year : int
        Calendar year.
    adjustment : float
        The region's, −0.5 to 0.5; taken to the nearest bound beyond them, without effect before 2026.
    """
    if year < REFORM:
        return 0.03
    return 0.04 * (1.0 + min(max(adjustment, -0.5), 0.5))


def retail_rate(year: int, adjustment: float = 0.0, to_business: bool = False) -> float:
    """Rate of the special retail tax: r = 0.08 if to_business else 0.04 before 2026, then `simplified_rate`.

    Before 2026, 4 % of sales to people and 8 % of sales to businesses [4]. From 2026 it no longer stands apart: the
    simplified declaration's 4 %, *assumed*.
    """
    return (0.08 if to_business else 0.04) if year < REFORM else simplified_rate(year, adjustment)


def ceiling(year: int, regime: str) -> int:
    """Revenue of a calendar year up to which a special regime may be used, KZT: units · MCI(year).

    Simplified: 600,000 MCI from 2026; before, 24,038 MCI in a half-year, so twice that in a year (a year's sum stands
    in for the two halves, *assumed*). Retail tax: 600,000 MCI [4].
    """
    units = 2 * 24_038 if year < REFORM and regime == "simplified" else 600_000
    return units * month_index(year)


def regime_in_force(chosen: str, year: int, revenue_of_year: int) -> str:
    """Give the regime that applies: the chosen one if revenue_of_year ≤ `ceiling`, else the general one."""
    return chosen if revenue_of_year <= ceiling(year, chosen) else "general"


def vat_threshold(year: int) -> int:
    """Revenue of a calendar year from which one must register for VAT, KZT: units · MCI(year).

    10,000 MCI from 2026 [3]; before, 20,000 MCI (*assumed*, from memory).
    """
    return (10_000 if year >= REFORM else 20_000) * month_index(year)


def vat_rate(year: int) -> float:
    """Rate of VAT: t = 0.16 from 2026 [3]; before, 0.12 (*assumed*, from memory)."""
    return 0.16 if year >= REFORM else 0.12


def share_under_vat(revenue: int, revenue_of_year: int, year: int, registered: bool) -> float:
    """Share of a month's revenue that bears VAT: min(1, (revenue_of_year − threshold) / revenue), 0–1.

    All of it once registered, whatever the new year brings; in the month that crosses the threshold only what lies
    above it (*assumed*: registration takes no time).

    Parameters
    ----------
    revenue : int
        Of the month, KZT.
    revenue_of_year : int
        Of the calendar year, this month included, KZT.
    year : int
        Calendar year.
    registered : bool
        Registered for VAT before this month.
    """
    if registered:
        return 1.0
    above = revenue_of_year - vat_threshold(year)
    return min(1.0, above / revenue) if above > 0 and revenue > 0 else 0.0


def vat_due(revenue: int, purchases: int, year: int, share: float = 1.0) -> int:
    """VAT of a month, KZT: that inside prices less that inside purchases, share · (revenue − purchases) · t / (1 + t).

    Not below zero: a credit is not paid out (*assumed*). `share` is what bears the tax at all, 0–1.
    """
    rate = vat_rate(year)
    return max(0, whole(share * (revenue - purchases) * rate / (1.0 + rate)))


def profit_tax_rate(year: int, social: bool) -> float:
    """Rate of corporate income tax (CIT): r = 0.20; in the social sphere 0.05 in 2026 and 0.10 in 2027.

    [3]. After 2027 the 10 % stand, and before 2026 the 20 % hold for all: *assumed*.
    """
    if not social or year < REFORM:
        return 0.20
    return 0.05 if year == REFORM else 0.10


def profit_tax(profit: int, losses: int, rate: float) -> tuple[int, int]:
    """Tax on a month's profit after the losses brought forward: rate · max(0, profit − losses), whole KZT.

    Settled month by month, where the law settles by the year (*assumed*; no month's loss is lost).

    Parameters
    ----------
    profit : int
        Of the month, before this tax, KZT; negative for a loss.
    losses : int
        Brought forward, KZT, 0 or more.
    rate : float
        Share of the taxable profit.

    Returns
    -------
    tax, losses : int
        Due for the month; carried on to the next.
    """
    taxable = profit - losses
    return (whole(taxable * rate), 0) if taxable > 0 else (0, -taxable)


def annuity(principal: float, rate: float, months: int) -> float:
    """Equal monthly payment that clears a loan, KZT: P · i / (1 − (1 + i)^−n); P / n without interest.

    Parameters
    ----------
    principal : float
        Borrowed, KZT.
    rate : float
        Interest a month, as a share (i).
    months : int
        Number of payments, 1 or more (n).
    """
    return principal / months if rate == 0.0 else principal * rate / -math.expm1(-months * math.log1p(rate))


def capital_charge(investment: int, discount: float, months: int) -> int:
    """Equal charge a month whose present value over so many months is the investment, whole KZT.

    The annuity at the monthly rate that compounds to the yearly one, (1 + r)^(1/12) − 1.
    """
    return whole(annuity(investment, math.expm1(math.log1p(discount) / 12.0), months))


def loan_service(debt: int, payment: float, rate: float, last: bool) -> tuple[int, int]:
    """Interest and repayment of a month, whole KZT; the last payment clears what rounding has left.

    interest = debt · rate; repayment = min(debt, max(0, payment − interest)), or the debt with the last payment.

    Returns
    -------
    interest, repayment : int
        debt · rate, and the payment less that interest, at most the debt.
    """
    interest = whole(debt * rate)
    return interest, debt if last else min(debt, max(0, whole(payment) - interest))


def loss_streak(streak: int, result: int) -> int:
    """Months of loss in a row after a month with this result (KZT): streak + 1 where result < 0, else 0."""
    return streak + 1 if result < 0 else 0


def gives_up(streak: int, patience: int) -> bool:
    """Whether the operator leaves: 0 < patience ≤ streak, so never if the patience is 0."""
    return 0 < patience <= streak


def adapted_price(price: int, fill: float, target: float, rate: float, lowest: int, highest: int) -> int:
    """Price of the next month, whole KZT: price · (1 + rate · (fill − target)), held between its bounds.

    A rule of thumb (*assumed*): dearer when fuller than intended, cheaper when emptier. What is free stays free.

    Parameters
    ----------
    price : int
        Of this month, KZT.
    fill, target : float
        Share of the places taken, and the share aimed at; 0–1.
    rate : float
        Change for a difference of 1; 0 keeps the price.
    lowest, highest : int
        Bounds, KZT.
    """
    if price <= 0:
        return 0
    return min(max(whole(price * (1.0 + rate * (fill - target))), lowest), highest)


def employees(staff: float, counter_hours: float, hours: float, served: int, guests: int) -> float:
    """People employed in a month, part-time ones in parts: staff + max(counter_hours / hours, served / guests).

    One person at the counter is enough for few guests, so that a village's hub costs less to run than a town's
    (*assumed*; no published figure of a hub's staff was found).

    Parameters
    ----------
    staff : float
        People employed whatever the hours.
    counter_hours, hours : float
        Hours for which the counter is open, and paid hours of an employee, h/month.
    served, guests : int
        People served at the counter in the month, and those whom one employee can serve.
    """
    return staff + max(counter_hours / hours, served / guests)


def displaced(spending: int, share: float) -> int:
    """Spending at the hub that other businesses of the settlement lose, whole KZT: share · spending."""
    return whole(spending * share)
