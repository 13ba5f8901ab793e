"""What holds for the look: the gallery is whole, colors can be read, nothing stands inline."""

import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

from longtable.core.charts.canvas import PAINTS
from longtable.web.faults import server_error
from longtable.web.gallery import gallery
from longtable.web.stylesheet import FOLDER, stylesheet, stylesheet_view

TEMPLATES = Path(__file__).parents[1] / "templates"
COMPONENTS = sorted(file.stem for file in (TEMPLATES / "cotton").glob("*.html"))
TOKEN = re.compile(r"(--lt-[\w-]+):\s*(#[0-9a-f]+|[^;]+);")
INLINE = re.compile(
    r"<[^>]+\s(?:style|on\w+)\s*=|<style|<script(?![^>]*(?:src=|json))", re.IGNORECASE
)
# Text and what it stands on: 4.5 to 1 at least. Edges and focus: 3 to 1.
READ_ON = {
    "ink": ("paper", "sheet", "shade", "info-pale", "success-pale", "warning-pale", "error-pale"),
    "soft": ("paper", "sheet", "shade"),
    "accent": ("paper", "sheet", "shade", "accent-pale"),
    "accent-deep": ("paper", "sheet", "shade", "accent-pale"),
    "wood": ("paper", "sheet"),
    "info": ("info-pale", "sheet"),
    "success": ("success-pale", "sheet"),
    "warning": ("warning-pale", "sheet", "paper"),
    "error": ("error-pale", "sheet", "paper"),
    "on-accent": ("accent", "accent-deep"),
    "plot-main": ("paper", "sheet"),
    "plot-goal": ("paper", "sheet"),
    "plot-soft": ("paper", "sheet", "plot-quiet-band"),
}
SEEN_ON = {
    "edge": ("paper", "sheet"),
    "focus": ("paper", "sheet", "shade"),
    "plot-quiet": ("paper", "sheet"),
}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors (#rrggbb) by WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def themes() -> dict[str, dict[str, str]]:
    """Return the tokens by theme, read from the style sheet as it stands."""
    text = (FOLDER / "tokens.css").read_text()
    blocks = re.findall(r"([^{}]+)\{([^{}]*--lt-paper:[^{}]*)\}", text)
    names = ["light", "dark by device", "dark by choice", "print"]
    light = dict(TOKEN.findall(blocks[0][1]))
    return {
        name: light | dict(TOKEN.findall(body))
        for name, (_, body) in zip(names, blocks, strict=True)
    }


def test_every_component_is_in_the_gallery_and_has_its_style():
    source = (TEMPLATES / "web" / "gallery.html").read_text()

    shown = set(re.findall(r"<c-([a-z-]+)", source)) - {"slot", "vars"}

    assert {name.replace("_", "-") for name in COMPONENTS} <= shown
    assert set(COMPONENTS) <= {file.stem for file in (FOLDER / "components").glob("*.css")}


def test_every_component_is_described():
    reference = (Path(__file__).parents[3] / "docs" / "reference" / "components.md").read_text()

    described = set(re.findall(r"^\| `c-([a-z-]+)`", reference, re.MULTILINE))

    assert described == {name.replace("_", "-") for name in COMPONENTS}


@pytest.mark.parametrize("theme", ["light", "dark by device", "dark by choice", "print"])
def test_text_can_be_read_and_edges_seen_in_every_theme(theme):
    tokens = themes()[theme]

    weak = [
        (text, ground, round(found, 2))
        for pairs, least in ((READ_ON, 4.5), (SEEN_ON, 3.0))
        for text, grounds in pairs.items()
        for ground in grounds
        if (found := contrast(tokens[f"--lt-{text}"], tokens[f"--lt-{ground}"])) < least
    ]

    assert weak == []


def test_the_check_of_contrast_finds_a_weak_color():
    assert contrast("#877a66", "#faf5ea") < 4.5
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


def test_both_ways_into_the_dark_are_the_same():
    found = themes()

    assert found["dark by device"] == found["dark by choice"]


def test_pictures_without_a_style_sheet_have_the_colors_of_the_page():
    light = themes()["light"]

    assert {name: color for name, color in PAINTS.items() if name != "axis"} == {
        name: light[f"--lt-plot-{name}"] for name in PAINTS if name != "axis"
    }


def test_every_paint_of_pictures_has_its_rule():
    text = stylesheet()[1]

    assert [name for name in PAINTS if f".lt-fill-{name}" not in text] == []


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: file.name)
def test_nothing_stands_inline(file):
    assert INLINE.findall(file.read_text()) == []


def test_the_check_of_inline_code_finds_some():
    assert INLINE.search('<p style="color:red">')
    assert INLINE.search('<a onclick="x()">')
    assert INLINE.search("<script>x()</script>")
    assert not INLINE.search('<script type="module" src="x.js"></script>')


def test_rules_use_logical_directions_and_tokens_only():
    physical = re.compile(
        r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|(?<![-\w])(?:left|right|float):"
    )
    colors = re.compile(r"#[0-9a-f]{3,8}\b")

    for file in FOLDER.rglob("*.css"):
        text = file.read_text()
        assert physical.findall(text) == [], file
        assert file.name == "tokens.css" or colors.findall(text) == [], file


def test_the_style_sheet_is_kept_by_browsers_and_found_by_its_content_only():
    address, text = stylesheet()

    answer = stylesheet_view(RequestFactory().get("/"), hash=address)

    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content.decode() == text
    assert "newsreader-display" in text


def test_the_style_sheet_travels_small():
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip, br"})

    answer = stylesheet_view(request, hash=stylesheet()[0])

    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content).decode() == stylesheet()[1]
    assert len(answer.content) < 12_000


def test_the_font_travels_small():
    assert (FOLDER / "fonts" / "newsreader-display.woff2").stat().st_size < 50_000


@pytest.mark.parametrize(
    "query", [{}, {"theme": "dark"}, {"theme": "light", "dir": "rtl"}, {"theme": "<x>"}]
)
def test_the_gallery_opens_in_every_look(rf, query):
    request = rf.get("/components/", query)
    request.user = type("Nobody", (), {"is_authenticated": False})()
    request._messages = []

    page = gallery(request).content.decode()

    assert "<x>" not in page
    assert page.count("<h1") == 1
    assert page.count("<svg") > 20
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted({name for name in ids if ids.count(name) > 1}) == []


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 429, 500, 503, 507])
def test_every_error_page_needs_no_context(status):
    page = get_template(f"{status}.html").render({})

    assert "<h1" in page
    assert "None" not in page


def test_what_should_never_happen_is_said_in_the_look_of_all_pages(rf):
    answer = server_error(rf.get("/"))

    assert answer.status_code == 500
    assert f"{stylesheet()[0]}.css" in answer.content.decode()
