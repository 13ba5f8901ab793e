"""The invitation, as a letter in the outbox."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from longtable.initiative.models import Invitation


def write_invitation(invitation: Invitation, code: str) -> None:
    """Write the mail that invites somebody, in the transaction that is open.

    It is written here because only now is the code known: just its hash is kept.
    """
    with translation.override(invitation.language):
        _write(invitation, code)


def _write(invitation: Invitation, code: str) -> None:
    page = {
        "invitation": invitation,
        "link": f"{settings.ADDRESS}/join/{code}/",
    }
    name = " ".join(invitation.initiative.name.split())  # a subject has one line
    EmailMessage(
        subject=_("You are invited to %(initiative)s") % {"initiative": name},
        body=render_to_string("initiative/invitation.txt", page),
        to=[invitation.email],
        reply_to=[invitation.initiative.reply_to] if invitation.initiative.reply_to else None,
        headers={"X-Longtable-Initiative": str(invitation.initiative_id)},
    ).send()
