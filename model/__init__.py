"""The world and its day."""

from typing import TYPE_CHECKING, Any

from model.scenario import InputError, Scenario

if TYPE_CHECKING:
    from model.hub_model import HubModel

__all__ = ["HubModel", "InputError", "Scenario"]


def __getattr__(name: str) -> Any:
    # Mesa and the compiler take a second to load; who only reads the schema does not wait for them.
    if name == "HubModel":
        from model.hub_model import HubModel

        return HubModel
    raise AttributeError(f"module 'model' has no attribute '{name}'")
