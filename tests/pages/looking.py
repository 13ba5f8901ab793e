"""Looks at an open page as people do who see badly, use a phone, the keyboard or paper."""

import json
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("looking.js").read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# What another look at the same page can change: its colors, and how large things are.
LOOKS = {"runOnly": {"type": "rule", "values": ["color-contrast", "target-size"]}}
LARGE = "html { font-size: 200% !important }"
SPACED = """
  :not(svg *) { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }
"""
MOST_STOPS = 400
BEGIN = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  scrollTo(0, 0);
}"""


def glance(page: Any) -> list[str]:
    """Return what is wrong with a page of which another version was looked at closely."""
    return seen(page, "structure()") + axe(page, "light: ") + on_a_phone(page)


def on_a_phone(page: Any) -> list[str]:
    """Return what does not fit on a phone, or is too small there."""
    page.set_viewport_size({"width": 360, "height": 780})
    found = seen(page, *_PHONE, how="360: ")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def look(page: Any, *, public: bool = False) -> list[str]:
    """Return everything that is wrong with an open page, in every way of looking at it.

    `public` pages are also turned around, as for a script that runs from right to left.
    """
    found = _at_a_desk(page) + _in_the_hand(page, public=public) + _on_paper(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    return list(dict.fromkeys(found))


def seen(page: Any, *checks: str, how: str = "") -> list[str]:
    """Return what some checks of looking.js find, with the way of looking."""
    found = _evaluate(page, f"return [{', '.join(f'...await lt.{check}' for check in checks)}]")
    return [f"{how}{one}" for one in found]


def axe(page: Any, how: str, rules: dict[str, Any] = RULES) -> list[str]:
    """Return the rules of WCAG 2.2 A and AA that axe finds broken."""
    from axe_playwright_python.sync_playwright import Axe

    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("rules => axe.run(document, rules)", {**rules, "resultTypes": _TYPES})
    return [f"{how}{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found["violations"]]


def walk_by_keyboard(page: Any) -> list[str]:
    """Return where a walk with the Tab key fails: not reached, not seen, covered, or trapped."""
    stops = _evaluate(page, "lt.setOut(); return lt.reachable().length")
    page.evaluate(BEGIN)
    found, walked = [], _walk(page, stops)
    if page.query_selector(".lt-skip") and not walked[0].get("isSkip"):
        found.append("the way to the content is not the first stop")
    for stop in walked:
        if stop["isTrapped"]:
            found.append("the Tab key leads nowhere from here")
            break
        found += stop["faults"] if stop["isNew"] else []
    found += seen(page, "missed()") if stops <= MOST_STOPS else ["too many stops"]
    page.evaluate(BEGIN)
    return found


def _walk(page: Any, stops: int) -> list[dict[str, Any]]:
    """Press Tab until the walk is back where it began, or leads nowhere; return its stops.

    Asking after each press would take as long as the pressing: the page notes by itself.
    """
    presses, most = stops + 1, min(stops, MOST_STOPS) * 3 + 3
    for begun in range(0, most, presses):
        for _press in range(min(presses, most - begun)):
            page.keyboard.press("Tab")
        walk = page.evaluate("lt.walked()")
        if walk["isOver"]:
            break
    return walk["stops"]


_TYPES = ["violations"]
_PHONE = ("layout()", "pictures()", "targets()")


def _at_a_desk(page: Any) -> list[str]:
    found = seen(page, "structure()", "rows()") + axe(page, "light: ")
    found += seen(page, "layout()", how="1280: ")
    found += walk_by_keyboard(page)
    return found + _wearing(page, LARGE, "layout()", "text at 200%: ")


def _in_the_hand(page: Any, *, public: bool) -> list[str]:
    page.set_viewport_size({"width": 360, "height": 780})
    page.emulate_media(color_scheme="dark")
    found = axe(page, "dark at 360: ", LOOKS)
    page.emulate_media(color_scheme="light")
    found += seen(page, *_PHONE, how="360: ")
    found += _wearing(page, SPACED, "layout()", "text spacing: ")
    if public:
        page.evaluate("document.documentElement.dir = 'rtl'")
        found += seen(page, "layout()", how="right to left: ")
        page.evaluate("document.documentElement.dir = 'ltr'")
    page.set_viewport_size({"width": 320, "height": 256})
    return found + seen(page, "sideways()", how="at 400%: ")


def _on_paper(page: Any) -> list[str]:
    page.set_viewport_size({"width": 680, "height": 960})
    page.emulate_media(media="print")
    found = seen(page, "sideways()", "clipped({print: true})", how="print: ")
    page.emulate_media(media="screen")
    return found


def _wearing(page: Any, css: str, check: str, how: str) -> list[str]:
    """Return what a check finds while a style sheet lies over the page."""
    worn = f"lt.wear({json.dumps(css)}); const found = lt.{check}; lt.wear(''); return found"
    return [f"{how}{one}" for one in _evaluate(page, worn)]


def _evaluate(page: Any, what: str) -> Any:
    """Run what uses the checks of looking.js, which is loaded where it is not there yet."""
    return page.evaluate(f"async () => {{ window.lt || {SCRIPT}; {what}; }}")
