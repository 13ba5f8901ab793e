from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TablesConfig(AppConfig):
    """The place Tables: who sits where, what they do there, and what came of it."""

    name = "longtable.places.tables"
    label = "places_tables"

    def ready(self) -> None:
        """Stand in everybody's navigation."""
        from longtable.web.navigation import sign_in_place

        sign_in_place(_("Tables"), "tables:tables", order=40)
        sign_in_place(_("Open meetings"), "tables:open_meetings", order=5, in_foot=True)
