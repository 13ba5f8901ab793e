"""How a value is written, in the reader's language and with the precision that it has."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from longtable.measures.models import Definition
from longtable.measures.queries import Value
from longtable.web.drawing import count, decimal, percent_sign
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
        return decimal(value, decimals)

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
        return percent_sign() if self.unit == Unit.PERCENT else ""

    @property
    def words(self) -> str:
        """Return the unit in words, for an axis or a heading; empty for percent."""
        if self.unit == Unit.PERCENT:
            return ""
        if self.unit_words:
            return self.unit_words
        return _("per 1,000 people") if self.unit == Unit.PER_1000 else ""


def people_text(value: Value, definition: Definition) -> str:
    """Say how many people are behind a value: "449 of 667 students". Empty without counts."""
    if value.denominator is None:
        return ""
    who = spoken(definition.people) or _("people")
    if value.numerator is None:
        return _("%(count)s %(people)s") % {"count": count(value.denominator), "people": who}
    return _("%(part)s of %(count)s %(people)s") % {
        "part": count(value.numerator),
        "count": count(value.denominator),
        "people": who,
    }
