"""How far the work on a file is: kept for those who wait for it, and told to who listens."""

import time
from collections.abc import Callable

from longtable.submissions.models import Submission

SECONDS_BETWEEN_LOOKS = 1.0
NOT_BEGUN = {"step": "", "gone_through": 0, "whole": 0}
Step = Submission.Step
Heard = Callable[[Step, int, int], None]


class Progress:
    """Says about once a second how much of a step is done; quick work never says anything."""

    def __init__(self, submission: Submission, heard: Heard | None = None) -> None:
        self._kept = Submission.objects.filter(pk=submission.pk)
        self._heard = heard
        self._said = time.monotonic()

    def tell(self, step: Step, done: int, whole: int) -> None:
        """Keep that so much of the whole is done, and tell it."""
        now = time.monotonic()
        if now - self._said < SECONDS_BETWEEN_LOOKS:
            return
        self._said = now
        self._kept.update(step=step, gone_through=done, whole=whole)
        if self._heard:
            self._heard(step, done, whole)
