"""What every template may count on, whichever view it comes from."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from longtable.web.navigation import links
from longtable.web.stylesheet import stylesheet


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the frame of a page: where it is, where one can go from it, and why it may be seen.

    `room` (or None), `places` and `foot_links` (label, href, current), `languages` (code, name,
    href), `access_reason` (a sentence), and the addresses of the stylesheet, the gallery, signing
    in and out, and one's account (empty where there is none).
    """
    room = getattr(request, "room", None)
    sign_in = _address("account_login")
    return {
        "stylesheet_href": _address("stylesheet", hash=stylesheet()[0]),
        "gallery_href": _address("components"),
        "sign_in_href": f"{sign_in}?next={request.path}" if sign_in else "",
        "sign_out_href": _address("account_logout"),
        "account_href": _address("today:me"),
        "room": room,
        "places": links(room, request.path),
        "foot_links": links(room, request.path, in_foot=True),
        "languages": _languages(request),
        "access_reason": _reason(request, room),
    }


def _address(name: str, **arguments: str) -> str:
    try:
        return reverse(name, kwargs=arguments)
    except NoReverseMatch:
        return ""


def _languages(request: HttpRequest) -> list[dict[str, str]]:
    """Return a link to this same page in each language, each named in itself."""
    found = []
    for code, name in settings.LANGUAGES:
        query = request.GET.copy()
        query["lang"] = code
        own = {"en": "English", "es": "Español", "ar": "العربية", "hmn": "Hmoob"}.get(code, name)
        found.append({"code": code, "name": str(own), "href": f"?{query.urlencode()}"})
    return found


def _reason(request: HttpRequest, room: Any) -> str:
    """Say in one sentence why this person can open this page."""
    access = getattr(request, "access", None)
    if access is None:
        return ""
    if access.who == "public":
        return _("This page is public. Anyone can read it.")
    if access.who == "administrators":
        return _("You run this installation.")
    if access.who == "members" and room is not None:
        return _member_reason(access, room)
    return _("You are signed in, and this page is about your own account or work.")


def _member_reason(access: Any, room: Any) -> str:
    name = room.initiative.name
    if not access.roles:
        return _("You are a member of %(initiative)s. All its members can open this page.") % {
            "initiative": name
        }
    role = room.membership.get_role_display() if room.membership else ""
    return _("Your role in %(initiative)s is “%(role)s”. This page is for that role.") % {
        "initiative": name,
        "role": role,
    }
