"""A person at a browser without JavaScript: cookies, forms with their hidden fields, files."""

import http.client
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import uuid4

PASSWORD = "a long table has room for all"  # as in the demonstration


class NoPage(Exception):
    """What came is not the page that was asked for."""


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def location(self) -> str:
        return self.headers.get("location", "")


@dataclass
class Visitor:
    """Somebody who visits an installation; keeps cookies, also over a restart."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    timeout: float = 300  # a busy machine is no fault

    def get(self, path: str) -> Answer:
        answer = self._ask("GET", path)
        self._note(answer)
        return answer

    def post(self, path: str, fields: dict[str, object], file: tuple[str, bytes] | None = None):
        """Send a form, with the token of the last page that had one."""
        told = {"csrfmiddlewaretoken": self.token, **fields}
        kind, body = _packed(told, file)
        return self._ask("POST", path, body, kind)

    def sign_in(self, email: str, password: str = PASSWORD) -> "Visitor":
        self.get("/accounts/login/")
        answer = self.post("/accounts/login/", {"login": email, "password": password})
        assert answer.status == 302, answer.text[:2000]
        self.get("/accounts/me/")
        return self

    def version_at(self, path: str) -> str:
        """Return the version that the form of a page was filled in for."""
        answer = self.get(path)
        found = re.search(r'name="version" value="(\d+)"', answer.text)
        if found is None:
            raise NoPage(f"{path}: {answer.status}")
        return found[1]

    def _ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if kind:
            headers["Content-Type"] = kind
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            for name, value in response.getheaders():
                if name.lower() == "set-cookie":
                    key, _equals, rest = value.partition("=")
                    self.cookies[key] = rest.partition(";")[0]
            text = response.read().decode(errors="replace")
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, text)
        finally:
            connection.close()

    def _note(self, answer: Answer) -> None:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.text)
        if found:
            self.token = found[1]


def _packed(fields: dict[str, object], file: tuple[str, bytes] | None) -> tuple[str, bytes]:
    if file is None:
        return "application/x-www-form-urlencoded", urlencode(fields).encode()
    edge = uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode()
        for k, v in fields.items()
    ]
    name, content = file
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    parts.append(head.encode() + b"Content-Type: text/csv\r\n\r\n" + content + b"\r\n")
    return f"multipart/form-data; boundary={edge}", b"".join(parts) + f"--{edge}--\r\n".encode()
