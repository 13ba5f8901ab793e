from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountabilityConfig(AppConfig):
    """The place Accountability: everyone held to one board."""

    name = "longtable.places.accountability"
    label = "places_accountability"

    def ready(self) -> None:
        """Stand in everybody's navigation."""
        from longtable.web.navigation import sign_in_place

        sign_in_place(_("Promises"), "accountability:board", order=50, may_see=_is_open)


def _is_open(room: Any) -> bool:
    from django.utils import timezone

    from longtable.accountability.queries import board_is_public

    is_member = room.membership is not None
    return is_member or board_is_public(room.initiative, on=timezone.localdate())
