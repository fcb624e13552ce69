"""What is bought on a visit. Money is counted in whole tenge."""

import math

from agents.compiled import rule


@rule
def purse_now(purse: int, income: int, days: int, limit_days: int) -> int:
    """Money at hand, KZT: what was left plus the income since, at most the income of some days.

    min(purse + income · days, max(income · limit_days, purse))

    Parameters
    ----------
    purse : int
        Left after the last look, KZT.
    income : int
        Disposable income, KZT a day.
    days : int
        Since the last look.
    limit_days : int
        Days of income that are kept for leisure at most; the rest has gone elsewhere.
    """
    return min(purse + income * days, max(income * limit_days, purse))


@rule
def affordable(price: int, people: int, purse: int) -> bool:
    """Whether everybody in the household could pay the price today: price · people ≤ purse. So nobody is overdrawn."""
    return price * people <= purse


@rule
def purchase_inclination(base: float, taste: float, price_loss: float) -> float:
    """Logit of adding a coffee, or buying in a shop, on a visit: base + taste + price_loss (not above 0)."""
    return base + taste + price_loss


@rule
def basket(median: float, sigma: float, normal: float) -> int:
    """Basket of a purchase, KZT: log-normal, median · exp(σ z), in whole tenge."""
    return int(median * math.exp(sigma * normal) + 0.5)
