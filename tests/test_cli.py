"""The command line: what it prints, where, and with which exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from experiments.cli import app
from model.scenario import InputError, at_its_line
from model.scenario.errors import Problem

COMPARE = ("compare", "-s", "aul", "-d", "status-quo", "-d", "people-first", "--jobs", "1")


def shanyraq(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def real(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from experiments.cli import main; main()", *(str(word) for word in words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_help_teaches_with_examples() -> None:
    said = shanyraq("--help")
    assert said.exit_code == 0
    for command in ("demo", "run", "compare", "params", "settlements", "designs"):
        assert command in said.stdout
        told = shanyraq(command, "--help")
        assert told.exit_code == 0
        assert "shanyraq" in told.stdout
    assert "Example" in shanyraq("compare", "--help").stdout


def test_without_a_command_the_help_is_shown() -> None:
    assert "settlements" in real().stdout


def test_version() -> None:
    assert shanyraq("--version").stdout.startswith("shanyraq ")


def test_settlements_and_designs_for_people_and_for_scripts() -> None:
    assert "tekeli" in shanyraq("settlements").stdout
    assert json.loads(shanyraq("settlements", "--json").stdout)["tekeli"]["population"] == 31958
    assert "status-quo" in shanyraq("designs").stdout
    assert {"status-quo", "top-down", "people-first"} <= set(json.loads(shanyraq("designs", "--json").stdout))


def test_parameters_as_markdown_and_csv() -> None:
    assert shanyraq("params").stdout.startswith("# Parameters")
    assert shanyraq("params", "--format", "csv").stdout.startswith("name,flat,type,unit,default")


def test_run_writes_everything_and_prints_tables(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('settlement = "aul"\ndesign = "people-first"\n')
    out = tmp_path / "out"
    done = shanyraq("run", tmp_path / "mine.toml", "--days", 35, "--seed", 9, "--out", out)
    assert done.exit_code == 0, done.output
    assert "Visits" in done.stdout
    assert "How well the synthetic people meet" in done.stdout
    assert len(pd.read_parquet(out / "daily.parquet")) == 35
    assert {"ethnic_group", "age"} <= set(pd.read_csv(out / "months.csv")["grouping"])
    people, kinds, sessions = (pd.read_csv(out / f"{name}.csv") for name in ("persons", "kinds", "sessions"))
    assert people["visits"].sum() + pd.read_csv(out / "daily.csv")["visits_tourists"].sum() == kinds["visits"].sum() > 0
    assert sessions["taken"].sum() >= kinds["visits"].sum()
    assert "error" in pd.read_csv(out / "margins.csv")
    assert json.loads((out / "manifest.json").read_text("utf-8"))["seeds"] == [9]


def test_json_is_all_that_stands_on_standard_output(tmp_path: Path) -> None:
    done = real(*COMPARE, "-n", 2, "--days", 3, "--out", tmp_path, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["seeds"] == [1, 2]
    assert told["reference"] == "status-quo"
    row = next(r for r in told["summary"] if (r["measure"], r["design"]) == ("visits_total", "people-first"))
    assert row["low"] <= row["mean"] <= row["high"]
    assert all(Path(path).exists() for path in told["files"])
    assert "Simulating" in done.stderr


def test_quiet_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    app([str(word) for word in (*COMPARE, "-n", 1, "--days", 2, "--out", tmp_path, "--quiet")], standalone_mode=False)
    assert capfd.readouterr() == ("", "")
    assert (tmp_path / "daily.parquet").exists()


def test_demo_is_a_comparison_of_three_designs(tmp_path: Path) -> None:
    done = shanyraq("demo", "-s", "aul", "-n", 2, "--days", 3, "--jobs", 1, "--out", tmp_path)
    assert done.exit_code == 0, done.output
    for word in ("status-quo", "top-down", "people-first", "Returning readers", "2 replicates (seeds 1 to 2)"):
        assert word in done.stdout
    for file in ("comparison.png", "comparison.svg", "daily.parquet", "daily.csv", "summary.csv", "report-en.html"):
        assert (tmp_path / file).exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("compare", "-s", "tekelli", "-d", "status-quo"), 'did you mean "tekeli"?'),
        (("compare", "-s", "aul", "-d", "peoplefirst"), 'did you mean "people-first"?'),
        (("compare", "-s", "aul", "-d", "status-quo", "-d", "status-quo"), '"status-quo" is there twice'),
        (("sceptic", "-s", "aul", "-d", "status-quo"), '--design = "status-quo": is what designs are held against'),
        (("evidence", "-s", "aul", "-d", "status-quo"), '--design = "status-quo": is what designs are held against'),
        ((*COMPARE, "--days", 0), "--days = 0: must be at least 1"),
        ((*COMPARE, "--replicates", 0), "--replicates = 0: must be at least 1"),
        ((*COMPARE, "--replicates", 10**9), "--replicates = 1000000000: must be at most 100,000"),
        ((*COMPARE, "--seed", -1), "--seed = -1: must be a whole number from 0"),
        (("compare", "-s", "aul", "-d", "status-quo", "-d", "top-down", "--jobs", 0), "--jobs = 0: must be at least 1"),
        (("compare", "-s", "aul", "-d", "top-down"), '--design = "top-down": is alone; name another'),
        (("run", "nowhere.toml"), "nowhere.toml"),
        (("params", "--format", "xml"), '--format: "xml" must be md or csv'),
        (("demo", "-s", "nowhere.toml"), "nowhere.toml"),
    ],
)
def test_mistakes_are_told_in_a_line_with_exit_code_2(words: tuple[object, ...], message: str, tmp_path: Path) -> None:
    out = () if words[0] == "params" else ("--out", tmp_path / "out")
    told = shanyraq(*words, *out)
    assert told.exit_code == 2
    assert message in told.stderr
    assert told.stdout == ""


@pytest.mark.parametrize("word", ["soon", "1.5"])
def test_days_that_are_no_number_are_told(word: str) -> None:
    told = shanyraq(*COMPARE, "--days", word)
    assert told.exit_code == 2
    assert "--days" in told.stderr


def test_a_mistake_in_a_file_has_its_line_and_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text('settlement = "aul"\ndesign = "people-first"\n\n[clock]\ndayz = 5\n')
    told = real("run", path, "--out", tmp_path / "out")
    assert told.returncode == 2
    assert f"{path}:5" in told.stderr
    assert 'did you mean "days"?' in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("run",), id="run"),
        pytest.param(("compare", "--scenario"), id="compare"),
        pytest.param(
            ("compare", "--design", "cafe-only", "--design", "renovation", "--scenario"), id="designs of others"
        ),
        pytest.param(("evidence", "--scenario"), id="evidence"),
        pytest.param(("sceptic", "--scenario"), id="sceptic"),
    ],
)
def test_what_only_a_run_shows_has_its_line_in_the_file_too(tmp_path: Path, command: tuple[str, ...]) -> None:
    late = tmp_path / "late.toml"
    late.write_text('settlement = "aul"\ndesign = "people-first"\n\n[[events]]\nkind = "operator_exits"\nday = 500\n')
    told = shanyraq(*command, late, "--days", 50, "--out", tmp_path / "out")
    assert told.exit_code == 2
    assert f"{late}:6: field events[0].day = 500: must be before the run ends, on day 50" in told.stderr


def test_what_is_wrong_with_the_design_of_another_file_has_no_line_in_this_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('settlement = "aul"\n\n[design]\nbase = "people-first"\nrooms = 3\n\n[clock]\ndays = 9\n')
    error = InputError([Problem("is wrong", "design.rooms", "4"), Problem("is wrong", "clock.days", "8")])
    assert str(at_its_line(error, path)).splitlines() == [
        f"{path}:5: field design.rooms = 4: is wrong",
        f"{path}:8: field clock.days = 8: is wrong",
    ]
    assert str(at_its_line(error, path, with_design=False)).splitlines() == [
        "field design.rooms = 4: is wrong",
        f"{path}:8: field clock.days = 8: is wrong",
    ]


def test_a_file_of_residents_without_anybody_has_its_line(tmp_path: Path) -> None:
    (tmp_path / "nobody.csv").touch()
    empty = tmp_path / "empty.toml"
    empty.write_text('design = "people-first"\n\n[settlement]\nbase = "aul"\nresidents = "nobody.csv"\n')
    told = shanyraq("run", empty, "--days", 5, "--out", tmp_path / "out")
    assert told.exit_code == 2
    assert f"{empty}:5: field settlement.residents" in told.stderr
    assert "the file is empty" in told.stderr


def test_results_do_not_go_into_a_file(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    told = shanyraq(*COMPARE, "--out", tmp_path / "taken")
    assert told.exit_code == 2
    assert "is a file" in told.stderr


def test_results_need_a_folder_that_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    told = shanyraq(*COMPARE, "--out", tmp_path / "taken" / "below")
    assert told.exit_code == 2
    assert "cannot be written to" in told.stderr


def test_results_need_a_folder_that_can_be_written_to(tmp_path: Path) -> None:
    closed = Path("/proc")  # where even root can make no file
    if not closed.is_dir():
        closed = tmp_path
        closed.chmod(0o500)
    told = shanyraq(*COMPARE, "--out", closed)
    assert told.exit_code == 2
    assert "cannot be written to" in told.stderr


def test_what_nobody_expected_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("experiments.compare.plan", fail)
    told = shanyraq(*COMPARE)
    assert isinstance(told.exception, RuntimeError)


def test_settlements_reports_how_well_people_meet_the_figures() -> None:
    said = shanyraq("settlements", "--margins", "aul", "--json")
    found = json.loads(said.stdout)
    assert {each["margin"] for each in found} >= {"ethnic group", "age", "women", "activity", "couples"}
    assert all(each["error"] == pytest.approx(each["got"] - each["wanted"]) for each in found)
    assert max(abs(each["error"]) for each in found if each["margin"] == "ethnic group") < 0.1


def test_the_synthetic_people_are_judged_before_anything_befalls_them(tmp_path: Path) -> None:
    path, event = tmp_path / "mine.toml", '\n[[events]]\nkind = "layoffs"\nday = 2\nshare = 0.9\n'
    fits = []
    for more in ("", event):
        path.write_text('design = "people-first"\n[settlement]\nbase = "aul"\npopulation = 300\n' + more)
        out = tmp_path / f"out-{len(fits)}"
        done = shanyraq("run", path, "--days", 4, "--out", out, "--quiet")
        assert done.exit_code == 0, done.output
        fits.append(pd.read_csv(out / "margins.csv"))
    pd.testing.assert_frame_equal(*fits)
    assert (fits[0].loc[fits[0]["margin"] == "activity", "error"].abs() < 5).all()


def test_a_console_that_knows_fewer_letters_is_no_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp1251")
    command = [sys.executable, "-c", "from experiments.cli import main; main()", "params"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert b"behaviour.choice.price" in done.stdout
