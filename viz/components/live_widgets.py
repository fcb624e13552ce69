"""Map and charts: canvases fed with binary arrays."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import anywidget
import numpy as np

from model import HubModel
from viz.live import Day
from viz.palette import OKABE_ITO

_HERE = Path(__file__).parent

READING_COLOURS = ("#8c8c8c", "#E69F00", "#0072B2")
"""Never, lapsed, active."""


def group_colour(number: int) -> str:
    """Colour of an ethnic group by its place; the groups beyond the palette share a grey."""
    return OKABE_ITO[number] if number < len(OKABE_ITO) else "#7a7a7a"


class MapWidget(anywidget.AnyWidget):
    """The settlement from above, with today's visitors."""

    _esm = (_HERE / "map.js").read_text("utf-8")

    def show_world(self, model: HubModel, label: str, mode: str) -> None:
        """Show who lives where."""
        people = model.people.rows
        x, y = people.x.astype(np.float32), people.y.astype(np.float32)
        west, south, east, north = (
            float(np.quantile(np.append(axis, 0.0), end)) for end in (0.002, 0.998) for axis in (x, y)
        )
        self.send(
            {
                "is": "world",
                "label": label,
                "mode": mode,
                "middle": [(west + east) / 2, (south + north) / 2],
                "reach": [max(1.0, (east - west) / 2), max(1.0, (north - south) / 2)],
                "colours": [group_colour(number) for number in range(len(model.cultures))],
                "readingColours": READING_COLOURS,
            },
            buffers=[each.tobytes() for each in (x, y, people.group.astype(np.uint8), people.reading.astype(np.uint8))],
        )
        self.show_houses(model)

    def show_label(self, label: str) -> None:
        """Say anew what the map shows, to those who cannot see it."""
        self.send({"is": "label", "label": label})

    def show_houses(self, model: HubModel) -> None:
        """Show where the houses of the library or the hub stand, and to which of them everybody goes."""
        homes = model.people.rows.house.astype(np.uint8)
        self.send({"is": "houses", "at": model.houses.tolist()}, buffers=[homes.tobytes()])

    def show_day(self, day: Day, speed: float) -> None:
        """Show who came today."""
        buffers = [day.person.tobytes(), day.unit.tobytes(), day.slot.tobytes()]
        if day.reading is not None:
            buffers.append(day.reading.tobytes())
        self.send({"is": "day", "number": day.number, "span": 1000.0 / min(speed, 60.0)}, buffers=buffers)

    def show_colours(self, mode: str, reading: np.ndarray) -> None:
        """Colour people by ethnic group, or by reading state."""
        self.send({"is": "colours", "mode": mode}, buffers=[reading.astype(np.uint8).tobytes()])

    def show_chosen(self, row: int | None, ties: Sequence[int] = ()) -> None:
        """Mark a person and those whom the person knows."""
        self.send({"is": "chosen", "row": row, "ties": list(ties)})


class ChartsWidget(anywidget.AnyWidget):
    """Small charts that grow day by day."""

    _esm = (_HERE / "charts.js").read_text("utf-8")

    def show_charts(
        self, charts: list[dict[str, Any]], history: list[tuple[float, ...]], width: int, horizon: int, lang: str
    ) -> None:
        """Begin anew with what has been lived so far."""
        past = np.array(history, np.float64).reshape(-1, width)
        self.send(
            {"is": "charts", "charts": charts, "width": width, "horizon": horizon, "lang": lang},
            buffers=[past.tobytes()],
        )

    def add_day(self, day: Day) -> None:
        """Add one day."""
        self.send({"is": "day"}, buffers=[np.array(day.values, np.float64).tobytes()])
