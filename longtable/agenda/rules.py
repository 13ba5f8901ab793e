"""The rule by which a version becomes the agenda: in one sentence, before anybody signs."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

METHODS = ("consent", "consensus", "majority")


@dataclass(frozen=True, slots=True)
class Count:
    """How many were asked and how they answered: organizations and seats alike, then the seats."""

    asked: int
    signed: int
    concerned: int
    dissented: int
    seats_asked: int
    seats_signed: int

    @property
    def agreed(self) -> int:
        """Those who signed, with or without a concern."""
        return self.signed + self.concerned

    @property
    def answered(self) -> int:
        """Those who gave their word, whatever it was."""
        return self.agreed + self.dissented


@dataclass(frozen=True, slots=True)
class Rule:
    """A method, and the shares that it asks for, in percent of those who are asked.

    `answered` is the least share that has to answer at all (consent and majority), `sign` the
    least share that has to sign (majority); `residents` the least share of the resident seats
    that has to sign, whatever the method.
    """

    method: str = "consent"
    answered: int = 66
    sign: int = 66
    residents: int = 50

    @classmethod
    def of(cls, said: dict[str, Any]) -> "Rule":
        """Return the rule that a row keeps."""
        return cls(**{name: said[name] for name in cls.__slots__ if name in said})

    def kept(self) -> dict[str, Any]:
        """Return the rule as a row keeps it."""
        return asdict(self)

    def sentence(self) -> str:
        """Say the rule in one sentence."""
        if self.method == "consensus":
            return _(
                "It is adopted when every organization and every resident seat has signed, "
                "with or without a concern."
            )
        parts = [self._answered(), self._signed(), self._residents()]
        said = [part for part in parts if part]
        if len(said) == 2:
            return _("It is adopted when %(first)s, and %(second)s.") % {
                "first": said[0],
                "second": said[1],
            }
        return _("It is adopted when %(first)s, %(second)s, and %(third)s.") % {
            "first": said[0],
            "second": said[1],
            "third": said[2],
        }

    def _answered(self) -> str:
        if self.answered >= 100:
            return _("all organizations and resident seats have answered")
        return _("at least %(n)s%% of the organizations and resident seats have answered") % {
            "n": self.answered
        }

    def _signed(self) -> str:
        if self.method != "majority":
            return _("none of them refuses to sign")
        if self.sign >= 100:
            return _("all of them have signed")
        return _("at least %(n)s%% of all have signed") % {"n": self.sign}

    def _residents(self) -> str:
        if not self.residents:
            return ""
        if self.residents >= 100:
            return _("all resident seats have signed")
        return _("at least %(n)s%% of the resident seats have signed") % {"n": self.residents}

    def is_met(self, count: Count) -> bool:
        """Whether those who were asked have adopted the version."""
        if not count.asked or not _reaches(count.seats_signed, count.seats_asked, self.residents):
            return False
        match self.method:
            case "consensus":
                return count.agreed == count.asked
            case "majority":
                enough = _reaches(count.agreed, count.asked, self.sign)
                return enough and _reaches(count.answered, count.asked, self.answered)
            case _other:
                enough = _reaches(count.answered, count.asked, self.answered)
                return enough and not count.dissented and count.agreed > 0


def _reaches(part: int, whole: int, percent: int) -> bool:
    return part * 100 >= percent * whole
