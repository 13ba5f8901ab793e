"""By which rule something is decided: fixed in full before anybody answers."""

from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Threshold(TextChoices):
    """The share that has to be for it. Of half it has to be more; the others are reached."""

    HALF = "half", _("more than half")
    TWO_THIRDS = "two_thirds", _("at least two thirds")
    THREE_QUARTERS = "three_quarters", _("at least three quarters")
    ALL = "all", _("all")

    def is_reached(self, part: int, whole: int) -> bool:
        """Whether `part` of `whole` is enough. Nothing of nothing never is."""
        if whole == 0 or part == 0:
            return False
        if self == Threshold.HALF:
            return 2 * part > whole
        return Fraction(part, whole) >= _LEAST[self.value]


_LEAST = {"two_thirds": Fraction(2, 3), "three_quarters": Fraction(3, 4), "all": Fraction(1)}


class Base(TextChoices):
    """Of what the share is taken."""

    CAST = "cast", _("of the seats that take a side")
    ELIGIBLE = "eligible", _("of all filled seats")


class Shown(TextChoices):
    """When those who answer see what others answered."""

    ANSWERED = "answered", _("As soon as one has answered")
    CLOSED = "closed", _("Only after the close")


@dataclass(frozen=True, slots=True)
class Rule:
    """All conditions under which something is adopted.

    Quorums count seats, organizations and resident seats that answer; 0 asks for none.
    `double_majority` asks for the same share of the organizations. `stated` is the method that
    the table's own rules name: deciding by another one is a breach that is listed.
    """

    method: str
    threshold: str = Threshold.HALF.value
    base: str = Base.CAST.value
    quorum_seats: int = 0
    quorum_organizations: int = 0
    quorum_residents: int = 0
    double_majority: bool = False
    no_open_objection: bool = False
    shown: str = Shown.ANSWERED.value
    stated: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what is kept of the rule."""
        return asdict(self)

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "Rule":
        """Return the rule that `as_json` wrote."""
        return cls(**said)

    @property
    def keeps_its_method(self) -> bool:
        """Whether the table's own rules name this method, or none."""
        return self.stated in ("", self.method)
