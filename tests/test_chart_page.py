"""Charts as an HTML page: what is in it, and what it does in a browser."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_chart_formats import ODD, SU
from test_chart_formats import chart as loose

import vejviser
from vejviser import charting
from vejviser.chart import formats, outline
from vejviser.chart.drawing.compose import composed
from vejviser.chart.drawing.themes import THEMES
from vejviser.chart.formats import page
from vejviser.chart.model import Band, Chart

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Attributes that make a browser fetch something; the `href` of a link does so once it is followed.
FETCHING = ("src", "srcset", "poster", "data", "action", "formaction", "background", "xlink:href")


class Read(HTMLParser):
    """The tags of a page with their attributes, its texts, and whether each tag is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.inside: dict[str, str] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("script", "style"):
            self.inside[self.open[-1]] = data
        elif data.strip():
            self.texts.append(data.strip())


def chart(*said: str, lang: str = "da") -> Chart:
    """A chart in which everything occurs once, each box in a band."""
    one = loose(*said, lang=lang)
    return replace(one, bands=(*one.bands, Band("", "uden område")))


def made(*charts: Chart, theme: str = "light") -> str:
    pages = [(composed(one), outline.outlined(one)) for one in charts]
    return page.rendered(pages, THEMES[theme], charts[0].lang)


def test_it_asks_for_nothing_and_allows_itself_its_own_script_and_style_only() -> None:
    read = Read(made(chart()))
    assert read.open == []
    assert not {tag for tag, _ in read.tags} & {"link", "img", "iframe", "object", "embed", "base"}
    assert not [name for _, given in read.tags for name in given if name in FETCHING]
    assert set(re.findall(r"url\((\w+:)", read.inside["style"])) == {"data:"}
    assert "@import" not in read.inside["style"]
    # A style or a handler in an attribute would need leave to run any.
    assert not [n for _, given in read.tags for n in given if n == "style" or n.startswith("on")]
    [policy] = [g["content"] or "" for _, g in read.tags if g.get("http-equiv")]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for name in ("script", "style"):
        digest = hashlib.sha256(read.inside[name].encode()).digest()
        assert f"{name}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy


@pytest.mark.parametrize("said", [*ODD, "</script><script>alert(1)</script>", "--> ]]> {number}"])
def test_odd_words_are_words(said: str) -> None:
    read = Read(made(chart(said, said), chart()))
    assert read.open == []
    assert Counter(tag for tag, _ in read.tags)["script"] == 1
    links = [given["href"] or "" for _, given in read.tags if given.get("href")]
    assert all(link.startswith(("https://", "#")) for link in links)
    if "script" in said:
        assert said in read.texts


def test_a_page_says_what_the_picture_and_its_text_do() -> None:
    read = Read(made(chart()))
    names = [given.get("class") for _, given in read.tags]
    assert (names.count("box"), names.count("line"), names.count("stage")) == (4, 2, 1)
    for said in ("Det samme som tekst", "Der er ikke sagt noget om resten.", "Pr. 1. marts 2025"):
        assert read.texts.count(said) == 1
    # What only the script can do is not offered without it; all else is shown.
    hidden = [given.get("class") for _, given in read.tags if "hidden" in given]
    assert hidden == ["tools", "about"]


@pytest.mark.parametrize("theme", THEMES)
def test_several_charts_share_a_page_with_a_table_of_contents(theme: str) -> None:
    text = made(chart(), chart("Et andet"), theme=theme)
    assert text == made(chart(), chart("Et andet"), theme=theme)
    read = Read(text)
    ids = [given["id"] for _, given in read.tags if "id" in given]
    assert len(ids) == len(set(ids))
    named = set(ids)
    pointing = [given["href"] or "" for tag, given in read.tags if tag == "a" and given.get("href")]
    assert {link[1:] for link in pointing if link.startswith("#")} <= named
    for name in ("aria-labelledby", "aria-describedby"):
        assert {one for _, given in read.tags for one in (given.get(name) or "").split()} <= named
    assert set(re.findall(r"url\(#([\w-]+)\)", text)) <= named
    assert read.texts[:4] == ["2 billeder", "2 billeder", "Samarbejdsudvalget", "som det er oplyst"]
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_is_named_and_every_name_has_a_colour(theme: str) -> None:
    read = Read(made(chart(), theme=theme))
    style = read.inside["style"]
    defined = set(re.findall(r"--([\w-]+):#", style))
    used = set(re.findall(r"var\(--([\w-]+)\)", style + made(chart(), theme=theme)))
    assert used <= defined
    assert ("prefers-color-scheme" in style) == (theme == "light")


def test_the_words_are_those_of_the_language() -> None:
    danish, english = (Read(made(chart(lang=lang))) for lang in ("da", "en"))
    assert "Søg i billedet" in danish.texts
    assert "Search the picture" in english.texts
    assert [given.get("lang") for tag, given in english.tags if tag == "html"] == ["en"]


