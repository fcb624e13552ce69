"""The operator before the tax office: revenue of the calendar year, registration for VAT, losses brought forward."""

from typing import NamedTuple

from agents.rules.money import (
    profit_tax,
    profit_tax_rate,
    regime_in_force,
    retail_rate,
    share_under_vat,
    simplified_rate,
    vat_due,
    whole,
)
from model.scenario.partnership import Tax


class Levies(NamedTuple):
    """Taxes of the operator in a month, KZT."""

    vat: int
    revenue: int
    profit: int


class TaxFile:
    """What the tax office keeps on the operator from month to month.

    Parameters
    ----------
    tax : Tax
        How the operator is taxed.
    losses : int
        To set against the first profits, KZT.
    """

    def __init__(self, tax: Tax, losses: int = 0) -> None:
        self.tax = tax
        self._losses = losses
        self._year = 0
        self._revenue_of_year = 0
        self._under_vat = False

    def assess(self, year: int, revenue: int, hire: int, purchases: int, result: int) -> Levies:
        """Taxes of a month under the regime in force.

        Parameters
        ----------
        year : int
            Calendar year.
        revenue, hire : int
            Of the month, and what of it other businesses paid for rooms, KZT.
        purchases : int
            With VAT inside, KZT.
        result : int
            Profit of the month before these taxes, KZT.
        """
        if year != self._year:
            self._year, self._revenue_of_year = year, 0
        self._revenue_of_year += revenue
        tax = self.tax
        if tax.rate is not None:
            return Levies(0, whole(revenue * tax.rate), 0)
        regime = regime_in_force(tax.regime, year, self._revenue_of_year)
        if regime == "simplified":
            return Levies(0, whole(revenue * simplified_rate(year, tax.adjustment)), 0)
        if regime == "retail":
            people = (revenue - hire) * retail_rate(year, tax.adjustment)
            businesses = hire * retail_rate(year, tax.adjustment, to_business=True)
            return Levies(0, whole(people + businesses), 0)
        share = share_under_vat(revenue, self._revenue_of_year, year, self._under_vat)
        self._under_vat = share > 0.0
        vat = vat_due(revenue, purchases, year, share)
        due, self._losses = profit_tax(result - vat, self._losses, profit_tax_rate(year, tax.social))
        return Levies(vat, 0, due)
