"""Where an initiative holds something of a person."""

from longtable.accounts.sources import DASH, Leaving, Trace, sign_in_obstacle, sign_in_trace
from longtable.initiative import permissions
from longtable.initiative.models import Initiative, Invitation, Membership

sign_in_trace(
    "initiative.Membership.ended",
    Trace(
        lambda who: Membership.objects.filter(person=who.person, ended=None),
        lambda who: {"ended": who.now},
    ),
)
sign_in_trace(
    "initiative.Membership.reach",
    Trace(lambda who: Membership.objects.filter(person=who.person), lambda _who: {"reach": ""}),
)
sign_in_trace(
    "initiative.Invitation.email initiative.Invitation.name",
    Trace(
        lambda who: Invitation.objects.filter(email__iexact=who.email),
        lambda who: {"email": who.person.forgotten_email, "name": DASH},
    ),
)
sign_in_trace(
    "initiative.Initiative.reply_to",
    Trace(
        lambda who: Initiative.objects.filter(reply_to__iexact=who.email),
        lambda _who: {"reply_to": ""},
    ),
)


@sign_in_obstacle
def _another_facilitator(who: Leaving) -> None:
    for membership in Membership.objects.filter(person=who.person, ended=None):
        permissions.keep_a_facilitator(membership)
