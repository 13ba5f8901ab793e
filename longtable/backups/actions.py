"""What can be done with backups: make one, make a key, restore one."""

from longtable.backups.making import make
from longtable.backups.restoring import has_same_secret, restore
from longtable.backups.sealing import new_key

__all__ = ["has_same_secret", "make", "new_key", "restore"]
