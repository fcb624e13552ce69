"""What happens to the settlement from outside: spells that events begin, and how long they last."""

from collections import Counter
from dataclasses import dataclass, field

from model.scenario.clock import Clock
from model.scenario.events import Event


class Spell:
    """Something that lasts for a while, with a strength; several may run at once, of which the strongest counts."""

    def __init__(self) -> None:
        self._running: list[tuple[int, float]] = []
        self._over = 0

    def begin(self, day: int, days: int, strength: float = 1.0) -> None:
        """Begin on a day for a number of days; the unit of the strength is the event's."""
        self._running.append((day + days, strength))
        self._over = max(self._over, day + days)

    def on(self, day: int) -> float:
        """Strength on a day, of what has begun by then; 0 when it is over."""
        if day >= self._over:
            return 0.0
        return max((strength for over, strength in self._running if day < over), default=0.0)


@dataclass
class Happenings:
    """The spells of a run, and the café's and the operator's fate."""

    closure: Spell = field(default_factory=Spell)
    """The doors are shut."""
    campaign: Spell = field(default_factory=Spell)
    """A campaign makes the hub known."""
    endorsement: Spell = field(default_factory=Spell)
    """The state speaks for the hub."""
    harsh_winter: Spell = field(default_factory=Spell)
    """Bad weather without a break."""
    road_closed: Spell = field(default_factory=Spell)
    """Ways take longer, by the strength in minutes."""
    cafe: bool = True
    """The café is in business."""
    operator: bool = True
    """The operator has not left."""
    layoffs: Counter[int] = field(default_factory=Counter)
    """Layoffs so far, by day."""

    def strengths(self, day: int) -> tuple[float, ...]:
        """Strengths on a day of the spells that people see and hear: campaign, endorsement, harsh winter, road."""
        return self.campaign.on(day), self.endorsement.on(day), self.harsh_winter.on(day), self.road_closed.on(day)

    def begin(self, event: Event, day: int) -> None:
        """Let a spell begin, or the café open or close; what else events do is not for here."""
        match event.kind:
            case "campaign":
                self.campaign.begin(day, event.days, event.strength)
            case "endorsement":
                self.endorsement.begin(day, event.days, event.strength)
            case "closure":
                self.closure.begin(day, event.days)
            case "road_closed":
                self.road_closed.begin(day, event.days, event.minutes)
            case "harsh_winter":
                self.harsh_winter.begin(day, event.days)
            case "cafe_opens" | "cafe_closes":
                self.cafe = event.kind == "cafe_opens"


def cafe_from_the_start(events: tuple[Event, ...], clock: Clock) -> bool:
    """Tell whether the café is in business on the first day: not if the first that is scheduled for it is to open."""
    of_cafe = [event for event in events if event.kind in ("cafe_opens", "cafe_closes")]
    first = min(of_cafe, key=lambda event: event.on(clock), default=None)
    return first is None or first.kind == "cafe_closes"


def agenda_of(events: tuple[Event, ...], clock: Clock) -> dict[int, list[Event]]:
    """List the events by the number of the day, from 1 on, in the order in which they were given."""
    agenda: dict[int, list[Event]] = {}
    for event in events:
        agenda.setdefault(event.on(clock) + 1, []).append(event)
    return agenda
