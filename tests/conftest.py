"""Settings of the whole suite: examples are drawn the same way in every run, without a time limit for compilation."""

import os

from hypothesis import Phase, settings

settings.register_profile("shanyraq", deadline=None, derandomize=True, max_examples=50)
settings.register_profile(  # a mutant is dead with the first example that fails, however large
    "mutants", settings.get_profile("shanyraq"), phases=[Phase.explicit, Phase.generate]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "shanyraq"))
