"""The data collector: Mesa's own, fed from the chronicle."""

from typing import TYPE_CHECKING, Any

import mesa
import pandas as pd

from model.measures import CATALOGUE

if TYPE_CHECKING:
    from model.hub_model import HubModel


class ChronicleCollector(mesa.DataCollector):
    """Mesa's data collector with the catalogue's measures, which the chronicle holds already.

    Nothing is computed for them until somebody asks, and then for all days at once. Reporters that a user adds (of the
    model, of agents, of agent types) are collected every day as Mesa does.

    Parameters
    ----------
    model : HubModel
    **reporters
        Further reporters, as `mesa.DataCollector` takes them.
    """

    def __init__(self, model: "HubModel", **reporters: Any) -> None:
        self._chronicle = model.chronicle
        self._columns: dict[str, list] = {}
        self._written = -1
        super().__init__(**reporters)

    @property
    def model_vars(self) -> dict[str, list]:
        """Measures by name, one value a day."""
        if self._written != self._chronicle.days:
            self._written = self._chronicle.days
            for name, measure in CATALOGUE.items():
                self._columns[name] = measure.series(self._chronicle).tolist()
        return self._columns

    @model_vars.setter
    def model_vars(self, columns: dict[str, list]) -> None:
        self._columns = columns

    def get_model_vars_dataframe(self) -> pd.DataFrame:
        """Give all measures as a table: one row a day, one column a measure."""
        return pd.DataFrame(self.model_vars)

    def collect(self, model: "HubModel") -> None:
        """Collect the reporters that the user added; the catalogue's measures are in the chronicle."""
        if not self.model_reporters:
            self._collection_steps.append(model.time)
        super().collect(model)
