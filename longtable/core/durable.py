"""What survives a power cut: a file or a folder that was forced to the disk."""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Force a file's content, or a folder's names, to the disk. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
