"""People at work: they save, invite, send and take in, and note what was acknowledged."""

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.reliability.installation import Installation
from tests.reliability.seeds import file_of
from tests.reliability.visitor import NoPage, Visitor

PLACE = "/bridgeport"
DESK = f"{PLACE}/measures/submissions"


@dataclass
class Acknowledged:
    """What the server said was done, and every answer that it should not have given."""

    organizations: list[str] = field(default_factory=list)
    invitations: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    sent: list[int] = field(default_factory=list)
    taken_in: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        """How much was acknowledged in all."""
        return self.saves + len(self.sent) + len(self.taken_in)

    @property
    def saves(self) -> int:
        return len(self.organizations) + len(self.invitations) + sum(map(int, self.names.values()))

    def copy(self) -> "Acknowledged":
        lists = {k: v.copy() for k, v in vars(self).items()}
        return Acknowledged(**lists)


class Traffic:
    """Three who save, and one who takes files in and sends some, until the server is gone."""

    def __init__(self, there: Installation, world: dict[str, Any]) -> None:
        self.there, self.world = there, world
        self.acked = Acknowledged()
        self.number = count(1)
        self.files = list(world["files"])
        self.year, self.turns = count(2040), count()
        self.people: dict[str, Visitor] = {}
        self.stopping = threading.Event()

    def sign_in(self) -> None:
        for email in [*self.world["savers"][:3], self.world["steward"]]:
            self.people[email] = Visitor(self.there.port).sign_in(email)

    def begin(self) -> list[threading.Thread]:
        """Let everybody begin at once, and return when all have."""
        self.stopping.clear()
        first, second, third = self.world["savers"][:3]
        works = [
            (self.people[first], self._add_organization),
            (self.people[second], self._invite),
            (self.people[third], self._change_name),
            (self.people[self.world["steward"]], self._take_in),
        ]
        ready = threading.Barrier(len(works) + 1)
        threads = [threading.Thread(target=self._work, args=(ready, *work)) for work in works]
        for thread in threads:
            thread.start()
        ready.wait()
        return threads

    def wait_for(self, more: int) -> None:
        """Wait until so much more is acknowledged, half a minute at most."""
        enough, ends = self.acked.number + more, time.monotonic() + 30
        while self.acked.number < enough and time.monotonic() < ends:
            time.sleep(0.001)

    def wait_for_each(self) -> None:
        """Wait until a file was sent and one taken in since all began, a minute at most."""
        ends = time.monotonic() + 60
        while not (self.acked.sent and self.acked.taken_in) and time.monotonic() < ends:
            time.sleep(0.001)

    def _work(self, ready: Any, who: Visitor, do: Callable[[Visitor], None]) -> None:
        who.get("/accounts/me/")  # a new process makes its first page slowly
        ready.wait()
        while not self.stopping.is_set():
            try:
                do(who)
            except NoPage as other:
                self.acked.wrong.append(str(other))
                return
            except (OSError, http.client.HTTPException):
                return

    def _noted(self, answer: Any, what: str) -> bool:
        if answer.status == 302:
            return True
        self.acked.wrong.append(f"{what}: {answer.status}")
        return False

    def _add_organization(self, who: Visitor) -> None:
        name = f"Organization no. {next(self.number)}"
        if self._noted(who.post(f"{PLACE}/settings/organizations/", {"name": name}), "add"):
            self.acked.organizations.append(name)

    def _invite(self, who: Visitor) -> None:
        email = f"guest-{next(self.number)}@example.org"
        wanted = {"email": email, "role": "reader", "language": "en"}
        if self._noted(who.post(f"{PLACE}/settings/people/", wanted), "invite"):
            self.acked.invitations.append(email)

    def _change_name(self, who: Visitor) -> None:
        version = who.version_at("/accounts/me/")
        wanted = {"name": version, "language": "en", "version": version}
        if self._noted(who.post("/accounts/me/", wanted), "name"):
            self.acked.names[self.world["savers"][2]] = version

    def _take_in(self, who: Visitor) -> None:
        if not self.files or next(self.turns) % 2:
            return self._send(who)
        pk = self.files.pop(0)
        path = f"{DESK}/{pk}/"
        answer = who.post(f"{path}accept/", {"version": who.version_at(path)})
        if self._noted(answer, "take in"):
            self.acked.taken_in.append(pk)
        return None

    def _send(self, who: Visitor) -> None:
        year = next(self.year)
        wanted = {
            "indicator": self.world["indicator"],
            "organization": self.world["organization"],
            "once": f"sent-{year}",
        }
        answer = who.post(f"{DESK}/send/", wanted, file=(f"rates-{year}.csv", file_of(year)))
        if self._noted(answer, "send"):
            self.acked.sent.append(int(answer.location.rstrip("/").rsplit("/", 1)[1]))
