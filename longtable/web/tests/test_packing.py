"""What travels compressed, and what must not."""

import gzip
from types import SimpleNamespace

import pytest
from django.http import HttpResponse

from longtable.web.packing import PackingMiddleware

PAGE = "<p>Are we keeping our promise?</p>" * 100


def answer(rf, body=PAGE, *, signed_in=False, accept="gzip", cookie=False, kind="text/html"):
    request = rf.get("/", headers={"Accept-Encoding": accept})
    request.user = SimpleNamespace(is_authenticated=signed_in)
    response = HttpResponse(body, content_type=kind)
    if cookie:
        response.set_cookie("session", "secret")
    return PackingMiddleware(lambda _request: response)(request)


def test_a_public_page_travels_small_and_whole(rf):
    packed = answer(rf)

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content).decode() == PAGE
    assert len(packed.content) < len(PAGE) / 5
    assert "Accept-Encoding" in packed["Vary"]


@pytest.mark.parametrize(
    "how",
    [
        {"signed_in": True},
        {"cookie": True},
        {"accept": "br"},
        {"kind": "application/pdf"},
        {"body": PAGE + '<input name="csrfmiddlewaretoken">'},
        {"body": "short"},
    ],
)
def test_what_is_private_or_gains_nothing_is_sent_as_it_is(rf, how):
    plain = answer(rf, **how)

    assert "Content-Encoding" not in plain
    assert plain.content.decode() == how.get("body", PAGE)
