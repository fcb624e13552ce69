"""What is seen to before runs start: what they would show nothing of, and compiled code."""

from collections.abc import Iterable
from pathlib import Path

from experiments.progress import Progress
from model import HubModel
from model.scenario import Scenario, with_levers


def say_if_no_hub_opens(scenarios: Iterable[Scenario], progress: Progress) -> None:
    """Tell of designs whose hub opens after the run is over, or never: all that is seen is the library."""
    for each in scenarios:
        exits = [event.on(each.clock) for event in each.events if event.kind == "operator_exits"]
        operated = each.design.hub and each.design.partnership.run_by == "operator"
        if each.opens_too_late:
            when = f"opens on day {each.opens + 1}, after the run of {each.clock.days} days"
            progress.say(f"Note: the hub of {each.design.name} {when}; all that is shown is the library until then.")
        elif operated and exits and min(exits) < each.opens:
            when = f"leaves on day {min(exits) + 1}, before the hub opens on day {each.opens + 1}"
            progress.say(f"Note: the operator of {each.design.name} {when}; it never opens.")


def prepare(scenario: Scenario, progress: Progress) -> None:
    """Compile what a run needs, unless an earlier run on this machine has.

    It is done before workers start, which would each compile it by themselves. Numba keeps compiled code in a folder of
    this installation's own (`agents.compiled`); a mark in that folder says that it is complete.

    Parameters
    ----------
    scenario : Scenario
        What is going to be run; a short run of some hundred of its people is enough to compile everything.
    progress : Progress
        Is told, because it takes a while.
    """
    import numba

    if numba.config.DISABLE_JIT:
        return
    mark = Path(numba.config.CACHE_DIR) / "complete"
    if mark.exists():
        return
    progress.say("Compiling the model, once per installation …")
    small = with_levers(scenario, {"clock.days": 40, "clock.hub_opens": 2, "events": ()})
    if small.settlement.residents is None:
        small = with_levers(small, {"settlement.population": min(400, small.settlement.population)})
    HubModel(scenario=small, rng=0).run_for(small.clock.days)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()


if __name__ == "__main__":
    from experiments.progress import Lines

    prepare(Scenario.model_validate({"settlement": "aul", "design": "people-first"}), Lines())
