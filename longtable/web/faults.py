"""A fault of ours: the person sees a number, the log says where it lies, and neither says more.

An exception's own words, the address and what was sent can hold names, codes and numbers of
people. So the log keeps the kind of the exception, the places in the code, and the route.
"""

import logging
import traceback
from secrets import token_hex
from types import TracebackType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.urls import reverse

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def server_error(request: HttpRequest) -> HttpResponse:
    """Show the page for a fault, with a number by which it is found in the log."""
    from longtable.web.stylesheet import stylesheet  # logging is set up before settings are read

    request.fault = token_hex(4)  # type: ignore[attr-defined]
    said = {
        "fault": request.fault,  # type: ignore[attr-defined]
        "stylesheet_href": reverse("stylesheet", kwargs={"hash": stylesheet()[0]}),
    }
    text = loader.get_template("500.html").render(said)
    return HttpResponse(text, status=500)


class DiscreetFormatter(logging.Formatter):
    """Writes exceptions by their kind and place in the code, without their words."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a line, whatever another formatter has kept in it before."""
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the library's name
        """Return the chain of exceptions, the first cause first."""
        error: BaseException | None = ei[1]
        parts: list[str] = []
        while error is not None and len(parts) < 10:
            places = "".join(traceback.format_tb(error.__traceback__))
            parts.insert(0, f"{places}{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or error.__context__
        return "\n--\n".join(parts)

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - the library's name
        """Return where a line was logged; there are no values in it."""
        return stack_info


def without_address() -> logging.Filter:
    """Return a filter by which a line about a request names its route, not its address."""
    return _WithoutAddress()


class _WithoutAddress(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            match = request.resolver_match
            record.msg = "%s %s %s%s"
            record.args = (
                getattr(record, "status_code", "-"),
                request.method,
                match.route if match else "(no such address)",
                f" fault {request.fault}" if hasattr(request, "fault") else "",
            )
        return True
