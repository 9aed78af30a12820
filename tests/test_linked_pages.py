"""Pages of linked data in a browser, behind a proxy's path, and a server that draws meanwhile."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from test_serve import Server, running
from watched import watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = "/vejviser"
SU = "/id/su-hovedstaden"
PAGES = {
    "first": "/",
    "body": SU,
    "derived": "/id/klu-hilleroed",
    "document": "/source/guide-2024",
    "section": "/doc/source/guide-2024/6.1",
    "quantity": "/doc/source/guide-2024/riv-fee",
    "provision": "/id/par-105-aftale25",
    "point": "/id/point-su",
    "graph": "/graph/areas",
    "dataset": "/dataset",
    "ontology": "/ns",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("linked")
    with running(folder, "--root-path", ROOT, "--workers", "1") as found:
        yield found


Open = Callable[..., "Page"]


@pytest.fixture
def opened(browser: Browser, server: Server) -> Iterator[Open]:
    """Opens a page, and in the end sees that it said nothing and asked nobody else."""
    with watched(browser, server.url) as (empty, complaints):

        def open_page(path: str, **given: Any) -> Page:
            page = empty(**given)
            page.goto(f"{server.url.removesuffix('/')}{path}")
            return page

        yield open_page
    assert complaints == []


def test_a_thing_is_shown_with_its_picture_and_leads_on(opened: Open) -> None:
    page = opened(SU)
    assert page.url.endswith(f"{ROOT}/doc/su-hovedstaden")
    picture = page.locator("figure img")
    picture.scroll_into_view_if_needed()
    picture.evaluate("image => image.decode()")
    assert picture.evaluate("image => image.naturalWidth") > 300
    # Data in a page are no script, and the policy lets them be.
    data = json.loads(page.locator("script[type='application/ld+json']").text_content() or "")
    assert data["@id"].endswith(SU)
    page.click("main a:text-is('6.1')")
    assert page.url.endswith(f"{ROOT}/doc/source/guide-2024/6.1")
    page.click("header a:has-text('In English')")
    page.click("main a:text-is('National Cooperation Committee')")
    assert page.locator("h1").text_content() == "National Cooperation Committee"
    assert page.url.endswith("?lang=en")


def test_another_day_is_chosen(opened: Open) -> None:
    page = opened(SU)
    page.fill("input[name=on]", "2023-07-01")
    page.click("form.day button")
    assert "on=2023-07-01" in page.url
    assert "1. juli 2023" in (page.locator("footer").text_content() or "")


def test_a_name_with_a_number_sign_leads_to_its_place(opened: Open) -> None:
    page = opened("/source/guide-2024#6.1")
    assert page.url.endswith("/doc/source/guide-2024#6.1")
    assert (page.locator(":target").text_content() or "").startswith("6.1 Samarbejdsudvalget")
    page = opened("/ns#Quantity")
    assert "Statement that puts a number" in (page.locator(":target").text_content() or "")


def test_a_picture_by_itself_has_its_letters(opened: Open) -> None:
    page = opened("/doc/su-hovedstaden.svg")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.size)") == 2
    assert page.evaluate("[...document.fonts].some(font => font.status == 'loaded')")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("lang", "scheme", "width"), [("da", "light", 1280), ("en", "dark", 390)], ids=["wide", "phone"]
)
def test_nothing_stands_in_anybodys_way(
    opened: Open, name: str, lang: str, scheme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    size = {"width": width, "height": 844}
    page = opened(f"{PAGES[name]}?lang={lang}", color_scheme=scheme, viewport=size)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []


def test_many_pictures_at_once_hold_nothing_up(server: Server) -> None:
    """Each new picture is drawn alone; who must wait too long is told to come again."""
    base = server.url.rstrip("/")

    def status(path: str) -> int:
        try:
            with urllib.request.urlopen(f"{base}{path}", timeout=60) as answer:
                answer.read()
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code if error.headers["Retry-After"] else 0

    days = [f"/doc/su-hovedstaden.svg?on=2024-{m:02}-{d:02}" for m in (4, 5) for d in range(1, 16)]
    with ThreadPoolExecutor(len(days)) as threads:
        asked = [threads.submit(status, day) for day in days]
        assert [status("/healthz") for _ in range(5)] == [200] * 5
        told = {future.result() for future in asked}
    assert 200 in told
    assert told <= {200, 503}
    assert status(days[0]) == 200
