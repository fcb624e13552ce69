"""Whoever closes the page leaves nothing behind."""

import re
from pathlib import Path
from typing import Any


def _megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found[1]) / 1024


def _visit(browser: Any, address: str, days: int) -> None:
    page = browser.new_page()
    page.goto(f"{address}?settlement.population=6000&clock.hub_opens=3&clock.days=730")
    page.wait_for_selector("#play:not([disabled])")
    page.select_option("#speed", "1000")
    for day in range(30, days + 1, 30):
        page.click("[data-act=step][data-value='30']")
        page.wait_for_function(f"document.querySelector('.when strong')?.textContent.includes('Day {day} ')")
        page.wait_for_selector("#play:not([disabled])[data-act=play]")
    page.context.close()


def test_memory_is_flat_over_loads_and_steps(browser: Any, served_alone: tuple[str, int]) -> None:
    """A model of 6,000 people takes some 8 MB: six pages that stayed would be twice what is allowed."""
    address, process = served_alone
    for _ in range(3):
        _visit(browser, address, 60)
    before = _megabytes(process)
    for _ in range(6):
        _visit(browser, address, 60)
    assert _megabytes(process) - before < 24
