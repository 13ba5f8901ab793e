"""What may be kept at all, whichever view declares it."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse

import longtable
from longtable.web import keeping


@pytest.fixture
def ask(rf, monkeypatch):
    """Return a function that asks twice for a page that is made so, and says how often it was."""
    monkeypatch.setitem(
        keeping._register, "edition", keeping.Edition(newest=lambda: 7, settled=lambda: 7)
    )
    keeping.forget_all()

    def visits(make):
        made = []

        def view(_request):
            made.append(make())
            return made[-1]

        middleware = keeping.KeepingMiddleware(keeping.kept(view))
        answers = [middleware(rf.get("/page/")) for _visit in range(2)]
        return len(made), answers

    yield visits
    keeping.forget_all()


def with_cookie():
    response = HttpResponse("page")
    response.set_cookie("a", "b")
    return response


def test_a_page_is_made_once(ask):
    made, answers = ask(lambda: HttpResponse("page"))

    assert made == 1
    assert [answer.content for answer in answers] == [b"page", b"page"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: HttpResponse("page", status=404),
        lambda: HttpResponse("page", status=503),
        lambda: StreamingHttpResponse(["page"]),
        with_cookie,
    ],
)
def test_what_is_no_whole_page_for_everyone_is_made_each_time(ask, make):
    made, answers = ask(make)

    assert made == 2
    assert not any("ETag" in answer for answer in answers)


def test_nothing_is_kept_where_nobody_knows_the_edition(ask, monkeypatch):
    monkeypatch.delitem(keeping._register, "edition")

    made, _answers = ask(lambda: HttpResponse("page"))

    assert made == 2


def test_nothing_is_kept_while_the_edition_is_not_settled(ask, monkeypatch):
    unsettled = keeping.Edition(newest=lambda: 7, settled=lambda: None)
    monkeypatch.setitem(keeping._register, "edition", unsettled)

    made, _answers = ask(lambda: HttpResponse("page"))

    assert made == 2


def test_a_page_is_told_anew_after_an_update(ask, monkeypatch):
    _made, (_first, before) = ask(lambda: HttpResponse("page"))
    keeping.forget_all()
    monkeypatch.setattr(longtable, "__version__", "999")
    _made, (_first, after) = ask(lambda: HttpResponse("page"))

    assert before["ETag"] != after["ETag"]
    keeping.forget_all()
    _made, (_first, same) = ask(lambda: HttpResponse("page"))
    assert after["ETag"] == same["ETag"]
