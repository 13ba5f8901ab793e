"""What every template is given, beside its own `page`."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the room one stands in, and why one may see this page."""
    access = getattr(request, "access", None)
    return {
        "room": getattr(request, "room", None),
        "access_reason": _reason(request, access) if access and access.who != "public" else "",
    }


def _reason(request: Any, access: Any) -> str:
    if access.who == "administrators":
        return _("You see this page because you run this installation.")
    if access.who == "signed_in":
        return _("You see this page because you are signed in. Only you see what is yours.")
    membership = request.room.membership
    return _("You see this page because you are %(role)s in %(initiative)s.") % {
        "role": membership.get_role_display(),
        "initiative": request.room.initiative,
    }
