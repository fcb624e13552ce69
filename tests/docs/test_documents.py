"""The documents say all that is in the code, and nothing that is not."""

import csv
import re
import tomllib
from pathlib import Path

import pytest
import yaml

import agents
import model
import model.synthesis
from experiments.measure_list import measures_in_markdown
from experiments.rule_list import to_markdown, topics
from model.measures import CATALOGUE
from model.scenario import parameter_table

DOCS = Path(__file__).parents[2] / "docs"
ODD = (DOCS / "ODD.md").read_text("utf-8")
RULES = {rule.name for topic in topics() for rule in topic.rules}
PARAMETERS = {row.name for row in parameter_table()}
SECTIONS = {name.rsplit(".", level)[0] for name in PARAMETERS for level in range(1, name.count(".") + 1)}


@pytest.mark.parametrize(
    ("name", "made"),
    [("rules", to_markdown(topics())), ("measures", measures_in_markdown())],
    ids=["rules", "measures"],
)
def test_a_list_is_what_the_code_makes_of_it(name: str, made: str) -> None:
    assert (DOCS / f"{name}.md").read_text("utf-8") == made, f"run: shanyraq {name} > docs/{name}.md"


def test_every_rule_says_what_it_does() -> None:
    for topic in topics():
        for rule in topic.rules:
            assert len(rule.text.splitlines()[0]) > 10, rule.name


def test_the_odd_names_every_rule() -> None:
    assert not {rule for rule in RULES if f"`{rule}`" not in ODD}


def test_the_odd_names_every_section_of_behaviour() -> None:
    sections = {name for name in SECTIONS if name.count(".") == 1 and name.startswith("behaviour.")} - {
        "behaviour.kinds"
    }
    assert not {name for name in sections if f"`{name}" not in ODD}


def test_the_odd_names_nothing_that_is_not_there() -> None:
    code = {"HubModel.step": model.HubModel.step, "Resident": agents.Resident, "Family": agents.Family}
    code |= {"Tourist": agents.Tourist, "synthesise": model.synthesis.synthesise}
    elsewhere = {"shanyraq settlements", "holidays"}
    named = set(re.findall(r"`([^`]+)`", ODD))
    assert not named - RULES - PARAMETERS - SECTIONS - CATALOGUE.keys() - code.keys() - elsewhere


def test_links_lead_somewhere() -> None:
    for page in [*DOCS.rglob("*.md"), DOCS.parent / "README.md", DOCS.parent / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_a_mutant_that_may_live_is_one_of_todays_code() -> None:
    with (DOCS.parent / "tests" / "mutation" / "survivors.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert rows
    for row in rows:
        code = " ".join((DOCS.parent / row["file"]).read_text("utf-8").split())
        assert " ".join(row["line"].split()) in code, row
        assert row["mutant"] != row["line"]
        assert len(row["why"]) > 20, row


def test_the_citation_is_of_this_version() -> None:
    citation = yaml.safe_load((DOCS.parent / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((DOCS.parent / "pyproject.toml").read_text("utf-8"))["project"]
    assert {"cff-version", "message", "title", "authors", "version", "license", "type"} <= citation.keys()
    assert citation["version"] == project["version"]
    assert citation["license"] == project["license"]
