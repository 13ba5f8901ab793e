"""Addresses. Reserved first segments stand in `initiative.models.RESERVED`."""

from django.urls import include, path
from django.views.i18n import set_language

from longtable.config.access import declare_for_libraries

declare_for_libraries()
handler500 = "longtable.web.refusals.server_error"

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("language/", set_language, name="set_language"),
    path("", include("longtable.web.urls")),
    path("", include("longtable.places.today.urls")),
    path("admin/", include("longtable.places.settings.installation_urls")),
    path("r/", include("longtable.places.tables.live.far_urls")),
    path("<slug:initiative>/settings/", include("longtable.places.settings.urls")),
    path("<slug:initiative>/agenda/", include("longtable.places.agenda.urls")),
    path("<slug:initiative>/tables/", include("longtable.places.tables.urls")),
    path("<slug:initiative>/accountability/", include("longtable.places.accountability.urls")),
    path("<slug:initiative>/", include("longtable.places.measures.urls")),
]
