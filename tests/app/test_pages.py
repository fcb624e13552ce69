"""The application in a browser, as people use it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_SMALL = "?settlement.population=250&clock.hub_opens=3&clock.days=60"


def _day(page: Any) -> int:
    found = re.search(r"Day (\d+)", page.inner_text(".when"))
    return int(found[1]) if found else -1


def _wait_for_day(page: Any, day: int) -> None:
    page.wait_for_function(f"document.querySelector('.when strong')?.textContent.includes('Day {day} ')")


def test_play_pause_step_and_look_at_somebody(visit: Callable[..., Any]) -> None:
    page = visit(_SMALL)
    page.wait_for_selector("#play:not([disabled])")
    page.select_option("#speed", "20")
    page.click("#play")
    page.wait_for_function("document.querySelector('#shanyraq-map').shown.days >= 5")
    page.click("#play")
    page.wait_for_function("document.querySelector('#play').dataset.act === 'play'")
    stood = _day(page)
    assert 5 <= stood < 60
    page.click("[data-act=step][data-value='7']")
    _wait_for_day(page, min(60, stood + 7))
    page.click("[data-act=pick_home]")
    page.wait_for_selector(".person .terms", timeout=60_000)
    terms = [float(cell.replace("\u2212", "-")) for cell in page.locator(".person .terms td.n").all_inner_texts()]
    assert sum(terms[:-1]) == pytest.approx(terms[-1], abs=0.06)
    page.click("[data-act=reset]")
    _wait_for_day(page, 0)


def test_a_change_is_answered_and_stands_in_the_link(visit: Callable[..., Any]) -> None:
    page = visit(_SMALL)
    page.wait_for_selector("#play:not([disabled])")
    page.locator("[data-name='design.offers.cafe.price'][type=range]").fill("900")
    page.wait_for_function("location.search.includes('design.offers.cafe.price=900')")
    page.wait_for_function("document.querySelector('#c-design-offers-cafe-price').value === '900'")
    page.fill("#c-design-offers-dance-per_week", "99")
    page.keyboard.press("Tab")
    page.wait_for_selector(".control.wrong .error")
    assert "63" in page.inner_text(".control.wrong .error")
    assert "99" not in page.url.partition("?")[2]


def test_a_shared_link_gives_the_same_run_and_two_visitors_have_their_own(visit: Callable[..., Any]) -> None:
    told = []
    pages = [visit(f"{_SMALL}&seed=5&program_mix=%7B%22dance%22%3A2%7D") for _ in range(2)]
    for page in pages:
        page.wait_for_selector("#play:not([disabled])")
        assert page.input_value("#seed") == "5"
        assert page.input_value("#c-design-offers-dance-per_week") == "2"
    pages[0].click("[data-act=step][data-value='30']")
    _wait_for_day(pages[0], 30)
    assert _day(pages[1]) == 0
    pages[1].click("[data-act=step][data-value='30']")
    _wait_for_day(pages[1], 30)
    for page in pages:
        page.wait_for_timeout(600)
        told.append((page.inner_text(".when"), page.inner_text(".shanyraq-charts"), page.inner_text(".doors")))
    assert told[0] == told[1]
    pages[0].reload()
    pages[0].wait_for_selector("#play:not([disabled])")
    assert _day(pages[0]) == 0
    assert pages[0].input_value("#seed") == "5"


def test_compare_two_designs_and_go_back(visit: Callable[..., Any]) -> None:
    page = visit("?settlement.population=200&clock.hub_opens=3&clock.days=40")
    page.click("nav [data-value=compare]")
    page.fill("#c-replicates", "2")
    page.keyboard.press("Tab")
    page.uncheck("[data-act=with][data-name='top-down']")
    page.wait_for_selector("text=4 runs of 40 days")
    page.click("[data-act=compare]")
    page.wait_for_selector("#shanyraq-forest", timeout=60_000)
    assert page.locator("td.better, td.worse, td.unclear").count() > 10
    assert "with=people-first" in page.url
    with page.expect_download() as saved:
        page.click("[data-act=report]")
    report = Path(saved.value.path()).read_text("utf-8")
    assert "Residents reached" in report
    assert "/results" not in report  # nothing of the server
    page.go_back()
    page.wait_for_selector("#play")


def test_the_sceptic_doubts_a_design(visit: Callable[..., Any]) -> None:
    page = visit("?page=compare&settlement.population=200&clock.hub_opens=3&clock.days=30&n=2&with=people-first")
    page.wait_for_selector("text=16 runs")
    page.click("[data-act=ask]")
    page.wait_for_selector("table.doubts", timeout=60_000)
    assert page.locator("ol.arms li").count() == 6
    assert page.locator("table.doubts tbody tr").count() == 14


def test_results_of_the_command_line_are_shown(visit: Callable[..., Any]) -> None:
    page = visit("?page=results")
    page.select_option("#folder", "village")
    page.wait_for_selector("#evidence-h")
    page.click("#evidence-h")
    page.wait_for_selector(".points .at")
    assert page.locator("table.doubts tbody tr").count() == 14
    page.select_option("#folder", "prices")
    page.wait_for_selector("text=What moves it")
    assert page.locator(".figure svg[role=img]").count() == 2  # lines, front
    assert page.locator(".bars li").count() == 2
    best = int(page.locator("section:has(#r-against) tbody tr").count())
    page.check("[data-act=r-least][data-name=x]")
    page.wait_for_function(f"document.querySelectorAll('section:has(#r-against) tbody tr').length !== {best}")
    page.select_option("#r-x", "dance_per_week")
    page.wait_for_selector("svg[aria-label$='Dance: Sessions a week']")


def test_a_refusal_is_said_in_the_visitors_language(visit: Callable[..., Any]) -> None:
    page = visit(f"{_SMALL}&lang=ru")
    page.wait_for_selector("#play:not([disabled])")
    page.fill("#c-design-offers-dance-per_week", "99")
    page.keyboard.press("Tab")
    page.wait_for_selector(".control.wrong .error")
    assert "не больше 63" in page.inner_text(".control.wrong .error")


def test_three_languages(visit: Callable[..., Any]) -> None:
    page = visit(_SMALL)
    page.wait_for_selector("#play:not([disabled])")
    for lang, play in (("ru", "Пуск"), ("kk", "Бастау"), ("en", "Play")):
        page.select_option("#language", lang)
        page.wait_for_function(f"document.querySelector('#play').textContent.includes('{play}')")
        assert page.evaluate("document.documentElement.lang") == lang


def test_a_bad_file_is_explained_and_a_good_one_is_taken(
    visit: Callable[..., Any], design_file: Path, tmp_path: Path
) -> None:
    page = visit(f"{_SMALL}&page=design")
    page.set_input_files("#d-load", str(design_file))
    page.wait_for_selector("p.wrong")
    said = page.inner_text("p.wrong")
    assert "broken.toml:3" in said
    assert "accessibility" in said
    with page.expect_download() as saved:
        page.click("[data-act=save-design]")
    good = tmp_path / "good.toml"
    good.write_text(Path(saved.value.path()).read_text("utf-8").replace("rooms = 2", "rooms = 4"), "utf-8")
    page.set_input_files("#d-load", str(good))
    page.wait_for_function("document.querySelector('#c-design-rooms')?.value === '4'")
    assert "base=" in page.url


@pytest.mark.parametrize("name", ["explore", "network", "compare", "design", "results", "about"])
def test_nothing_serious_stands_in_anybodys_way(visit: Callable[..., Any], name: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    dark = name in ("explore", "design")
    page = visit(
        f"{_SMALL}&page={name}", width=360 if name == "network" else 1280, color_scheme="dark" if dark else "light"
    )
    if name in ("explore", "network"):
        page.wait_for_selector("#play:not([disabled]), .matrix")
    page.wait_for_timeout(300)  # the page fades in, and is pale until it has
    page.wait_for_function("document.getAnimations().every((each) => each.playState !== 'running')")
    response = Axe().run(page).response
    assert len(response["passes"]) > 10
    found = response["violations"]
    serious = [
        (each["id"], each["nodes"][0]["html"][:200]) for each in found if each["impact"] in ("serious", "critical")
    ]
    assert serious == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
