from django.apps import AppConfig


class BackupsConfig(AppConfig):
    """Copies of the whole installation, made, kept for a while, and tried."""

    name = "longtable.backups"
