from django.urls import path

from longtable.places.tables.lists import lists

urlpatterns = [
    path("seats.csv", lists.seats, name="seats_file"),
    path("decisions.csv", lists.decisions, name="decisions_file"),
    path("meetings.csv", lists.meetings, name="meetings_file"),
]
