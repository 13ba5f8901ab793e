"""Seal a stream to a public key, so that only the restore key opens it, whole and in order.

X25519 with a key made for this one file, HKDF-SHA256, and ChaCha20-Poly1305 in pieces of 64 KiB.
A piece's nonce is its place and whether it is the last (the STREAM construction; Hoang,
Reyhanitabar, Rogaway and Vizár 2015), so pieces can't be altered, swapped, left out or cut off.
"""

import hashlib
import io
import os
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from longtable.record.acting import Refusal

MAGIC = b"longtable sealed backup 1\n"
PIECE = 1 << 16
_TAG = 16
_PUBLIC, _PRIVATE = "longtable-seal-", "longtable-restore-"
_EXPLAINED = """\
# The restore key of a Longtable installation. Who has it can read every sealed backup.
# Keep it apart from the server: on paper, or on a stick in a drawer. Without it they are lost.
# Seal backups to: {public}
{private}
"""


def new_key(path: Path) -> str:
    """Write a new restore key to a file that nobody else may read; return what to seal to."""
    key = X25519PrivateKey.generate()
    public = _written(_PUBLIC, key.public_key().public_bytes_raw())
    text = _EXPLAINED.format(public=public, private=_written(_PRIVATE, key.private_bytes_raw()))
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as there:
        raise Refusal(f"{path} exists already; a key is never overwritten") from there
    with os.fdopen(opened, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return public


def public_key(text: str) -> X25519PublicKey:
    """Return the key to seal to, from its text. Refuses one with a slip in it."""
    return X25519PublicKey.from_public_bytes(_read(_PUBLIC, text.strip(), "a key to seal to"))


def restore_key(path: Path) -> X25519PrivateKey:
    """Return the restore key that a file holds."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"{path} can't be read as a restore key") from error
    keys = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    text = keys[0] if len(keys) == 1 else ""
    return X25519PrivateKey.from_private_bytes(_read(_PRIVATE, text, f"{path}: a restore key"))


def _written(kind: str, key: bytes) -> str:
    return f"{kind}{key.hex()}{_check(kind, key)}"


def _check(kind: str, key: bytes) -> str:
    return hashlib.sha256(kind.encode() + key).hexdigest()[:8]


def _read(kind: str, text: str, what: str) -> bytes:
    signs = text.removeprefix(kind)
    try:
        key = bytes.fromhex(signs[:64])
    except ValueError:
        key = b""
    if not text.startswith(kind) or len(key) != 32 or signs[64:] != _check(kind, key):
        raise Refusal(f"{what} begins with {kind} and has 72 signs after it; this one has a slip")
    return key


class Seal(io.RawIOBase):
    """A file to write to; what is written goes on sealed. Only `close` makes it complete."""

    def __init__(self, into: IO[bytes], to: X25519PublicKey) -> None:
        own = X25519PrivateKey.generate()
        self._into, self._waiting, self._place = into, bytearray(), 0
        self._box = _box(own.exchange(to), own.public_key(), to)
        into.write(MAGIC + own.public_key().public_bytes_raw())

    def writable(self) -> bool:
        """Whether one can write: yes."""
        return True

    def write(self, given: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        """Take bytes, and pass on every piece that is full and surely not the last."""
        self._waiting += given
        while len(self._waiting) > PIECE:
            self._pass_on(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(given)

    def finish(self) -> None:
        """Pass the last piece on, marked as the last."""
        self._pass_on(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _pass_on(self, piece: bytes, *, last: bool) -> None:
        self._into.write(self._box.encrypt(_nonce(self._place, last=last), piece, MAGIC))
        self._place += 1


class Unseal(io.RawIOBase):
    """A sealed file to read from, after its MAGIC. Refuses a piece that is not as it was sealed."""

    def __init__(self, sealed: IO[bytes], key: X25519PrivateKey) -> None:
        public = sealed.read(32)
        if len(public) != 32:
            raise Refusal("the backup is cut off")
        other = X25519PublicKey.from_public_bytes(public)
        self._sealed, self._place, self._open = sealed, 0, b""
        self._box = _box(key.exchange(other), other, key.public_key())
        self._next = sealed.read(PIECE + _TAG)
        self._ended = False

    def readable(self) -> bool:
        """Whether one can read: yes."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Give what is open, opening the next piece where nothing is left."""
        while not self._open and not self._ended:
            self._open_next()
        given = self._open[: len(buffer)]
        buffer[: len(given)] = given
        self._open = self._open[len(given) :]
        return len(given)

    def _open_next(self) -> None:
        piece, self._next = self._next, self._sealed.read(PIECE + _TAG)
        self._ended = not self._next
        try:
            nonce = _nonce(self._place, last=self._ended)
            self._open = self._box.decrypt(nonce, piece, MAGIC)
        except InvalidTag as wrong:
            if self._place == 0:
                raise Refusal(
                    "the key does not open this backup, or the backup was altered"
                ) from wrong
            raise Refusal("the backup was altered or cut off") from wrong
        self._place += 1


def _nonce(place: int, *, last: bool) -> bytes:
    return place.to_bytes(11, "big") + bytes([last])


def _box(shared: bytes, sender: X25519PublicKey, to: X25519PublicKey) -> ChaCha20Poly1305:
    salt = sender.public_bytes_raw() + to.public_bytes_raw()
    return ChaCha20Poly1305(HKDF(SHA256(), 32, salt, MAGIC).derive(shared))
