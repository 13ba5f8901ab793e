"""The words in a picture, in the reader's language. They come from the caller."""

from collections.abc import Callable
from dataclasses import dataclass

from longtable.core.charts.spec import State


@dataclass(frozen=True, slots=True)
class Words:
    """How values and counts are written, and every word that a picture or its rows may need.

    `value` writes a value with its unit ("31%"), `count` a number of people ("3,120"). `goal`
    has the places {value} and {by}, `likely` the places {low} and {high}.
    """

    value: Callable[[float], str]
    count: Callable[[int], str]
    period: str = "Period"
    who: str = "Who"
    value_name: str = "Value"
    low: str = "At least"
    high: str = "At most"
    people: str = "People"
    note: str = "Note"
    withheld: str = "not shown"
    masked: str = "not given"
    missing: str = "not known"
    caution: str = "use with care"
    goal: str = "Goal: {value} by {by}"
    goal_name: str = "Goal"
    path: str = "path to the goal"
    likely: str = "{low} to {high}"
    interval: str = "very likely range"
    left: str = "Left to do"
    gap: str = "Gap"
    nothing: str = "There is nothing to draw yet."

    def absence(self, state: State) -> str:
        """Say why there is no value."""
        return {"withheld": self.withheld, "masked": self.masked}.get(state, self.missing)

    def goal_text(self, value: float, by: str) -> str:
        """Say the goal with its date."""
        return self.goal.replace("{value}", self.value(value)).replace("{by}", by)

    def likely_text(self, low: float, high: float) -> str:
        """Say an interval."""
        return self.likely.replace("{low}", self.value(low)).replace("{high}", self.value(high))
