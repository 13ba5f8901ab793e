from django.urls import path

from longtable.places.measures.public import files, indicator, places, report, scoreboard

urlpatterns = [
    path("", scoreboard.scoreboard, name="scoreboard"),
    path("report.pdf", report.report, name="report"),
    path("places/", places.places, name="places"),
    path("places/<str:code>/", places.place, name="place"),
    path("measures/<slug:code>/", indicator.indicator, name="indicator"),
    path("measures/<slug:code>/data.csv", files.data, name="data"),
    path("measures/<slug:code>/needle.svg", files.needle, name="needle"),
    path("measures/<slug:code>/embed/", files.embed, name="embed"),
    path("measures/<slug:code>/releases/<int:number>/", indicator.release, name="release"),
]
