"""Pages as a visitor's browser sees them: their links, their forms, and a walk over all of them."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.urls import NoReverseMatch, reverse

from tests.access.routes import read_matrix

MOST_PAGES, MOST_ALIKE = 800, 2


@dataclass
class Form:
    """A form as it stands on a page: where it goes, and what it would send."""

    page: str
    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Return what tells this form from all others, whatever the numbers in its address."""
        fields = ",".join(sorted({*self.fields, *self.files} - {"csrfmiddlewaretoken"}))
        return f"{re.sub(r'[0-9]+', 'N', self.action)} [{fields}]"

    def filled(self, **more: object) -> dict[str, object]:
        """Return what the browser would send, with some fields filled in otherwise."""
        return {name: values for name, values in self.fields.items() if values} | more


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms, self.links = page, [], []
        self._form: Form | None = None
        self._select, self._area = "", ""

    def handle_starttag(self, tag, attrs):
        said = {name: value or "" for name, value in attrs}
        for name in ("href", "src", "data"):
            if name in said:
                self.links.append(urljoin(self.page, said[name]))
        if tag == "form":
            action = urljoin(self.page, said.get("action") or self.page)
            self._form = Form(self.page, action, said.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(tag, said)

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data):
        if self._form is not None and self._area:
            self._form.fields[self._area] = [data.removeprefix("\n")]

    def _field(self, tag, said):
        fields, name = self._form.fields, said.get("name", "")
        if tag == "option" and self._select:
            if "selected" in said or not fields[self._select]:
                fields[self._select] = [said.get("value", "")]
        elif not name:
            return
        elif tag == "select":
            self._select = name
            fields.setdefault(name, [])
        elif tag == "textarea":
            self._area = name
            fields.setdefault(name, [""])
        elif said.get("type") == "file":
            self._form.files.append(name)
        elif tag in {"input", "button"}:
            self._input(fields, name, said)

    def _input(self, fields, name, said):
        chosen = said.get("type") not in {"checkbox", "radio"} or "checked" in said
        fields.setdefault(name, [])
        if chosen:
            fields[name].append(said.get("value", ""))


def read_page(address: str, content: str) -> tuple[list[Form], list[str]]:
    """Return the forms of a page, and the addresses that it names."""
    reader = _Reader(address)
    reader.feed(content)
    return reader.forms, reader.links


def addresses(here) -> dict[str, str]:
    """Return the address of every route of the site, by its name, as it stands in a world."""
    found = {}
    for route in read_matrix():
        parts = here.parts(route)
        for arguments in ({"initiative": here.slug, **parts}, parts):
            try:
                found[route] = reverse(route, kwargs=arguments)
                break
            except NoReverseMatch:
                continue
    return found


def walk(client, start):
    """Open every page that can be reached by links of this site; yield (address, answer, body).

    Of addresses that differ in the values of their parameters alone, two are opened.
    """
    waiting, seen, alike = list(start), set(), Counter()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        parts = urlsplit(address)
        kind = (parts.path, *sorted(dict(parse_qsl(parts.query, keep_blank_values=True))))
        alike[kind] += 1
        if alike[kind] > MOST_ALIKE and address not in start:
            continue
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        yield address, answer, body
        for _close in answer._resource_closers:
            _close()
        if answer.status_code in {301, 302}:
            waiting.append(_here(answer.headers["Location"]))
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            _forms, links = read_page(address, body.decode())
            waiting += [_here(link) for link in links if _is_ours(link)]
    assert len(seen) < MOST_PAGES, "the walk has no end"


def forms_of(client, here) -> dict[str, Form]:
    """Return every form that stands on a page of a world, by its name."""
    desk = addresses(here)["measures:submission"]
    pointed = ("column=D", "row=2", "mark=*", "kind=place&text=x", "kind=group&text=x")
    pointed += ("period=1", "place=1", "totals=1", "new_places=1")
    return forms_on(client, [*addresses(here).values(), *(f"{desk}?{said}" for said in pointed)])


def forms_on(client, pages) -> dict[str, Form]:
    """Return every form that stands on some pages, by its name."""
    found = {}
    for address in pages:
        answer = client.get(address)
        for close in answer._resource_closers:
            close()
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            for form in read_page(address, answer.content.decode())[0]:
                found.setdefault(form.name, form)
    return found


def _here(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _is_ours(link: str) -> bool:
    parts = urlsplit(link)
    if parts.netloc or parts.scheme or parts.path.startswith("/static/"):
        return False
    if parts.path == "/components/" and parts.query:
        return False
    # Each page in the other language, each column and row that can be pointed at: enough of one.
    return not re.search(r"(^|&)(lang|from|next)=", parts.query)
