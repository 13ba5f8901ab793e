from django.urls import path

from longtable.places.tables.roles import handover, role, roles

_ONE = "roles/<slug:role>/"
urlpatterns = [
    path("roles/", roles.roles, name="roles"),
    path(_ONE, role.role, name="role"),
    path(_ONE + "card/", role.card, name="write_card"),
    path(_ONE + "handover/", handover.handover, name="handover"),
]
