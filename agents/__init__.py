"""Who acts: residents, families and tourists as Mesa agents, and the rules by which they do."""

from agents.family import Family
from agents.resident import Resident
from agents.tourist import Tourist

__all__ = ["Family", "Resident", "Tourist"]
