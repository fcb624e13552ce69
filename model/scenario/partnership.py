"""Partnership: what building and running the hub costs, who bears it, and on which terms."""

from typing import Literal

from pydantic import model_validator

from model.scenario.errors import InputError, Problem
from model.scenario.parameter import Section, lever, param

_WAGE = (
    "assumed: about two thirds of the median wage of 300,307 (Bureau of National Statistics, first quarter of 2025 [a])"
)
_CUP = "an Almaty café owner's breakdown of a cup (kz.kursiv.media)"
_WORKS = (
    "assumed: between light works and a capital repair, which takes some 145 million for a rural culture house "
    "(Kostanay, saqshy.info)"
)
_SIMPLIFIED = "Tax Code of 2026 (enbekshiqazaq.kz): the region's council may move the 4 % by half [a]"


class Loan(Section):
    """The loan that pays a part of the fit-out, repaid in equal monthly payments."""

    share: float = lever(0.5, "Share of the fit-out that is borrowed", ge=0, le=1)
    rate: float = param(0.18, "Interest a year, nominal; a twelfth a month", unit="1/year", ge=0, le=1)
    months: int = lever(48, "Number of monthly payments", unit="months", ge=1, le=480)


class Costs(Section):
    """What the operator pays month by month."""

    staff: int = param(1, "People employed whatever the hours: who runs the hub", unit="people", ge=0, le=1000)
    hours: float = param(
        165.0,
        "Paid hours of an employee; somebody stands at the counter while café, shops or an exhibition are open",
        unit="h/month",
        source="assumed: a working week of 40 h, less holidays",
        gt=0,
        le=744,
    )
    guests: int = param(
        1000,
        "Guests of café, shops and exhibition whom one employee can serve",
        unit="people/month",
        source=f"assumed: after {_CUP}, 300 KZT of wages a cup, at a wage of 300,000",
        ge=1,
        le=10_000_000,
    )
    wage: int = param(200_000, "Gross wage", unit="KZT/month", source=_WAGE, ge=0, le=10_000_000)
    wage_tax: float = param(0.1, "Share of the gross wage withheld for the state", ge=0, le=1)
    payroll: float = param(
        0.085,
        "The employer's contributions, as a share of the gross wage",
        source="contributions of 2026 (b2b.telecom.kz): pension 3.5 %, social 5 %; others left out [d]",
        ge=0,
        le=1,
    )
    session: int = param(3000, "Fee of the host of a class", unit="KZT/session", ge=0, le=1_000_000)
    cafe_goods: float = param(
        0.4,
        "Goods and ingredients, as a share of the café's sales",
        source=f"{_CUP}: 540 of 1,390 KZT [d]",
        ge=0,
        le=2,
    )
    shop_goods: float = param(0.65, "Goods, as a share of the shops' sales", ge=0, le=2)
    class_goods: float = param(0.1, "Materials, as a share of tickets", ge=0, le=2)
    owner: int = param(
        21_675,
        "The owner's contributions for itself, as a sole trader; 0 for a company",
        unit="KZT/month",
        source="other years taken alike; least of 2026 at a minimum wage of 85,000 (b2b.telecom.kz) [a]",
        ge=0,
        le=10_000_000,
    )
    utilities: int = param(120_000, "Heat, light, water, internet", unit="KZT/month", ge=0, le=100_000_000)
    promotion: int = param(
        100_000, "Advertising at full effort (1) of the design's promotion", unit="KZT/month", ge=0, le=100_000_000
    )
    campaign: int = param(5000, "A day of a campaign of strength 1", unit="KZT/day", ge=0, le=100_000_000)


class Hire(Section):
    """Rooms let to others while no class takes place in them."""

    share: float = param(0.05, "Share of the free rooms that is hired", ge=0, le=1)
    price: int = lever(3000, "Hire of a room for a part of the day", unit="KZT/slot", ge=0, le=10_000_000)


class Rent(Section):
    """What the state gets for its house."""

    month: int = lever(50_000, "Fixed rent", unit="KZT/month", ge=0, le=100_000_000)
    share: float = lever(0.0, "Share of the revenue paid on top", ge=0, le=1)


