from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TodayConfig(AppConfig):
    """The place Today, and the way in."""

    name = "longtable.places.today"
    label = "places_today"

    def ready(self) -> None:
        """Stand in the navigation of members, and in everybody's footer."""
        from longtable.web.navigation import sign_in_place

        sign_in_place(
            _("Today"), "today:today", order=10, may_see=lambda room: room.membership is not None
        )
        sign_in_place(_("Search"), "today:search", order=95)
        sign_in_place(_("Sources and licenses"), "today:credits", order=10, in_foot=True)
