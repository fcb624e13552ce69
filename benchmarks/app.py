"""Days a second on the screen of the application: ``python -m benchmarks.app``.

A headless Chromium opens the Explore page, plays at 50 days a second, and counts the days that the map has painted. The
median of several stretches is printed, how long a slider takes to be answered, and what the server holds over many
loads of the page and many days of one run.
"""

import argparse
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

PORT = 8799
_LOADS, _STEPS = 50, 2_000
_CASES = ((2_000, "aul", 20.0), (50_000, "kentau", 5.0))
"""Residents, settlement, and the days a second that are wanted."""


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"the server ended with {server.returncode}")


def _median_days(page: Any, stretches: int, seconds: float) -> float:
    rates = []
    for _ in range(stretches):
        before = page.evaluate("document.querySelector('#shanyraq-map').shown.days")
        began = time.perf_counter()
        page.wait_for_timeout(1000 * seconds)
        after = page.evaluate("document.querySelector('#shanyraq-map').shown.days")
        rates.append((after - before) / (time.perf_counter() - began))
    return statistics.median(rates)


def _median_answer(page: Any) -> float:
    """Milliseconds from moving the slider of the café's price until the link holds it."""
    waits = []
    for price in range(410, 500, 10):
        began = time.perf_counter()
        page.locator("[data-name='design.offers.cafe.price'][type=range]").fill(str(price))
        page.wait_for_function(f"location.search.includes('cafe.price={price}')", polling=5)
        waits.append(1000 * (time.perf_counter() - began))
    return statistics.median(waits)


def _megabytes(process: int) -> float:
    """Memory that a process holds, read where Linux tells it."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def _memory(browser: Any, process: int) -> None:
    """Load and close the page many times, then live many days on one page; print what the server holds."""
    address = f"http://localhost:{PORT}/?settlement=aul&settlement.population=2000&clock.hub_opens=3&clock.days=3650"
    held = []
    for _ in range(_LOADS + 10):
        page = browser.new_page()
        page.goto(address)
        page.wait_for_selector("#play:not([disabled])", timeout=120_000)
        page.close()
        held.append(_megabytes(process))
    print(f"server after 10 loads {held[9]:.0f} MB, after {_LOADS} more {held[-1]:.0f} MB")
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector("#play:not([disabled])", timeout=120_000)
    page.select_option("#speed", "1000")
    page.click("[data-act=step][data-value='30']")
    page.wait_for_function("document.querySelector('.when strong').textContent.includes('Day 30 ')")
    before, day = _megabytes(process), _day(page)
    page.click("#play")
    while _day(page) < day + _STEPS:
        page.wait_for_timeout(200)
    print(f"server at day {day:,} {before:.0f} MB, at day {_day(page):,} {_megabytes(process):.0f} MB")
    page.close()


def _day(page: Any) -> int:
    return int(re.sub(r"[^0-9]", "", page.inner_text(".when strong").split(" of ")[0]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--seconds", type=float, default=2.0, help="length of a stretch")
    parser.add_argument("--stretches", type=int, default=5)
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    command = [
        sys.executable,
        "-c",
        "from experiments.cli import main; main()",
        "app",
        "--no-open",
        "--port",
        str(PORT),
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://localhost:{PORT}/", server)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=given.chromium, args=["--no-sandbox"])
            for people, settlement, wanted in _CASES:
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                page.goto(
                    f"http://localhost:{PORT}/?settlement={settlement}&settlement.population={people}&clock.hub_opens=5"
                )
                page.wait_for_selector("#play:not([disabled])", timeout=120_000)
                if settlement == "aul":
                    print(f"slider answered after {_median_answer(page):.0f} ms (median; wanted: at most 200)")
                    page.wait_for_selector("#play:not([disabled])", timeout=120_000)
                page.select_option("#speed", "50")
                page.click("#play")
                page.wait_for_function("document.querySelector('#shanyraq-map').shown.days > 30", timeout=120_000)
                rate = _median_days(page, given.stretches, given.seconds)
                print(f"{people:>6,} residents: {rate:.1f} days a second (median; wanted: at least {wanted:.0f})")
                page.close()
            _memory(browser, server.pid)
            browser.close()
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
