from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    """What everyone is held to: commitments and standards, the same for all."""

    name = "longtable.accountability"
