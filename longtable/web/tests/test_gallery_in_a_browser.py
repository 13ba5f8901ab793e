"""The gallery in a real browser: readable by all, nothing cut, nothing over anything else."""

import mimetypes
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import RequestFactory

from longtable.web.gallery import gallery
from longtable.web.stylesheet import stylesheet

ADDRESS = "http://gallery.test"
LOOKS = [
    ("", 1280, {}),
    ("", 360, {}),
    ("?theme=dark", 1280, {}),
    ("?theme=dark&dir=rtl", 360, {}),
    ("?dir=rtl", 1280, {}),
    ("", 1280, {"forced_colors": "active"}),
    ("", 360, {"color_scheme": "dark"}),
]
# Texts of pictures that touch, as the browser measures them, and the smallest text in them.
TEXTS = """() => {
  const touching = [], small = [];
  for (const picture of document.querySelectorAll(".lt-chart-picture svg")) {
    if (!picture.getClientRects().length) continue;
    const texts = [...picture.querySelectorAll("text")];
    const scale = picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
    const boxes = texts.map((text) => {
      const {left, right, top, bottom, height} = text.getBoundingClientRect();
      return {left, right, top: top + 0.22 * height, bottom: bottom - 0.22 * height};
    });
    const frame = picture.getBoundingClientRect();
    texts.forEach((text, i) => {
      if (parseFloat(text.getAttribute("font-size")) * scale < 12) small.push(text.textContent);
      const outside = boxes[i].left < frame.left - 2 || boxes[i].right > frame.right + 2;
      if (outside) touching.push(text.textContent);
      for (let j = i + 1; j < texts.length; j++) {
        const [a, b] = [boxes[i], boxes[j]];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 1) touching.push(text.textContent + " | " + texts[j].textContent);
      }
    });
  }
  return {touching, small};
}"""

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def answers(query: str) -> dict[str, tuple[bytes, str]]:
    """Return what the browser may ask for: the page, its style sheet, and static files."""
    request = RequestFactory().get(f"/components/{query}")
    request.user = type("Nobody", (), {"is_authenticated": False})()
    found = {f"/components/{query}": (gallery(request).content, "text/html")}
    found[f"/components/{stylesheet()[0]}.css"] = (stylesheet()[1].encode(), "text/css")
    modules = ("web/modules/confirm.js", "web/modules/language.js")
    for name in (*modules, "web/mark.svg", "web/fonts/newsreader-display.woff2"):
        file = Path(finders.find(name))
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        found[f"/static/{name}"] = (file.read_bytes(), kind)
    return found


def open_page(browser, query, width, look):
    """Return the gallery in a new window, and what went wrong while it loaded."""
    known, trouble = answers(query), []

    def answer(route):
        body, kind = known.get(route.request.url.removeprefix(ADDRESS), (None, ""))
        if body is None:
            trouble.append(route.request.url)
            route.fulfill(status=404)
        else:
            route.fulfill(body=body, content_type=kind)

    page = browser.new_page(viewport={"width": width, "height": 900}, **look)
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.route("**/*", answer)
    page.goto(f"{ADDRESS}/components/{query}")
    return page, trouble


def violations(page, without=()) -> list[str]:
    """Return the rules of axe that a page breaks.

    With forced colors the browser reports colors that it does not paint, so that the contrast
    of those can not be computed.
    """
    from axe_playwright_python.sync_playwright import Axe

    rules = {name: {"enabled": False} for name in without}
    found = Axe().run(page, options={"rules": rules}).response["violations"]
    return [rule["id"] for rule in found]


@pytest.mark.parametrize(("query", "width", "look"), LOOKS)
def test_everybody_can_use_the_gallery(browser, query, width, look):
    page, trouble = open_page(browser, query, width, look)

    assert trouble == []
    assert violations(page, without=["color-contrast"] if "forced_colors" in look else []) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(TEXTS) == {"touching": [], "small": []}
    page.close()


@pytest.mark.parametrize("font", ["DejaVu Sans, Verdana", "Liberation Sans, Arial", "serif"])
def test_pictures_fit_whichever_font_a_reader_has(browser, font):
    page, _ = open_page(browser, "", 360, {})

    page.add_style_tag(content=f".lt-chart-picture svg {{ font-family: {font} }}")

    assert page.evaluate(TEXTS) == {"touching": [], "small": []}
    page.close()


def test_nothing_is_cut_when_text_is_twice_as_large(browser):
    page, _ = open_page(browser, "", 1280, {})

    page.add_style_tag(content="html { font-size: 200% }")

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_the_dialog_opens_by_keyboard_and_gives_the_focus_back(browser):
    page, _ = open_page(browser, "", 1280, {})

    page.focus(".lt-confirm-open")
    page.keyboard.press("Enter")
    opened = page.evaluate("document.querySelector('dialog').open")
    page.keyboard.press("Escape")

    assert opened
    assert not page.evaluate("document.querySelector('dialog').open")
    assert page.evaluate("document.activeElement.className.includes('lt-confirm-open')")
    page.close()


def test_the_checks_in_the_browser_find_planted_faults(browser):
    page, _ = open_page(browser, "", 1280, {})

    page.evaluate(
        """() => {
          const drawn = document.querySelector(".lt-chart-wide svg");
          const copy = drawn.querySelector("text").cloneNode(true);
          copy.setAttribute("font-size", "6");
          drawn.append(copy);
          document.querySelector("main").append(document.createElement("img"));
        }"""
    )
    found = page.evaluate(TEXTS)
    assert found["small"]
    assert violations(page) == ["image-alt"]
    page.close()
