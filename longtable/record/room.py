"""Room on the disk: what is large is refused before the last of it is gone.

The rest is kept for what has to go on: signing in, reading, taking a number back.
"""

import errno
import shutil

from django.conf import settings

_LARGEST_RESERVE_BYTES = 1 << 30


def leave_room(more: int = 0) -> None:
    """Raise the error of a full disk (ENOSPC) unless `more` bytes leave a twentieth of it free.

    On large disks a gigabyte is enough.
    """
    disk = shutil.disk_usage(settings.DATA)
    if disk.free - more < min(disk.total // 20, _LARGEST_RESERVE_BYTES):
        raise OSError(errno.ENOSPC, "The rest of the disk is kept for what has to go on")
