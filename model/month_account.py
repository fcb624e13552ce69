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
    part: float = 0.0
    """Share of the month for which the hub was there, whoever ran it, 0–1."""
    lived: float = 1.0
    """Share of the month that belongs to the run, 0–1."""
    ended: bool = True
    """The month is over; else the end of the run has cut it short."""
    left: bool = False
    """The operator leaves at its end."""
    fit_out: int = 0
    """Paid by the operator for the house, in the month in which it opens."""
    investment: int = 0
    """Paid by the state for the house, where it runs the hub itself."""
    borrowed: int = 0
    """Lent by the bank for it."""
    tickets: int = 0
    cafe: int = 0
    shops: int = 0
    hire: int = 0
    """Of rooms; in a hub that the state runs itself, part of `hub_sales`."""
    support: int = 0
    """From the state to the operator."""
    goods: int = 0
    """This and what follows up to the promotion is paid by who runs the hub: the operator, else the state."""
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
    """Advertising, campaigns included."""
    campaign: int = 0
    """Part of the promotion that campaigns took."""
    own: int = 0
    """Contributions of the owner for itself, as a sole trader."""
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
    visits: int = 0
    """Visits of the month, to the library or the hub."""
    public_sales: int = 0
    """Taken by the state in a house that it runs itself."""
    hub_sales: int = 0
    """Part of them that was taken in a hub, not in the library."""
    capital: int = 0
    """What falls on the month of the state's investment, spread over the contract: no payment, an estimate."""

    @property
    def revenue(self) -> int:
        """Sales of all streams; 0 without an operator."""
        return self.tickets + self.cafe + self.shops + self.hire if self.operated else 0

    @property
    def costs(self) -> int:
        """Cost of operation: all but the loan and the taxes on revenue and profit."""
        return self.inputs + self.payroll + self.own + self.rent

    @property
    def inputs(self) -> int:
        """Goods, hosts, wages, utilities and promotion: what the programme takes, whoever runs it."""
        return self.goods + self.fees + self.wages + self.utilities + self.promotion

    @property
    def tax(self) -> int:
        """Taxes on revenue, added value and profit."""
        return self.vat + self.revenue_tax + self.profit_tax

    @property
    def available(self) -> int:
        """Cash flow available for debt service (CFADS): revenue + support − costs − tax; 0 without an operator."""
        return self.revenue + self.support - self.costs - self.tax if self.operated else 0

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
    def change(self) -> int:
        """Change of the operator's money, fit-out and loan included."""
        return self.cash + self.borrowed - self.fit_out

    @property
    def running_costs(self) -> int:
        """What the house and its programme use up, whoever pays: no rent, tax or interest, which only change hands."""
        return self.costs - self.rent - self.own + self.upkeep

    @property
    def own_programme(self) -> int:
        """What the state pays for the programme of a hub that it runs itself."""
        return 0 if self.operated else self.inputs

    @property
    def public_costs(self) -> int:
        """What the house costs the state: upkeep, support and a programme of its own, less rent, taxes and its sales.

        No investment is in it.
        """
        spent = self.upkeep + self.support + self.own_programme
        return spent - self.rent - self.taxes_received - self.public_sales

    @property
    def public_burden(self) -> int:
        """The same, and what falls on the month of the state's investment."""
        return self.public_costs + self.capital

    @property
    def taxes_received(self) -> int:
        """Taxes and contributions that the state receives because of the hub, gross of displacement."""
        return self.tax + self.payroll + self.withheld + self.own

    @property
    def gain_of_state(self) -> int:
        """What the state is better off than with the library as it was, gross of displacement.

        Sales and programme of a hub that it runs itself count; sales of the library are left out, before and after.
        """
        received = self.rent + self.taxes_received + self.hub_sales
        return self.upkeep_saved + received - self.support - self.own_programme - self.investment

    @property
    def net_gain_of_state(self) -> int:
        """The same, net of the taxes that other local businesses no longer pay."""
        return self.gain_of_state - self.displaced_tax

    @property
    def net_jobs(self) -> float:
        """People employed less the jobs displaced."""
        return self.jobs - self.displaced_jobs
