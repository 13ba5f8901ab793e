"""How a value is written, in the reader's language and with the precision that it has."""

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from longtable.measures.models import Definition
from longtable.measures.queries import Value
from longtable.web.spoken import spoken

Unit = Definition.Unit


@dataclass(frozen=True, slots=True)
class Writing:
    """Writes the values of one definition: percent from 0 to 100, per 1,000, scores, numbers.

    `decimals` is how many are shown at most; `mark` stands right after a value ("%").
    """

    unit: str
    decimals: int
    unit_words: str

    @classmethod
    def of(cls, definition: Definition) -> "Writing":
        """Return how a definition's values are written."""
        return cls(definition.unit, definition.decimals, spoken(definition.unit_words))

    def value(self, value: float, *, as_published: str = "") -> str:
        """Write a value; never with more decimals than its source gave."""
        return self.bare(value, as_published=as_published) + self.mark

    def bare(self, value: float, *, as_published: str = "") -> str:
        """Write a value without its unit."""
        decimals = self.decimals
        if as_published:
            decimals = min(decimals, len(as_published.partition(".")[2]))
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(value, format=pattern, locale=_locale())

    def points(self, value: float) -> str:
        """Write a difference of two values, with its sign, in the unit's own words."""
        sign = "+" if value > 0 else ""
        text = f"{sign}{self.bare(value)}".replace("-", "−")
        if self.unit == Unit.PERCENT:
            return _("%(number)s points") % {"number": text}
        return text

    @property
    def mark(self) -> str:
        """Return what stands right after a value: a percent sign, or nothing."""
        if self.unit != Unit.PERCENT:
            return ""
        return "\N{NO-BREAK SPACE}%" if str(_locale()).startswith(("es", "fr", "de")) else "%"

    @property
    def words(self) -> str:
        """Return the unit in words, for an axis or a heading; empty for percent."""
        if self.unit == Unit.PERCENT:
            return ""
        if self.unit_words:
            return self.unit_words
        return _("per 1,000 people") if self.unit == Unit.PER_1000 else ""


def count_text(people: int) -> str:
    """Write a number of people."""
    return format_decimal(people, format="#,##0", locale=_locale())


def people_text(value: Value, definition: Definition) -> str:
    """Say how many people are behind a value: "449 of 667 students". Empty without counts."""
    if value.denominator is None:
        return ""
    who = spoken(definition.people) or _("people")
    if value.numerator is None:
        return _("%(count)s %(people)s") % {"count": count_text(value.denominator), "people": who}
    return _("%(part)s of %(count)s %(people)s") % {
        "part": count_text(value.numerator),
        "count": count_text(value.denominator),
        "people": who,
    }


def _locale() -> Locale:
    try:
        return Locale.parse((get_language() or "en").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
