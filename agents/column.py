"""A view's attribute: one cell of a column that the model holds."""

from operator import attrgetter
from typing import Any, Self, overload


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
    """

    def __init__(self, table: str, meaning: str, *, column: str = "", labels: tuple[str, ...] | str = ()) -> None:
        self.table = table
        self.column = column
        self.labels = labels
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
        value = self._cells(agent)[agent.row].item()
        return self._names(agent)[value] if self.labels else value

    def __set__(self, agent: Any, value: Any) -> None:
        if self.labels:
            names = self._names(agent)
            if value not in names:
                raise ValueError(f"{self.name} = {value!r}: must be one of {', '.join(names)}")
            value = names.index(value)
        self._cells(agent)[agent.row] = value
        agent.model.touch(agent)

    def _cells(self, agent: Any) -> Any:
        table = attrgetter(self.table)(agent.model)
        return table[self.column] if table.dtype.names else table

    def _names(self, agent: Any) -> tuple[str, ...] | list[str]:
        return getattr(agent.model, self.labels) if isinstance(self.labels, str) else self.labels
