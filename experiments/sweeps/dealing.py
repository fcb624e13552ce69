"""Dealing runs out in chunks, and dealing them again when somebody drops them."""

from collections import Counter, deque
from collections.abc import Iterable

import numpy as np

_AIM = 1.0
"""Seconds that a chunk should take: long beside handing it over, short beside what a crash may cost."""
_LARGEST = 500
_STRIKES = 3
"""So often may the process die that makes a run, before the run is blamed."""


class Deal:
    """Runs that are still to be made.

    Parameters
    ----------
    numbers : iterable of int
        The runs.
    hands : int
        How many are made at a time.
    """

    def __init__(self, numbers: Iterable[int], hands: int) -> None:
        self._numbers = np.fromiter(numbers, np.int64)
        self._dealt = 0
        self._back: deque[int] = deque()
        self._suspects: deque[int] = deque()
        self._strikes: Counter[int] = Counter()
        self._hands = hands
        self._seconds = 0.0
        self._made = 0

    def __len__(self) -> int:
        return self._left + len(self._suspects)

    @property
    def _left(self) -> int:
        return len(self._numbers) - self._dealt + len(self._back)

    @property
    def careful(self) -> bool:
        """Runs during which a process died are made one at a time, so that it is clear which was to blame."""
        return bool(self._suspects)

    def next(self) -> list[int]:
        """Take the next chunk."""
        if self._suspects:
            return [self._suspects.popleft()]
        if not self._made:
            return self._take(1)
        fair = -(-self._left // (2 * self._hands))  # towards the end everybody shall have something to do
        size = max(1, min(int(_AIM * self._made / max(self._seconds, 1e-9)), fair, _LARGEST))
        return self._take(size)

    def _take(self, most: int) -> list[int]:
        if self._back:
            return [self._back.popleft() for _ in range(min(most, len(self._back)))]
        begin, self._dealt = self._dealt, min(self._dealt + most, len(self._numbers))
        return self._numbers[begin : self._dealt].tolist()

    def timed(self, runs: int, seconds: float) -> None:
        """Note how long some runs took."""
        self._made += runs
        self._seconds += seconds

    def give_back(self, numbers: Iterable[int]) -> None:
        """Take back runs that nobody has begun."""
        self._back.extend(numbers)

    def dropped(self, chunks: Iterable[list[int]]) -> list[int]:
        """Take back chunks whose process died; gives the run that is to blame, if it is clear by now."""
        fallen = list(chunks)
        if len(fallen) == 1 and len(fallen[0]) == 1:
            number = fallen[0][0]
            self._strikes[number] += 1
            if self._strikes[number] >= _STRIKES:
                return [number]
        self._suspects.extend(number for chunk in fallen for number in chunk)
        return []
