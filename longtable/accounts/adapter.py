"""How the sign-in library behaves here."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.sites.requests import RequestSite
from django.http import HttpRequest
from django.utils import translation

from longtable.accounts.models import Person


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: people come by invitation, or by the set-up link."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Sign-up by a form is closed."""
        return False

    def get_from_email(self) -> str:
        """Return the sender of sign-in mail."""
        return settings.DEFAULT_FROM_EMAIL

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link of a reset mail: at the configured address, whatever a request said."""
        from allauth.account.internal.flows.password_reset import get_reset_password_from_key_url

        path = urlsplit(get_reset_password_from_key_url(self.request, key)).path
        return f"{settings.ADDRESS}{path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write a sign-in mail in the person's own language, naming the configured address."""
        host = settings.ADDRESS.partition("://")[2]
        here = {"current_site": RequestSite(self.request)}
        here["current_site"].domain = here["current_site"].name = host
        person = Person.objects.filter(email=email.strip().lower()).first()
        with translation.override(person.language if person else translation.get_language()):
            super().send_mail(template_prefix, email, {**context, **here})

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Leave names alone: there are no user names."""
