"""Nothing is taken away by one click, with a script or without: a form that removes asks first."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone

from longtable.submissions.models import Submission
from tests.access.world import world
from tests.safety.pages import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sqlite]
REMOVES = re.compile(r"/(remove|discard|undo|retire|withdraw|end|give-up|drop)/$")
ASKS = {"details", "dialog"}  # what has to be opened before
VOID = {"input", "br", "img", "meta", "link", "hr", "source", "wbr", "col"}
# A form of its own that asks for a reason, or a page of its own, asks as well.
REASONED = {"textarea"}


class _Removals(HTMLParser):
    """Collects the addresses of forms that remove and stand open on the page."""

    def __init__(self):
        super().__init__()
        self.open, self.found, self.form = [], [], ""

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        said = dict(attrs)
        if tag == "form" and said.get("method") == "post":
            self.form = said.get("action") or ""
            if REMOVES.search(self.form) and not ASKS & set(self.open):
                self.found.append(self.form)
        elif self.form in self.found and (tag in REASONED or said.get("required") is not None):
            self.found.remove(self.form)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass
        if tag == "form":
            self.form = ""


def open_removals(text):
    """Return the forms of a page that remove something by one click."""
    reader = _Removals()
    reader.feed(text)
    return reader.found


def test_no_page_removes_anything_by_one_click():
    here = world()
    client = Client()
    client.force_login(here.people["facilitator"])
    found, seen = {}, ""

    for state in ("read", "accepted"):
        Submission.objects.update(
            state=state, accepted=timezone.now(), accepted_by=here.people["data_lead"]
        )
        for route, where in addresses(here).items():
            answer = client.get(where)
            for close in answer._resource_closers:
                close()
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                text = answer.content.decode()
                seen += text
                if forms := open_removals(text):
                    found[route] = forms

    assert found == {}
    for name in ("/breaks/", "/undo/", "/discard/", "/retire/"):
        assert name in seen


@pytest.mark.parametrize("wrapped", ["{}", "<div>{}</div>", "<details></details>{}"])
def test_a_removal_that_asks_nothing_is_found(wrapped):
    form = '<form method="post" action="/x/remove/"><input name="a"><button>x</button></form>'

    assert open_removals(wrapped.format(form)) == ["/x/remove/"]
    assert open_removals(f"<details>{form}</details>") == []
