"""What is checked of a packed workbook before anything unpacks it."""

import re
import zipfile
from pathlib import Path, PurePosixPath

from longtable.core.spreadsheets import limits, wording
from longtable.core.spreadsheets.trouble import CannotRead

NESTED = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")
PLAIN_NESTED = {".bin", ".emf", ".wmf", ".png", ".jpg", ".jpeg", ".gif", ".vml"}


def check_container(path: Path) -> str:
    """Return "xlsx", "xlsb" or "ods" for a packed workbook whose parts are within the limits.

    Sizes are those that the container declares; the limited process guards against a lie.
    Raises CannotRead for anything else.
    """
    try:
        with zipfile.ZipFile(path) as container:
            parts = container.infolist()
            _check_sizes(parts, packed=path.stat().st_size)
            _check_names(parts)
            kind = _kind(container, {part.filename for part in parts})
            for part in parts:
                _check_content(container, part)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise CannotRead(wording.DAMAGED) from error
    return kind


def _check_sizes(parts: list[zipfile.ZipInfo], *, packed: int) -> None:
    if len(parts) > limits.MAX_ENTRIES:
        raise CannotRead(
            wording.MANY_PARTS % {"parts": f"{len(parts):,}", "most": f"{limits.MAX_ENTRIES:,}"}
        )
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.MAX_UNPACKED_BYTES:
        raise CannotRead(
            wording.UNPACKS_TO
            % {
                "size": f"{unpacked // limits.MEGABYTE:,}",
                "most": limits.MAX_UNPACKED_BYTES // limits.MEGABYTE,
            }
        )
    if unpacked > limits.RATIO_APPLIES_ABOVE and unpacked > limits.MAX_RATIO * packed:
        raise CannotRead(
            wording.UNPACKS_TIMES
            % {"times": f"{unpacked // max(packed, 1):,}", "most": limits.MAX_RATIO}
        )


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    for part in parts:
        pure = PurePosixPath(part.filename.replace("\\", "/"))
        if pure.is_absolute() or ".." in pure.parts or ":" in part.filename:
            raise CannotRead(wording.POINTS_OUTSIDE)
        if part.flag_bits & 1:
            raise CannotRead(wording.LOCKED)


def _kind(container: zipfile.ZipFile, names: set[str]) -> str:
    if "xl/workbook.xml" in names or any(re.fullmatch(r"xl/\w*\.?xml", n) for n in names):
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "word/document.xml" in names:
        raise CannotRead(wording.WORD_DOCUMENT)
    if "ppt/presentation.xml" in names:
        raise CannotRead(wording.SLIDE_SHOW)
    if "Index/Document.iwa" in names or any(name.endswith(".iwa") for name in names):
        raise CannotRead(wording.NUMBERS_FILE)
    if "mimetype" in names:
        kind = container.read("mimetype")[:80] if container.getinfo("mimetype").file_size else b""
        if b"spreadsheet" in kind:
            return "ods"
    raise CannotRead(wording.PACKED_FOLDER)


def _check_content(container: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    suffix = PurePosixPath(part.filename).suffix.lower()
    if part.is_dir() or not part.file_size or suffix in PLAIN_NESTED:
        return
    with container.open(part) as stream:
        head = stream.read(65_536 if suffix in {".xml", ".rels", ""} else 512)
    if head.startswith(NESTED) and not part.filename.startswith(("xl/embeddings/", "Object")):
        raise CannotRead(wording.PACKED_INSIDE)
    plain = head.replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise CannotRead(wording.UNFOLDS)
