"""A form that is sent twice, by a double click, counts once, and both answers are the same.

Every form that a page shows has a token of its own, so two requests of one session with the same
token and the same words are one form sent twice. The second waits for the first, and is sent
where the first one was; where the first led nowhere (a refusal, a fault), the second is tried for
itself. What is kept is a hash and an address, for a few seconds, in the folder that all processes
share.
"""

import hashlib
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect

_FIELD = "csrfmiddlewaretoken"
KEPT_SECONDS = 10.0
LONGEST_WAIT_SECONDS = 5.0
_STEP_SECONDS = 0.05
_BUSY = "…"


class TwiceMiddleware:
    """Lets the first of two equal forms through, and answers the second as the first."""

    def __init__(self, get_response: Callable[[Any], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Answer; note where the first of two was sent."""
        request.sent_once = None
        response = self.get_response(request)
        if request.sent_once:
            _say(request.sent_once, _where(response))
        return response

    def process_view(
        self, request: Any, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Claim the form, after its token was found good; or answer as the first one was."""
        if not _is_a_form(request):
            return None
        file = _file(request)
        if _claim(file):
            request.sent_once = file
            return None
        where = _wait_for(file)
        return HttpResponseRedirect(where) if where else None


def _is_a_form(request: Any) -> bool:
    return (
        request.method == "POST"
        and request.content_type == "application/x-www-form-urlencoded"
        and request.user.is_authenticated
        and not request.path.startswith("/accounts/")
        and bool(request.POST.get(_FIELD))
    )


def _file(request: Any) -> Path:
    said = [request.session.session_key, request.get_full_path(), *sorted(request.POST.lists())]
    digest = hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()
    return Path(str(settings.CACHES["default"]["LOCATION"])).with_name("sent") / digest


def _claim(file: Path) -> bool:
    """Take a form for oneself; of two at once, one does. Forget those that are long done."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = time.time() - KEPT_SECONDS
    for old in file.parent.iterdir():
        with suppress(FileNotFoundError):
            if old.stat().st_mtime < before:
                old.unlink()
    try:
        opened = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(opened, "w", encoding="utf-8") as new:
        new.write(_BUSY)
    return True


def _say(file: Path, where: str) -> None:
    with suppress(OSError):  # it was slower than a form is remembered, or the disk is full
        unfinished = file.with_suffix(".tmp")
        unfinished.write_text(where, encoding="utf-8")
        unfinished.replace(file)


def _wait_for(file: Path) -> str:
    """Return where the first was sent, once it is done; nothing where it led nowhere."""
    ends = time.monotonic() + LONGEST_WAIT_SECONDS
    while time.monotonic() < ends:
        try:
            said = file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""
        if said not in {_BUSY, ""}:
            return said.removeprefix("-")
        time.sleep(_STEP_SECONDS)
    return ""


def _where(response: HttpResponse) -> str:
    """Return where an answer leads, or a dash."""
    return response.headers["Location"] if response.status_code in {302, 303} else "-"
