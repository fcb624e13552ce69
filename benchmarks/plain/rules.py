"""The rules of the model as plain Python, without the compiler."""

from types import ModuleType, SimpleNamespace

from agents.rules import availability, awareness, board, capacity, meeting, memory, reading, spending, tourism
from agents.rules import choice as _choice
from agents.rules import contact as _contact


def _plain(module: ModuleType) -> SimpleNamespace:
    return SimpleNamespace(**{name: getattr(value, "py_func", value) for name, value in vars(module).items()})


time, word, votes, rooms, ties, memories, books, money, guests, choice, contact = map(
    _plain, (availability, awareness, board, capacity, meeting, memory, reading, spending, tourism, _choice, _contact)
)
