"""The world and its day."""

from model.hub_model import HubModel
from model.scenario import InputError, Scenario

__all__ = ["HubModel", "InputError", "Scenario"]
