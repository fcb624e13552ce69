"""Two policies in uncertain futures with the EMA workbench (3)."""

from ema_workbench import Model, RealParameter, Sample, ScalarOutcome, perform_experiments

from model import HubModel


def hub(**levers: float) -> dict[str, float]:
    model = HubModel("aul", population=300, hub_opens=5, rng=1, **levers)
    model.run_for(40)
    return {"residents_reached": float(model.datacollector.model_vars["residents_reached"][-1])}


world = Model("hub", function=hub)
world.uncertainties = [RealParameter("awareness_base", 0, 0.01)]
world.levers = [RealParameter("cafe_price", 200, 1200)]
world.outcomes = [ScalarOutcome("residents_reached")]
print(perform_experiments(world, 4, [Sample("cheap", cafe_price=300), Sample("dear", cafe_price=900)])[1])
