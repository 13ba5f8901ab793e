"""Who may open a page. A view without a declaration opens for nobody, and fails the build.

A declaration stands on the view: `@public`, `@signed_in`, `@members` or `@members("facilitator")`,
`@administrators`. Views of an initiative have `initiative` (its slug) in their address; what it
stands for is found by the register below, which `initiative` signs in to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

V = TypeVar("V", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a view.

    `who` is public, signed_in, members or administrators; `roles` narrows members (empty: every
    member); `private` marks pages with private data, which ask for a second factor and are
    never kept by a browser.
    """

    who: str
    roles: tuple[str, ...] = ()
    private: bool = False


FindRoom = Callable[[str, Any], Any]
HasSecondFactor = Callable[[Any], bool]
_register: dict[str, Callable[..., Any]] = {}

# Views of libraries, by the beginning of their name.
DECLARED_FOR_LIBRARIES: dict[str, Access] = {}


def sign_in_rooms(find: FindRoom) -> FindRoom:
    """Let a package say what an initiative's slug stands for: (slug, person) to a room or None."""
    _register["room"] = find
    return find


def sign_in_second_factor(has: HasSecondFactor) -> HasSecondFactor:
    """Let a package say who signs in with a second factor."""
    _register["second factor"] = has
    return has


def public(view: V) -> V:
    """Declare that anyone may open a view."""
    return _declare(view, Access("public"))


def signed_in(view: V) -> V:
    """Declare that anyone who is signed in may open a view."""
    return _declare(view, Access("signed_in"))


def administrators(view: V) -> V:
    """Declare that only those who run the installation may open a view."""
    return _declare(view, Access("administrators", private=True))


def members(*roles: str, private: bool = False) -> Callable[[V], V]:
    """Declare that members of the initiative may open a view: all, or those in some roles."""
    return lambda view: _declare(view, Access("members", tuple(map(str, roles)), private))


def declared(view: Callable[..., HttpResponse], name: str = "") -> Access | None:
    """Return the declaration of a view, or of the library's view with that route name."""
    found = getattr(view, "access", None)
    return found or next(
        (access for start, access in DECLARED_FOR_LIBRARIES.items() if name.startswith(start)), None
    )


class AccessMiddleware:
    """Asks each view's declaration before it runs.

    What one may not see looks like what is not there: 404 for the signed in, the sign-in page
    for everybody else, whether or not the address exists.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and keep private pages out of every cache."""
        request.room = None  # type: ignore[attr-defined]
        request.access = None  # type: ignore[attr-defined]
        response = self.get_response(request)
        access = getattr(request, "access", None)
        private = request.user.is_authenticated or (access and access.who != "public")
        if private and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response

    def process_view(
        self, request: Any, view: Callable[..., HttpResponse], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Let the request through, send it to sign in, or find nothing."""
        name = request.resolver_match.view_name or ""
        access = request.access = declared(view, name)
        if access is None:
            raise LookupError(f"The view {name or view} does not declare who may use it.")
        if "initiative" in kwargs and "room" in _register:
            request.room = _register["room"](kwargs["initiative"], request.user)
        try:
            return _answer(request, access, is_of_initiative="initiative" in kwargs)
        except Http404:
            request.room = None  # the page that says so must not name what it hides
            raise


def _answer(request: Any, access: Access, *, is_of_initiative: bool) -> HttpResponse | None:
    person = request.user
    if access.who != "public" and not person.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if is_of_initiative and request.room is None:
        raise Http404
    if access.who == "administrators" and not person.is_administrator:
        raise Http404
    if access.who == "members":
        role = request.room.role if request.room else None
        if role is None or (access.roles and role not in access.roles):
            raise Http404
    if access.private and not settings.LOCAL and not _register["second factor"](person):
        return redirect("mfa_activate_totp")
    return None


def _declare(view: V, access: Access) -> V:
    view.access = access  # type: ignore[attr-defined]
    return view
