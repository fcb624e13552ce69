"""A view's attribute: one cell of a column that the model holds."""

from operator import attrgetter
from typing import Any, Self, overload

import numpy as np

LONG_AGO = -1_000_000
"""Day number that stands for 'it has not happened yet'."""


class Column:
    """Attribute of an agent that is read from, and written to, a column of the model.

    Parameters
    ----------
    table : str
        Where the model keeps the table or the single column, such as ``people.rows`` or ``people.last_visit``.
    meaning : str
        What the value says, with its unit; the attribute's documentation.
    column : str, optional
        Name of the column; the attribute's name where none is given.
    labels : tuple of str, or str, optional
        Names of the codes in the column, or the model's attribute that lists them; the agent then speaks in names.
    low, high : float or str, optional
        Least and greatest value that may be written, or the model's attribute that says so. A column of whole numbers
        or of yes and no takes nothing else, and none takes what is not finite.
    fixed : bool
        It is what the agent is known by, or follows from something else, and cannot be written.
    """

    def __init__(
        self,
        table: str,
        meaning: str,
        *,
        column: str = "",
        labels: tuple[str, ...] | str = (),
        low: float | str | None = None,
        high: float | str | None = None,
        fixed: bool = False,
    ) -> None:
        self.table = table
        self.column = column
        self.labels = labels
        self.low = low
        self.high = high
        self.fixed = fixed
        self.__doc__ = meaning

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.column = self.column or name

    @overload
    def __get__(self, agent: None, owner: type) -> Self: ...
    @overload
    def __get__(self, agent: Any, owner: type) -> Any: ...
    def __get__(self, agent: Any, owner: type) -> Any:
        if agent is None:
            return self
        value = self._cells(agent.model)[agent.row].item()
        return self._names(agent)[value] if self.labels else value

    def __set__(self, agent: Any, value: Any) -> None:
        if self.fixed:
            raise AttributeError(f"{self.name} of a {type(agent).__name__} cannot be written")
        if self.labels:
            names = self._names(agent)
            if value not in names:
                raise ValueError(f"{self.name} = {value!r}: must be one of {', '.join(names)}")
            value = names.index(value)
        else:
            cells = self._cells(agent.model)
            if not self._admits(np.asarray(value), cells.dtype, agent.model):
                raise ValueError(f"{self.name} = {value!r}: must be {self.allowed(agent.model)}")
        self._cells(agent.model)[agent.row] = value
        agent.model.touch(agent, self.name)

    def check(self, model: Any, rows: Any) -> None:
        """Check the values of a whole column, as if each had been written.

        Parameters
        ----------
        model : HubModel
        rows : array of int
            Rows of the agents.

        Raises
        ------
        ValueError
            Attribute, value and what is allowed, of the first row that is wrong.
        """
        values = self._cells(model)[rows]
        if self.labels:
            names = getattr(model, self.labels) if isinstance(self.labels, str) else self.labels
            right, allowed = (values >= 0) & (values < len(names)), f"the number of one of {', '.join(names)}"
        else:
            right, allowed = self._within(values, model), self.allowed(model)
        if not right.all():
            first = int(np.argmin(right))
            raise ValueError(f"{self.name} = {values[first].item()!r} in row {rows[first]}: must be {allowed}")

    def allowed(self, model: Any) -> str:
        """Say in words what may be written."""
        kind = self._cells(model).dtype.kind
        if kind == "b":
            return "True or False"
        number = "a whole number" if kind == "i" else "a finite number"
        low, high = self._bounds(model)
        if low is not None and high is not None:
            return f"{number} from {low:,g} to {high:,g}".replace(",", "")
        return f"{number} of at least {low:g}" if low is not None else number

    def _admits(self, value: np.ndarray, kind: np.dtype, model: Any) -> bool:
        if value.ndim or (value.dtype.kind == "b") != (kind.kind == "b"):
            return False
        if kind.kind == "b":
            return True
        if value.dtype.kind not in "iuf" or (kind.kind == "i" and not float(value).is_integer()):
            return False
        return bool(self._within(value, model))

    def _within(self, values: Any, model: Any) -> Any:
        """Tell which of some numbers are finite and within the bounds."""
        low, high = self._bounds(model)
        right = np.isfinite(values)
        if low is not None:
            right = right & (values >= low)
        if high is not None:
            right = right & (values <= high)
        return right

    def _bounds(self, model: Any) -> tuple[float | None, float | None]:
        low, high = (getattr(model, each) if isinstance(each, str) else each for each in (self.low, self.high))
        return low, high

    def _cells(self, model: Any) -> Any:
        table = attrgetter(self.table)(model)
        return table[self.column] if table.dtype.names else table

    def _names(self, agent: Any) -> tuple[str, ...] | list[str]:
        return getattr(agent.model, self.labels) if isinstance(self.labels, str) else self.labels
