"""A served application and a browser, once for all tests here."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from experiments import Plan, sweep
from experiments.compare import compare
from experiments.sceptic import doubt
from model.scenario import Scenario

_CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
_HARMLESS = ("Failed to evaluate Vue script",)
"""Solara's own remark on one of its templates."""


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A comparison with the sceptic's doubts, and a sweep, as the command line leaves them."""
    root = tmp_path_factory.mktemp("results")
    small = {"settlement": {"base": "aul", "population": 300}, "clock": {"days": 40, "hub_opens": 5}}
    designs = {name: Scenario(**small, design=name) for name in ("status-quo", "people-first")}
    compare(designs, replicates=2, jobs=1, out=root / "village")
    doubt(designs, "people-first", replicates=2, jobs=1, out=root / "village")
    measures = ("visits", "residents_reached")
    levers = {"cafe_price": [300, 600, 900], "dance_per_week": [0, 1, 2, 3]}
    sweep(Plan(scenario=small | {"design": "top-down"}, vary=levers, measures=measures), root / "prices", jobs=1)
    return root


@pytest.fixture(scope="session")
def served(results: Path) -> Iterator[str]:
    """Address of the application, served as `shanyraq app` does."""
    with _serving(results) as (address, _):
        yield address


@contextmanager
def _serving(root: Path) -> Iterator[tuple[str, int]]:
    """Serve the application; gives its address and the number of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = root / "server.log"
    command = [sys.executable, "-c", "from experiments.cli import main; main()", "app", "--no-open"]
    with log.open("w") as out:
        server = subprocess.Popen(
            [*command, "--port", str(port), "--results", str(root)], stdout=out, stderr=subprocess.STDOUT
        )
    address = f"http://localhost:{port}/"
    try:
        deadline = time.monotonic() + 300
        while True:
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except OSError:
                assert server.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.2)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def served_alone(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """Address and process of an application that nobody else visits."""
    with _serving(tmp_path) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium, without a window."""
    if _CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: `.ci/run` installs it")
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Any, served: str) -> Iterator[Callable[..., Any]]:
    """Open a page as a visitor of one's own; at the end nothing may have gone wrong in the browser."""
    wrong: list[str] = []
    contexts = []

    def open_page(query: str = "", width: int = 1280, **how: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, **how)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith((served, "data:", "blob:")) else None)
        page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.goto(served + query)
        page.wait_for_selector("#main h1", state="attached")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [each for each in wrong if not each.startswith(_HARMLESS)] == []


@pytest.fixture
def design_file(tmp_path: Path) -> Path:
    """A design with a mistake in line 3."""
    path = tmp_path / "broken.toml"
    path.write_text('name = "mine"\nrooms = 2\naccessibility = 7\n', "utf-8")
    return path
