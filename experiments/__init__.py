"""Questions asked of the world: runs, comparisons of designs, sweeps, and what is kept of them.

For scripts: ``from experiments import Plan, load, load_plan, sweep``.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.sweeps import Plan, Sweep, load, load_plan, sweep

__all__ = ["Plan", "Sweep", "load", "load_plan", "sweep"]


def __getattr__(name: str) -> Any:
    """Import what a script asks for; the command line must start without it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from experiments import sweeps

    return getattr(sweeps, name)
