"""The page of a validation: published figures beside the model's, what holds and what does not, with figures."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from experiments.atomic import write_whole
from experiments.provenance import model_fingerprint, package_version, provenance
from experiments.validation.catalogue import NOT_TESTED
from experiments.validation.pattern import MARKS, ROLES
from viz.validation.figures import drawn, save_figure

if TYPE_CHECKING:
    from experiments.validation.holding import Validation

_STYLE = Path(__file__).parent.parent / "report" / "style.css"


def _rooms(*, autoescape: bool) -> Environment:
    return Environment(
        loader=PackageLoader("viz.validation", "."),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(found: "Validation") -> str:
    """Make the page: one file without script that opens without internet."""
    rooms = _rooms(autoescape=True)
    pictures = {
        pattern.name: Markup(drawn(finding.picture, number))
        for number, (pattern, finding) in enumerate(found.findings)
        if finding.picture is not None
    }
    return rooms.get_template("page.html").render(
        found=found,
        pictures=pictures,
        roles=ROLES,
        marks=MARKS,
        not_tested=NOT_TESTED,
        style=Markup(_STYLE.read_text("utf-8")),
        version=package_version(),
        fingerprint=model_fingerprint(),
    )


def render_summary(found: "Validation") -> str:
    """Make the summary for the documents: Markdown, a row for each pattern."""
    return (
        _rooms(autoescape=False)
        .get_template("validation.md")
        .render(found=found, roles=ROLES, marks=MARKS, not_tested=NOT_TESTED)
    )


def write_page(found: "Validation", folder: Path) -> list[Path]:
    """Write the page, the summary, figures, tables and manifest of a validation; gives the files."""
    table, numbers = found.table(), found.numbers()
    figures = folder / "figures"
    figures.mkdir(exist_ok=True)
    drawings = [
        path
        for pattern, finding in found.findings
        if finding.picture is not None
        for path in save_figure(
            finding.picture,
            f"{pattern.name}  {pattern.title}",
            finding.picture.runs or found.caption,
            figures,
            pattern.name,
        )
    ]
    facts = {
        "seeds": list(found.seeds),
        "population": found.population,
        "patterns": [pattern.name for pattern, _ in found.findings],
        "failing": found.failing,
        "null_worlds": {name: list(worlds) for name, worlds in found.nulls.items()},
    } | provenance()
    manifest = json.dumps(facts, indent=2, ensure_ascii=False) + "\n"
    return [
        write_whole(folder / "validation.html", lambda path: path.write_text(render(found), "utf-8")),
        write_whole(folder / "validation.md", lambda path: path.write_text(render_summary(found), "utf-8")),
        write_whole(folder / "patterns.csv", lambda path: table.to_csv(path, index=False)),
        write_whole(folder / "patterns.parquet", lambda path: table.to_parquet(path, index=False)),
        write_whole(folder / "numbers.csv", lambda path: numbers.to_csv(path, index=False)),
        write_whole(folder / "manifest.json", lambda path: path.write_text(manifest, "utf-8")),
        *drawings,
    ]
