"""The same day once more, in plain Python and Mesa objects, as one writes it who knows neither columns nor compilers.

It takes over people, ties and offers from a `HubModel` and then lives by itself, on the same rules, as plain Python,
and the same luck. Nothing is bounded, sorted out beforehand or kept from yesterday: everybody weighs every offer every
day. `tests/model/test_second_rendition.py` holds the compiled model to it to the last bit, and `benchmarks/speed.py`
measures it.

Calendar, events, the board and the books are plain Python in the model already; what they decide is told to the village
each morning. What people answer when the board asks them is worked out here once more.
"""

from benchmarks.plain.village import Village

__all__ = ["Village"]
