"""Pages in a browser that are watched: what they say, and whom they ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# What the browser is told to report, even where only the page itself hears of it.
WATCH = (
    "document.addEventListener('securitypolicyviolation', e => console.log('policy', e.blockedURI))"
)


@contextmanager
def watched(browser: Browser, url: str) -> Iterator[tuple[Callable[..., Page], list[str]]]:
    """What makes an empty page, and the complaints of all pages it has made.

    :param url: the first page of the site; what a page asks outside it is a complaint
    """
    complaints: list[str] = []
    contexts: list[Any] = []
    host, root = urlsplit(url).netloc, urlsplit(url).path

    def asked(request: Any) -> None:
        at = urlsplit(request.url)
        if at.scheme != "blob" and (at.netloc != host or not at.path.startswith(root)):
            complaints.append(request.url)

    def empty(**given: Any) -> Page:
        context = browser.new_context(**{"locale": "da-DK", **given})
        contexts.append(context)
        context.add_init_script(WATCH)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda said: complaints.append(f"{said.text} {said.location['url']}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", asked)
        return page

    yield empty, complaints
    for context in contexts:
        context.close()
