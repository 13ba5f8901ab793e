from allauth.usersessions.apps import UserSessionsConfig
from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People who sign in."""

    name = "longtable.accounts"
    default = True

    def ready(self) -> None:
        """A changed second factor signs out everywhere else; the library tells it by signals."""
        from allauth.mfa import signals

        from longtable.accounts.noting import second_factor_changed

        for told in (signals.authenticator_added, signals.authenticator_removed):
            told.connect(second_factor_changed)


class SessionsConfig(UserSessionsConfig):  # type: ignore[misc]
    """Where people are signed in, without the library's own notes: those hold network addresses."""

    def ready(self) -> None:
        """Leave the library's notes out; `accounts.noting` writes ours."""
