"""Make a backup other than it was, in ways that its own hashes do not show."""

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

Parts = dict[str, bytes]


def repacked(source: Path, target: Path, change: Callable[[Parts, dict], None]) -> Path:
    """Write a backup with other parts or another manifest; the hashes of the parts agree."""
    with tarfile.open(source, "r:gz") as tar:
        parts = {part.name: tar.extractfile(part).read() for part in tar}
    manifest = json.loads(parts.pop("manifest.json"))
    change(parts, manifest)
    manifest["parts"] = {name: hashlib.sha256(parts[name]).hexdigest() for name in parts}
    parts["manifest.json"] = json.dumps(manifest).encode()
    with gzip.open(target, "wb") as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
        for name, content in parts.items():
            part = tarfile.TarInfo(name)
            part.size = len(content)
            tar.addfile(part, io.BytesIO(content))
    return target


def without_a_row(parts: Parts, _manifest: dict) -> None:
    """Drop one row, as a faulty backup would."""
    name = "rows/measures_publishedvalue/000000.jsonl"
    parts[name] = b"\n".join(parts[name].splitlines()[:-1])


def with_another_value(parts: Parts, _manifest: dict) -> None:
    """Change one sign of one row."""
    name = "rows/record_entry/000000.jsonl"
    parts[name] = parts[name].replace(b"sent a file", b"sent a fine", 1)


def of_an_older_version(parts: Parts, manifest: dict) -> None:
    """Take away all that came after the first version: the chain, and the runs of backups."""
    later = {("record", "0003_link"), ("record", "0004_links_are_never_edited"),
             ("backups", "0001_initial")}  # fmt: skip
    manifest["migrations"] = [node for node in manifest["migrations"] if tuple(node) not in later]
    for table in ("record_link", "backups_backuprun"):
        parts.pop(f"rows/{table}/000000.jsonl", None)
        for named in ("columns", "tables", "last_numbers"):
            manifest[named].pop(table, None)


def of_a_later_version(_parts: Parts, manifest: dict) -> None:
    """Name a migration that nobody here knows."""
    manifest["migrations"].append(["record", "9999_something_new"])


def with_a_file_elsewhere(parts: Parts, _manifest: dict) -> None:
    """Name a file outside the folder of uploads."""
    parts["files/../../outside"] = b"x"
