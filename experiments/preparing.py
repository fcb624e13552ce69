"""What is seen to before runs start: what they would show nothing of, and compiled code."""

from collections.abc import Collection, Iterable
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


def say_of_idle_events(scenarios: Collection[Scenario], progress: Progress) -> None:
    """Tell of events that change nothing under any of the designs, such as the opening of a café that none has."""
    first = next(iter(scenarios))
    for event in first.events:
        reasons = [_why_idle(event.kind, each) for each in scenarios]
        if all(reasons):
            when = f"on day {event.on(first.clock) + 1}"
            progress.say(f"Note: the event {event.kind} {when} changes nothing: {', '.join(dict.fromkeys(reasons))}.")


def _why_idle(kind: str, scenario: Scenario) -> str:
    """Say why an event of a kind changes nothing under a design; nothing where it does."""
    design, kinds = scenario.design, scenario.behaviour.kinds
    if kind in ("cafe_opens", "cafe_closes"):
        cafe = any(kinds[name].role == "cafe" for name in (*design.offers, *scenario.library.offers))
        return "" if cafe else f"{design.name} has no café"
    if kind in ("hub_opens", "campaign", "endorsement", "operator_exits") and not design.hub:
        return f"{design.name} is a library, there is no hub"
    if kind == "operator_exits" and design.partnership.run_by != "operator":
        return f"the state itself runs {design.name}"
    return ""


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
