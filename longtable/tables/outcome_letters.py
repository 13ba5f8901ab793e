"""What became of an idea, as a letter to whoever it came from, account or not."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from longtable.tables.models import Decision


def write_outcome(decision: Decision) -> None:
    """Write the mail in the transaction that is open. A caucus's page is not linked."""
    initiative = decision.table.initiative
    language = (initiative.languages or [settings.LANGUAGE_CODE])[0]
    with translation.override(language):
        _write(decision)


def _write(decision: Decision) -> None:
    initiative = decision.table.initiative
    where = f"{initiative.slug}/tables/{decision.table.slug}/decisions/{decision.number}/"
    page = {
        "decision": decision,
        "link": "" if decision.table.is_closed else f"{settings.ADDRESS}/{where}",
    }
    name = " ".join(initiative.name.split())  # a subject has one line
    EmailMessage(
        subject=_("What became of your idea at %(initiative)s") % {"initiative": name},
        body=render_to_string("tables/outcome.txt", page),
        to=[decision.tell],
        reply_to=[initiative.reply_to] if initiative.reply_to else None,
        headers={"X-Longtable-Initiative": str(initiative.pk)},
    ).send()
