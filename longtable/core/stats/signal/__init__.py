"""Did the needle move? `judge(Series(points))` returns a verdict that opens to its numbers."""

from longtable.core.stats.direction import Direction
from longtable.core.stats.signal.judging import judge
from longtable.core.stats.signal.series import Point, Series
from longtable.core.stats.signal.verdict import MEASURED, Signal, Status

__all__ = ["MEASURED", "Direction", "Point", "Series", "Signal", "Status", "judge"]
