from django.apps import AppConfig


class TablesConfig(AppConfig):
    """Where people sit: tables, seats, meetings, decisions, tensions."""

    name = "longtable.tables"

    def ready(self) -> None:
        """Tell the agenda which seats residents hold, and what is due for a meeting."""
        from longtable.tables import arriving, proposing, told  # noqa: F401 - it signs in when it is read

        told.sign_in()
