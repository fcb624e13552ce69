"""Ctrl-C that is not lost."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


def is_ctrl_c(error: BaseException) -> bool:
    """Tell whether an error is a Ctrl-C, or what compiled code that calls back into Python made of one."""
    return isinstance(error if not isinstance(error, SystemError) else error.__cause__, KeyboardInterrupt)


@contextmanager
def ctrl_c_remembered() -> Iterator[Callable[[], None]]:
    """Give a check that raises what Ctrl-C raised before, in case it was lost or came out as something else.

    Python drops an exception that a signal raises while a callback or a destructor is running; the runs would then go
    on to the end as if nobody had asked them to stop. Compiled code that calls back into Python makes a ``SystemError``
    of it. Within the block, whatever error follows a Ctrl-C counts as that Ctrl-C.
    """
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield lambda: None
        return
    pressed = False

    def remember(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        pressed = True
        before(number, frame)

    def stop_if_pressed() -> None:
        if pressed:
            raise KeyboardInterrupt

    signal.signal(signal.SIGINT, remember)
    try:
        yield stop_if_pressed
    except Exception as error:
        if pressed:
            raise KeyboardInterrupt from error
        raise
    finally:
        signal.signal(signal.SIGINT, before)