# --- in a browser


Open = Callable[..., "Page"]
File = Callable[..., Path]


@pytest.fixture(scope="module")
def written(shipped: vejviser.Vejviser, tmp_path_factory: pytest.TempPathFactory) -> File:
    """Writes a page of views, once."""
    folder = tmp_path_factory.mktemp("pages")

    def write(*views: tuple[str, ...], lang: str = "da") -> Path:
        file = folder / f"{'-'.join(word for view in views for word in view)}-{lang}.html"
        if not file.exists():
            day = shipped.on("2025-03-01", "all")
            charts = [charting.charts(day, view, names, lang)[0] for view, *names in views]
            cite = charting.facts(day, lang).cite
            told = formats.written(charts, "html", formats.Style(), cite)
            file.write_text(str(told), encoding="utf-8")
        return file

    return write


@pytest.fixture
def opened(browser: Browser, written: File) -> Iterator[Open]:
    """Opens a page of views as a file, and in the end sees that it said and asked for nothing."""
    complaints: list[str] = []
    contexts: list[Any] = []

    def open_page(*views: tuple[str, ...], lang: str = "da", **more: Any) -> Page:
        address = written(*views, lang=lang).as_uri()
        context = browser.new_context(**{"reduced_motion": "reduce", **more})
        contexts.append(context)
        found = context.new_page()
        found.set_default_timeout(20_000)
        found.on("console", lambda said: complaints.append(said.text))
        found.on("pageerror", lambda error: complaints.append(str(error)))

        def asked(request: Any) -> None:
            if request.url != address and not request.url.startswith("data:"):
                complaints.append(request.url)

        found.on("request", asked)
        found.goto(address)
        return found

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def size(opened: Page) -> float:
    return float(
        opened.evaluate("document.querySelector('.picture').getBoundingClientRect().width")
    )


def until(opened: Page, so: str) -> None:
    """Wait for something. Playwright's own way needs `eval`, which the page forbids."""
    for _ in range(100):
        if opened.evaluate(so):
            return
        opened.wait_for_timeout(100)
    pytest.fail(f"it never came to {so}")


def named(opened: Page, selector: str) -> list[str]:
    """What the boxes or lines of a selector are called, without what else is said of them."""
    found = opened.eval_on_selector_all(selector, "all => all.map(e => e.ariaLabel.split('; ')[0])")
    return [str(one) for one in found]


def test_it_zooms_by_keys_and_buttons_and_shows_the_whole(opened: Open) -> None:
    page = opened(("overview",))
    begun = size(page)
    page.locator(".stage").focus()
    page.keyboard.press("+")
    assert size(page) == pytest.approx(begun * 1.25, abs=0.1)
    page.keyboard.press("-")
    page.click(".farther")
    assert size(page) == pytest.approx(begun / 1.25, abs=0.1)
    page.keyboard.press("0")
    room = page.evaluate("(s => [s.clientWidth, s.scrollWidth, s.clientHeight, s.scrollHeight])"
                         "(document.querySelector('.stage'))")  # fmt: skip
    assert room[0] == room[1]
    assert room[2] == room[3]


def test_it_is_moved_by_dragging_and_by_arrow_keys(opened: Open) -> None:
    page = opened(("overview",))
    frame = page.locator(".stage").bounding_box()
    assert frame
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + 20
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 100, y)
    page.mouse.up()
    assert page.evaluate("document.querySelector('.stage').scrollLeft") == 100
    assert page.locator(".about").is_hidden()
    page.locator(".stage").focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.querySelector('.stage').scrollLeft > 100")


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl_only(opened: Open) -> None:
    page = opened(("body", "SU"))
    begun = size(page)
    page.locator(".stage").hover()
    page.mouse.wheel(0, 300)
    until(page, "window.scrollY > 0")
    assert size(page) == begun
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    until(page, f"document.querySelector('.picture').clientWidth > {begun + 1}")


def test_two_fingers_zoom_the_picture_and_not_the_page(opened: Open) -> None:
    page = opened(("overview",), viewport={"width": 390, "height": 844}, has_touch=True)
    begun = size(page)
    page.locator(".stage").scroll_into_view_if_needed()
    fingers = page.context.new_cdp_session(page)
    steps = [("touchStart", 40), ("touchMove", 60), ("touchMove", 80), ("touchEnd", None)]
    for kind, apart in steps:
        places = [] if apart is None else [{"x": 195 + at, "y": 700} for at in (-apart, apart)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})
    assert size(page) == pytest.approx(2 * begun, abs=1)
    assert page.evaluate("visualViewport.scale") == 1


