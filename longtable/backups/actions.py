"""What can be done with backups: make one, make a key, restore one, do what is due."""

from longtable.backups.making import make
from longtable.backups.nightly import run_due
from longtable.backups.restoring import has_same_secret, restore
from longtable.backups.sealing import new_key

__all__ = ["has_same_secret", "make", "new_key", "restore", "run_due"]
