"""The documents say all that is in the code, and nothing that is not."""

import csv
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from latex2mathml.converter import convert

import agents
import model
import model.synthesis
from experiments.measure_list import measures_in_markdown
from experiments.rule_list import to_markdown, topics
from model.day.today import Party
from model.hub import Item, OfferRow
from model.measures import CATALOGUE
from model.population import Household, Mind, Person
from model.scenario import parameter_table
from model.ties import Tie

DOCS = Path(__file__).parents[2] / "docs"
ENTITIES = (DOCS / "ODD.md").read_text("utf-8")
PAGES = {page: page.read_text("utf-8") for page in [DOCS / "ODD.md", *sorted((DOCS / "odd").glob("*.md"))]}
"""The ODD description: its elements, and a page for each submodel."""
ODD = "\n".join(PAGES.values())
CITING = [*PAGES, *(DOCS / f"{name}.md" for name in ("trace", "related"))]
STATE = {name for entity in (Person, Mind, Household, Tie, Party, OfferRow, Item) for name in entity.__annotations__}
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


def test_every_rule_has_its_equation() -> None:
    """Before its parameters are named, a rule says = or ≤, or joins two terms by a sign of arithmetic."""
    without = [rule.name for topic in topics() for rule in topic.rules if not equation(rule.text)]
    assert not without


def test_words_alone_are_no_equation() -> None:
    assert not equation("Share of those who come.\n\nParameters\n----------\nx : float\n    a = b + c")
    assert not equation("Weight of a member's utility in a joint decision; an adult's is 1.")
    for text in ("Share kept: (1 − ρ)^days.", "Sum: a + b.", "Whether h ≥ casual."):
        assert equation(text), text


def equation(text: str) -> bool:
    prose = re.split(r"(?m)^(?:Parameters|Returns|Notes|References|Raises)$", text)[0]
    return re.search(r"[=≤≥]|\S [·+−/] \S|\)\^\w|⌊|[−\w](?:ln|exp)\W", prose) is not None


def test_the_odd_names_every_rule() -> None:
    assert not {rule for rule in RULES if f"`{rule}`" not in ODD}


def test_the_odd_names_every_section_of_behaviour() -> None:
    sections = {name for name in SECTIONS if name.count(".") == 1 and name.startswith("behaviour.")} - {
        "behaviour.kinds"
    }
    assert not {name for name in sections if f"`{name}" not in ODD}


LABELS = {"name", "local_name", "title", "intent", "kind", "region", "lat", "lon", "population_year", "area_km2"}
LABELS |= {"employer", "note", "source"}
"""Fields by which a settlement or a design is known; no rule asks for them."""


def test_the_odd_names_each_parameter() -> None:
    """Those of the library are a design's; events are named by their kind."""
    parts = ("behaviour.", "settlement.", "design.", "clock.")
    told = LABELS | {"role", "age_from", "age_to", "field_sources"}  # the table of offers tells of roles and ages
    named = {name for name in PARAMETERS if name.startswith(parts) and name.rpartition(".")[2] not in told}
    assert not {name for name in named if f"`{name}`" not in ODD}


def test_the_odd_has_a_row_for_every_state_variable() -> None:
    rows = " ".join(row.split("|")[1] for row in ENTITIES.splitlines() if row.startswith("|"))
    assert not {name for name in STATE if f"`{name}`" not in rows}


def test_the_odd_names_nothing_that_is_not_there() -> None:
    code = {"HubModel.step": model.HubModel.step, "Resident": agents.Resident, "Family": agents.Family}
    code |= {"Tourist": agents.Tourist, "synthesise": model.synthesis.synthesise}
    elsewhere = {"shanyraq settlements", "holidays"}
    known = RULES | PARAMETERS | SECTIONS | CATALOGUE.keys() | STATE | code.keys() | elsewhere
    named = {name for page in PAGES.values() for name in re.findall(r"`([^`]+)`", page)}
    assert not {name for name in named - known if not (DOCS.parent / name).exists()}


SUBMODELS = [page for page in PAGES if page.stem not in ("ODD", "evidence", "synthesis")]


