from django.apps import AppConfig


class TablesConfig(AppConfig):
    """Where people sit: tables, seats, meetings, decisions, tensions."""

    name = "longtable.tables"

    def ready(self) -> None:
        """Tell the agenda which seats residents hold."""
        from longtable.tables import told

        told.sign_in()
