"""Settings of the whole suite: examples are drawn the same way in every run, without a time limit for compilation."""

from hypothesis import settings

settings.register_profile("shanyraq", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("shanyraq")
