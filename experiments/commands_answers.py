"""The commands that answer questions: which design, which factor, what in a bad future, which parameters fit."""

from pathlib import Path
from typing import Annotated, Any

import typer

from experiments import answer_options as given
from experiments.printing import print_files, print_json, print_table


def select(
    settlement: given.SettlementOrScenario = None,
    design: given.DesignsOrScenario = None,
    scenario: given.Scenario = None,
    *,
    goal: Annotated[str, typer.Option("--goal", "-g", help="Measure; add :lowest where less is better.")],
    least_difference: Annotated[
        float, typer.Option("--least-difference", help="Smallest difference that matters, in the measure's unit.")
    ],
    confidence: Annotated[float, typer.Option("--confidence", help="Probability of a right choice.")] = 0.95,
    first: Annotated[int, typer.Option("--first", help="Replicates of each design to begin with.")] = 10,
    most: Annotated[int, typer.Option("--most", help="Replicates of a design at which to give up.")] = 200,
    days: given.Days = None,
    seed: given.Seed = 1,
    out: given.Out = Path("selection"),
    jobs: given.Jobs = None,
    quiet: given.Quiet = False,
    as_json: given.Json = False,
) -> None:
    """Choose the best design: add replicates until the choice is right with 95 %.

    The procedure of Kim and Nelson (2001) on the same luck: designs that are clearly behind leave the race early.
    Finished runs are kept; after Ctrl-C the same command goes on.

    Example:  shanyraq select -s aul -d status-quo -d top-down -d people-first -g returning_readers
    --least-difference 2 --out best
    """
    from experiments.answer_tables import selection_table
    from experiments.compare import plan
    from experiments.goals import goal as read_goal
    from experiments.progress import progress
    from experiments.select import select as choose

    _days(days)
    wanted = read_goal(goal)
    how: Any = {"confidence": confidence, "first": first, "most": most, "seed": seed, "jobs": jobs, "out": out}
    made = choose(
        plan(settlement, given.several_designs(design, scenario), days, scenario),
        wanted,
        least_difference,
        progress=progress(quiet),
        **how,
    )
    from viz.selection import draw

    files = [*made.files, *draw(made, out)]
    if as_json:
        facts = {"best": made.best, "decided": made.choice.decided, "verdict": made.verdict}
        print_json(facts | {"summary": made.summary().to_dict("records"), "files": files})
    elif not quiet:
        print_table(selection_table(made))
        print_files(files)


def sensitivity(
    settlement: given.SettlementOrScenario = None,
    factor: given.Factors = None,
    measure: given.Measures = None,
    design: given.DesignOrScenario = None,
    scenario: given.Scenario = None,
    method: Annotated[
        str, typer.Option("--method", help="sobol (shares of variance) or morris (screening).")
    ] = "sobol",
    size: Annotated[int, typer.Option("--size", help="Base samples (a power of 2) or trajectories.")] = 64,
    replicates: Annotated[int, typer.Option("--replicates", "-n", help="Seeds at each point.")] = 2,
    days: given.Days = None,
    seed: given.Seed = 1,
    out: given.Out = Path("sensitivity"),
    jobs: given.Jobs = None,
    quiet: given.Quiet = False,
    as_json: given.Json = False,
) -> None:
    """Say which parameters matter: Morris's effects or Sobol's indices, with intervals.

    Takes size × (factors + 2) × replicates runs (+ 1 instead of + 2 for morris). Finished runs are kept; after Ctrl-C
    the same command goes on.

    Example:  shanyraq sensitivity -s aul -f cafe_price=300:1200 -f awareness_base=0:0.004 -m visits --size 32
    """
    _needs("SALib")
    from experiments.answer_tables import sensitivity_table
    from experiments.factors import factors as read_factors
    from experiments.progress import progress
    from experiments.sensitivity import sensitivity as vary

    asked = _scenario(settlement, design, days, scenario, "people-first")
    varied = read_factors(factor or (), asked)
    how: Any = {"method": method, "size": size, "replicates": replicates, "seed": seed, "jobs": jobs, "out": out}
    made = vary(asked, varied, measure or [], progress=progress(quiet), **how)
    from viz.sensitivity import draw

    files = [*made.files, *draw(made, out)]
    if as_json:
        print_json({"method": method, "indices": made.indices.to_dict("records"), "files": files})
    elif not quiet:
        for name in made.measures:
            print_table(sensitivity_table(made, name))
        print_files(files)


