"""What a job costs whoever does it: pages, taps and letters counted, and the minutes they take.

The seconds of a tap and a letter are those of the keystroke-level model (Card, Moran and Newell,
1980): 1.35 to make up one's mind, 1.1 to point, 0.2 to press; 0.28 a letter for an average typist.
That one finds on a page what one came for within 12 seconds is our own, generous, assumption.
"""

import math
import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator

from tests.journeys.hands import Hand

PAGE, TAP, LETTER = 12.0, 2.65, 0.28
MONTH = Path(__file__).parents[2] / "docs" / "reference" / "a-month.md"
_ROW = re.compile(r"^\| (?P<job>[^|]+?) \|" + r" *(\d+) *\|" * 7 + r"$", re.M)


@dataclass
class Cost:
    """What was used: pages that were loaded, controls that were used, letters that were typed."""

    pages: int = 0
    taps: int = 0
    letters: int = 0

    def minutes(self, thinking: int) -> int:
        """Return whole minutes, rounded up, with those that one reads, thinks and talks."""
        seconds = self.pages * PAGE + self.taps * TAP + self.letters * LETTER
        return math.ceil(seconds / 60) + thinking


@dataclass(frozen=True)
class Budget:
    """A line of the page: what a job may cost, and how often it comes in a month."""

    job: str
    times: int
    most: Cost
    thinking: int
    each: int
    month: int

    def over(self, cost: Cost) -> list[str]:
        """Return in which ways a job cost more than it may."""
        return [
            f"{self.job}: {getattr(cost, what)} {what}, and {getattr(self.most, what)} may be"
            for what in ("pages", "taps", "letters")
            if getattr(cost, what) > getattr(self.most, what)
        ]

    def wrong(self) -> list[str]:
        """Return where the line does not add up."""
        each = self.most.minutes(self.thinking)
        right = (each, each * self.times)
        told = (self.each, self.month)
        return [] if told == right else [f"{self.job}: {told} should be {right}"]


def budgets(text: str) -> dict[str, Budget]:
    """Return the lines of the page's table, by job."""
    found = {}
    for row in _ROW.finditer(text):
        times, pages, taps, letters, thinking, each, month = map(int, row.groups()[1:])
        most = Cost(pages, taps, letters)
        found[row["job"]] = Budget(row["job"], times, most, thinking, each, month)
    return found


@dataclass
class CountingHand(Hand):
    """A hand that counts what it does. Signing in is not counted: it is done once a week."""

    cost: Cost = field(default_factory=Cost)

    def open(self, path: str) -> None:
        self.cost.pages += 1
        super().open(path)

    def _go(self, control: Locator) -> None:
        self.cost.pages += 1
        super()._go(control)

    def use(self, control: Locator) -> None:
        self.cost.taps += 1
        super().use(control)

    def write(self, field: Locator, text: object) -> None:
        self.cost.taps += 1
        self.cost.letters += len(str(text))
        super().write(field, text)

    def _select(self, field: Locator, option: str) -> None:
        self.cost.taps += 2
        super()._select(field, option)

    def _check(self, field: Locator) -> None:
        self.cost.taps += 1
        super()._check(field)
