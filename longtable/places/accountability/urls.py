from django.urls import URLPattern, URLResolver, path

from longtable.places.accountability import accounts, board, file, making, promise, standards

app_name = "accountability"
_ONE = "promises/<int:pk>/"
_YEAR = "accounts/<slug:owner>/<int:year>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", board.board, name="board"),
    path("standards/", standards.standards, name="standards"),
    path("promises.csv", file.file, name="promises_file"),
    path("accounts/", accounts.accounts, name="accounts"),
    path(_YEAR, accounts.account, name="account"),
    path(_YEAR + "publish/", accounts.publish, name="publish_account"),
    path("promises/make/", making.make, name="make"),
    path(_ONE, promise.promise, name="promise"),
    path(_ONE + "keep/", promise.keep, name="keep"),
    path(_ONE + "renegotiate/", making.renegotiate, name="renegotiate"),
    path(_ONE + "drop/", promise.drop, name="drop"),
    path(_ONE + "waive/", promise.waive, name="waive"),
]
