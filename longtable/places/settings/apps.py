from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SettingsConfig(AppConfig):
    """The place Settings: people, organizations, mail."""

    name = "longtable.places.settings"
    label = "places_settings"

    def ready(self) -> None:
        """Stand in the navigation of those who run the initiative."""
        from longtable.web.navigation import sign_in_place

        sign_in_place(
            _("Settings"),
            "settings:first_steps",
            order=90,
            may_see=lambda room: room.membership is not None,
        )
