"""How well the synthetic people of a settlement meet its figures."""

from model import HubModel
from model.synthesis.margins import Margin, margins


def margins_of(settlement: str, seed: int = 1) -> list[Margin]:
    """Let people move into a settlement, and compare them with its figures.

    Parameters
    ----------
    settlement : str
        Name of a settlement that ships, or path of a file.
    seed : int
        Seed.
    """
    model = HubModel(settlement, "status-quo", rng=seed)
    return margins(model.plan.settlement, model.people, model.households, model.couples)
