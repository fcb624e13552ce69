"""The documents make a site, and it asks no other host for anything."""

import re
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Strict: a link that leads nowhere, or a name that is not in the code, is an error."""
    folder = tmp_path_factory.mktemp("site")
    build(load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder), strict=True))
    return folder


def test_every_document_is_a_page(site: Path) -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        assert (site / page.relative_to(ROOT / "docs").with_suffix(".html")).is_file()


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert not re.findall(r'<(?:script|img|iframe)[^>]+src="(?:https?:)?//[^"]+', text), page.name
        assert not re.findall(r'<link[^>]+rel="(?:stylesheet|preconnect)"[^>]+href="(?:https?:)?//', text), page.name


def test_every_link_within_the_site_leads_somewhere(site: Path) -> None:
    dead = []
    for page in site.rglob("*.html"):
        if page.name == "404.html":  # its links begin at the root of the host
            continue
        for target in re.findall(r'<(?:a|link|img|script)\b[^>]*?\s(?:href|src)="([^"]*)"', page.read_text("utf-8")):
            link = urlsplit(unescape(target))
            if link.scheme or link.netloc:
                continue
            there = page.parent / unquote(link.path) if link.path else page
            named = f'id="{unquote(link.fragment)}"' if link.fragment and there.suffix == ".html" else ""
            if not there.exists() or named not in _text(there):
                dead.append((page.name, target))
    assert dead == []


@cache
def _text(page: Path) -> str:
    return page.read_text("utf-8") if page.suffix == ".html" else ""


def test_equations_need_no_script(site: Path) -> None:
    for page in [site / "ODD.html", *(site / "odd").glob("*.html")]:
        text = page.read_text("utf-8")
        assert "<math" in text or page.stem == "evidence"
        assert "arithmatex" not in text, page.name
