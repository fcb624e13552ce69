"""Results of this version are those that were written down, and a change of results is told in the CHANGELOG."""

from pathlib import Path

import pytest
from baseline import FOLDER, KINDS, file_of, mark_of, read

from experiments.provenance import package_version

CHANGELOG = (Path(__file__).parents[1] / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize(("end", "closeness"), [("", 1e-12), ("-people", 1e-9)], ids=["results", "people"])
def test_the_model_gives_what_this_version_gave(end: str, closeness: float) -> None:
    """If this fails on purpose, write the baseline anew and say in the CHANGELOG what changed, with the new mark."""
    found, _ = KINDS[end]
    assert found() == pytest.approx(read(file_of(package_version() + end)), rel=closeness, nan_ok=True)


def test_every_baseline_has_its_mark_in_the_changelog() -> None:
    for path in FOLDER.glob("*.csv"):
        assert f"baseline {path.stem} `{mark_of(path)}`" in CHANGELOG, mark_of(path)
