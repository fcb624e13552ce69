"""The page of a validation: published figures beside the model's, what holds and what does not, with figures."""

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from experiments.atomic import write_whole
from experiments.provenance import model_fingerprint, package_version
from experiments.validation.pattern import ROLES
from viz.validation.figures import drawn

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
        style=Markup(_STYLE.read_text("utf-8")),
        version=package_version(),
        fingerprint=model_fingerprint(),
    )


def render_summary(found: "Validation") -> str:
    """Make the summary for the documents: Markdown, a row for each pattern."""
    return _rooms(autoescape=False).get_template("validation.md").render(found=found)


def write_page(found: "Validation", folder: Path) -> list[Path]:
    """Write the page, the summary and the tables of a validation; gives the files."""
    table, numbers = found.table(), found.numbers()
    return [
        write_whole(folder / "validation.html", lambda path: path.write_text(render(found), "utf-8")),
        write_whole(folder / "validation.md", lambda path: path.write_text(render_summary(found), "utf-8")),
        write_whole(folder / "patterns.csv", lambda path: table.to_csv(path, index=False)),
        write_whole(folder / "patterns.parquet", lambda path: table.to_parquet(path, index=False)),
        write_whole(folder / "numbers.csv", lambda path: numbers.to_csv(path, index=False)),
    ]
