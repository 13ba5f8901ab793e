"""What other places may know of files: which wait for somebody, and which were sent last."""

from django.urls import reverse
from django.utils.translation import gettext as _

from longtable.accounts.models import Person
from longtable.communication.queries import ESTIMATES, Line
from longtable.communication.sources import Sent, sign_in_files
from longtable.initiative.models import Initiative, Organization
from longtable.submissions import queries
from longtable.submissions.models import Submission

_NEWEST = 5


def sign_in() -> None:
    """Tell the pages that say what waits for somebody."""
    sign_in_files(waiting, sent)


def waiting(person: Person, initiative: Initiative) -> list[Line]:
    """Return the files that wait for somebody: whose, for what, in which state; not their names."""
    stuck = [Submission.State.READ, Submission.State.UNREADABLE]
    found = queries.submissions_visible_to(person, initiative).filter(state__in=stuck)
    return [
        Line(
            what=_("A file of %(who)s for “%(indicator)s”: %(state)s")
            % {
                "who": row.organization,
                "indicator": row.indicator,
                "state": row.get_state_display(),
            },
            since=row.received,
            address=_at(row),
            button=_("Look at the file"),
            minutes=ESTIMATES["file"],
            who=str(row.organization),
        )
        for row in found.prefetch_related("indicator__definitions")
    ]


def sent(person: Person, organization: Organization) -> list[Sent]:
    """Return the last files of an organization, where this person may know of them."""
    found = queries.submissions_visible_to(person, organization.initiative)
    mine = found.filter(organization=organization).prefetch_related("indicator__definitions")
    return [
        Sent(str(row.indicator), row.received, row.get_state_display(), _at(row))
        for row in mine[:_NEWEST]
    ]


def _at(row: Submission) -> str:
    return reverse("measures:submission", args=[row.initiative.slug, row.pk])
