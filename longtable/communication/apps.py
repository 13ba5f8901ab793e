from django.apps import AppConfig


class CommunicationConfig(AppConfig):
    """Notices, made from the record, and the mail that goes out."""

    name = "longtable.communication"
