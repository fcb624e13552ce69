"""Settings of the whole suite: examples are drawn the same way in every run, without a time limit for compilation."""

import os

from hypothesis import Phase, settings

settings.register_profile("shanyraq", deadline=None, derandomize=True, max_examples=50)
# A mutant is dead with the first example that fails, however large.
first = settings(settings.get_profile("shanyraq"), phases=[Phase.explicit, Phase.generate])
settings.register_profile("mutants", first)
settings.register_profile("few-mutants", first, max_examples=12)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "shanyraq"))
