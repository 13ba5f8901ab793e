"""Every page of the site, as each person who may see it, in each state that it has."""

import re
from dataclasses import dataclass

from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.access.routes import read_matrix
from tests.access.test_matrix import address, allowed
from tests.access.world import World, strangers
from tests.factories import InitiativeFactory, MembershipFactory

# Answers that are no pages: files, and addresses that lead to a page at once.
FILES = {
    *("measures:report", "measures:data", "measures:needle", "stylesheet"),
    *("measures:example", "measures:submission_file", "measures:witnesses"),
    *("agenda:printed", "tables:minutes_pdf", "tables:live_state", "tables:live_worker"),
    *("tables:seats_file", "tables:decisions_file", "tables:meetings_file", "tables:open_feed"),
    *("accountability:promises_file", "settings:organizations_file", "settings:list_example"),
}
PLACES = ("today:", "measures:", "settings:", "agenda:", "tables:", "accountability:")
# In the order of who is asked first: where two people get the same page it is opened once.
PEOPLE = ("anonymous", "reader", "member", "steward", "data_lead", "facilitator", "outsider")
TOLD = ("administrator", "funder", "elsewhere", "gone", "deactivated", "token")
# What stands behind the address of a route and makes another page of it.
QUERIES = {
    "today:search": ["?q=read", "?q=nothing-has-this-name"],
    "measures:places": ["?q=north", "?q=nothing-has-this-name"],
    "measures:indicator": ["?place=north"],
    "tables:table": ["?by=size"],
    "measures:submission": ["?column=C", "?row=1", "?sign=*"],
    "settings:list": ["?column=B", "?row=2", "?kind=email&text=x", "?default=constituency"],
}


@dataclass(frozen=True)
class Opening:
    """One page to open: its address, who opens it, whether anyone may, and how much it holds."""

    route: str
    where: str
    who: str
    public: bool
    size: int

    def __str__(self) -> str:
        return f"{self.where} as {self.who}"


@dataclass(frozen=True)
class People:
    """Clients by the name of their role, signed in as the world's people are."""

    clients: dict[str, Client]
    names: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, here: World) -> "People":
        """Sign everybody in."""
        people = {**here.people, **strangers(here)}
        found = {"anonymous": Client(), "token": Client(headers={"Authorization": "Token no"})}
        for name, person in people.items():
            found[name] = Client()
            found[name].force_login(person)
        return cls(found, {who: (str(one), one.email) for who, one in people.items()})

    def cookie(self, who: str) -> str:
        """Return the session of somebody who is signed in."""
        cookie = self.clients[who].cookies.get("sessionid")
        return cookie.value if cookie else ""


def pages_of(prefixes: tuple[str, ...]) -> list[str]:
    """Return the routes of the reviewed file that are pages and begin with one of the prefixes."""
    return [
        route
        for route, row in read_matrix().items()
        if row["get"] and route not in FILES and route.startswith(prefixes)
    ]


def openings(
    here: World, people: People, routes: list[str], who: tuple[str, ...] = (*PEOPLE, *TOLD)
) -> list[Opening]:
    """Return what to open of these routes: all content once, and the frame of each person once."""
    found, frames = [], set()
    for route in routes:
        may = allowed(read_matrix()[route]["get"])
        asked = [one for one in who if one in may and one in people.clients]
        for query in ["", *QUERIES.get(route, [])]:
            where = address(route, here.parts(route), here.slug) + query
            known: set[str] = set()
            for one in asked:
                answer = people.clients[one].get(where)
                if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
                    continue
                frame, content = _parts(answer.content.decode(), people.names.get(one, ()))
                if content not in known or frame not in frames:
                    found.append(Opening(route, where, one, "anonymous" in may, len(content)))
                known.add(content)
                frames.add(frame)
    return found


def fullest(opened: list[Opening]) -> dict[str, Opening]:
    """Return, for each route, the opening that holds most."""
    return {one.route: one for one in sorted(opened, key=lambda one: one.size)}


def empty_world(here: World) -> World:
    """Return an initiative in which nothing has happened yet, with two of the same people."""
    initiative = InitiativeFactory()
    people = {"data_lead": "data_lead", "facilitator": "facilitator", "steward": "steward"}
    for name, role in people.items():
        MembershipFactory(initiative=initiative, person=here.people[name], **{role: True})
    return World(here.made, initiative.slug, here.people, {})


def empty_routes(empty: World) -> list[str]:
    """Return the pages that need nothing but the initiative."""
    found = []
    for route in pages_of(PLACES):
        try:
            reverse(route, kwargs={"initiative": empty.slug})
        except NoReverseMatch:
            continue
        found.append(route)
    return found


def _parts(body: str, names: tuple[str, ...]) -> tuple[str, str]:
    """Return the frame of a page (the places) and its content, without what is personal."""
    for name in names:
        body = body.replace(name, "somebody")
    body = re.sub(r"\d+", "0", body)
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body)
    frame = "".join(re.findall(r'<nav class="lt-places".*?</nav>', body, flags=re.DOTALL))
    signed_in = "lt-top-who" in body
    content = re.search(r"<main.*?</main>", body, flags=re.DOTALL)
    return f"{signed_in} {re.sub('aria-current', '', frame)}", content[0] if content else body
