"""One try of every action in the world of `tests.access.world`, by whoever it is given."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from longtable.accounts import actions as accounts
from longtable.communication import actions as communication
from longtable.initiative import actions as initiatives
from longtable.initiative.models import Initiative, Invitation, Organization, Role
from longtable.measures import actions as measures
from longtable.measures.models import Indicator, Release
from longtable.record.models import MailServer
from longtable.submissions import actions as submissions
from longtable.submissions.actions import accepting
from longtable.submissions.models import Submission
from tests.access.world import World, parts

NEW = {"name": {"en": "New"}, "question": {"en": "How many?"}}


@dataclass(frozen=True)
class Rows:
    """The rows of the world, read anew: what a try changed is taken back."""

    world: World
    by: Any

    @property
    def initiative(self):
        return Initiative.objects.get(slug=self.world.slug)

    @property
    def partner(self):
        return self.initiative.memberships.get(person=self.world.people["member"]).organization

    @property
    def extra(self):
        return Organization.objects.get(pk=self.world.parts("settings:organization")["pk"])

    @property
    def reader(self):
        return self.initiative.memberships.get(person=self.world.people["reader"])

    @property
    def indicator(self):
        return Indicator.objects.get(pk=self.world.made.indicator.pk)

    @property
    def submission(self):
        return Submission.objects.get(pk=self.world.parts("measures:submission")["pk"])

    def release(self, state):
        return Release.objects.get(indicator=self.indicator, state=state)


def _change_person(rows):
    person = rows.reader.person
    said = {"name": "New", "language": "es", "version": person.version}
    accounts.change_person(person, **said, by=rows.by)


def _set_mail_server(rows):
    wanted = MailServer(host="smtp.example.org", sender="post@example.org")
    communication.set_mail_server(wanted, password=None, version=None, by=rows.by)


def _invite(rows):
    invitee = initiatives.Invitee("more@example.org", Role.PARTNER_MEMBER, "", rows.partner)
    initiatives.invite(rows.initiative, invitee, now=timezone.now(), by=rows.by)


def _bring_back(rows):
    gone = rows.extra
    gone.left = timezone.now().date()
    gone.save()
    initiatives.bring_back_organization(gone, by=rows.by)


def _withdraw_invitation(rows):
    invitation = Invitation.objects.get(pk=rows.world.parts("settings:withdraw_invitation")["pk"])
    initiatives.withdraw_invitation(invitation, now=timezone.now(), by=rows.by)


def _define(rows):
    said = {"code": "new", "owner": rows.partner, "definition": NEW}
    measures.define_indicator(rows.initiative, **said, by=rows.by)


def _start_from_template(rows):
    rows.initiative.organizations.update(is_backbone=True)
    measures.start_from_template(rows.initiative, "graduation", by=rows.by)


def _prepare(rows):
    waiting = Release.objects.filter(state=Release.State.PREPARED)
    waiting.update(state=Release.State.DISCARDED)
    said = {"reason": "New", "now": timezone.now()}
    measures.prepare_release(rows.indicator, **said, by=rows.by)


def _approve(rows):
    release = rows.release("prepared")
    said = {"version": release.version, "now": timezone.now()}
    measures.approve_release(release, **said, by=rows.by)


def _withdraw(rows):
    release = rows.release("published")
    measures.withdraw_release(release, reason="Wrong", now=timezone.now(), by=rows.by)


def _undo(rows):
    Submission.objects.update(state=Submission.State.ACCEPTED)
    submissions.undo_submission(rows.submission, version=rows.submission.version, by=rows.by)


def _receive(rows):
    file = SimpleUploadedFile("more.csv", b"Period,Count,Total number\n2026,20,40\n")
    said = {"organization": rows.partner, "once": "", "now": timezone.now()}
    submissions.receive_submission(rows.indicator, file, **said, by=rows.by)


def _read(rows):
    Submission.objects.update(state=Submission.State.WAITING)
    submissions.read_submission(rows.submission, by=rows.by)


def _give_up(rows):
    Submission.objects.update(state=Submission.State.WAITING)
    submissions.give_up_on_submission(rows.submission, by=rows.by)


def _on_submission(do, *change, **said):
    def deed(rows):
        submission = rows.submission
        do(submission, *change, version=submission.version, **said, by=rows.by)

    return deed


def _changes(do, find, changes):
    """Return the try of an action that saves changes to a row with a version."""

    def deed(rows):
        row = find(rows)
        do(row, changes, version=row.version, by=rows.by)

    return deed


def _breakdown(rows):
    return rows.initiative.breakdowns.get(code="race")


def _category(rows):
    return _breakdown(rows).categories.first()


def _place(rows):
    return rows.initiative.places.get(code="north")


NAME = {"name": {"en": "New name"}}
PLACES = [measures.NewPlace("east", {"en": "East"}, "school")]
DEEDS = {
    "accounts.change_person": _change_person,
    "accounts.forget_person": lambda r: accounts.forget_person(
        r.reader.person, now=timezone.now(), by=r.by
    ),
    "accounts.sign_out_elsewhere": lambda r: accounts.sign_out_elsewhere(
        r.reader.person, here="", by=r.by
    ),
    "communication.send_test_mail": lambda r: communication.send_test_mail(r.initiative, by=r.by),
    "communication.set_mail_server": _set_mail_server,
    "initiative.add_organization": lambda r: initiatives.add_organization(
        r.initiative, name="More", by=r.by
    ),
    "initiative.bring_back_organization": _bring_back,
    "initiative.change_initiative": _changes(
        initiatives.change_initiative, lambda r: r.initiative, {"name": "New"}
    ),
    "initiative.change_organization": _changes(
        initiatives.change_organization, lambda r: r.extra, {"name": "New"}
    ),
    "initiative.change_role": lambda r: initiatives.change_role(
        r.reader,
        role=Role.FUNDER,
        organization=r.partner,
        version=r.reader.version,
        by=r.by,
    ),
    "initiative.end_membership": lambda r: initiatives.end_membership(
        r.reader, now=timezone.now(), by=r.by
    ),
    "initiative.invite": _invite,
    "initiative.remove_organization": lambda r: initiatives.remove_organization(
        r.extra, today=timezone.now().date(), by=r.by
    ),
    "initiative.start_initiative": lambda r: initiatives.start_initiative(
        slug="new-one", name="New", backbone="Backbone", by=r.by
    ),
    "initiative.withdraw_invitation": _withdraw_invitation,
    "measures.add_breakdown": lambda r: measures.add_breakdown(
        r.initiative, code="new", **NAME, by=r.by
    ),
    "measures.add_category": lambda r: measures.add_category(
        _breakdown(r), code="new", **NAME, by=r.by
    ),
    "measures.add_places": lambda r: measures.add_places(r.initiative, PLACES, by=r.by),
    "measures._approve": _approve,
    "measures.change_breakdown": _changes(measures.change_breakdown, _breakdown, NAME),
    "measures.change_category": _changes(measures.change_category, _category, NAME),
    "measures.change_definition": lambda r: measures.change_definition(
        r.indicator.definition,
        NAME,
        version=r.indicator.definition.version,
        turn=measures.Turn("2030", {"en": "New test"}),
        by=r.by,
    ),
    "measures.change_indicator": _changes(
        measures.change_indicator, lambda r: r.indicator, {"position": 7}
    ),
    "measures.change_place": _changes(measures.change_place, _place, NAME),
    "measures.declare_break": lambda r: measures.declare_break(
        r.indicator, period="2031", reason={"en": "New test"}, by=r.by
    ),
    "measures.define_indicator": _define,
    "measures._discard": lambda r: measures.discard_release(
        r.release("prepared"), version=r.release("prepared").version, by=r.by
    ),
    "measures.file_release": _prepare,
    "measures.remove_break": lambda r: measures.remove_break(r.indicator.breaks.get(), by=r.by),
    "measures.retire_indicator": lambda r: measures.retire_indicator(
        r.indicator, today=timezone.now().date(), by=r.by
    ),
    "measures.start_from_template": _start_from_template,
    "measures.tell_story": _changes(
        measures.tell_story, lambda r: r.indicator.definition, {"story": {"en": "Why"}}
    ),
    "measures._withdraw": _withdraw,
    "submissions._press": _on_submission(accepting._press, now=timezone.now()),
    "submissions._receive": _receive,
    "submissions._accept": _on_submission(submissions.accept_submission, now=timezone.now()),
    "submissions.correct_layout": _on_submission(
        submissions.correct_layout, {"do": "column", "letter": "C", "use": "ignored"}
    ),
    "submissions.discard_submission": _on_submission(submissions.discard_submission),
    "submissions.give_up_on_submission": _give_up,
    "submissions._keep_reading": _read,
    "submissions.undo_submission": _undo,
}
for part in parts():
    DEEDS |= part.DEEDS
