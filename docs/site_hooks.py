"""What the site needs beyond Markdown: pages from the top of the repository, equations as MathML, names that break."""

import posixpath
import re
from html import unescape
from pathlib import Path
from typing import Any

from latex2mathml.converter import convert
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
HOME = {"README.md": "index.md", "LICENSE": "LICENSE.txt"}
"""Where files lie in the site if it is not where they lie in the repository."""
_LINK = re.compile(r"(\]\()([^)#:]+)(\)|#)")
_NAME = re.compile(r"<code>\w+(?:\.[^<\s]+)+</code>")
_EQUATION = re.compile(r'<(span|div) class="arithmatex">\\[(\[](.*?)\\[)\]]</\1>', re.DOTALL)


def on_files(files: Files, config: Any) -> Files:
    """Take in what pages link to outside the folder of documents."""
    outside = {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"}
    for page in files.documentation_pages():
        outside |= {path for path in _linked(page, page.content_string) if not path.startswith("docs/")}
    outside |= {path for name in list(outside) for path in _linked_from_top(name)}
    for path in sorted(outside):
        if (ROOT / path).is_file() and not path.startswith("docs/"):
            files.append(File.generated(config, HOME.get(path, path), content=(ROOT / path).read_text("utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Let links lead to where the pages lie in the site."""

    def moved(found: re.Match[str]) -> str:
        target = _path(page.file, found[2])
        inside = target.removeprefix("docs/") if target.startswith("docs/") else HOME.get(target, target)
        if files.get_file_from_path(inside) is None:
            return found[0]
        return found[1] + posixpath.relpath(inside, posixpath.dirname(page.file.src_uri) or ".") + found[3]

    return _LINK.sub(moved, markdown)


def on_page_content(html: str, page: Any, config: Any, files: Files) -> str:
    """Write equations as MathML, which browsers show without a script; let long dotted names break after a dot."""
    return _NAME.sub(lambda found: found[0].replace(".", ".<wbr>"), _EQUATION.sub(_as_mathml, html))


def _as_mathml(found: re.Match[str]) -> str:
    return convert(unescape(found[2]), display="block" if found[1] == "div" else "inline")


def _linked_from_top(name: str) -> set[str]:
    """Files that a page at the top of the repository links to."""
    text = (ROOT / name).read_text("utf-8") if name.endswith(".md") else ""
    return {posixpath.normpath(found[2]) for found in _LINK.finditer(text)}


def _linked(page: File, markdown: str) -> set[str]:
    return {_path(page, found[2]) for found in _LINK.finditer(markdown)}


def _path(page: File, target: str) -> str:
    """Path of a link's target from the top of the repository."""
    top = page.src_uri in {*HOME.values(), "CONTRIBUTING.md", "CHANGELOG.md"}
    here = "" if top else posixpath.join("docs", posixpath.dirname(page.src_uri))
    return posixpath.normpath(posixpath.join(here, target))
