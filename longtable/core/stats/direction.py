"""Which way is better."""

from enum import StrEnum


class Direction(StrEnum):
    """Up: more is better (reading on grade level). Down: less is (births to teens)."""

    UP = "up"
    DOWN = "down"
