"""What a month brought to the operator and to the state."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MonthAccount:
    """One month of the partnership; whole KZT unless said otherwise.

    Only the flows are stored, each one entered in the ledger as it stands here; the results are properties.
    """

    day: int
    """Day of the run on which the month was closed."""
    month: str
    """Such as ``2026-03``."""
    operated: bool = False
    """The operator was there; else it is the state's library."""
    tickets: int = 0
    cafe: int = 0
    shops: int = 0
    hire: int = 0
    support: int = 0
    """From the state to the operator."""
    goods: int = 0
    fees: int = 0
    """Of the hosts of classes."""
    wages: int = 0
    """Gross."""
    payroll: int = 0
    """The employer's contributions on top of the wages."""
    withheld: int = 0
    """Part of the gross wages that goes to the state."""
    utilities: int = 0
    promotion: int = 0
    rent: int = 0
    """Fixed rent and the state's share of the revenue."""
    vat: int = 0
    revenue_tax: int = 0
    profit_tax: int = 0
    interest: int = 0
    repayment: int = 0
    """Of the loan's principal."""
    upkeep: int = 0
    """Paid by the state for the house."""
    upkeep_saved: int = 0
    """Against the library as it was; negative if it costs more."""
    displaced: int = 0
    """Sales that other local businesses lost to the hub: no payment, an estimate."""
    displaced_tax: int = 0
    """Taxes that the state lost with them."""
    jobs: float = 0.0
    """People employed."""
    displaced_jobs: float = 0.0
    """Jobs that go with the displaced sales."""

    @property
    def revenue(self) -> int:
        """Sales of all streams."""
        return self.tickets + self.cafe + self.shops + self.hire

    @property
    def costs(self) -> int:
        """Cost of operation: all but the loan and the taxes on revenue and profit."""
        return self.goods + self.fees + self.wages + self.payroll + self.utilities + self.promotion + self.rent

    @property
    def tax(self) -> int:
        """Taxes on revenue, added value and profit."""
        return self.vat + self.revenue_tax + self.profit_tax

    @property
    def available(self) -> int:
        """Cash flow available for debt service (CFADS): revenue + support − costs − tax."""
        return self.revenue + self.support - self.costs - self.tax

    @property
    def debt_service(self) -> int:
        """Interest and repayment."""
        return self.interest + self.repayment

    @property
    def profit(self) -> int:
        """Profit after interest and tax; neither the loan's repayment nor the fit-out is a cost of the month."""
        return self.available - self.interest

    @property
    def cash(self) -> int:
        """Change of the operator's money."""
        return self.available - self.debt_service

    @property
    def taxes_received(self) -> int:
        """Taxes and contributions that the state receives because of the hub, gross of displacement."""
        return self.tax + self.payroll + self.withheld

    @property
    def gain_of_state(self) -> int:
        """What the state is better off than with the library as it was, gross of displacement."""
        return self.upkeep_saved + self.rent + self.taxes_received - self.support

    @property
    def net_gain_of_state(self) -> int:
        """The same, net of the taxes that other local businesses no longer pay."""
        return self.gain_of_state - self.displaced_tax

    @property
    def net_jobs(self) -> float:
        """People employed less the jobs displaced."""
        return self.jobs - self.displaced_jobs
