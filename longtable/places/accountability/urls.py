from django.urls import URLPattern, URLResolver, path

from longtable.places.accountability import board, making, promise, standards

app_name = "accountability"
_ONE = "promises/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", board.board, name="board"),
    path("standards/", standards.standards, name="standards"),
    path("promises/make/", making.make, name="make"),
    path(_ONE, promise.promise, name="promise"),
    path(_ONE + "keep/", promise.keep, name="keep"),
    path(_ONE + "renegotiate/", making.renegotiate, name="renegotiate"),
    path(_ONE + "drop/", promise.drop, name="drop"),
    path(_ONE + "waive/", promise.waive, name="waive"),
]
