"""What places sign in here: what waits for somebody that only they may read."""

from longtable.communication.elsewhere import Sent, sign_in_files

__all__ = ["Sent", "sign_in_files"]