class Tax(Section):
    """How the operator is taxed. The law's rates by calendar year are in `agents.rules.money`."""

    regime: Literal["simplified", "retail", "general"] = param(
        "simplified", "Regime; above its ceiling the general one applies", source="choice"
    )
    adjustment: float = param(
        0.0,
        "The region's change of the simplified rate: −0.5 halves, 0.5 adds half",
        source=_SIMPLIFIED,
        ge=-0.5,
        le=0.5,
    )
    social: bool = param(
        False,
        "Taxed as an organisation of the social sphere under the general regime",
        source="Tax Code of 2026 (dalanews.kz) [a]",
    )
    rate: float | None = param(
        None, "Rate on revenue in place of the law's, for what-if questions", source="choice", ge=0, le=1
    )


class Treasury(Section):
    """The state's side: upkeep of the house, and support in money."""

    upkeep_before: int = param(600_000, "Upkeep of the library as it is", unit="KZT/month", ge=0, le=1_000_000_000)
    upkeep_after: int = param(
        400_000, "Upkeep that stays with the state under the partnership", unit="KZT/month", ge=0, le=1_000_000_000
    )
    support: int = lever(
        0, "Support in money to the operator (moral support is free)", unit="KZT/month", ge=0, le=1_000_000_000
    )
    support_months: int = lever(12, "Months for which it is paid", unit="months", ge=0, le=480)
    sales_per_job: int = param(
        1_000_000, "Sales that keep one job in other local businesses", unit="KZT/month", ge=1, le=1_000_000_000
    )
    discount: float = param(0.08, "Discount rate of the state, real (at constant prices)", unit="1/year", ge=0, le=1)
    overrun: float = param(
        0.1,
        "What building and running the hub would cost the state more than the operator: risk in value for money",
        ge=0,
        le=5,
    )


class Pricing(Section):
    """How the operator changes prices, month by month."""

    rate: float = lever(
        0.0, "Change of a price for a fill off its target by 1; 0 keeps prices", unit="1/month", ge=0, le=1
    )
    target: float = lever(0.6, "Share of the places that the operator wants filled", ge=0, le=1)
    lowest: float = lever(0.5, "Lowest price, relative to that of the design", ge=0, le=1)
    highest: float = lever(1.5, "Highest price, relative to that of the design", ge=1, le=10)


class Partnership(Section):
    """The terms between operator and state, and the costs behind them."""

    run_by: Literal["operator", "state"] = param(
        "operator",
        "Who runs the hub; the state pays fit-out and programme (`costs`), and takes what is sold",
        source="choice",
    )
    fit_out: int = param(
        40_000_000, "Renovation, furniture and equipment", unit="KZT", source=_WORKS, ge=0, le=100_000_000_000
    )
    term_months: int = lever(60, "Length of the contract, over which it is valued", unit="months", ge=1, le=480)
    discount: float = param(0.2, "Discount rate of the operator, nominal", unit="1/year", ge=0, le=1)
    inflation: float = param(
        0.08,
        "Growth of all prices in the operator's appraisal, so that its flows are nominal as its loan is; "
        "the run itself stays at the prices of its start",
        unit="1/year",
        source="assumed: 8.6 % in 2024, where the National Bank aims at 5 % (from memory)",
        ge=0,
        le=1,
    )
    patience: int = param(
        12, "Months of loss in a row after which the operator leaves; 0 for never", unit="months", ge=0, le=480
    )
    loan: Loan = Loan()
    costs: Costs = Costs()
    hire: Hire = Hire()
    rent: Rent = Rent()
    tax: Tax = Tax()
    treasury: Treasury = Treasury()
    pricing: Pricing = Pricing()

    @model_validator(mode="after")
    def _loan_ends_within_the_contract(self) -> "Partnership":
        if self.fit_out * self.loan.share > 0 and self.loan.months > self.term_months:
            longest = f"must be at most term_months = {self.term_months}: the loan would outlive the contract"
            raise InputError(Problem(longest, ".loan.months", str(self.loan.months)))
        return self

    @model_validator(mode="after")
    def _revenue_is_not_promised_twice(self) -> "Partnership":
        taken = self.rent.share + (self.tax.rate or 0.0)
        if taken > 1.0:
            raise ValueError(
                f"rent.share and tax.rate add up to {taken:.0%} of the revenue; together they must be at most 100 %"
            )
        return self

    @model_validator(mode="after")
    def _support_has_a_duration(self) -> "Partnership":
        if self.treasury.support and not self.treasury.support_months:
            unpaid = f"must be at least 1, or the support of {self.treasury.support:,.0f} KZT is never paid"
            raise InputError(Problem(unpaid, ".treasury.support_months", str(self.treasury.support_months)))
        return self
