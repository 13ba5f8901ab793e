"""A real mail server on this machine, which accepts, refuses or keeps silent as it is told."""

import asyncio
import time
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller


@dataclass
class Inbox:
    """What arrived. `answer` is what the server says to a letter; `pause` how long it waits.

    `wait` is a pause that holds up nothing else.

    `refused` are addresses that there are not, `hang_up_on` those whose letters end the
    connection; `calls` counts the connections.
    """

    letters: list[EmailMessage] = field(default_factory=list)
    answer: str = "250 OK"
    pause: float = 0.0
    wait: float = 0.0
    host: str = "127.0.0.1"
    port: int = 0
    refused: set[str] = field(default_factory=set)
    hang_up_on: set[str] = field(default_factory=set)
    calls: int = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.calls += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refused:
            return "550 There is nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        time.sleep(self.pause)
        await asyncio.sleep(self.wait)
        if self.hang_up_on & set(envelope.rcpt_tos):
            server.transport.close()
            return "421 Good bye"
        if self.answer.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


class AnyPort(Controller):
    """A mail server at any port that is free."""

    def _trigger_server(self):
        # The library connects to the port it was given, which here is "any free one".
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def inbox(db):
    """Return a running mail server's inbox, and have the installation use it."""
    from longtable.record.models import MailServer

    kept = Inbox()
    controller = AnyPort(kept, hostname=kept.host, port=0)
    controller.start()
    kept.port = controller.port
    MailServer.objects.create(
        host=kept.host, port=kept.port, security="none", sender="longtable@example.org"
    )
    yield kept
    time.sleep(2 * kept.pause)  # let it see that nobody waits any more
    controller.stop()
