"""The warehouse's folder as a store of facts: a source is replaced whole, or removed.

Everything here can be rebuilt from the database. Replacing survives a crash and a power cut at
any moment: the new file is written under another name, forced to the disk, renamed, and the
folder is forced to the disk before the old file goes.
"""

import os
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from uuid import uuid4

from longtable.core.durable import sync
from longtable.core.warehouse.connection import SPILL, Confined, spilling_process
from longtable.core.warehouse.facts import Fact
from longtable.core.warehouse.files import (
    DamagedSource,
    SourceFile,
    current_files,
    digest_of,
    file_name,
    files_of,
    quoted,
)
from longtable.core.warehouse.rows import read_facts, write_facts

UNFINISHED = ".tmp"
STALE_AFTER_SECONDS = 3600.0


class FactStore:
    """The facts of every source, in one folder."""

    def __init__(self, folder: Path, *, memory: str = "512MB", threads: int = 1) -> None:
        self.folder = Path(folder).absolute()
        self._confined = Confined(self.folder, memory=memory, threads=threads)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def replace(self, source: str, facts: Iterable[Fact]) -> int:
        """Store these facts as all that the source says, and return how many they are.

        Raises ValueError for a name that cannot be stored or a fact of another source; what
        stood before then still stands.
        """
        self.clean()
        unfinished = self.folder / f"{quoted(source)[:100]}.{uuid4().hex}{UNFINISHED}"
        try:
            written = write_facts(
                self._confined.cursor(), facts, source=source, path=str(unfinished)
            )
            self._publish(source, unfinished)
        finally:
            unfinished.unlink(missing_ok=True)
        return written

    def remove(self, source: str) -> bool:
        """Forget a source, and return whether there was anything to forget."""
        files = files_of(self.folder, source)
        for file in files:
            Path(file.path).unlink(missing_ok=True)
        sync(self.folder)
        return bool(files)

    def keep_only(self, sources: Collection[str]) -> tuple[str, ...]:
        """Forget every source but these, and return those forgotten."""
        gone = tuple(source for source in self.sources() if source not in sources)
        for source in gone:
            self.remove(source)
        return gone

    def sources(self) -> tuple[str, ...]:
        """Return the sources that have facts stored, in order."""
        return tuple(sorted(current_files(self.folder)))

    def facts(self, source: str) -> Iterator[Fact]:
        """Yield what is stored of a source, by indicator, cut, level, period and place.

        Nothing for a source that is not stored. Raises DamagedSource where the file is not what
        was written.
        """
        import duckdb

        files = files_of(self.folder, source)[-1:]
        for file in files:
            file.check()
        try:
            yield from read_facts(self._confined.cursor(), files)
        except (duckdb.Error, ValueError) as trouble:
            raise DamagedSource(source, str(trouble)) from trouble

    def damaged(self) -> tuple[DamagedSource, ...]:
        """Read every file again and return those that must be rebuilt."""
        found = []
        for file in current_files(self.folder).values():
            try:
                file.check()
            except DamagedSource as damaged:
                found.append(damaged)
        return tuple(found)

    def clean(self) -> None:
        """Remove what crashed writers left behind an hour ago or more."""
        before = time.time() - STALE_AFTER_SECONDS
        for path in self.folder.iterdir():
            spilled = path.name.startswith(SPILL) and not _alive(spilling_process(path.name))
            if spilled or path.name.endswith(UNFINISHED):
                _remove_older(path, before=before)

    def _publish(self, source: str, unfinished: Path) -> None:
        """Give a finished file its name, one generation above what stands, and drop what stood.

        Of two writers who overlap and take the same generation, the one whose digest is higher
        counts, as if it had come last.
        """
        unfinished.chmod(0o600)
        sync(unfinished)
        digest = digest_of(unfinished)
        generation = max((file.generation for file in files_of(self.folder, source)), default=0) + 1
        path = self.folder / file_name(source, generation=generation, digest=digest)
        unfinished.rename(path)
        mine = SourceFile(source, generation, digest, str(path))
        sync(self.folder)
        for file in files_of(self.folder, source):
            if file < mine:
                Path(file.path).unlink(missing_ok=True)
        sync(self.folder)


def _remove_older(path: Path, *, before: float) -> None:
    """Remove a file or folder last changed before a time, unless another process just did."""
    with suppress(FileNotFoundError):
        if path.stat().st_mtime < before:
            rmtree(path) if path.is_dir() else path.unlink()


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
