from django.apps import AppConfig


class TablesConfig(AppConfig):
    """Where people sit: tables, seats, meetings, decisions, tensions."""

    name = "longtable.tables"
