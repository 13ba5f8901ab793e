from django.urls import path

from longtable.places.measures.definitions import (
    breaking,
    defining,
    group,
    groups,
    indicators,
    place,
    placing,
)

urlpatterns = [
    path("measures/", indicators.indicators, name="indicators"),
    path("measures/define/", defining.define, name="define"),
    path("measures/culture/add/", indicators.add_culture, name="add_culture"),
    path("measures/breakdowns/", groups.breakdowns, name="breakdowns"),
    path("measures/breakdowns/<slug:code>/", groups.breakdown, name="breakdown"),
    path(
        "measures/breakdowns/<slug:code>/edit/", group.breakdown_to_change, name="change_breakdown"
    ),
    path(
        "measures/breakdowns/<slug:code>/categories/<slug:category>/",
        group.category_to_change,
        name="change_category",
    ),
    path("measures/places/", placing.places_to_define, name="define_places"),
    path("measures/places/<int:pk>/", place.place_to_change, name="change_place"),
    path("measures/<slug:code>/edit/", defining.edit, name="edit"),
    path("measures/<slug:code>/breaks/", breaking.breaks, name="breaks"),
    path("measures/<slug:code>/breaks/<int:pk>/remove/", breaking.remove, name="remove_break"),
    path("measures/<slug:code>/retire/", defining.retire, name="retire"),
]
