"""What the site needs beyond Markdown: pages from the top of the repository, and equations as MathML."""

import posixpath
import re
from html import unescape
from pathlib import Path
from typing import Any

from latex2mathml.converter import convert
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
HOME = {"README.md": "index.md"}
_LINK = re.compile(r"(\]\()([^)#:]+)(\)|#)")
_EQUATION = re.compile(r'<(span|div) class="arithmatex">\\[(\[](.*?)\\[)\]]</\1>', re.DOTALL)


def on_files(files: Files, config: Any) -> Files:
    """Take in what pages link to outside the folder of documents."""
    outside = {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"}
    for page in files.documentation_pages():
        outside |= {path for path in _linked(page, page.content_string) if not path.startswith("docs/")}
    for path in sorted(outside):
        if (ROOT / path).is_file():
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
    """Write equations as MathML, which browsers show without a script."""
    return _EQUATION.sub(lambda found: convert(unescape(found[2])), html)


def _linked(page: File, markdown: str) -> set[str]:
    return {_path(page, found[2]) for found in _LINK.finditer(markdown)}


def _path(page: File, target: str) -> str:
    """Path of a link's target from the top of the repository."""
    top = page.src_uri in {*HOME.values(), "CONTRIBUTING.md", "CHANGELOG.md"}
    here = "" if top else posixpath.join("docs", posixpath.dirname(page.src_uri))
    return posixpath.normpath(posixpath.join(here, target))
