"""The words of pictures in the reader's language."""

from collections.abc import Callable

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from longtable.core.charts.words import Words


def words(value: Callable[[float], str]) -> Words:
    """Return the words of a picture; `value` writes one of its values with its unit."""
    return Words(
        value=value,
        count=count,
        period=_("Period"),
        who=_("Who"),
        value_name=_("Value"),
        low=_("At least"),
        high=_("At most"),
        people=_("People"),
        note=_("Note"),
        withheld=_("not shown"),
        masked=_("not given"),
        missing=_("not known"),
        caution=_("use with care"),
        goal=_("Goal: {value} by {by}"),
        goal_name=_("Goal"),
        path=_("path to the goal"),
        likely=pgettext("an interval", "{low} to {high}"),
        interval=_("very likely range"),
        left=_("Left to do"),
        gap=_("Gap"),
        nothing=_("There is nothing to draw yet."),
    )


def percent(share: float) -> str:
    """Write a proportion (0 to 1) as a percentage, rounded to whole numbers."""
    return f"{number_format(round(share * 100), use_l10n=True)}%"


def count(people: int) -> str:
    """Write a number of people with the separators of the reader's language."""
    return number_format(people, use_l10n=True, force_grouping=True)
