"""The answer: a status, the rule it rests on, and a sentence with its numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

Number = float | int | str | None


class Status(StrEnum):
    """What may be said."""

    STARTING_POINT = "starting_point"
    TOO_EARLY = "too_early"
    DIFFERS = "differs"
    INSIDE = "inside"
    ABOVE = "above"
    BELOW = "below"
    SIGNAL = "signal"
    TARGET_MET = "target_met"
    CANNOT_TELL = "cannot_tell"
    SERIES_BROKEN = "series_broken"


MEASURED = frozenset(
    {
        "last",
        "last_lower",
        "last_upper",
        "previous",
        "expected",
        "lower_80",
        "upper_80",
        "lower_95",
        "upper_95",
        "difference",
        "difference_lower",
        "difference_upper",
        "old_level",
        "new_level",
        "median",
        "target",
        "center",
        "chart_lower",
        "chart_upper",
        "outside_value",
        "coverage",
        "caution_coverage",
    }
)
"""The names in `numbers` that are in the unit of the measure (proportions for counts)."""


@dataclass(frozen=True)
class Signal:
    """A verdict on a series.

    `rule` and `message` are fixed English texts, so that a page can translate them;
    `message` and each of `notes` have placeholders `%(name)s` that `numbers` fills.
    `proportion` says whether the measured numbers are shares from 0 to 1.
    """

    status: Status
    rule: str
    message: str
    numbers: Mapping[str, Number]
    notes: tuple[str, ...] = ()
    proportion: bool = True

    @property
    def sentence(self) -> str:
        """The verdict and its notes in plain English."""
        shown = self.shown(self._plain)
        return " ".join(text % shown for text in (self.message, *self.notes))

    def shown(self, show: Callable[[str, Number], str]) -> dict[str, str]:
        """Return `numbers` as texts, each written by `show(name, number)`."""
        return {name: show(name, number) for name, number in self.numbers.items()}

    def _plain(self, name: str, number: Number) -> str:
        if not isinstance(number, float):
            return str(number)
        share = self.proportion or name.endswith("coverage")
        if name in MEASURED and share:
            points = "difference" in name
            return f"{100 * number:+.1f} points" if points else f"{100 * number:.1f}%"
        return f"{number:.4g}"
