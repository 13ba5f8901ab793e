"""A day in an address, such as 2026-03-10."""

import datetime as dt

from django.urls import register_converter


class Day:
    """Reads a day from an address, and writes it there."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        """Return the day; an impossible one is no address."""
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date | str) -> str:
        """Return the day as it stands in addresses."""
        return str(value)


register_converter(Day, "day")
DAY = "<day:day>"
