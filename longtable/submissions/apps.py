from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    """What partners report."""

    name = "longtable.submissions"
