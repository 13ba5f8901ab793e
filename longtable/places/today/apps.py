from django.apps import AppConfig


class TodayConfig(AppConfig):
    """The place today."""

    name = "longtable.places.today"
    label = "places_today"
