"""The letters of a week: plain text and simple HTML, with a link that ends them."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from longtable.communication.line import Line, where
from longtable.communication.queries import Told, unsubscribe_code
from longtable.initiative.models import Membership


@dataclass(frozen=True, slots=True)
class Letter:
    """What a template needs: the text, and whole addresses of the pages that belong to it."""

    membership: Membership
    told: Told
    note: str
    site: str
    today: str
    choices: str
    stop: str


def write_digest(membership: Membership, told: Told) -> None:
    """Write the week's digest to somebody, in the transaction and the language that are on."""
    subject = ngettext(
        "%(initiative)s: %(n)d thing is asked of you, about %(minutes)d minutes",
        "%(initiative)s: %(n)d things are asked of you, about %(minutes)d minutes",
        len(told.asked),
    )
    if not told.asked:
        subject = _("%(initiative)s: what changed this week")
    _write(membership, told, subject, n=len(told.asked))


def write_tomorrow(membership: Membership, due: list[Line]) -> None:
    """Write somebody what is due tomorrow."""
    minutes = sum(line.minutes for line in due)
    told = Told(asked=due, more=0, changed=[], celebrated=None, minutes=minutes)
    _write(membership, told, _("%(initiative)s: due tomorrow"), n=len(due))


def write_late(membership: Membership, late: list[Line]) -> None:
    """Write somebody which promises are late, with the charter's word that it is so for all."""
    minutes = sum(line.minutes for line in late)
    told = Told(asked=late, more=0, changed=[], celebrated=None, minutes=minutes)
    subject = ngettext(
        "%(initiative)s: a promise is late", "%(initiative)s: %(n)d promises are late", len(late)
    )
    note = _(
        "The charter has the same steps for everyone, the backbone and the steering committee "
        "included."
    )
    _write(membership, told, subject, n=len(late), note=note)


def _write(membership: Membership, told: Told, subject: str, *, n: int, note: str = "") -> None:
    initiative, site = membership.initiative, settings.ADDRESS
    code = unsubscribe_code(membership)
    page = Letter(
        membership=membership,
        told=told,
        note=note,
        site=site,
        today=site + where("today:today", initiative.slug),
        choices=site + where("today:mail", initiative.slug),
        stop=site + where("today:stop", initiative.slug, code),
    )
    one_click = site + where("today:stop_at_once", initiative.slug, code)
    name = " ".join(str(initiative).split())
    mail = EmailMultiAlternatives(
        subject=subject % {"initiative": name, "n": n, "minutes": told.minutes},
        body=render_to_string("communication/digest.txt", {"page": page}),
        to=[membership.person.email],
        reply_to=[initiative.reply_to] if initiative.reply_to else None,
        headers={
            "X-Longtable-Initiative": str(initiative.pk),
            "List-Unsubscribe": f"<{one_click}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    html = render_to_string("communication/digest.html", {"page": page})
    mail.attach_alternative(html, "text/html")
    mail.send()
