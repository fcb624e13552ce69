"""Wrong money in a file ends with one line and exit code 2."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from experiments.cli import app


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[design.offers.cafe]\nplaces = -5", "design.offers.cafe.places = -5: must be at least 1"),
        ("[design.offers.cafe]\nprice = -600", "design.offers.cafe.price = -600: must be at least 0"),
        ("[design.partnership.tax]\nrate = 1.2", "design.partnership.tax.rate = 1.2: must be at most 1"),
        ("[design.partnership.costs]\nwage_tax = 1.5", "design.partnership.costs.wage_tax = 1.5: must be at most 1"),
        (
            "[design.partnership.loan]\nmonths = 61",
            "mine.toml:5: field design.partnership.loan.months = 61: must be at most term_months = 60",
        ),
        ("[design.partnership]\nfit_out = -1", "design.partnership.fit_out = -1: must be at least 0"),
        ("[design.partnership]\nfitout = 1", 'did you mean "fit_out"?'),
        ('[design.partnership.tax]\nregime = "patent"', "simplified"),
        ("[design.partnership.rent]\nshare = 0.9\n[design.partnership.tax]\nrate = 0.2", "at most 100 %"),
        ("[design.partnership.hire]\nshare = 2", "design.partnership.hire.share = 2: must be at most 1"),
        ('[design.partnership]\nrun_by = "bank"', "operator"),
    ],
)
def test_wrong_money_is_told_in_a_line_with_exit_code_2(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f'settlement = "aul"\n[design]\nbase = "people-first"\n{text}\n', "utf-8")
    told = CliRunner().invoke(app, ["run", str(path), "--out", str(tmp_path / "out")])
    assert told.exit_code == 2, told.output
    assert message in told.stderr
    assert str(path) in told.stderr
    assert not (tmp_path / "out").exists()
