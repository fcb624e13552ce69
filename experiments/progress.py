"""What a long command says while it works: on the error stream, so that the output stays clean for scripts."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

_PAUSE = 2.0
"""Seconds between two lines in a log."""


class Progress:
    """Says nothing; what library callers get unless they ask for more."""

    def say(self, text: str) -> None:
        """Tell one thing."""

    @contextmanager
    def count(self, total: int, what: str, done: int = 0) -> Iterator["Progress"]:
        """Count what gets finished within a ``with`` block; `done` of the total was finished before."""
        yield self

    def step(self, what: str, number: int = 1) -> None:
        """Count one more, or some."""


class Lines(Progress):
    """Plain lines, for logs and for streams that are no terminal."""

    def __init__(self) -> None:
        self._total = self._done = self._paced = 0
        self._since = self._spoke = 0.0

    def say(self, text: str) -> None:
        """Write one line."""
        import sys

        print(text, file=sys.stderr, flush=True)  # noqa: T201 - this is what the class is for

    @contextmanager
    def count(self, total: int, what: str, done: int = 0) -> Iterator[Progress]:
        """Count in lines."""
        self._total, self._done, self._paced = total, done, 0
        self._since, self._spoke = 0.0, time.monotonic()
        self.say(f"{what}: {done} of {total} done" if done else f"{what}: {total} to do")
        yield self

    def step(self, what: str, number: int = 1) -> None:
        """Write a line every few seconds, with the time that the rest will take.

        The pace is measured from the first one on, which has to wait until the processes stand.
        """
        self._done += number
        now = time.monotonic()
        if not self._paced:
            self._since, self._paced = now, self._done
        if now - self._spoke < _PAUSE and self._done < self._total:
            return
        self._spoke = now
        line = f"{self._done}/{self._total}  {what}"
        if self._done > self._paced:
            left = (now - self._since) / (self._done - self._paced) * (self._total - self._done)
            line += f"  ({left:.0f} s left)"
        self.say(line)


class Bar(Progress):
    """A bar with the time left, for terminals."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        self._bar = RichProgress(
            TextColumn("[bold]{task.description}"),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("·"),
            TimeRemainingColumn(),
            TextColumn("left  [dim]{task.fields[last]}"),
            console=Console(stderr=True),
            transient=True,
        )

    def say(self, text: str) -> None:
        """Write one line above the bar."""
        self._bar.console.print(text, highlight=False)

    @contextmanager
    def count(self, total: int, what: str, done: int = 0) -> Iterator[Progress]:
        """Show the bar."""
        self._task = self._bar.add_task(what, total=total, completed=done, last="")
        with self._bar:
            yield self

    def step(self, what: str, number: int = 1) -> None:
        """Move the bar on."""
        self._bar.update(self._task, advance=number, last=what)


def progress(quiet: bool = False) -> Progress:
    """Give the progress that suits: none, a bar on a terminal, else plain lines."""
    import sys

    if quiet:
        return Progress()
    return Bar() if sys.stderr.isatty() else Lines()
