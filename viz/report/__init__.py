"""The report of a comparison: one page without script, to be read, sent and printed without internet."""

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from experiments.results import Results, read_results
from model.scenario import InputError
from viz.report.page import Page
from viz.report.words import LANGUAGES, Words

__all__ = ["LANGUAGES", "render", "render_results", "write_report"]

_HERE = Path(__file__).parent


def render(folder: str | Path, lang: str = "en") -> str:
    """Make the page of a folder of results.

    Parameters
    ----------
    folder : path
        What `shanyraq compare` wrote.
    lang : str
        ``en``, ``ru`` or ``kk``.

    Raises
    ------
    InputError
        The folder holds no finished comparison, or there is no such language.
    """
    return render_results(read_results(folder), lang)


def render_results(results: Results, lang: str = "en") -> str:
    """Make the page of a comparison with its manifest; see `render`."""
    words = Words(lang)
    page = Page(results, words)
    rooms = Environment(
        loader=PackageLoader("viz.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = Markup((_HERE / "style.css").read_text("utf-8"))
    return rooms.get_template("page.html").render(page=page, words=words, style=style, svg=Markup)


def write_report(folder: str | Path, lang: str = "en", out: str | Path | None = None) -> Path:
    """Write the page of a folder of results; see `render`.

    Parameters
    ----------
    folder, lang
        As for `render`.
    out : path, optional
        File to write; ``report-<lang>.html`` in the folder if none is given.

    Returns
    -------
    Path
        The file.
    """
    text = render(folder, lang)
    path = Path(folder) / f"report-{lang}.html" if out is None else Path(out)
    draft = path.with_name(f".{path.name}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, "utf-8")
        try:
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror or error}") from None
    return path