def test_what_is_searched_is_lit_and_said(opened: Open) -> None:
    page = opened(("overview",))
    page.fill("input[type=search]", "laegeforening")
    assert "Lægeforeningen" in named(page, ".box.lit")
    found = len(named(page, ".box.lit"))
    assert page.inner_text(".answer") == f"{found} fundet – Enter går til den næste"
    page.press("input[type=search]", "Enter")
    assert page.inner_text(".answer") == f"1 af {found}: {named(page, '.here')[0]}"
    page.press("input[type=search]", "Shift+Enter")
    assert page.inner_text(".answer").startswith(f"{found} af {found}: ")
    page.press("input[type=search]", "ArrowDown")
    assert page.evaluate("document.activeElement.closest('.here') !== null")
    # A word of a name comes before a part of one: "su" is in Konsulentordning, too.
    page.fill("input[type=search]", "su")
    assert [one for one in named(page, ".box.lit") if "(SU)" in one]
    assert not [one for one in named(page, ".box.lit") if one.startswith("Konsulent")]
    page.fill("input[type=search]", "findes ikke")
    assert page.inner_text(".answer") == "ingen fundet"
    page.press("input[type=search]", "Escape")
    assert page.input_value("input[type=search]") == ""
    assert page.inner_text(".answer") == ""


def test_one_of_many_names_in_a_box_is_found(opened: Open) -> None:
    page = opened(("family", "KLU"))
    page.fill("input[type=search]", "hilleroed")
    assert page.locator(".box.lit").count() == 1
    assert page.locator("text.lit").all_text_contents() == ["Hillerød"]
    assert page.locator("text.lit").bounding_box() is not None


def test_a_relation_is_hidden_with_its_lines_and_captions(opened: Open) -> None:
    page = opened(("body", "SU"))
    relation = page.get_by_label("sag eller henvendelse går til").and_(page.locator("input"))
    before = len(named(page, ".line:visible")), page.locator(".label:visible").count()
    relation.uncheck()
    assert not [one for one in named(page, ".line:not(.off)") if " går til " in one]
    assert page.locator(".line.off").count() > 0
    assert page.locator(".label:visible").count() < before[1]
    relation.check()
    assert page.locator(".off").count() == 0


def test_a_box_stands_out_with_those_around_it_by_keyboard(opened: Open) -> None:
    page = opened(("overview",))
    box = page.locator(f".box[data-id^='{SU}-']")
    box.locator("[role=button]").focus()
    page.keyboard.press("Enter")
    assert page.inner_text(".about .name") == named(page, ".chosen")[0]
    iri = box.get_attribute("data-id")
    around = {iri}
    for ends in page.eval_on_selector_all(".line", "all => all.map(e => ({...e.dataset}))"):
        around |= {ends["from"], ends["to"]} if iri in (ends["from"], ends["to"]) else set()
    near = page.eval_on_selector_all(".box:not(.away)", "all => all.map(e => e.dataset.id)")
    assert set(near) == around
    assert len(around) > 2
    assert page.locator(".about .lines li").count() == page.locator(".line:not(.away)").count()
    assert page.get_attribute(".about .page", "href") == iri
    # The keyboard is where it is told of; there a neighbour can be chosen, and Esc leads back.
    assert page.evaluate("document.activeElement.className") == "name"
    page.keyboard.press("Shift+Tab")
    page.locator(".away [role=button]").first.focus()
    shown = page.evaluate("getComputedStyle(document.activeElement.closest('.box')).opacity")
    assert shown == "1"
    page.locator(".about .lines button").first.press("Enter")
    assert page.get_attribute(".chosen", "data-id") in around - {iri}
    page.keyboard.press("Escape")
    assert page.locator(".away").count() == 0
    assert page.locator(".about").is_hidden()
    assert page.evaluate("document.activeElement.getAttribute('role')") == "button"


def test_a_click_does_not_leave_the_page_and_a_second_shows_all_again(opened: Open) -> None:
    page = opened(("body", "SU"))
    button = page.locator(".box [role=button]").first
    button.click()
    assert page.locator(".about").is_visible()
    assert page.url.startswith("file:")
    button.click()
    assert page.locator(".about").is_hidden()


@pytest.mark.parametrize(
    ("lang", "scheme", "width"),
    [("da", "light", 390), ("da", "dark", 1280), ("en", "dark", 390), ("en", "light", 1280)],
)
def test_nothing_stands_in_anybodys_way(opened: Open, lang: str, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(
        ("overview",),
        ("body", "SU"),
        lang=lang,
        color_scheme=scheme,
        viewport={"width": width, "height": 844},
    )
    assert Axe().run(page).response["violations"] == []
    page.locator(".box [role=button]").nth(3).press("Enter")
    assert page.locator(".about").first.is_visible()
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_the_script_picture_and_text_are_there(opened: Open) -> None:
    page = opened(("body", "SU"), java_script_enabled=False)
    assert page.locator(".picture").is_visible()
    assert page.locator(".outline").is_visible()
    assert page.locator(".tools").is_hidden()
    assert page.locator(".box a").first.get_attribute("href")
