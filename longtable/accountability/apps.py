from importlib import import_module

from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    """What everyone is held to: commitments and standards, the same for all."""

    name = "longtable.accountability"

    def ready(self) -> None:
        """Take the promises that are made in the room."""
        import_module("longtable.accountability.spoken")
