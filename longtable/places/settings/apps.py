from django.apps import AppConfig


class SettingsConfig(AppConfig):
    """The place settings."""

    name = "longtable.places.settings"
    label = "places_settings"