@pytest.mark.parametrize("page", SUBMODELS, ids=lambda page: page.stem)
def test_a_submodel_has_all_its_parts_in_order(page: Path) -> None:
    parts = ("## Purpose and rationale", "*Also considered.*", "## Equations", "## Verified by")
    places = [PAGES[page].find(part) for part in parts]
    assert places == sorted(places)
    assert min(places) > 0


def test_the_odd_leads_to_every_submodel() -> None:
    led = set(re.findall(r"\]\(odd/([\w-]+)\.md", ENTITIES))
    assert led == {page.stem for page in PAGES} - {"ODD"}


def test_every_equation_can_be_shown() -> None:
    """What the converter does not know, such as an environment, would stand on the page as it is written."""
    for page, text in PAGES.items():
        for equation in re.findall(r"\$\$(.+?)\$\$|\$([^$\n]+)\$", text, re.DOTALL):
            assert not re.search(r"\\|<mi>&(?:amp;)?</mi>", convert("".join(equation))), f"{page.name}: {equation}"


_NAME = r"[A-ZÀ-Ž][\w’'-]+"
_CITED = re.compile(rf"((?:Ravichandra\s+)?{_NAME}(?:, {_NAME})*(?:\s+&\s+{_NAME}|\s+et\s+al\.)?)\s+((?:19|20)\d\d)\b")
_ENTRY = re.compile(r"^- \*\*(.+?) ((?:19|20)\d\d)\.\*\*(.+?)(?=^- |^$)", re.MULTILINE | re.DOTALL)


def cited(text: str) -> set[tuple[str, str]]:
    """Authors and year of each work that a text cites, such as "Goldenberg, Libai & Muller", "2001"."""
    return {(" ".join(names.split()), year) for names, year in _CITED.findall(text)}


def test_a_citation_is_found_in_running_text() -> None:
    text = "after Grimm et\nal. 2020 (Fader & Lattin 1993; Ben-Akiva & Lerman 1985), Ravichandra Rao 1982, in 2024"
    found = {("Grimm et al.", "2020"), ("Fader & Lattin", "1993"), ("Ben-Akiva & Lerman", "1985")}
    assert cited(text) == found | {("Ravichandra Rao", "1982")}


def test_each_work_that_is_cited_stands_among_the_references_and_no_other() -> None:
    entries = {(names, year) for names, year, _ in _ENTRY.findall((DOCS / "references.md").read_text("utf-8"))}
    named = set[tuple[str, str]]().union(*(cited(page.read_text("utf-8")) for page in CITING))
    assert named == entries


def test_each_reference_says_how_it_was_read() -> None:
    for names, year, rest in _ENTRY.findall((DOCS / "references.md").read_text("utf-8")):
        assert re.search(r"\[(a|a 2ary|b)\]", rest), f"{names} {year}"


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


def test_all_of_the_model_is_mutated_or_said_not_to_be() -> None:
    """What only gathers names has nothing to mutate."""
    root = DOCS.parent
    targets = tomllib.loads((root / "tests" / "mutation" / "targets.toml").read_text("utf-8"))
    mutated = [module for target in targets.values() if isinstance(target, dict) for module in target["modules"]]
    said = (DOCS / "verification.md").read_text("utf-8")
    for folder in ("agents", "model"):
        for path in (root / folder).rglob("*.py"):
            name = path.relative_to(root).as_posix()
            covered = any(name == module or name.startswith(f"{module}/") for module in mutated)
            assert covered or f"`{name}`" in said or path.name == "__init__.py", name


def test_the_citation_is_of_this_version() -> None:
    citation = yaml.safe_load((DOCS.parent / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((DOCS.parent / "pyproject.toml").read_text("utf-8"))["project"]
    assert {"cff-version", "message", "title", "authors", "version", "license", "type"} <= citation.keys()
    assert {"abstract", "keywords", "date-released"} <= citation.keys()
    assert citation["version"] == project["version"]
    assert citation["license"] == project["license"]
    assert citation["authors"][0]["name"] in (DOCS.parent / "README.md").read_text("utf-8")
