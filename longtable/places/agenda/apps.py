from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    """The place Agenda: what was agreed, and how it is written together."""

    name = "longtable.places.agenda"
    label = "places_agenda"

    def ready(self) -> None:
        """Stand in everybody's navigation."""
        from longtable.web.navigation import sign_in_place

        sign_in_place(_("Agenda"), "agenda:agenda", order=15)