def search(
    settlement: given.SettlementOrScenario = None,
    factor: given.Factors = None,
    goal: Annotated[
        list[str] | None, typer.Option("--goal", "-g", help="Measure; add :lowest where less is better; one or more.")
    ] = None,
    design: given.DesignOrScenario = None,
    scenario: given.Scenario = None,
    trials: Annotated[int, typer.Option("--trials", help="Points to try.")] = 64,
    replicates: Annotated[int, typer.Option("--replicates", "-n", help="Seeds at each point.")] = 4,
    fresh: Annotated[int, typer.Option("--fresh", help="Fresh seeds at each point on the front.")] = 8,
    days: given.Days = None,
    seed: given.Seed = 1,
    out: given.Out = Path("search"),
    jobs: given.Jobs = None,
    quiet: given.Quiet = False,
    as_json: given.Json = False,
) -> None:
    """Search for designs that are good at several things at once.

    Proposes points by Optuna's multi-objective estimator, and runs what nothing else beats again under fresh seeds. The
    same seed gives the same search; finished runs are kept, and after Ctrl-C, or for more trials, it goes on.

    Example:  shanyraq search -s aul -f cafe_price=300:1200 -f dance_per_week=0:4 -g cross_ethnic_ties
    -g returning_readers -g state_gain_net --trials 40
    """
    _needs("optuna")
    from experiments.answer_tables import front_table
    from experiments.factors import factors as read_factors
    from experiments.goals import goal as read_goal
    from experiments.progress import progress
    from experiments.search import search as look

    asked = _scenario(settlement, design, days, scenario, "people-first")
    varied, wanted = read_factors(factor or (), asked), [read_goal(each) for each in goal or ()]
    how: Any = {"trials": trials, "replicates": replicates, "fresh": fresh, "seed": seed, "jobs": jobs, "out": out}
    made = look(asked, varied, wanted, progress=progress(quiet), **how)
    from viz.front import draw

    files = [*made.files, *draw(made, out)]
    if as_json:
        print_json({"goals": [str(each) for each in wanted], "front": made.best().to_dict("records"), "files": files})
    elif not quiet:
        print_table(front_table(made))
        print_files(files)


def robustness(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder with runs of designs crossed with futures; without it they are made.")
    ] = None,
    settlement: Annotated[str | None, typer.Option("--settlement", "-s", help="Settlement, if runs are made.")] = None,
    design: given.DesignsOrScenario = None,
    scenario: given.Scenario = None,
    factor: given.Factors = None,
    goal: Annotated[str, typer.Option("--goal", "-g", help="Measure; add :lowest where less is better.")] = "visits",
    enough: Annotated[
        list[str] | None,
        typer.Option("--enough", "-e", help="Good enough, such as 'visits>=30'; several may be given."),
    ] = None,
    futures: Annotated[int, typer.Option("--futures", help="Futures, if runs are made.")] = 64,
    replicates: Annotated[int, typer.Option("--replicates", "-n", help="Seeds for each pair.")] = 1,
    days: given.Days = None,
    seed: given.Seed = 1,
    out: given.Out = Path("robustness"),
    jobs: given.Jobs = None,
    quiet: given.Quiet = False,
    as_json: given.Json = False,
) -> None:
    """Say which designs hold in a bad future: regret, good enough, and what the bad futures have in common.

    Either on runs that lie in a folder, or on runs that it makes: every design in the same futures, a Latin hypercube
    over the factors' ranges. Of runs in a folder, what belongs to the design is a lever, all else is uncertain.

    Example:  shanyraq robustness -s aul -d status-quo -d people-first -f population=1000:3000
    -f choice_cost=-0.002:-0.0005 -g state_gain_net -e 'visits>=30'
    """
    _needs("sklearn")
    from experiments.answer_tables import boxes_table, robustness_table
    from experiments.compare import plan
    from experiments.factors import factors as read_factors
    from experiments.goals import goal as read_goal
    from experiments.kept_runs import kept_runs, levers_and_uncertainties
    from experiments.progress import progress
    from experiments.robustness import threshold
    from experiments.stress import hold
    from experiments.stress import stress as put

    _days(days)
    wanted, bounds = read_goal(goal), [threshold(each) for each in enough or ()]
    scenarios: Any = {}
    if folder is not None:
        runs = kept_runs(folder)
        levers, uncertain = levers_and_uncertainties(runs)
    else:
        _given("--settlement or --scenario", settlement or scenario)
        scenarios = plan(settlement, given.several_designs(design, scenario), days, scenario)
        varied = read_factors(factor or (), next(iter(scenarios.values()))) if scenarios else ()
        measures = dict.fromkeys([wanted.measure, *(each.measure for each in bounds)])
        how: Any = {"count": futures, "replicates": replicates, "seed": seed, "jobs": jobs, "out": out}
        runs = put(scenarios, varied, list(measures), progress=progress(quiet), **how)
        levers, uncertain = ["design"], [each.name for each in varied]
    made = hold(runs, levers, uncertain, wanted, bounds, out, scenarios)
    from viz.robustness import draw

    files = [*made.files, *draw(made, out)]
    if as_json:
        boxes = made.boxes().to_dict("records")
        print_json({"robustness": made.summary().to_dict("records"), "boxes": boxes, "files": files})
    elif not quiet:
        print_table(robustness_table(made))
        print_table(boxes_table(made))
        print_files(files)


