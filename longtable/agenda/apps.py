from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """The common agenda: problem, vision, results, strategies, the culture charter."""

    name = "longtable.agenda"
