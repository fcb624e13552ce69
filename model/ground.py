"""The ground on which a day lives: the tables of the settlement, at hand for compiled code."""

from typing import Any

from model.day.today import Sheets, with_room
from model.day.world import World, laid_bare
from model.kept import keep


class Ground:
    """The tables of a run.

    Parameters
    ----------
    world : World
        The tables as Python likes them.

    Attributes
    ----------
    world : World
        The same memory as compiled code likes it.
    kept : Kept
        Holds `world`, so that it need not be handed over table by table.
    """

    def __init__(self, world: World) -> None:
        self._dressed = {name: getattr(world, name) for name in ("people", "households", "ties", "parties")}
        self.world = laid_bare(world)
        self.kept = keep(self.world)

    @property
    def sheets(self) -> Sheets:
        """Working space of the day."""
        return self.world.sheets

    def lay(self, **tables: Any) -> None:
        """Lay other tables in the place of some."""
        self.world = self.world._replace(**tables)
        self.kept = keep(self.world)

    def make_room(self, offers: int) -> None:
        """See to it that so many offers a day find room."""
        room = with_room(self.sheets, offers)
        if room is not self.sheets:
            self.lay(sheets=room)

    def __getstate__(self) -> World:
        """Give what a copy, or a pickle, is made of: tables that share their memory with those in the user's hands."""
        return self.world._replace(**self._dressed)

    def __setstate__(self, world: World) -> None:
        """Become a copy: what shared its memory shares it again."""
        self.__init__(world)  # type: ignore[misc]
