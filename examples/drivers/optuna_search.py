"""Find the price of a coffee that reaches most residents, with Optuna (extra `study`)."""

import optuna

from model import HubModel


def reached(trial: optuna.Trial) -> float:
    model = HubModel("aul", population=300, hub_opens=5, cafe_price=trial.suggest_int("cafe_price", 200, 1200), rng=1)
    model.run_for(40)
    return float(model.datacollector.model_vars["residents_reached"][-1])


study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
study.optimize(reached, n_trials=5)
print(study.best_params, study.best_value)
