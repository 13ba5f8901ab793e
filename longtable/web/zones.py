"""Time zones to choose from, as forms offer them."""

from collections.abc import Sequence
from zoneinfo import available_timezones


def zone_choices(first: Sequence[str]) -> list[tuple[str, str]]:
    """Return every time zone of a place, those in `first` before the others."""
    others = sorted(name for name in available_timezones() if "/" in name and name not in first)
    return [(name, name.replace("_", " ")) for name in [*first, *others]]
