"""The people that a list names: here already, invited already, or to be invited."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from longtable.initiative.models import PARTNER_ROLES, Role
from longtable.tables.roster import reading_cells as cells
from longtable.tables.roster.deeds import InvitePerson
from longtable.tables.roster.lines import Line
from longtable.tables.roster.words import language_of
from longtable.web.folding import folded

if TYPE_CHECKING:
    from longtable.tables.roster.planning import Run


class Guests:
    """Goes through the people of a list; one address is one person and is invited once."""

    def __init__(self, run: "Run") -> None:
        self._run = run
        self._names: dict[str, str] = {}
        self._organizations: dict[str, str] = {}
        self._written: dict[str, str] = {}  # the organization as the list writes it

    def of(self, line: Line, organization: str, *, is_funder: bool = False) -> None:
        """Note what happens to the person of a line, and to its alternate."""
        role = cells.choice(self._run, line, "role")
        usual = _usual(organization, is_funder=is_funder)
        email = cells.address(self._run, line, "email")
        if email:
            self._person(line, (email, line.person), organization, role or usual)
        elif line.person and not line["email"] and _is_seated(line):
            self._run.wrong("no_address", line)
        other = cells.address(self._run, line, "alternate_email")
        if other:
            self._person(line, (other, line["alternate"]), organization, usual)

    def _person(self, line: Line, who: tuple[str, str], organization: str, role: str) -> None:
        email, name = who
        if not self._agrees(line, email, name, organization):
            return
        if email in self._names:
            return
        self._names[email], self._organizations[email] = name, organization
        self._written[email] = line["organization"]
        if email in self._run.known.members:
            self._is_here(line, email, organization)
        elif email in self._run.known.invited:
            self._run.keep(_("%(email)s is invited already") % {"email": email})
        elif role in PARTNER_ROLES and not organization:
            self._run.wrong("no_organization", line, "email", text=email)
        else:
            self._invite(line, who, organization, role)

    def _invite(self, line: Line, who: tuple[str, str], organization: str, role: str) -> None:
        email, name = who
        language = language_of(line["language"]) or self._run.language
        deed = InvitePerson(line.number, email, name, role, organization, language)
        told = _("%(email)s is invited as: %(role)s") % {
            "email": email,
            "role": dict(Role.choices)[role],
        }
        self._run.do(deed, told)

    def _is_here(self, line: Line, email: str, organization: str) -> None:
        membership = self._run.known.members[email]
        self._run.keep(_("%(name)s is here already") % {"name": membership.person})
        theirs = membership.organization
        if organization and theirs is not None and folded(theirs.name) != organization:
            self._run.wrong("other_organization", line, "email", text=email, first=theirs,
                            second=line["organization"])  # fmt: skip

    def _agrees(self, line: Line, email: str, name: str, organization: str) -> bool:
        """Whether an address that was met before stands beside the same name and organization."""
        before = self._names.get(email, "")
        if before and name and folded(before) != folded(name):
            self._run.wrong("email_twice", line, "email", text=email, first=before, second=name)
            return False
        theirs = self._organizations.get(email, "")
        if theirs and organization and theirs != organization:
            self._run.wrong("two_organizations", line, "email", text=email,
                            first=self._written[email], second=line["organization"])  # fmt: skip
            return False
        return True


def _usual(organization: str, *, is_funder: bool) -> str:
    """Return what somebody is invited as where the list does not say: never more than a member."""
    if not organization:
        return Role.READER.value
    return Role.FUNDER.value if is_funder else Role.PARTNER_MEMBER.value


def _is_seated(line: Line) -> bool:
    return bool(line["table"] or line["seat"])
