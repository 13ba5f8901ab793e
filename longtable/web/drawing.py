"""Numbers as the reader's language writes them, and the words of pictures."""

from collections.abc import Callable

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from longtable.core.charts.words import Words

# Where a language is written in more than one way, numbers are as `web/formats` has them for forms
# and templates: Spanish as in the United States, Mexico and Central America, 1,234.5.
_WRITTEN_AS = {"es": "es_US"}
_APART = {"es", "fr", "de"}  # a space stands before their percent sign


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


def decimal(value: float, decimals: int) -> str:
    """Write a number with so many decimals, rounded; thousands are set apart."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=_locale())


def count(people: int) -> str:
    """Write a number of people."""
    return decimal(people, 0)


def percent(share: float) -> str:
    """Write a proportion (0 to 1) as a percentage, rounded to whole numbers."""
    return decimal(round(share * 100), 0) + percent_sign()


def percent_sign() -> str:
    """Return what stands right after a percentage."""
    return "\N{NO-BREAK SPACE}%" if _language() in _APART else "%"


def _language() -> str:
    return (get_language() or "en").partition("-")[0]


def _locale() -> Locale:
    try:
        return Locale.parse(_WRITTEN_AS.get(_language(), _language()))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
