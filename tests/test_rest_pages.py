"""The pages of the named queries in a browser: by keyboard, with axe-core, nothing from outside."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

import vejviser
from vejviser.web.app import application
from vejviser.web.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

HERE = "http://vejviser.example"
ADDRESSES = (
    "/api/docs",
    "/api/docs/composition",
    "/api/docs/composition?body=SU",
    "/api/docs/differences?document=guide-2025&other=guide-2024",
    "/api/docs/duties?thing=SUU",
)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(application(Site(vejviser.open(), 1)), base_url=HERE)


@pytest.fixture(params=["wide", "phone", "dark"])
def page(browser: Browser, client: TestClient, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page without JavaScript of its own, whose every request is answered by the application."""
    size = {"width": 390 if request.param == "phone" else 1280, "height": 844}
    scheme = "dark" if request.param == "dark" else "light"
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
    told: list[str] = []

    def answer(route: Route) -> None:
        asked = route.request
        if not asked.url.startswith(HERE):
            told.append(asked.url)
            route.abort()
            return
        found = client.get(asked.url, headers={"Accept": asked.headers.get("accept", "*/*")})
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.content)

    context.route("**/*", answer)
    shown = context.new_page()
    shown.on("console", lambda said: told.append(said.text))
    yield shown
    context.close()
    assert [said for said in told if "status of 404" not in said and "favicon" not in said] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_are_for_everybody(page: Page, address: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    lang = "da" if page.evaluate("matchMedia('(min-width: 1000px)').matches") else "en"
    page.goto(f"{HERE}{address}{'&' if '?' in address else '?'}lang={lang}")
    found = Axe().run(page).response["violations"]
    assert [(v["id"], n["html"], n["any"][0]["message"]) for v in found for n in v["nodes"]] == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]  # type: ignore[index]


def test_a_query_is_asked_by_keyboard(page: Page) -> None:
    page.goto(f"{HERE}/api/docs/composition?lang=en")
    page.get_by_label("body").focus()
    page.keyboard.type("LSU")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Answer: 2 rows").wait_for()
    link = page.get_by_role("link", name="CSV")
    assert link.get_attribute("href") == "/api/composition?body=LSU&format=csv&lang=en"
    page.get_by_role("link", name="Show an example").click()
    page.get_by_role("heading", name="Answer: 3 rows").wait_for()


def test_a_mistake_is_told_beside_the_form(page: Page) -> None:
    page.goto(f"{HERE}/api/docs/composition?lang=en&body=SUU")
    assert "Did you mean SU?" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("body").input_value() == "SUU"
