"""Whoever uses the packages gets their types."""

import importlib.resources

import pytest


@pytest.mark.parametrize("package", ["agents", "model", "experiments", "viz"])
def test_packages_say_that_they_are_typed(package: str) -> None:
    assert importlib.resources.files(package).joinpath("py.typed").is_file()
