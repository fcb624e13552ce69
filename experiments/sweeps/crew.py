"""Who makes the runs: processes of this machine, a cluster, or any executor that a script brings along."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple, Protocol

from experiments.replicates import cores, workers
from model.scenario import InputError

_PATIENCE = "10s"
"""How long a scheduler may take to answer."""


class Hands(NamedTuple):
    """An executor that is at work."""

    executor: Executor | None
    """Where runs are made; none for this process."""
    number: int
    """How many runs it makes at a time."""


class Crew(Protocol):
    """Something that can be called to work, again if it broke."""

    renewable: bool
    """Whether a broken one can be called again."""

    def at_work(self) -> AbstractContextManager[Hands]:
        """Give the hands, for the length of a ``with`` block."""


class Processes:
    """Processes of this machine.

    Parameters
    ----------
    count : int, optional
        How many; every core if none is given. One makes the runs in this process.
    """

    renewable = True

    def __init__(self, count: int | None = None) -> None:
        self.count = count or cores()

    @contextmanager
    def at_work(self) -> Iterator[Hands]:
        """Start them, and stop them."""
        with workers(self.count) as executor:
            yield Hands(executor, self.count)


class Brought:
    """An executor of `concurrent.futures` that belongs to somebody else, who stops it."""

    renewable = False

    def __init__(self, executor: Executor, count: int | None = None) -> None:
        self._executor = executor
        self.count = count or getattr(executor, "_max_workers", None) or cores()

    @contextmanager
    def at_work(self) -> Iterator[Hands]:
        """Give it as it is."""
        yield Hands(self._executor, self.count)


class Cluster:
    """A cluster of Dask (extra ``cluster``).

    Parameters
    ----------
    address : str
        Address of its scheduler, such as ``tcp://host:8786``.
    """

    renewable = True

    def __init__(self, address: str) -> None:
        self.address = address

    @contextmanager
    def at_work(self) -> Iterator[Hands]:
        """Connect, and disconnect; the cluster goes on."""
        try:
            from distributed import Client
        except ModuleNotFoundError:
            raise InputError("--cluster needs Dask; install it with `pip install shanyraq[cluster]`") from None
        try:
            client = Client(self.address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise InputError(f'--cluster = "{self.address}": no scheduler answers there ({error})') from None
        with client:
            count = sum(client.nthreads().values())
            if not count:
                raise InputError(f'--cluster = "{self.address}" has no workers; start some with `dask worker`')
            executor = client.get_executor(pure=False)
            try:
                yield Hands(executor, count)
            finally:
                executor.shutdown(wait=False)
