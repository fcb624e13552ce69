"""What is asked for is at hand: on a phone, with a screen reader, after a break of the connection."""

from collections.abc import Callable
from typing import Any

import pytest

_SMALL = "?settlement.population=250&clock.hub_opens=3&clock.days=60"
_READY = "#play:not([disabled])"


def test_a_page_whose_model_is_gone_loads_anew_from_its_link(browser: Any, served: str) -> None:
    page = browser.new_page()
    page.set_default_timeout(30_000)
    page.goto(f"{served}{_SMALL}&seed=7")
    page.wait_for_selector(_READY)
    page.evaluate(
        """async () => {
            window.old = true;
            const kernel = solara.debug.kernel();
            const close = `${solara.rootPath}/_solara/api/close/${kernel.id}?session_id=${kernel.clientId}`;
            await fetch(close, { method: "POST" });
            solara.debug.dropConnection();
        }"""
    )
    page.wait_for_function("window.old === undefined && document.querySelector('#play:not([disabled])')")
    assert page.input_value("#seed") == "7"
    page.close()


def test_whoever_is_picked_on_a_phone_comes_into_sight(visit: Callable[..., Any]) -> None:
    page = visit(_SMALL, width=390)
    page.wait_for_selector(_READY)
    page.click("#shanyraq-map")
    page.wait_for_selector(".person .card")
    page.wait_for_function("document.querySelector('.person .card h3').getBoundingClientRect().bottom < innerHeight")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_the_whole_week_is_in_sight(visit: Callable[..., Any], lang: str, width: int) -> None:
    page = visit(f"{_SMALL}&lang={lang}", width=width)
    page.wait_for_selector(_READY)
    page.click("[data-act=step][data-value='7']")
    page.wait_for_selector(".week .session")
    assert page.evaluate(
        "(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('.week').parentElement)"
    )


def test_the_current_tab_is_in_sight(visit: Callable[..., Any]) -> None:
    page = visit("?page=about&lang=ru", width=390)
    page.wait_for_function("document.querySelector('nav a[aria-current]').getBoundingClientRect().right <= innerWidth")


def test_a_new_page_begins_at_its_top_and_has_the_focus(visit: Callable[..., Any]) -> None:
    page = visit(_SMALL)
    page.wait_for_selector(_READY)
    page.evaluate("scrollTo(0, 600)")
    page.click("nav [data-value=about]")
    page.wait_for_function("document.activeElement.id === 'main' && scrollY === 0")


def test_days_are_read_out_only_when_they_stand_still(visit: Callable[..., Any]) -> None:
    page = visit(_SMALL)
    page.wait_for_selector(_READY)
    page.select_option("#speed", "2")
    page.click("#play")
    page.wait_for_selector(".when:not([role])")
    page.click("#play")
    page.wait_for_selector(".when[role=status]")


def test_map_and_charts_speak_the_language_chosen(visit: Callable[..., Any]) -> None:
    page = visit(_SMALL)
    page.wait_for_selector(_READY)
    page.click("[data-act=step][data-value='30']")
    page.wait_for_selector("text=Day 30 ")
    page.select_option("#language", "kk")
    page.wait_for_selector("#shanyraq-map[aria-label^='Карта']")
    page.wait_for_function(r"/\d,\d/.test(document.querySelector('.shanyraq-charts').innerText)")
    assert "." not in "".join(page.locator(".shanyraq-charts b").all_inner_texts())
