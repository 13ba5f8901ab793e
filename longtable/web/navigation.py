"""Where one can go: each place and each link of the footer signs in here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of an initiative: `route` is the name of a URL that takes `initiative`."""

    label: Any
    route: str
    order: int
    may_see: Callable[[Any], bool]
    in_foot: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a template draws it."""

    label: Any
    href: str
    current: bool = False


_entries: dict[str, Entry] = {}


def sign_in_place(
    label: Any,
    route: str,
    *,
    order: int,
    may_see: Callable[[Any], bool] = lambda room: True,
    in_foot: bool = False,
) -> None:
    """Let a place stand in the navigation (or in the footer) of every initiative.

    `label` is a lazy translation; `may_see` gets the room (`role`, `initiative`) and says whether
    this person is shown the link: the page itself is guarded by its own declaration.
    """
    _entries[route] = Entry(label, route, order, may_see, in_foot)


def links(room: Any, path: str, *, in_foot: bool = False) -> list[Link]:
    """Return the links of an initiative that this person is shown, the present one marked."""
    if room is None:
        return []
    found = [
        Link(entry.label, href)
        for entry in sorted(_entries.values(), key=lambda entry: entry.order)
        if entry.in_foot is in_foot and entry.may_see(room)
        if (href := _href(entry.route, room.initiative.slug))
    ]
    here = max((link.href for link in found if path.startswith(link.href)), key=len, default="")
    return [Link(link.label, link.href, link.href == here) for link in found]


def _href(route: str, slug: str) -> str:
    try:
        return reverse(route, kwargs={"initiative": slug})
    except NoReverseMatch:
        return ""
