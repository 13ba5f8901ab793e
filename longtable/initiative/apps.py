from django.apps import AppConfig


class InitiativeConfig(AppConfig):
    """The initiative, its organizations, and who is who in it."""

    name = "longtable.initiative"

    def ready(self) -> None:
        """Say what an initiative's address stands for."""
        from longtable.accounts.queries import has_second_factor
        from longtable.initiative.queries import room
        from longtable.web import access

        access.sign_in_rooms(room)
        access.sign_in_second_factor(has_second_factor)
