"""Each fault that the checks look for, planted on a page that has none: it must be found."""

import pytest

from tests.pages.looking import look

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite]
STYLE = """<style>
  .lt-skip { position: absolute; top: -9rem; background: #fff } .lt-skip:focus { top: 0 }
  .cut { overflow: hidden; white-space: nowrap }
  body { font: 1rem/1.5 sans-serif; overflow-wrap: break-word }
  a, button { display: inline-block; min-height: 44px; min-width: 44px }
  :focus-visible { outline: 3px solid #00f }
  @media (prefers-color-scheme: dark) { body { background: #111; color: #eee } a { color: #9cf } }
</style>"""
PAGE = """<!doctype html><html lang="en"><head><title>A page</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">{style}</head>
  <body><a class="lt-skip" href="#main">Skip</a><main id="main"><h1>One page</h1>
  <p>Plain words.</p><p><a href="#main">A link</a></p>{planted}</main></body></html>"""
DRAWN = (
    '<svg role="img" viewBox="0 0 720 100" width="100%" aria-labelledby="{ids}">'
    '<title id="t">A title</title><desc id="d">A description</desc>{texts}</svg>'
)
FAULTS = {
    "2 headings of the first rank": "<h1>Another</h1>",
    "image-alt": "<img src='data:,' width='50' height='50'>",
    "color-contrast": "<p style='color:#999;background:#fff'>Pale words.</p>",
    "dark at 360: color-contrast": "<p style='color:#222;background:transparent'>Dark words.</p>",
    "360: the page scrolls sideways": "<div style='width:400px'>Wide.</div>",
    "at 400%: the page scrolls sideways": "<div style='width:340px'>Wide.</div>",
    "1280: text is cut": "<p class='cut' style='width:5em'>Too long for it</p>",
    "text at 200%: text is cut": "<p style='overflow:hidden;height:30px'>Words</p>",
    "text spacing: text is cut": "<p class='cut' style='width:7.2em'>Words are long</p>",
    "1280: text over text": "<div style='height:4px'>One line</div><div>Another line</div>",
    "360: text outside the window": "<p style='margin-left:-30px'>Words</p>",
    "right to left: ": "<p style='margin-right:-40px;width:90%'>Words for this</p>",
    "print: text is cut": "<div tabindex='0' style='overflow-x:auto;max-width:200px'>"
    "<p style='width:300px'>Words that go on and on</p></div>",
    "the focus does not show": "<button style='outline:none!important'>Press</button>",
    "the focus is out of sight": "<div style='position:fixed;inset:0 0 auto;height:100vh;"
    "pointer-events:auto;background:#fff'></div>",
    "not reached by Tab": "<button onkeydown='event.preventDefault()'>Stay</button>"
    "<button>Never</button>",
    "the Tab key leads nowhere": "<button onkeydown='event.preventDefault()'>Stay</button>",
    "360: small target": "<button style='min-height:9px;height:12px;padding:0'>x</button>",
    "360: low button": "<button class='lt-button' style='min-height:30px'>Press</button>",
    "a picture without title": DRAWN.format(ids="t", texts=""),
    "360: small in a picture": DRAWN.format(
        ids="t d", texts="<text y='50' font-size='14'>Small</text>"
    ),
    "360: in a picture": DRAWN.format(
        ids="t d",
        texts="<text y='50' font-size='40'>Words</text><text y='55' font-size='40'>Words</text>",
    ),
    "a chart without rows": "<figure class='lt-chart'><h3 class='lt-chart-title'>45%</h3>"
    f"{DRAWN.format(ids='t d', texts='')}</figure>",
    "not in the rows": "<figure class='lt-chart'><h2 class='lt-chart-title'>Words</h2>"
    + DRAWN.format(ids="t d", texts="<text y='50' font-size='40'>45</text>")
    + "<table><caption>Rows</caption><tr><th>1</th><td>44</td></tr></table></figure>",
}


@pytest.fixture
def planted(browser):
    """Return a function that opens a page with something planted on it."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")

    def open_one(what):
        page.goto("about:blank")
        page.set_content(PAGE.format(style=STYLE, planted=what))
        return page

    yield open_one
    page.close()


def test_a_page_without_a_fault_has_none(planted):
    assert look(planted(""), public=True) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(planted, fault):
    found = look(planted(FAULTS[fault]), public=True)

    assert any(fault in one for one in found), found


def test_a_page_whose_first_stop_is_not_the_way_to_its_content_is_found(planted):
    page = planted("")
    page.evaluate("document.body.prepend(document.createElement('button'))")

    assert "the way to the content is not the first stop" in look(page)
