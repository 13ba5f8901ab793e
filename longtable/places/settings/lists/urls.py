from django.urls import URLPattern, URLResolver, path

from longtable.places.settings.lists import correcting, desk, example, lists

_ONE = "lists/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("lists/", lists.lists, name="lists"),
    path("lists/example.<str:ending>", example.example, name="list_example"),
    path(_ONE, desk.list_, name="list"),
    path(_ONE + "correct/", correcting.correct, name="list_correct"),
    path(_ONE + "take-in/", correcting.take_in, name="list_take_in"),
    path(_ONE + "discard/", correcting.discard, name="list_discard"),
    path(_ONE + "undo/", correcting.undo, name="list_undo"),
]
