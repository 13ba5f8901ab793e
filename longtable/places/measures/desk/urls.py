from django.urls import URLPattern, URLResolver, path

from longtable.places.measures.desk import correcting, desk, example, listing, sending, taking

_ROOT = "measures/submissions/"
_ONE = _ROOT + "<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(_ROOT, listing.submissions, name="submissions"),
    path(_ROOT + "send/", sending.send, name="send"),
    path(_ROOT + "example/<slug:indicator>.<str:ending>", example.example, name="example"),
    path(_ONE, desk.submission, name="submission"),
    path(_ONE + "file/", taking.file, name="submission_file"),
    path(_ONE + "correct/", correcting.correct, name="correct"),
    path(_ONE + "accept/", taking.accept, name="accept"),
    path(_ONE + "discard/", taking.discard, name="discard"),
    path(_ONE + "undo/", taking.undo, name="undo"),
]
