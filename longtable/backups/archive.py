"""The one file of a backup: a gzipped tar that any tool opens, sealed or not.

First `about.json`, then `rows/<table>/<n>.jsonl`, then `files/<name>`, last `manifest.json`, which
holds the SHA-256 of every part before it. A file without its manifest is cut off.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from longtable.backups import sealing
from longtable.core.durable import sync
from longtable.record.acting import Refusal

FORMAT = 1
ABOUT, MANIFEST = "about.json", "manifest.json"
_GZIP = b"\x1f\x8b"
_BUFFER = 1 << 18
Part = tuple[str, IO[bytes]]


class Writer:
    """Writes the parts of a backup one after the other, and their hashes at the end."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.hashes: dict[str, str] = {}

    def add(self, name: str, content: bytes) -> None:
        """Write a part that is in memory."""
        self.add_file(name, io.BytesIO(content), len(content))

    def add_file(self, name: str, file: IO[bytes], size: int) -> None:
        """Write a part of `size` bytes from a file."""
        hashed = _Hashed(file)
        part = tarfile.TarInfo(name)
        part.size, part.mode = size, 0o600
        self._tar.addfile(part, hashed)
        self.hashes[name] = hashed.hash.hexdigest()

    def add_json(self, name: str, content: dict[str, Any]) -> None:
        """Write a part as JSON for people to read."""
        self.add(name, json.dumps(content, ensure_ascii=False, indent=1).encode())


class _Hashed:
    """A file that hashes what is read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.hash = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        given = self._file.read(size)
        self.hash.update(given)
        return given


@contextmanager
def written(path: Path, seal_to: X25519PublicKey | None, *, replace: bool) -> Iterator[Writer]:
    """Give a writer; the file stands under its name once it is whole and on the disk."""
    if path.exists() and not replace:
        raise Refusal(f"{path} exists already: choose another name, or add --replace")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        opened = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Refusal(f"{path} can't be written: {error.strerror}") from error
    try:
        with os.fdopen(opened, "wb") as file:
            with _sealed(file, seal_to) as into, _packed(into) as tar:
                yield Writer(tar)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        sync(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _sealed(file: IO[bytes], to: X25519PublicKey | None) -> Iterator[IO[bytes]]:
    if to is None:
        yield file
        return
    seal = sealing.Seal(file, to)
    yield seal  # type: ignore[misc]
    seal.finish()


@contextmanager
def _packed(into: IO[bytes]) -> Iterator[tarfile.TarFile]:
    with (
        gzip.GzipFile("", "wb", 4, into, 0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as t,
    ):
        yield t


@contextmanager
def parts(path: Path, key: Path | None) -> Iterator[Iterator[Part]]:
    """Give the parts of a backup in order. Whatever is wrong with the file is a Refusal."""
    try:
        with path.open("rb") as file, _opened(file, key) as plain:
            packed = gzip.GzipFile(fileobj=plain, mode="rb")
            with tarfile.open(fileobj=packed, mode="r|") as tar:
                yield _each(tar)
            while packed.read(_BUFFER):  # to the end, where the checksum stands
                pass
    except FileNotFoundError as error:
        raise Refusal(f"there is no file {error.filename}") from error
    except (EOFError, zlib.error, gzip.BadGzipFile, tarfile.TarError) as error:
        raise Refusal(f"{path} is damaged or cut off, and was not used") from error
    except (KeyError, TypeError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Refusal(
            f"{path} is damaged, or no backup as Longtable makes it, and was not used"
        ) from error


def _each(tar: tarfile.TarFile) -> Iterator[Part]:
    for part in tar:
        content = tar.extractfile(part)
        if content is None:
            raise tarfile.TarError(f"{part.name} is not a file")
        yield part.name, content


@contextmanager
def _opened(file: IO[bytes], key: Path | None) -> Iterator[IO[bytes]]:
    start = file.read(len(sealing.MAGIC))
    if start == sealing.MAGIC:
        if key is None:
            raise Refusal(f"{file.name} is sealed: add --key with the file of the restore key")
        unsealed = sealing.Unseal(file, sealing.restore_key(key))
        yield io.BufferedReader(unsealed, _BUFFER)
    elif start[:2] == _GZIP:
        file.seek(0)
        yield file
    else:
        raise Refusal(f"{file.name} is not a backup of Longtable")


def check(path: Path, key: Path | None, tell: Callable[[str], None]) -> dict[str, Any]:
    """Read a backup from the first byte to the last and return its manifest, if all is whole."""
    found: dict[str, str] = {}
    manifest: dict[str, Any] = {}
    with parts(path, key) as each:
        for name, content in each:
            if manifest:
                raise Refusal(f"{path} has something after its end, and was not used")
            if name == MANIFEST:
                manifest = json.load(content)
            else:
                found[name] = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
                tell(f"checked {len(found)} parts")
    _compare(path, found, manifest)
    return manifest


def _compare(path: Path, found: dict[str, str], manifest: dict[str, Any]) -> None:
    if not manifest:
        raise Refusal(f"{path} is cut off: its manifest is not there")
    if manifest.get("format") != FORMAT:
        raise Refusal(f"{path} was made by a later Longtable: bring this one up to date first")
    for name in manifest["files"]:
        if f"files/{name}" not in found:
            raise Refusal(f"{path} lacks the file {name}, and was not used")
    for name, digest in manifest["parts"].items():
        if found.pop(name, None) != digest:
            raise Refusal(f"{path} is damaged at {name}, and was not used")
    if found:
        raise Refusal(f"{path} holds {next(iter(found))}, which its manifest does not name")
