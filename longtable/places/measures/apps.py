from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    """The place Measures: the scoreboard, and how its numbers come about."""

    name = "longtable.places.measures"
    label = "places_measures"

    def ready(self) -> None:
        """Stand in everybody's navigation; members also see how numbers are made."""
        from longtable.places.measures.desk import telling
        from longtable.web.navigation import sign_in_place

        telling.sign_in()

        sign_in_place(_("Scoreboard"), "measures:scoreboard", order=20)
        sign_in_place(_("Places"), "measures:places", order=25)
        sign_in_place(_("Measures"), "measures:indicators", order=30, may_see=_is_member)
        sign_in_place(_("Files"), "measures:submissions", order=35, may_see=_may_send)


def _is_member(room: object) -> bool:
    return getattr(room, "membership", None) is not None


def _may_send(room: object) -> bool:
    role = getattr(room, "role", None)
    return role in {"data_lead", "facilitator", "partner_steward", "partner_member"}
