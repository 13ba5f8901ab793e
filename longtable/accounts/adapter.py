"""How the sign-in library behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
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

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write to somebody in the language that they chose for mail, whoever asks for it."""
        person = Person.objects.filter(email=email.strip().lower()).first()
        with translation.override(person.language if person else translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Leave names alone: there are no user names."""
