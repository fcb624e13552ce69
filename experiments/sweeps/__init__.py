"""Sweeps: a plan, its points, its runs over any executor, and the folder in which they are kept."""

from experiments.sweeps.load import load
from experiments.sweeps.plan import Plan, load_plan
from experiments.sweeps.points import points_of
from experiments.sweeps.running import Sweep, sweep

__all__ = ["Plan", "Sweep", "load", "load_plan", "points_of", "sweep"]