def calibrate(
    observed: Annotated[
        Path, typer.Argument(help="CSV with the column month (as 2026-03) and visits, loans or members.")
    ],
    settlement: given.SettlementOrScenario = None,
    factor: given.Factors = None,
    design: given.DesignOrScenario = None,
    scenario: given.Scenario = None,
    lead: Annotated[
        int, typer.Option("--lead", help="Days of library before the first month; then the hub opens.")
    ] = 90,
    draws: Annotated[int, typer.Option("--draws", help="Draws in a generation.")] = 200,
    generations: Annotated[int, typer.Option("--generations", help="Generations at most.")] = 5,
    most: Annotated[int, typer.Option("--most", help="Simulations after which no generation begins.")] = 3000,
    checks: Annotated[int, typer.Option("--checks", help="Runs of the posterior-predictive check.")] = 100,
    seed: given.Seed = 1,
    out: given.Out = Path("calibration"),
    jobs: given.Jobs = None,
    quiet: given.Quiet = False,
    as_json: given.Json = False,
) -> None:
    """Fit parameters to months of visits, loans or members that were counted.

    Approximate Bayesian computation (pyABC): a posterior for each parameter, a posterior-predictive check, and a
    warning where the data say nothing. Finished runs are kept; after Ctrl-C the same command goes on.

    Example:  shanyraq calibrate counted.csv -s aul -f choice_appeal=0:0.8 -f awareness_base=0:0.004 --out fitted
    """
    _needs("pyabc")
    from experiments.answer_tables import check_table, posterior_table
    from experiments.calibrate import calibrate as fit
    from experiments.calibrate import observed_scenario
    from experiments.factors import factors as read_factors
    from experiments.observed import read_observed
    from experiments.progress import progress

    counted = read_observed(observed)
    asked = observed_scenario(_scenario(settlement, design, None, scenario, "status-quo"), counted, lead)
    varied = read_factors(factor or (), asked)
    how: Any = {"draws": draws, "generations": generations, "most": most, "checks": checks, "seed": seed}
    made = fit(asked, varied, counted, **how, jobs=jobs, out=out, progress=progress(quiet))
    from viz.calibration import draw

    files = [*made.files, *draw(made, out)]
    if as_json:
        parameters, check = made.parameters().to_dict("records"), made.check().to_dict("records")
        print_json({"parameters": parameters, "check": check, "warnings": made.warnings(), "files": files})
    elif not quiet:
        print_table(posterior_table(made))
        print_table(check_table(made))
        for warning in made.warnings():
            typer.echo(f"Warning: {warning}")
        print_files(files)


def _needs(library: str) -> None:
    """See that a library of the extra `study` is there."""
    from importlib.util import find_spec

    from model.scenario import InputError

    if find_spec(library) is None:
        raise InputError(f'{library} is not installed; this answer needs `pip install "shanyraq[study]"`')


def _given(option: str, value: object) -> None:
    from model.scenario import InputError

    if not value:
        raise InputError(f"{option}: is needed where no folder of runs is given")


def _scenario(
    settlement: str | None, design: str | None, days: int | None, scenario: Path | None, otherwise: str
) -> Any:
    from experiments.compare import plan

    _days(days)
    chosen = given.one_design(design, scenario, otherwise)
    (made,) = plan(settlement, [chosen], days, scenario).values()
    return made


def _days(days: int | None) -> None:
    from experiments.checks import at_least

    if days is not None:
        at_least(1, days=days)


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (select, sensitivity, search, robustness, calibrate):
        app.command()(command)
