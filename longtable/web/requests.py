"""What a view gets: a request that knows the room one stands in."""

from typing import Any

from django.http import HttpRequest


class Request(HttpRequest):
    """A request behind `AccessMiddleware`.

    `user` is the person (for a public view perhaps nobody), `room` the initiative as they stand
    in it (`initiative.queries.Room`) or None, `access` the view's declaration. Typed loosely: the
    packages that these come from lie higher.
    """

    user: Any
    room: Any
    access: Any
