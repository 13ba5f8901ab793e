from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """The place measures."""

    name = "longtable.places.measures"
    label = "places_measures"
