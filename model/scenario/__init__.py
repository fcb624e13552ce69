"""The schema of a scenario: one place for every parameter, its unit, bounds, default, source and meaning."""

from model.scenario.behaviour import Behaviour
from model.scenario.clock import Clock
from model.scenario.design import Design
from model.scenario.errors import InputError
from model.scenario.events import Event
from model.scenario.flat import flat_values, with_levers
from model.scenario.record import record, record_dtype
from model.scenario.scenario import (
    Scenario,
    at_its_line,
    check_design,
    dump_scenario,
    load_scenario,
    scenario_meant,
)
from model.scenario.settlement import Settlement
from model.scenario.shipped import list_designs, list_settlements, load_design, load_settlement
from model.scenario.table import parameter_table

__all__ = [
    "Behaviour",
    "Clock",
    "Design",
    "Event",
    "InputError",
    "Scenario",
    "Settlement",
    "at_its_line",
    "check_design",
    "dump_scenario",
    "flat_values",
    "list_designs",
    "list_settlements",
    "load_design",
    "load_scenario",
    "load_settlement",
    "parameter_table",
    "record",
    "record_dtype",
    "scenario_meant",
    "with_levers",
]
