"""The warehouse's folder: its file names, its columns, and which files count now.

A file is never changed once it has its name, `<source>.<generation>.<digest>.v1.parquet`: of one
source the highest generation counts, so that readers see the old facts or the new, never half.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from longtable.core.warehouse.facts import MOST_BREAKDOWNS, check_text

FORMAT = 1
LONGEST_NAME = 180
_NAME = re.compile(r"(.+)\.(\d{10})\.([0-9a-f]{32})\.v(\d+)\.parquet")

CATEGORY_COLUMNS = tuple(f"category_{place}" for place in range(1, MOST_BREAKDOWNS + 1))
COLUMNS = {
    "source": "VARCHAR",
    "indicator": "VARCHAR",
    "period": "VARCHAR",
    "place": "VARCHAR",
    "level": "VARCHAR",
    "kind": "VARCHAR",
    "cut": "VARCHAR",
    **dict.fromkeys(CATEGORY_COLUMNS, "VARCHAR"),
    "numerator": "BIGINT",
    "denominator": "BIGINT",
    "total": "DECIMAL(18, 6)",
    "estimate": "DOUBLE",
    "lower": "DOUBLE",
    "upper": "DOUBLE",
    "as_published": "VARCHAR",
    "mark": "VARCHAR",
    "unit": "VARCHAR",
    "eligible": "BIGINT",
}


class DamagedSource(Exception):
    """The file of a source cannot be trusted; its facts must be stored again."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(
            f"The stored facts of {source!r} cannot be read: {reason}. "
            "Rebuild them from the database."
        )
        self.source = source
        self.reason = reason


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """One file of facts: what its name says of it, and where it is."""

    source: str
    generation: int
    digest: str
    path: str

    def check(self) -> None:
        """Read the whole file and raise DamagedSource unless it is what was stored.

        Raises FileNotFoundError when it has been replaced meanwhile.
        """
        if digest_of(self.path) != self.digest:
            raise DamagedSource(self.source, "the file has changed since it was stored")


def file_name(source: str, *, generation: int, digest: str) -> str:
    """Return the file's name for a source; raises ValueError where it would be too long."""
    return f"{quoted(source)}.{generation:010d}.{digest}.v{FORMAT}.parquet"


def quoted(source: str) -> str:
    """Return a source's reference as a safe file name; raises ValueError where it cannot be one."""
    check_text("source", source)
    name = quote(source, safe="").replace("~", "%7E")
    if name.startswith("."):
        name = "%2E" + name[1:]
    if len(name) > LONGEST_NAME:
        raise ValueError(f"source: too long for a file name: {source!r}")
    return name


def digest_of(path: str | Path) -> str:
    """Return the 32 hexadecimal digits that a file's content must match."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:32]


def current_files(folder: Path) -> dict[str, SourceFile]:
    """Return the file that counts now for each source; none where there is no folder.

    Raises DamagedSource for a file that another version of Longtable wrote.
    """
    newest: dict[str, SourceFile] = {}
    for file in sorted(all_files(folder)):
        newest[file.source] = file
    return newest


def files_of(folder: Path, source: str) -> list[SourceFile]:
    """Return the files of one source, the one that counts now last."""
    return sorted(all_files(folder, prefix=f"{quoted(source)}."))


def all_files(folder: Path, *, prefix: str = "") -> list[SourceFile]:
    """Return every file of facts whose name starts so, older generations included, in no order.

    A folder that changes while it is listed may show neither an old name nor the new one;
    two listings that agree cannot have missed both.
    """
    names = _listing(folder)
    while (again := _listing(folder)) != names:
        names = again
    chosen = (name for name in names if name.startswith(prefix))
    return [file for name in chosen if (file := _source_file(folder, name))]


def _listing(folder: Path) -> set[str]:
    try:
        return set(os.listdir(folder))
    except FileNotFoundError:
        return set()


def _source_file(folder: Path, name: str) -> SourceFile | None:
    if not (match := _NAME.fullmatch(name)):
        return None
    source, generation, digest, version = match.groups()
    if int(version) != FORMAT:
        raise DamagedSource(unquote(source), "another version of Longtable wrote it")
    return SourceFile(unquote(source), int(generation), digest, str(folder / name))
