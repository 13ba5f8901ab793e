"""A word now and then on what is going on, for whoever waits at the command line."""

import sys
import time

_PAUSE = 2.0


class Progress:
    """Prints to standard error what is told to it: the first after two seconds, then every two."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, said: str) -> None:
        """Take what is going on now."""
        if time.monotonic() - self._last >= _PAUSE:
            self._last = time.monotonic()
            print(f"  {said} …", file=sys.stderr, flush=True)
