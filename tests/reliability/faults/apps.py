"""Faults planted for the controls, each as an app that spoils one thing when it is loaded."""

from contextlib import nullcontext
from types import SimpleNamespace

from django.apps import AppConfig


class WithoutAtomic(AppConfig):
    """Actions are no longer whole or not at all."""

    name = "tests.reliability.faults"
    label = "fault"

    def ready(self) -> None:
        from longtable.record import acting

        acting.transaction = SimpleNamespace(atomic=nullcontext)


class Forgetful(AppConfig):
    """Forms no longer know that they were sent before."""

    name = "tests.reliability.faults"
    label = "fault"

    def ready(self) -> None:
        from longtable.places.measures.desk import sending

        receive = sending.actions.receive_submission
        sending.actions.receive_submission = lambda *told, once, **more: receive(
            *told, once="", **more
        )


class AbsentMinded(AppConfig):
    """A message to a meeting is thanked for, and one in ten is not kept."""

    name = "tests.reliability.faults"
    label = "fault"

    def ready(self) -> None:
        from longtable.tables import actions

        keep = actions.say
        actions.say = lambda meeting, message, **more: (
            None if message.text.endswith("7") else keep(meeting, message, **more)
        )


class Hasty(AppConfig):
    """Letters are marked as sent before they are."""

    name = "tests.reliability.faults"
    label = "fault"

    def ready(self) -> None:
        from longtable.communication import sending
        from longtable.record.models import Letter

        connect = sending._connected

        def marked_first(server):
            waiting = Letter.objects.filter(status="waiting")
            waiting.update(status="sent")
            return connect(server)

        sending._connected = marked_first


class Unaware(AppConfig):
    """A process no longer learns that something was done in another."""

    name = "tests.reliability.faults"
    label = "fault"

    def ready(self) -> None:
        from longtable.web import keeping

        keeping.sign_in_edition(keeping.Edition(newest=lambda: 1, settled=lambda: 1))
