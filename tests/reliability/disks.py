"""Disks to be cut off or filled: an ext4 image that can be copied at any moment, a small tmpfs."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")


def why_not() -> str:
    """Return why this machine can't do it, or nothing where it can."""
    if os.geteuid() != 0:
        return "needs root"
    tools = ("mount", "umount", "mkfs.ext4", "strace")
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing:
        return f"needs {', '.join(missing)}"
    return "" if Path("/dev/loop-control").exists() else "needs loop devices"


class Image:
    """An ext4 file system in a file: what was forced to the disk is in the file, nothing else."""

    def __init__(self, name: str, *, megabytes: int = 64) -> None:
        self.file = MEMORY / f"{name}.img"
        self.file.unlink(missing_ok=True)
        with self.file.open("wb") as new:
            new.truncate(megabytes << 20)
        _run("mkfs.ext4", "-q", "-F", str(self.file))

    @contextmanager
    def mounted(self, at: Path):
        with _mounted(at, "-o", "loop", str(self.file)):
            yield at

    @contextmanager
    def as_after_a_cut(self, at: Path):
        """Copy the disk as it stands this moment, and mount the copy as after a power cut."""
        copy = self.file.with_suffix(".cut")
        _run("cp", "--sparse=always", str(self.file), str(copy))
        try:
            with _mounted(at, "-o", "loop", str(copy)):
                yield at
        finally:
            copy.unlink()

    def forget(self) -> None:
        self.file.unlink(missing_ok=True)


@contextmanager
def small_disk(at: Path, *, megabytes: int):
    """A disk in memory that is soon full."""
    with _mounted(at, "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs"):
        yield at


def enlarge(at: Path, *, megabytes: int) -> None:
    _run("mount", "-o", f"remount,size={megabytes}m", str(at))


@contextmanager
def _mounted(at: Path, *words: str):
    at.mkdir(parents=True, exist_ok=True)
    _run("mount", *words, str(at))
    try:
        yield
    finally:
        _run("umount", "-l", str(at))


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)


if __name__ == "__main__":
    sys.stdout.write(why_not())
